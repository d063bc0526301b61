"""Splitting a source: some of its lines are somebody else's, a correction of each, all in one step."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.ledger import correct, moments, rows, runs, uniting
from onrecord.ledger.correction import (
    UNCHANGED,
    Correction,
    CorrectionError,
    NotToCorrect,
    Overtaken,
    Unchanged,
    check,
    corrected,
)
from onrecord.ledger.history import add, history, values
from onrecord.ledger.lines import Writing
from onrecord.ledger.store import Store
from onrecord.ledger.succession import Succession, succeed
from onrecord.records import SourceKind

MOST = 1_000
"""Lines that are split off at once: more take longer than others who write should wait."""
_ENTITIES = "entity_id IN (SELECT value FROM json_each(:group))"
_SPELT = f"""
SELECT s.id FROM statement s WHERE s.{_ENTITIES} AND s.name = :name AND {moments.CURRENT} LIMIT :most
"""
_VERSIONS = """
SELECT id, version_id FROM statement WHERE id IN (SELECT value FROM json_each(?)) ORDER BY version_id, id
"""
_SPLITS = """
SELECT id, settings, person, started_at FROM run WHERE json_extract(settings, '$.split') IS NOT NULL
  AND (json_extract(settings, '$.split') IN (SELECT value FROM json_each(:keys))
    OR json_extract(settings, '$.from') IN (SELECT value FROM json_each(:keys)))
