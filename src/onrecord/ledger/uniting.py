"""Sources that are one: what a person decides about entities is a line, which another one can take back.

    entity_merge (lines) -> entity_now (which entity each merged one is part of) -> everything that asks who

Of the decisions about an entity the one that was made last holds, wherever it was made: two ledgers that take
each other in say the same.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.ledger import rows, runs, table
from onrecord.ledger.correction import CorrectionError, NotToCorrect, Overtaken
from onrecord.ledger.store import Store
from onrecord.records import Saying

_LAST = """
SELECT m.entity_id, m.into_id, e.key FROM entity_merge m JOIN run r ON r.id = m.run_id
JOIN entity e ON e.id = m.entity_id ORDER BY r.started_at DESC, r.uid DESC, m.id DESC
"""
_GROUP = """
WITH one (id) AS (
  SELECT coalesce(n.now_id, e.id) FROM entity e LEFT JOIN entity_now n ON n.entity_id = e.id WHERE e.id = ?
)
SELECT id FROM one UNION ALL SELECT n.entity_id FROM one JOIN entity_now n ON n.now_id = one.id
"""
_DECISIONS = """
SELECT m.id, m.entity_id, e.key AS entity, i.key AS into_key, m.note, r.person, r.started_at AS decided_at,
  m.id = (SELECT l.id FROM entity_merge l JOIN run s ON s.id = l.run_id WHERE l.entity_id = m.entity_id
    ORDER BY s.started_at DESC, s.uid DESC, l.id DESC LIMIT 1) AS is_last
FROM entity_merge m JOIN entity e ON e.id = m.entity_id JOIN run r ON r.id = m.run_id
  LEFT JOIN entity i ON i.id = m.into_id
WHERE m.entity_id IN (SELECT value FROM json_each(:group))
  OR m.entity_id IN (
    SELECT o.entity_id FROM entity_merge o WHERE o.into_id IN (SELECT value FROM json_each(:group))
  )
