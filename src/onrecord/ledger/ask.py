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

from onrecord.ledger import filters, index, marks, match, moments, names, sample, slices, wire
from onrecord.ledger.entries import entries
from onrecord.ledger.match import Match, Sides
from onrecord.ledger.question import Question
from onrecord.ledger.search import marked
from onrecord.ledger.slices import Found, Time
from onrecord.ledger.store import Store
from onrecord.ledger.typed import QuestionError
from onrecord.records import Entry

__all__ = ["RANKED", "Answer", "ask"]

RANKED = 1_000
"""How many matches, the newest, are weighed for their relevance."""
# Of beginnings of words, which the index is slow to gather (a*), so many of the newest lines are looked at ...
_TRIED = 500
_AT_ONCE = 250
# ... and while this share of them matches, it pays to go on so. Else so few match that all can be sorted.
_WORTH = 0.02
_GATHERED = 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """The entries that answer a question, in the order asked for.

    `more` tells whether there are more behind them, and `after` is what the question has to hold to get those:
    they come as the ledger was at the moment of this answer, so that none comes twice or is left out.
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


@dataclass(frozen=True, slots=True)
class _Expressions:
    """What lines have to match, and what they must not."""

    found: tuple[str, ...]
    left_out: tuple[str, ...]


def ask(store: Store, question: Question) -> Answer:
    """Answer a question. Raises QuestionError where it cannot be asked, LedgerError where the file fails.

    Sorted by relevance, of more than `RANKED` matches only the newest `RANKED` (by when they were said) are
    weighed against one another, and no others are given.
    """
    with store.in_plain_words("read"), _at_one_moment(store.connection) as connection:
        place = _place(question)
        if place is not None:
            question = replace(question, as_of=place.moment)
        if question.sort == "relevance":
            found = _most_relevant(connection, question, place)
        else:
            time = slices.SAID_AT if question.sort == "said_at" else slices.PUBLISHED_AT
            behind = Found(place.key, place.number) if place else _latest(question, time)
            found = list(islice(_newest(connection, question, time, behind), question.limit + 1))
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


def _latest(question: Question, time: Time) -> Found | None:
    """What is said after the days that are asked for need not be looked through."""
    if question.said is None or time != slices.SAID_AT:
        return None
    return Found(marks.day(question.said.last), sys.maxsize)


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


def _newest(
    connection: sqlite3.Connection, question: Question, time: Time, behind: Found | None
) -> Iterator[Found]:
    """All that answers, the newest first."""
    exact, quick = _expressions(connection, question)
    if exact == quick:
        yield from slices.newest(
            filters.search(connection, question, quick.found, quick.left_out), time, behind
        )
        return
    looked_at = matched = 0
    newest = slices.newest(filters.search(connection, question, quick.found, quick.left_out), time, behind)
    while some := list(islice(newest, _AT_ONCE)):
        matching = set(_matching(connection, some, exact))
        yield from (each for each in some if each.number in matching)
        looked_at, matched, behind = looked_at + len(some), matched + len(matching), some[-1]
        if looked_at >= _TRIED and matched < looked_at * _WORTH:
            break
    else:
        return
    # Few match, so that they can be gathered, all at once.
    yield from slices.newest(
        filters.search(connection, question, exact.found, exact.left_out), time, behind, _GATHERED
    )


def _expressions(connection: sqlite3.Connection, question: Question) -> tuple[_Expressions, _Expressions]:
    """What a person's words are to the index: all of them, and those that it is quick with."""
    words, who = match.read(question.words), match.read(question.who, "who", ("who",))
    matches = [each for each in (words, who and _or_entities(connection, who)) if each]
    return _of([each.exact for each in matches]), _of([each.quick for each in matches])


def _of(sides: Sequence[Sides]) -> _Expressions:
    found = tuple(each.found for each in sides if each.found)
    return _Expressions(found, tuple(each.left_out for each in sides if each.left_out))


def _or_entities(connection: sqlite3.Connection, who: Match) -> Match:
    """Those who are meant, by any of their names."""
    also = names.entities(connection, who)
    if not also:
        return who
    by_mark = marked(marks.entity(each) for each in also)
    exact, quick = (
        replace(side, found=side.found and f"({side.found}) OR ({by_mark})")
        for side in (who.exact, who.quick)
    )
    return replace(who, exact=exact, quick=quick)


def _matching(connection: sqlite3.Connection, found: Sequence[Found], expressions: _Expressions) -> list[int]:
    rows = index.words(connection, [each.number for each in found])
    return sample.matching(rows, expressions.found, expressions.left_out)


def _most_relevant(connection: sqlite3.Connection, question: Question, place: _Place | None) -> list[Found]:
    """Of the newest that answer, those that match the words best; one more than wanted, behind the place."""
    newest = list(
        islice(_newest(connection, question, slices.SAID_AT, _latest(question, slices.SAID_AT)), RANKED)
    )
    exact, _ = _expressions(connection, question)
    ranked = _matching(connection, newest, exact) if newest else []
    known = set(ranked)
    ranked += [each.number for each in newest if each.number not in known]
    given = place.number if place else 0
    return [Found("", number) for number in ranked[given : given + question.limit + 1]]


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
        of, moment, key, number = json.loads(base64.urlsafe_b64decode(question.after.encode("ascii")))
        place = _Place(str(moment), str(key), int(number))
    except (ValueError, TypeError):
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