ORDER BY id DESC LIMIT :most
"""
# The lines that a run made and that nothing has taken the place of.
_MADE = f"""
SELECT d.new_id FROM succession d JOIN statement s ON s.id = d.new_id
WHERE d.run_id = ? AND d.why IN ('correction', 'withdrawal') AND {moments.CURRENT} ORDER BY d.new_id
"""
_LISTED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """What was split off: from which entity (`source`), to which (`to`), how many lines, by whom, when, why.

    `number` is the run's, by which it is taken back.
    """

    number: int
    source: str
    to: str
    lines: int
    person: str | None
    why: str | None
    decided_at: str


def split(
    store: Store,
    entity: str,
    *,
    to: str,
    name: str | None,
    lines: Sequence[int] = (),
    spelling: str | None = None,
    kind: SourceKind | Unchanged | None = UNCHANGED,
    person: str,
    why: str,
) -> Split:
    """Say that some statements of a source are somebody else's: those of some lines, or under one spelling.

    `to` is the key of the entity whose they are from now on, known or new, `name` what it is called in these
    statements. Raises CorrectionError where a line is not current or not of the source, there are more than
    MOST, or `to` is the same source; LedgerError where the ledger cannot be written.
    """
    uniting.check_reason(person, why)
    put = Correction(name=name, entity=to, kind=kind)
    check(put)
    with store.writing() as moment:
        connection = store.connection
        group = _group(connection, entity)
        if uniting.find(connection, to) in group:
            raise CorrectionError(f"{to} is the same source: nothing would be split off")
        numbers = _wanted(connection, group, lines, spelling)
        settings: rows.Cells = {"split": to, "from": entity, "lines": len(numbers), "why": rows.clean(why)}
        writing = runs.at_once(connection, moment, command="correct", settings=settings, person=person)
        _put_right(writing, numbers, put, why)
        return Split(
            number=writing.run_id,
            source=entity,
            to=to,
            lines=len(numbers),
            person=person,
            why=why,
            decided_at=moment,
        )


def rejoin(store: Store, number: int, *, person: str, why: str) -> int:
    """Take a split back: what its lines said before stands again. Gives how many that are.

    Lines that were put right since, or taken back, stay as they are. Raises CorrectionError where there is no
    such split, or nothing of it is left; LedgerError.
    """
    uniting.check_reason(person, why)
    with store.writing() as moment:
        connection = store.connection
        run = connection.execute("SELECT settings FROM run WHERE id = ?", (number,)).fetchone()
        if run is None or "split" not in json.loads(run["settings"]):
            raise CorrectionError(f"nothing was split off in run {number}")
        made = [line for (line,) in connection.execute(_MADE, (number,))]
        if not made:
            raise Overtaken("nothing of this split is left: its lines were put right since")
        for line in made:
            correct.undo_back_to(connection, moment, line, None, person=person, why=why)
        return len(made)


def splits(store: Store, entity: str) -> tuple[Split, ...]:
    """What was split off from a source, and what came to it so and is not taken back; the newest first."""
    with store.in_plain_words("read"):
        connection = store.connection
        number = uniting.find(connection, entity)
        if number is None:
            return ()
        group = uniting.group(connection, number)
        keys = [uniting.key_of(connection, each) for each in group]
        found = connection.execute(_SPLITS, {"keys": json.dumps(keys), "most": _LISTED}).fetchall()
        return tuple(each for each in (_split(connection, row) for row in found) if each.lines)


def wanted(
    store: Store, entity: str, *, lines: Sequence[int] = (), spelling: str | None = None
) -> tuple[int, ...]:
    """The lines that `split` would put right. Raises what it would raise."""
    with store.in_plain_words("read"):
        return tuple(_wanted(store.connection, _group(store.connection, entity), lines, spelling))


def free_key(store: Store, key: str) -> str:
    """The key, or where an entity has it, as of another of the same name, the first free one behind it."""
    found, number = key, 2
    with store.in_plain_words("read"):
        while uniting.find(store.connection, found) is not None:
            found, number = f"{key}-{number}", number + 1
    return found


def _group(connection: sqlite3.Connection, entity: str) -> list[int]:
    number = uniting.find(connection, entity)
    if number is None:
        raise NotToCorrect(f"there is no source {entity!r} in the ledger: look for it by its name")
    return uniting.group(connection, number)


def _spelt(connection: sqlite3.Connection, entities: Sequence[int], name: str, most: int) -> list[int]:
    asked = {"group": json.dumps(list(entities)), "name": rows.clean(name), "most": most}
    return [number for (number,) in connection.execute(_SPELT, asked)]


def _wanted(
    connection: sqlite3.Connection, group: Sequence[int], lines: Sequence[int], spelling: str | None
) -> list[int]:
    """The lines to be split off, each known to be one of the source's."""
    if (not lines) == (spelling is None):
        raise CorrectionError("it is not said what is split off: name lines, or one spelling")
    wanted = list(dict.fromkeys(lines)) if lines else _spelt(connection, group, spelling or "", MOST + 1)
    if not wanted:
        raise CorrectionError(f"this source is called {spelling!r} in no statement")
    if len(wanted) > MOST:
        advice = "name some of the lines, in more than one step"
        raise CorrectionError(f"more than {MOST:,} lines cannot be split off at once: {advice}")
    for number in wanted:
        row = connection.execute("SELECT entity_id FROM statement WHERE id = ?", (number,)).fetchone()
        if row is None or row["entity_id"] not in group:
            raise CorrectionError(f"line {number} is not of this source: name lines that its page shows")
        correct.check_current(connection, number)
    return wanted


def _put_right(writing: Writing, numbers: Sequence[int], put: Correction, why: str) -> None:
    """Put all lines right, version by version: each is read once."""
    found = writing.connection.execute(_VERSIONS, (json.dumps(list(numbers)),)).fetchall()
    for version_id, some in groupby(found, key=lambda row: row["version_id"]):
        told = history(writing.connection, version_id)
        for row in some:
            before = told.lines[row["id"]]
            after = corrected(told.article, before.statement, before.figures, put)
            assert values(after, before.figures) != before.values, "another entity is another value"
            new = add(writing, version_id, before, after)
            succeed(writing, before.number, Succession(new, "correction", why, writing.run_id))


def _split(connection: sqlite3.Connection, row: sqlite3.Row) -> Split:
    told = json.loads(row["settings"])
    return Split(
        number=row["id"],
        source=told["from"],
        to=told["split"],
        lines=len(connection.execute(_MADE, (row["id"],)).fetchall()),
        person=row["person"],
        why=told["why"],
        decided_at=row["started_at"],
    )
