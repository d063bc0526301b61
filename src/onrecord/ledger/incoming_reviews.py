"""The reviews of an article of another ledger: who accepted what, and what was noted, come over once each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from onrecord.ledger import acceptance, verdict
from onrecord.ledger.incoming import Incoming

_REVIEWS = """
SELECT w.* FROM review w JOIN statement s ON s.id = w.statement_id
WHERE s.version_id IN (SELECT value FROM json_each(?)) ORDER BY w.id
"""
_BY_PERSON = """
SELECT s.id FROM statement s JOIN run r ON r.id = s.run_id
WHERE s.id IN (SELECT value FROM json_each(?)) AND r.command = 'correct'
"""


def take_in(incoming: Incoming) -> list[int]:
    """Add the reviews that are not here; gives the numbers that the lines of these have here."""
    merging = incoming.merging
    versions = _packed(each.there for each in incoming.arrival.versions)
    numbers: dict[int | None, int] = {}
    about = list[int]()
    for row in merging.other.execute(_REVIEWS, (versions,)).fetchall():
        line, undoes = incoming.numbers[row["statement_id"]], numbers.get(row["undoes"])
        writing, kind = merging.by(row["run_id"]), row["kind"]
        known = acceptance.known(writing, line, kind, undoes)
        if known is None:
            known = acceptance.add(writing, line, kind, note=row["note"], undoes=undoes)
            about.append(line)
        numbers[row["id"]] = known
    return about


def renew_waiting(incoming: Incoming, about: Iterable[int]) -> None:
    """Let the lines wait that are the model's again, and no others, once it is settled which stand."""
    connection: sqlite3.Connection = incoming.connection
    by_person = connection.execute(_BY_PERSON, (_packed(incoming.new),))
    verdict.renew_waiting(connection, {*about, *(number for (number,) in by_person)})


def _packed(numbers: Iterable[int]) -> str:
    return f"[{','.join(map(str, numbers))}]"
