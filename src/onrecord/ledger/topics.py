"""Topics: what a person follows, as asked of the changes: words and facts, and which changes answer.

Words and places are looked for in all that a change is about: its lines, the claim, the headlines, the title
of the story. Who, act, kind, outlet and figure are asked of the lines that brought it, who and source of the
line that it answers, too: who follows a minister is told when somebody disputes her.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, get_args

from onrecord.ledger import change_words, filters, marks, match, names, rows, typed
from onrecord.ledger.amounts import AmountAsked
from onrecord.ledger.question import OPTIONS as ASKED
from onrecord.ledger.question import gathered
from onrecord.ledger.search import marked
from onrecord.ledger.store import Store
from onrecord.ledger.typed import QuestionError
from onrecord.records import Act, ChangeKind, SourceKind

CHANGES: tuple[ChangeKind, ...] = get_args(ChangeKind)
MOST = 5_000
"""Changes that one question gives at most, the newest."""
K = TypeVar("K")
_LONGEST = 200
_FIGURES = """
SELECT DISTINCT p.change_id, f.* FROM change_pair p JOIN statement_figure sf ON sf.statement_id = p.new_id
JOIN figure f ON f.id = sf.figure_id WHERE p.change_id IN (SELECT value FROM json_each(?))
"""
_SURE = """
SELECT p.change_id FROM change_pair p JOIN statement s ON s.id = coalesce(p.new_id, p.old_id)
WHERE p.change_id IN (SELECT value FROM json_each(?)) AND s.score >= ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicAsked:
    """What a topic asks for; a field that keeps its default asks for nothing. All that is asked has to hold.

    Fields are those of `Question`, where they bear the same name; `places` are usual English names of places
    that one of the lines names, any of them; `changes` are the kinds of changes that are wanted, any of them.
    """

    words: str = ""
    who: str = ""
    acts: frozenset[Act] = frozenset()
    kinds: frozenset[SourceKind] = frozenset()
    places: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    source: str | None = None
    figure: AmountAsked | None = None
    story: str | None = None
    changes: frozenset[ChangeKind] = frozenset()
    min_score: float = 0.0


def _places(option: str, text: str) -> tuple[str, ...]:
    if not text.strip() or len(text) > _LONGEST:
        raise QuestionError(option, "no place is named" if not text.strip() else "too long", "Ukraine")
    return (text.strip(),)


def _changes(option: str, text: str) -> frozenset[Any]:
    return typed.listed(option, text, CHANGES)


OPTIONS: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    **{
        name: ASKED[name]
        for name in ("words", "who", "act", "kind", "outlet", "source", "figure", "story", "score")
    },
    "place": ("places", _places),
    "change": ("changes", _changes),
}
"""The options by their names: which field of the topic each fills, and how it is read."""


def read(written: Iterable[tuple[str, str]]) -> TopicAsked:
    """The topic that options ask, as a person wrote them: ("words", "north korean troops"), ("act", "deny").

    Lists can be asked more than once, for any of them. Raises QuestionError, also where nothing is asked.
    """
    asked = gathered(written, OPTIONS)
    if all(not value for value in asked.values()):
        raise QuestionError(
            "words", "nothing is asked: a topic needs words, a source or another option", "troops"
        )
    return TopicAsked(**asked)


def matching(
    store: Store, asked: TopicAsked, *, after: int = 0, until: int | None = None, limit: int = MOST
) -> tuple[int, ...]:
    """The changes that a topic is told of, behind the number `after` and up to `until`, ascending.

    Of more than `limit` the newest. Raises QuestionError, LedgerError.
    """
    with store.in_plain_words("read"):
        return _matching(store.connection, asked, after, until, limit)


def match_all(
    store: Store, many: Mapping[K, TopicAsked], *, after: int = 0, until: int | None = None
) -> Iterator[tuple[K, tuple[int, ...]]]:
    """The same for many topics, one after the other, each under its key."""
    for key, asked in many.items():
        yield key, matching(store, asked, after=after, until=until)


def _matching(
    connection: sqlite3.Connection, asked: TopicAsked, after: int, until: int | None, limit: int
) -> tuple[int, ...]:
    found, left_out = _expressions(connection, asked)
    bounds = (match.both(found, left_out), after + 1, (1 << 62) if until is None else until, limit)
    numbers = [
        number
        for (number,) in connection.execute(
            "SELECT rowid FROM change_words WHERE change_words MATCH ? AND rowid BETWEEN ? AND ?"
            " ORDER BY rowid DESC LIMIT ?",
            bounds,
        )
    ]
    for narrowed in _looked_up(connection, asked):
        numbers = narrowed(numbers)
    return tuple(sorted(numbers))


def _expressions(connection: sqlite3.Connection, asked: TopicAsked) -> tuple[list[str], list[str]]:
    """What has to match, and what must not (FTS5)."""
    found, left_out = [marked([change_words.ANY])], []
    words, who = match.read(asked.words), match.read(asked.who, "who", ("who",))
    for each, is_who in ((words, False), (who, True)):
        if each is None:
            continue
        sides = each.exact
        if is_who and (entities := names.entities(connection, each)) and sides.found:
            meant = marked(marks.entity(entity) for entity in entities)
            sides = replace(sides, found=f"({sides.found}) OR ({meant})")
        found += [sides.found] if sides.found else []
        left_out += [sides.left_out] if sides.left_out else []
    return [*found, *_marks(connection, asked)], left_out


def _marks(connection: sqlite3.Connection, asked: TopicAsked) -> Iterator[str]:
    for letter, wanted in ((marks.ACT, asked.acts), (marks.KIND, asked.kinds)):
        if wanted:
            yield marked(marks.fact(letter, each) for each in sorted(wanted))
    if asked.places:
        yield marked(marks.name(change_words.PLACE, each) for each in asked.places)
    if asked.outlets:
        yield marked(marks.name(marks.OUTLET, each) for each in names.outlets(connection, asked.outlets))
    if asked.source is not None:
        yield marked(marks.entity(each) for each in filters.source(connection, asked.source))


def _looked_up(
    connection: sqlite3.Connection, asked: TopicAsked
) -> Iterator[Callable[[list[int]], list[int]]]:
    """What the index does not tell, each as a narrowing of numbers."""
    if asked.story is not None:
        beginning = asked.story
        yield lambda numbers: _of(
            connection,
            "SELECT id FROM change WHERE id IN (SELECT value FROM json_each(?)) AND substr(story, 1, ?) = ?",
            numbers,
            (len(beginning), beginning),
        )
    if asked.changes:
        yield lambda numbers: _of(
            connection,
            "SELECT id FROM change WHERE id IN (SELECT value FROM json_each(?))"
            " AND kind IN (SELECT value FROM json_each(?))",
            numbers,
            (json.dumps(sorted(asked.changes)),),
        )
    if asked.min_score:
        yield lambda numbers: _of(connection, _SURE, numbers, (asked.min_score,))
    figure = asked.figure
    if figure is not None:
        yield lambda numbers: _with_figure(connection, numbers, figure)


def _of(
    connection: sqlite3.Connection, command: str, numbers: list[int], values: tuple[str | int | float, ...]
) -> list[int]:
    found = {number for (number,) in connection.execute(command, (json.dumps(numbers), *values))}
    return [number for number in numbers if number in found]


def _with_figure(connection: sqlite3.Connection, numbers: list[int], figure: AmountAsked) -> list[int]:
    found = connection.execute(_FIGURES, (json.dumps(numbers),))
    fitting = {row["change_id"] for row in found if figure.fits(rows.figure_of(row))}
    return [number for number in numbers if number in fitting]
