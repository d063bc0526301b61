"""Reviewing: a person accepts a line, notes something about it, or takes the last decision back.

Each is a row of `review` beside the lines, with who and when; a correction and a rejection are lines of
their own (see `correct`). The queue, what was decided, and how right the model was are read in modules of
their own.
"""

from __future__ import annotations

import sqlite3

from onrecord.ledger import acceptance, correct, runs, verdict
from onrecord.ledger.correct import CorrectionError
from onrecord.ledger.correction import NotToCorrect, Overtaken
from onrecord.ledger.decisions import Decision, Event, Told, decisions, told
from onrecord.ledger.history import history
from onrecord.ledger.lines import Writing
from onrecord.ledger.precision import Precision, precision
from onrecord.ledger.review_queue import Waiting, waiting
from onrecord.ledger.reviewed import Reviewed, reviewed
from onrecord.ledger.store import Store

__all__ = [
    "Decision",
    "Precision",
    "Reviewed",
    "Waiting",
    "accept",
    "decisions",
    "note",
    "precision",
    "reviewed",
    "undo",
    "waiting",
]

LONGEST_NOTE = 10_000
"""How many characters a note may have."""


def accept(store: Store, line: int, *, person: str) -> None:
    """Say that a current line is right as it is; who said so before says nothing new.

    Raises CorrectionError where the line is not current, or somebody else has accepted it already.
    """
    _check_person(person)
    with store.writing() as moment:
        connection = store.connection
        _check_known(connection, line)
        correct.check_current(connection, line)
        if _is_accepted(connection, line, person):
            return
        acceptance.add(_writing(connection, moment, line, person), line, "accept")


def note(store: Store, line: int, text: str, *, person: str) -> None:
    """Note something about the statement of a line, whether the line is current or not.

    Raises CorrectionError where there is no such line, or the text is empty or too long.
    """
    _check_person(person)
    if not text.strip():
        raise CorrectionError("the note is empty: write what you noticed")
    if len(text) > LONGEST_NOTE:
        raise CorrectionError(f"the note has {len(text):,} characters: {LONGEST_NOTE:,} are the most")
    with store.writing() as moment:
        _check_known(store.connection, line)
        writing = _writing(store.connection, moment, line, person)
        acceptance.add(writing, line, "note", note=text.strip())


def undo(store: Store, line: int, *, person: str, why: str, last: str | None = None) -> int:
    """Take back the last decision on the statement of a line, whatever kind: what stood before stands again.

    `last` is the number of that decision as the person saw it. Gives the line that stands now. Raises
    CorrectionError where nothing was decided, the line is not the one that stands, or another decision came
    behind `last`.
    """
    _check_person(person)
    if not why.strip():
        raise CorrectionError("no reason is given: say why")
    with store.writing() as moment:
        connection = store.connection
        _check_known(connection, line)
        correct.check_stands(connection, line)
        found = told(connection, line)
        event = found.last
        if event is None:
            raise Overtaken(f"nothing was decided on line {line}: there is nothing to undo")
        _check_last(event, last)
        if event.reviews:  # an acceptance or a note
            return _undo_review(connection, moment, line, event, person)
        return _undo_change(connection, moment, line, found, event, person, why)


def _check_person(person: str) -> None:
    if not person.strip():
        raise CorrectionError("it is not said who decides this: name a person")


def _check_known(connection: sqlite3.Connection, line: int) -> None:
    if connection.execute("SELECT 1 FROM statement WHERE id = ?", (line,)).fetchone() is None:
        raise NotToCorrect(f"there is no line {line} in the ledger: onrecord ask shows the numbers")


def _is_accepted(connection: sqlite3.Connection, line: int, person: str) -> bool:
    """Whether this person has accepted it before. Raises CorrectionError where another has."""
    for row in acceptance.of_line(connection, line):
        if row["person"] != person:
            day = row["started_at"][:10]
            raise Overtaken(f"line {line} was accepted on {day} by {row['person']} already")
        return True
    return False


def _check_last(event: Event, last: str | None) -> None:
    if last is not None and last != event.number:
        who = event.person or "a re-reading"
        what = "the last decision was another one"
        raise Overtaken(f"{what} ({event.kind}, {event.moment[:10]}, {who}): look at it, then undo that")


def _undo_review(connection: sqlite3.Connection, moment: str, line: int, event: Event, person: str) -> int:
    writing = _writing(connection, moment, line, person)
    for review in event.reviews:
        (about,) = connection.execute("SELECT statement_id FROM review WHERE id = ?", (review,)).fetchone()
        acceptance.add(writing, about, "undo", undoes=review)
        verdict.renew_waiting(connection, [about])
    return line


def _undo_change(
    connection: sqlite3.Connection, moment: str, line: int, found: Told, event: Event, person: str, why: str
) -> int:
    is_last_step = event.ends_it or found.made.get(line) is event
    before = None if is_last_step else _before(connection, line, event)
    return correct.undo_back_to(connection, moment, line, before, person=person, why=why)


def _before(connection: sqlite3.Connection, line: int, event: Event) -> int:
    """The line of this version in whose place a decision put another."""
    (version_id,) = connection.execute("SELECT version_id FROM statement WHERE id = ?", (line,)).fetchone()
    settled = history(connection, version_id).successions
    found = [old for old, each in settled.items() if each.new in event.lines]
    if not found:
        raise CorrectionError(
            f"the last decision made line {event.line}, which is of another version of the article:"
            " there is nothing to undo here"
        )
    return min(found)


def _writing(connection: sqlite3.Connection, moment: str, line: int, person: str) -> Writing:
    return runs.at_once(connection, moment, command="review", settings={"line": line}, person=person)