ORDER BY r.started_at, r.uid, m.id
"""
_MERGED = """
SELECT e.key AS part, w.key AS whole FROM entity_now n JOIN entity e ON e.id = n.entity_id
JOIN entity w ON w.id = n.now_id
"""
# What another ledger holds of it, to be taken in (see `take_in`).
LINES = """
SELECT m.*, e.key AS entity, i.key AS into_key FROM entity_merge m JOIN entity e ON e.id = m.entity_id
LEFT JOIN entity i ON i.id = m.into_id ORDER BY m.id
"""
_KNOWN = "SELECT 1 FROM entity_merge WHERE entity_id = ? AND into_id IS ? AND run_id = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Uniting:
    """A decision: that `entity` is one with `into` (keys), or, where that is None, by itself again.

    `stands` tells whether it is the last about the entity. `decided_at` is ISO 8601 in UTC.
    """

    number: int
    entity: str
    into: str | None
    person: str | None
    why: str | None
    decided_at: str
    stands: bool


def unite(store: Store, entity: str, into: str, *, person: str, why: str) -> int:
    """Let an entity be one with another from now on, both named by their keys; gives the decision's number.

    What is part of the entity goes with it. Raises CorrectionError where one is not known, the entity is part
    of another already, or both are one; LedgerError where the ledger cannot be written.
    """
    check_reason(person, why)
    with store.writing() as moment:
        connection = store.connection
        number, target = _number(connection, entity), _number(connection, into)
        if whole(connection, number) != number:
            of = key_of(connection, whole(connection, number))
            raise Overtaken(f"{entity} is part of {of} already: merge that one, or part {entity} first")
        if whole(connection, target) == number:
            raise Overtaken(f"{entity} and {into} are one already: there is nothing to merge")
        return _decide(connection, moment, (number, target), person=person, why=why)


def part(store: Store, entity: str, *, person: str, why: str) -> int:
    """Let an entity that was merged be by itself again, with what is part of it; gives the decision's number.

    Raises CorrectionError where it is not known or is part of none; LedgerError.
    """
    check_reason(person, why)
    with store.writing() as moment:
        connection = store.connection
        number = _number(connection, entity)
        if whole(connection, number) == number:
            raise CorrectionError(f"{entity} is part of no other source: there is nothing to part")
        return _decide(connection, moment, (number, None), person=person, why=why)


def decisions(store: Store, entity: str) -> tuple[Uniting, ...]:
    """What was decided about an entity, what it is part of and what is or was part of that, old to new.

    None for one that is not known. Raises LedgerError where the ledger cannot be read.
    """
    with store.in_plain_words("read"):
        connection = store.connection
        number = find(connection, entity)
        if number is None:
            return ()
        found = connection.execute(_DECISIONS, {"group": json.dumps(group(connection, number))})
        return tuple(
            Uniting(
                number=row["id"],
                entity=row["entity"],
                into=row["into_key"],
                person=row["person"],
                why=row["note"],
                decided_at=row["decided_at"],
                stands=bool(row["is_last"]),
            )
            for row in found
        )


def find(connection: sqlite3.Connection, entity: str) -> int | None:
    """The number of the entity with this key."""
    found = connection.execute("SELECT id FROM entity WHERE key = ?", (rows.clean(entity),)).fetchone()
    return found["id"] if found else None


def key_of(connection: sqlite3.Connection, number: int) -> str:
    """The key of an entity."""
    key: str = connection.execute("SELECT key FROM entity WHERE id = ?", (number,)).fetchone()["key"]
    return key


def whole(connection: sqlite3.Connection, number: int) -> int:
    """The entity that one is part of, itself where it is part of none."""
    found = connection.execute("SELECT now_id FROM entity_now WHERE entity_id = ?", (number,)).fetchone()
    return found["now_id"] if found else number


def group(connection: sqlite3.Connection, number: int) -> list[int]:
    """All entities that are one with an entity, first the one that the others are part of."""
    return [each for (each,) in connection.execute(_GROUP, (number,))]


def merged(connection: sqlite3.Connection) -> Mapping[str, str]:
    """The keys of all merged entities, each with the key of what it is part of."""
    return {row["part"]: row["whole"] for row in connection.execute(_MERGED)}


def as_one(saying: Saying, merged: Mapping[str, str]) -> Saying:
    """The statement, its source counted as the entity that it is part of (see `merged`)."""
    source = saying.statement.source
    if source is None or source.entity is None or source.entity not in merged:
        return saying
    united = replace(source, entity=merged[source.entity])
    return replace(saying, statement=replace(saying.statement, source=united))


def check_reason(person: str, why: str) -> None:
    """Raise CorrectionError where nobody decides, or for no reason."""
    if not person.strip():
        raise CorrectionError("it is not said who decides this: name a person")
    if not why.strip():
        raise CorrectionError("no reason is given: say why")


def keep_up(connection: sqlite3.Connection) -> None:
    """Bring entity_now up to date with the decisions, within an open transaction."""
    into = _standing(connection.execute(_LAST).fetchall())
    now = {number: _end(into, number) for number, target in into.items() if target is not None}
    before = dict(connection.execute("SELECT entity_id, now_id FROM entity_now"))
    gone = [(number,) for number in before.keys() - now.keys()]
    connection.executemany("DELETE FROM entity_now WHERE entity_id = ?", gone)
    changed = [each for each in now.items() if before.get(each[0]) != each[1]]
    connection.executemany("INSERT OR REPLACE INTO entity_now (entity_id, now_id) VALUES (?, ?)", changed)


def take_in(connection: sqlite3.Connection, row: sqlite3.Row, stamp: rows.Cells) -> bool:
    """Take in a decision of another ledger (a row of LINES), once; `stamp` names its run as it is here.

    Tells whether it is new here; when all are taken in, `keep_up` is to be called. About an entity that is
    not here there is nothing to decide.
    """
    entity_id = find(connection, row["entity"])
    into_id = find(connection, row["into_key"]) if row["into_key"] is not None else None
    if entity_id is None or (into_id is None and row["into_key"] is not None):
        return False
    if connection.execute(_KNOWN, (entity_id, into_id, stamp["run_id"])).fetchone() is not None:
        return False
    cells: rows.Cells = {"entity_id": entity_id, "into_id": into_id, "note": row["note"], **stamp}
    table.add(connection, "entity_merge", cells)
    return True


def let_go(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Take out the decisions about entities that no line names any more, for a takedown.

    An entity that others are part of stays, and what was decided about it.
    """
    for number in numbers:
        if connection.execute("SELECT 1 FROM statement WHERE entity_id = ? LIMIT 1", (number,)).fetchone():
            continue
        if number not in _standing(connection.execute(_LAST).fetchall()).values():
            connection.execute("DELETE FROM entity_merge WHERE ? IN (entity_id, into_id)", (number,))
    keep_up(connection)


def _decide(
    connection: sqlite3.Connection, moment: str, decided: tuple[int, int | None], *, person: str, why: str
) -> int:
    number, into = decided
    # What was decided stands in the line alone: there a takedown finds it.
    writing = runs.at_once(connection, moment, command="unite", settings={}, person=person)
    cells: rows.Cells = {"entity_id": number, "into_id": into, "note": rows.clean(why), **writing.stamp}
    decision = table.add(connection, "entity_merge", cells)
    keep_up(connection)
    return decision


def _standing(decided: Sequence[sqlite3.Row]) -> dict[int, int | None]:
    """What each entity was made one with, None for by itself; of decisions from the last to the first.

    Two ledgers may have made the same two one, each the other way round; then the later decision holds.
    """
    into: dict[int, int | None] = {}
    for row in decided:
        if row["entity_id"] not in into:
            target: int | None = row["into_id"]
            is_ring = target is not None and _end(into, target) == row["entity_id"]
            into[row["entity_id"]] = None if is_ring else target
    return into


def _end(into: Mapping[int, int | None], number: int) -> int:
    while (target := into.get(number)) is not None:
        number = target
    return number


def _number(connection: sqlite3.Connection, entity: str) -> int:
    number = find(connection, entity)
    if number is None:
        raise NotToCorrect(f"there is no source {entity!r} in the ledger: look for it by its name")
    return number
