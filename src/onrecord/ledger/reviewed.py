"""The newest decisions of persons, with the entries that they are about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ledger.decisions import Decision, told
from onrecord.ledger.entries import entries
from onrecord.ledger.store import Store
from onrecord.records import Entry

MOST = 200
"""How many decisions are given at once."""
# Runs that decide nothing new on a statement (what undoes) are passed over; so many are looked at.
_RUNS = 2_000
_LINE = """
SELECT id FROM (
  SELECT min(statement_id) AS id FROM review WHERE run_id = :run AND kind <> 'undo'
  UNION ALL
  SELECT min(coalesce(new_id, old_id)) FROM succession
  WHERE run_id = :run AND why IN ('correction', 'withdrawal')
) WHERE id IS NOT NULL LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A decision with the entry that it is about: as the decision left it, or took it back."""

    decision: Decision
    entry: Entry


def reviewed(store: Store, *, person: str | None = None, limit: int = 20) -> tuple[Reviewed, ...]:
    """The newest decisions, the newest first: all, or those of one person; undone ones say so.

    Up to `MOST`. Raises LedgerError.
    """
    found: list[Decision] = []
    with store.in_plain_words("read"):
        for decision in _newest(store.connection, person):
            found.append(decision)
            if len(found) >= min(limit, MOST):
                break
        lines = [each.line for each in found]
        of_line = {each.number: each for each in entries(store.connection, sorted({*lines}))}
    return tuple(Reviewed(each, of_line[each.line]) for each in found)


def _newest(connection: sqlite3.Connection, person: str | None) -> Iterator[Decision]:
    whose = "" if person is None else "AND person = :person"
    command = (
        f"SELECT id FROM run WHERE command IN ('correct', 'review') {whose} ORDER BY id DESC LIMIT {_RUNS}"
    )
    for (run_id,) in connection.execute(command, {"person": person}).fetchall():
        line = connection.execute(_LINE, {"run": run_id}).fetchone()
        if line is not None:
            yield from (each.decision for each in told(connection, line[0]).events if each.run_id == run_id)
