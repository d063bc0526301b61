"""Asking: a question to the ledger, the entries that answer it, and who printed them.

question -> expressions of the index -> lines, the newest first -> looked up -> entries
"""

from __future__ import annotations

import base64
import hashlib
import json
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice

from onrecord.ledger import moments, newest, slices, typed, wire
from onrecord.ledger.entries import entries
from onrecord.ledger.newest import RANKED
from onrecord.ledger.question import Question
from onrecord.ledger.slices import Found
from onrecord.ledger.store import Store
from onrecord.ledger.typed import QuestionError
from onrecord.records import Entry

__all__ = ["RANKED", "Answer", "ask"]

# Characters of what tells where an answer ended, at most.
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """The entries that answer a question, in the order asked for.

    `more` tells whether there are more behind them, and `after` is what the question has to hold to get
    those: they come as the ledger was at the moment of this answer, so that none comes twice or is left out.
    `outlets` counts the outlets in which the entries appeared, `texts` the independent texts that they stand
    in: wire copies of one text are one.
    """

    entries: tuple[Entry, ...]
    more: bool
    after: str | None
    outlets: int
    texts: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an answer ended: the moment that it was given at, and the last line, or how many were given."""

    moment: str
    key: str
    number: int


def ask(store: Store, question: Question) -> Answer:
    """Answer a question. Raises QuestionError where it cannot be asked, LedgerError where the file fails.

    Sorted by relevance, of more than `RANKED` matches only the newest `RANKED` (by when they were said) are
    weighed against one another, and no others are given; for beginnings of words (troop*) that very many
    lines have, they are taken from the newest lines that match the rest.
    """
    with store.in_plain_words("read"), _at_one_moment(store.connection) as connection:
        place = _place(question)
        if place is not None:
            question = replace(question, as_of=place.moment)
        found = _found(connection, question, place)
        more = len(found) > question.limit
        found = found[: question.limit]
        numbers = [each.number for each in found]
        moment = question.as_of or moments.newest(connection)
        versions = _versions(connection, numbers)
        return Answer(
            entries=entries(connection, numbers),
            more=more,
            after=_written(question, moment, found, place) if more else None,
            outlets=_outlets(connection, versions),
            texts=len({wire.first(connection, version) for version in versions}),
        )


def _found(connection: sqlite3.Connection, question: Question, place: _Place | None) -> list[Found]:
    """The lines that answer, behind the place; one more than are wanted."""
    wanted = question.limit + 1
    if question.sort == "relevance":
        given = place.number if place else 0
        ranked = newest.most_relevant(connection, question)
        return [Found("", number) for number in ranked[given : given + wanted]]
    time = slices.SAID_AT if question.sort == "said_at" else slices.PUBLISHED_AT
    behind = Found(place.key, place.number) if place else None
    return list(islice(newest.newest(connection, question, time, behind), wanted))


@contextmanager
def _at_one_moment(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Let all that is read within be of one moment, whatever is written meanwhile."""
    if connection.in_transaction:
        yield connection
        return
    connection.execute("BEGIN")
    try:
        yield connection
    finally:
        connection.execute("ROLLBACK")


def _versions(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
    command = "SELECT DISTINCT version_id FROM statement WHERE id IN (SELECT value FROM json_each(?))"
    return [version for (version,) in connection.execute(command, (json.dumps(list(numbers)),))]


def _outlets(connection: sqlite3.Connection, versions: Sequence[int]) -> int:
    (count,) = connection.execute(
        "SELECT count(DISTINCT outlet) FROM appearance WHERE version_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(versions)),),
    ).fetchone()
    return int(count)


def _place(question: Question) -> _Place | None:
    """Where the answer before ended. Raises QuestionError where that was the answer to another question."""
    if question.after is None:
        return None
    try:
        of, *told = json.loads(base64.urlsafe_b64decode(question.after[:_LONGEST].encode("ascii")))
        moment, key, number = told
        place = _Place(typed.moment("after", moment), str(key), min(max(int(number), 0), sys.maxsize))
    except (ValueError, TypeError, AttributeError, RecursionError, QuestionError):
        of, place = None, None
    if place is None or of != _digest(question):
        raise QuestionError("after", "it is of no answer to this question", "the after of the answer before")
    return place


def _written(question: Question, moment: str, found: Sequence[Found], place: _Place | None) -> str:
    last = found[-1]
    number = last.number
    if question.sort == "relevance":
        number = (place.number if place else 0) + len(found)
    asked = [_digest(question), moment, last.key, number]
    return base64.urlsafe_b64encode(json.dumps(asked, separators=(",", ":")).encode()).decode()


def _digest(question: Question) -> str:
    """The same for all pages of one answer."""
    asked = replace(question, after=None, limit=1, as_of=None)
    fields = (getattr(asked, name) for name in asked.__slots__)
    plain = [sorted(field) if isinstance(field, frozenset) else field for field in fields]
    return hashlib.sha256(repr(plain).encode("utf-8", "replace")).hexdigest()[:12]
