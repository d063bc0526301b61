"""The queue of a reviewer: current lines of a model that nobody decided on, the least sure or newest first.

The table `waiting` holds them in either order, so that a page of them takes as long in a small ledger as in a
large one. Those that a question finds are looked for in one of two ways: few are gathered and put in order;
where very many are found, the queue is gone through from its head, and what the question does not find is
left out.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.ledger.entries import entries
from onrecord.ledger.finder import Finder
from onrecord.ledger.question import Question
from onrecord.ledger.store import Store
from onrecord.ledger.typed import QuestionError
from onrecord.records import Entry

Order = Literal["unsure", "newest"]

MOST = 200
"""How many entries are given at once."""
# Of a question that as many lines may answer, these are put in order; else the queue is gone through.
_RARE = 20_000
# So many lines of the queue are looked at for one page: the index takes 0.06 ms for each of those.
_LOOKED_AT = {True: 4_000, False: 400}
_AT_ONCE = 50
_BEHIND = {
    "unsure": "(score, statement_id) > (:score, :number) ORDER BY score, statement_id LIMIT :most",
    "newest": "statement_id < :number ORDER BY statement_id DESC LIMIT :most",
}
_QUEUE = "SELECT statement_id, score FROM waiting WHERE"
_BETWEEN = f"{_QUEUE} statement_id BETWEEN :first AND :last AND"
_MATCHING = """
SELECT statement_id, score FROM statement_words CROSS JOIN waiting ON statement_id = statement_words.rowid
WHERE statement_words MATCH :expression AND statement_words.rowid BETWEEN :first AND :last AND
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Some entries that wait for a decision; `after` goes on behind them, None where these were the last.

    Where a question is asked that very many lines answer there may be fewer entries than wanted, even none,
    with more behind them.
    """

    entries: tuple[Entry, ...]
    after: str | None


class _Place(NamedTuple):
    """A line's place in the queue."""

    number: int
    score: float


def waiting(
    store: Store,
    *,
    asked: Question | None = None,
    order: Order = "unsure",
    after: str | None = None,
    limit: int = 20,
) -> Waiting:
    """Current lines that nobody decided on, the least sure first, or those written down last.

    `asked` are lines to choose among: its `sort`, `limit`, `after` and `as_of` do not matter; without it
    deeds (type "other") are among them, too. `after` is that of the answer before; `limit` is 1 to `MOST`.
    Raises QuestionError where `after` is of no such answer, or `limit` is none.
    """
    if not 1 <= limit <= MOST:
        raise QuestionError("limit", f"{limit} is not from 1 to {MOST}", "20")
    place = _place(order, after)
    with store.in_plain_words("read"):
        found, last = _found(store.connection, asked, order, place, limit)
        numbers = [each.number for each in found]
        told = entries(store.connection, numbers)
    return Waiting(told, _written(order, last) if last else None)


def count(store: Store) -> int:
    """How many lines wait. Raises LedgerError."""
    with store.in_plain_words("read"):
        (found,) = store.connection.execute("SELECT count(*) FROM waiting").fetchone()
    return int(found)


def _found(
    connection: sqlite3.Connection, asked: Question | None, order: Order, place: _Place, limit: int
) -> tuple[list[_Place], _Place | None]:
    """The lines that are wanted, and the last one looked at where there are more behind it."""
    if asked is None:
        found = _behind(connection, _QUEUE, order, place, limit + 1)
        return found[:limit], found[limit - 1] if len(found) > limit else None
    finder = Finder(connection, asked)
    is_rare = finder.is_rare(_RARE)
    queue, is_matched = _QUEUE, is_rare and finder.expression is not None
    if is_rare:
        queue = _MATCHING if is_matched else _BETWEEN
    told = {"expression": finder.expression, "first": finder.first, "last": finder.last}
    candidates = _behind(connection, queue, order, place, _LOOKED_AT[is_matched] + 1, **told)
    return _chosen(finder, candidates, is_matched, limit)


def _chosen(
    finder: Finder, candidates: Sequence[_Place], is_matched: bool, limit: int
) -> tuple[list[_Place], _Place | None]:
    """Of the candidates, of which the last tells only that there are more, those that the question finds."""
    found: list[_Place] = []
    looked_at = candidates[: _LOOKED_AT[is_matched]]
    for at in range(0, len(looked_at), _AT_ONCE):
        some = looked_at[at : at + _AT_ONCE]
        among = finder.among([each.number for each in some], is_matched=is_matched)
        found += [each for each in some if each.number in among]
        if len(found) > limit:
            return found[:limit], found[limit - 1]
    more = looked_at[-1] if len(candidates) > len(looked_at) else None
    return found, more


def _behind(
    connection: sqlite3.Connection,
    queue: str,
    order: Order,
    place: _Place,
    most: int,
    **told: str | int | None,
) -> list[_Place]:
    asked = {"score": place.score, "number": place.number, "most": most, **told}
    return [_Place(*row) for row in connection.execute(f"{queue} {_BEHIND[order]}", asked)]


def _place(order: Order, after: str | None) -> _Place:
    if order not in _BEHIND:
        raise QuestionError("order", f"{order!r} is none of {', '.join(_BEHIND)}", "unsure")
    if after is None:
        return _Place(2**63 - 1, 0.0) if order == "newest" else _Place(-1, -1.0)
    try:
        of, number, score = after[:100].split("_")
        place = _Place(int(number), float(score))
    except ValueError:
        of, place = "", _Place(0, math.nan)
    if of != order or not 0 <= place.number < 2**63 or not 0 <= place.score <= 1:
        raise QuestionError("after", "it is of no answer in this order", "the after of the answer before")
    return place


def _written(order: Order, last: _Place) -> str:
    return f"{order}_{last.number}_{last.score!r}"
