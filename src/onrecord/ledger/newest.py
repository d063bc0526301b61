"""What answers a question, the newest first, or of the newest what answers best."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from itertools import islice

from onrecord.ledger import expressions, filters, index, marks, sample, slices
from onrecord.ledger.expressions import Asked, Expressions
from onrecord.ledger.question import Question
from onrecord.ledger.search import Search
from onrecord.ledger.slices import Found, Time

RANKED = 1_000
"""How many lines, the newest, are weighed for their relevance."""
# Where as many are wanted, it is quicker to sort more at once than to look for each day by itself.
_SORTED = 4 * RANKED
# For the beginning of a word (troop*) the index gathers all words that begin so, anew with every look: for a
# few letters that is half of all it holds. With so many letters it is worth one look whether few lines match.
_LETTERS = 4
# Else the newest lines that match the rest are looked at one by one, so many at once ...
_AT_ONCE = 250
# ... and if of so many a smaller share matches than this, so few do in all that they can be gathered.
_TRIED = 250
_SHARE = 0.03
_GATHERED = 10_000
# Where they are to be weighed, no more are looked at.
_WEIGHED = 3_000


def newest(
    connection: sqlite3.Connection, question: Question, time: Time, behind: Found | None
) -> Iterator[Found]:
    """All lines that answer, the newest first; `behind` is the one to go on behind."""
    asked = expressions.asked(connection, question)
    behind = behind or _latest(question, time)
    if asked.quick == asked.exact:
        yield from slices.newest(_search(connection, question, asked.exact), time, behind)
    else:
        yield from _with_beginnings(connection, question, asked, time, behind, sys.maxsize)


def most_relevant(connection: sqlite3.Connection, question: Question) -> list[int]:
    """Of the newest lines that answer (by when they were said) those that match the words best first."""
    asked = expressions.asked(connection, question)
    time = slices.SAID_AT
    behind = _latest(question, time)
    if asked.quick == asked.exact:
        found = slices.newest(_search(connection, question, asked.exact), time, behind, _SORTED)
    else:
        found = _with_beginnings(connection, question, asked, time, behind, _WEIGHED)
    some = list(islice(found, RANKED))
    return _matching(connection, some, asked.exact) if some else []


def _with_beginnings(
    connection: sqlite3.Connection,
    question: Question,
    asked: Asked,
    time: Time,
    behind: Found | None,
    most: int,
) -> Iterator[Found]:
    """Lines that answer where beginnings of words are asked for; at most `most` are looked at one by one."""
    exact, quick = (_search(connection, question, each) for each in (asked.exact, asked.quick))
    if asked.shortest >= _LETTERS and len(exact.numbers(None, slices.FEW + 1)) <= slices.FEW:
        yield from slices.newest(exact, time, behind)
        return
    looked_at = matched = 0
    found = slices.newest(quick, time, behind)
    while looked_at < most and (some := list(islice(found, _AT_ONCE))):
        matching = set(_matching(connection, some, asked.exact))
        yield from (each for each in some if each.number in matching)
        looked_at, matched, behind = looked_at + len(some), matched + len(matching), some[-1]
        if looked_at >= _TRIED and matched < looked_at * _SHARE:
            yield from slices.newest(exact, time, behind, _GATHERED)
            return


def _search(connection: sqlite3.Connection, question: Question, words: Expressions) -> Search:
    return filters.search(connection, question, words.found, words.left_out)


def _latest(question: Question, time: Time) -> Found | None:
    """What was said after the days that are asked for need not be looked through."""
    if question.said is None or time != slices.SAID_AT:
        return None
    return Found(marks.day(question.said.last), sys.maxsize)


def _matching(connection: sqlite3.Connection, found: Sequence[Found], words: Expressions) -> list[int]:
    rows = index.words(connection, [each.number for each in found])
    return sample.matching(rows, words.found, words.left_out)
