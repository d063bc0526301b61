"""Corrections: what a person puts right is a new line that names the one before, with the reason."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from onrecord.ledger import acceptance, rows, runs, verdict
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
from onrecord.ledger.history import History, Line, add, history, values
from onrecord.ledger.lines import Writing
from onrecord.ledger.store import Store
from onrecord.ledger.succession import Succession, succeed
from onrecord.records import Statement

__all__ = ["UNCHANGED", "Correction", "CorrectionError", "Unchanged", "correct", "undo"]


def correct(store: Store, line: int | str, correction: Correction, *, person: str, why: str) -> int:
    """Put right a current line, named by its number or its statement's key; gives the new line's number.

    A line that is taken back keeps its number. Raises CorrectionError where the line is not current, a value
    is none of its field's, or nothing would change; LedgerError where the ledger cannot be written.
    """
    _check_reason(person, why)
    check(correction)
    with store.writing() as moment:
        connection = store.connection
        number, told = _named(connection, line)
        check_current(connection, number)
        before = told.lines[number]
        after = None if correction.withdrawn else _after(connection, told, before, correction)
        settings: rows.Cells = {"line": number}
        writing = runs.at_once(connection, moment, command="correct", settings=settings, person=person)
        if after is None:
            succeed(writing, number, Succession(None, "withdrawal", why, writing.run_id))
            return number
        new = add(writing, told.version_id, before, after)
        succeed(writing, number, Succession(new, "correction", why, writing.run_id))
        # Who says again by hand what the machine said leaves it to others.
        verdict.renew_waiting(connection, [new])
        return new


def undo(store: Store, line: int | str, *, person: str, why: str) -> int:
    """Take back the last correction, re-reading or withdrawal of a line: what stood before stands again.

    It does so as a new line, whose number is given. Raises CorrectionError where there is nothing to undo.
    """
    _check_reason(person, why)
    with store.writing() as moment:
        number, told = _named(store.connection, line)
        check_stands(store.connection, number)
        return _take_back(store.connection, moment, told, number, person, why)


def undo_back_to(
    connection: sqlite3.Connection, moment: str, line: int, before: int | None, *, person: str, why: str
) -> int:
    """Do what `undo` does within an open transaction, for a line that stands.

    `before` is a line of the same version from which on nothing is to hold, where that is further back than
    the last step.
    """
    number, told = _named(connection, line)
    if before is None:
        return _take_back(connection, moment, told, number, person, why)
    settings: rows.Cells = {"undo": number, "further": True}
    writing = runs.at_once(connection, moment, command="correct", settings=settings, person=person)
    return _stand_again(writing, told, told.lines[before], number, why)


def check_stands(connection: sqlite3.Connection, number: int) -> None:
    """Raise CorrectionError where another line stands for the statement of a line; taken back, it stands."""
    row = _succession(connection, number)
    if row is not None and (row["new_id"] or _put_back(connection, number)):
        check_current(connection, number)


def _take_back(
    connection: sqlite3.Connection, moment: str, told: History, number: int, person: str, why: str
) -> int:
    is_gone = number in told.successions
    # A line that was taken back has nobody who follows it: there the reason stands with the run.
    settings: rows.Cells = {"undo": number, "why": why} if is_gone else {"undo": number}
    before = told.lines[number if is_gone else _before(told, number)]
    writing = runs.at_once(connection, moment, command="correct", settings=settings, person=person)
    return _stand_again(writing, told, before, None if is_gone else number, why)


def _stand_again(writing: Writing, told: History, before: Line, number: int | None, why: str) -> int:
    """Let what an earlier line said stand again, in the place of `number`, where a line stands."""
    new = add(writing, told.version_id, before, before.statement)
    if number is not None:
        succeed(writing, number, Succession(new, "correction", why, writing.run_id))
    acceptance.copy(writing, before.number, new)
    verdict.renew_waiting(writing.connection, [new])
    return new


def _check_reason(person: str, why: str) -> None:
    if not person.strip():
        raise CorrectionError("it is not said who decides this: name a person")
    if not why.strip():
        raise CorrectionError("no reason is given: say why")


def _after(connection: sqlite3.Connection, told: History, before: Line, correction: Correction) -> Statement:
    source = before.statement.source
    name = correction.name
    if correction.entity is UNCHANGED and name is not UNCHANGED and name != (source.name if source else None):
        correction = replace(correction, entity=_entity(connection, name))
    after = corrected(told.article, before.statement, before.figures, correction)
    if values(after, before.figures) == before.values:
        raise Overtaken(f"line {before.number} says so already: nothing to correct")
    return after


def _entity(connection: sqlite3.Connection, name: str | None) -> str | None:
    """The one entity that is known by a name."""
    if name is None:
        return None
    found = connection.execute(
        "SELECT e.key FROM entity_name n JOIN entity e ON e.id = n.entity_id WHERE n.name = ? LIMIT 2",
        (name,),
    ).fetchall()
    return found[0]["key"] if len(found) == 1 else None


def _named(connection: sqlite3.Connection, line: int | str) -> tuple[int, History]:
    """The line of a number or of a statement's key (the one that stands, else the last), and its version."""
    column = "id" if isinstance(line, int) else "key"
    found = connection.execute(
        "SELECT id, version_id, id IN (SELECT old_id FROM succession) AS is_old FROM statement"
        f" WHERE {column} = ? ORDER BY is_old, id DESC",
        (line,),
    ).fetchall()
    if not found:
        told = f"line {line}" if isinstance(line, int) else f"statement {line!r}"
        raise NotToCorrect(f"there is no {told} in the ledger: onrecord ask shows the numbers")
    if len(found) > 1 and not found[1]["is_old"]:
        numbers = ", ".join(str(row["id"]) for row in found if not row["is_old"])
        raise CorrectionError(f"statement {line!r} has more than one line: name one of {numbers}")
    return found[0]["id"], history(connection, found[0]["version_id"])


def check_current(connection: sqlite3.Connection, number: int) -> None:
    """Raise CorrectionError, which names the line that stands, where this one does not."""
    row = _succession(connection, number)
    if row is None:
        return
    last, seen = number, set[int]()
    while row is not None and row["new_id"] is not None and row["new_id"] not in seen:
        last = row["new_id"]
        seen.add(last)
        row = _succession(connection, last)
    stands = last if row is None else _put_back(connection, last)
    if stands is not None:
        raise Overtaken(f"line {number} is not current: line {stands} took its place, name that one")
    assert row is not None, "a line that nothing follows stands"
    who = row["person"] or ("the model, which did not find it again" if row["why"] == "reread" else "a run")
    because = f", because: {row['note']}" if row["note"] else ""
    day = row["recorded_at"][:10]
    raise Overtaken(f"line {last} was taken back on {day} by {who}{because}; undo that first")


def _put_back(connection: sqlite3.Connection, number: int) -> int | None:
    """The line that stands for the statement of a line that was taken back."""
    found = connection.execute(
        "SELECT id FROM statement WHERE key = (SELECT key FROM statement WHERE id = ?) AND id > ?"
        " AND NOT EXISTS (SELECT 1 FROM succession WHERE old_id = statement.id) ORDER BY id DESC",
        (number, number),
    ).fetchone()
    return found[0] if found else None


def _succession(connection: sqlite3.Connection, number: int) -> sqlite3.Row | None:
    found: sqlite3.Row | None = connection.execute(
        "SELECT c.*, r.person FROM succession c JOIN run r ON r.id = c.run_id WHERE c.old_id = ?", (number,)
    ).fetchone()
    return found


def _before(told: History, number: int) -> int:
    """The line of this version that a line took the place of: the first of several that became one."""
    before = [
        old
        for old, settled in told.successions.items()
        if settled.new == number and settled.why in ("correction", "reread")
    ]
    if not before:
        raise CorrectionError(f"line {number} took no other line's place: there is nothing to undo")
    return min(before)
