"""Facets: how the lines that answer a question divide, by who, act, outlet, kind, quotation, story and time.

question -> the newest lines that answer -> what each is -> counts, each with what would ask for it alone
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from onrecord.ledger import match, newest, slices
from onrecord.ledger.question import Question
from onrecord.ledger.rows import clean
from onrecord.ledger.store import Store
from onrecord.ledger.time_counts import TimeCounts, count_times

MOST = 1_000
"""So many lines are counted, the newest; counting them takes about as long as finding them."""
MOST_BEGINNINGS = 250
"""So many where beginnings of words are asked for: the lines that match are found among all by looking."""
MOST_SOURCES = 12
MOST_OUTLETS = 12
MOST_STORIES = 8
_IN = "IN (SELECT value FROM json_each(:numbers))"
_LINES = f"""
SELECT s.version_id, s.act, s.kind, s.quotation, s.said_from, s.said_to,
  coalesce(n.now_id, s.entity_id) AS entity_id, coalesce(s.name, s.source) AS name
FROM statement s LEFT JOIN entity_now n ON n.entity_id = s.entity_id WHERE s.id {_IN}
"""
_OUTLETS = f"""
SELECT id, outlet FROM version WHERE id {_IN} AND outlet IS NOT NULL
UNION SELECT version_id, outlet FROM appearance WHERE version_id {_IN} AND outlet IS NOT NULL
"""
_STORIES = f"""
SELECT v.id, m.story_id FROM version v JOIN member m ON m.article_id = v.article_id WHERE v.id {_IN}
"""
_STORY = "SELECT key, title FROM story WHERE id = ?"
_TITLE = """
SELECT title FROM story WHERE key = :key OR key BETWEEN :key AND :key || char(1114111) LIMIT 2
"""
_NAMES = """
SELECT coalesce(s.name, s.source) AS name FROM entity e JOIN statement s ON s.entity_id = e.id
WHERE e.key = ? ORDER BY s.said_from DESC LIMIT 200
"""
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Count:
    """How many `lines` have something: `value` asks for it as an option, `label` names it to people."""

    value: str
    label: str
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How lines divide; in each facet what most lines have is first.

    `lines` are counted: all that answer, or where not `is_all` the newest of them. `sources` are entities
    (option "source"; those that people have made one are one), under the name that most of the lines have.
    A line counts for each outlet that its text appeared in. Only the first `MOST_SOURCES`, `MOST_OUTLETS` and
    `MOST_STORIES` are given.
    """

    lines: int
    is_all: bool
    sources: tuple[Count, ...]
    acts: tuple[Count, ...]
    outlets: tuple[Count, ...]
    kinds: tuple[Count, ...]
    quotations: tuple[Count, ...]
    stories: tuple[Count, ...]
    times: TimeCounts


def facets(store: Store, question: Question, *, most: int | None = None) -> Facets:
    """How the newest `most` lines that answer divide; the question's `limit` and `after` do not matter.

    Without `most` it is MOST, or MOST_BEGINNINGS. Raises QuestionError where it cannot be asked, LedgerError
    where the file fails.
    """
    most = most or (MOST_BEGINNINGS if _asks_beginnings(question) else MOST)
    with store.in_plain_words("read"):
        connection = store.connection
        time = slices.PUBLISHED_AT if question.sort == "published_at" else slices.SAID_AT
        found = list(islice(newest.newest(connection, question, time, None), most + 1))
        lines = _rows(connection, _LINES, [each.number for each in found[:most]])
        versions = Counter(line["version_id"] for line in lines)
        return Facets(
            lines=len(lines),
            is_all=len(found) <= most,
            sources=_sources(connection, lines),
            acts=_plain(line["act"] for line in lines),
            outlets=_outlets(connection, versions),
            kinds=_plain(line["kind"] for line in lines),
            quotations=_plain(line["quotation"] for line in lines),
            stories=_stories(connection, versions),
            times=count_times((line["said_from"], line["said_to"]) for line in lines),
        )


def are_more(store: Store, question: Question, most: int) -> bool:
    """Whether more than `most` lines answer. Raises as `facets` does."""
    with store.in_plain_words("read"):
        found = newest.newest(store.connection, question, slices.SAID_AT, None)
        return next(islice(found, most, None), None) is not None


def source_name(store: Store, key: str) -> str | None:
    """The name that an entity is most met under of late, None where nobody has the key."""
    with store.in_plain_words("read"):
        names = [name for (name,) in store.connection.execute(_NAMES, (clean(key),)) if name]
    return _first(Counter(names), 1)[0][0] if names else None


def story_title(store: Store, key: str) -> str | None:
    """The title of the story with this id or the beginning of it, None where none has one."""
    with store.in_plain_words("read"):
        rows = store.connection.execute(_TITLE, {"key": clean(key)}).fetchall()
    return rows[0]["title"] if len(rows) == 1 else None


def _asks_beginnings(question: Question) -> bool:
    matches = (match.read(question.words), match.read(question.who, "who"))
    return any(each is not None and each.quick != each.exact for each in matches)


def _rows(connection: sqlite3.Connection, command: str, numbers: Iterable[int]) -> list[sqlite3.Row]:
    return connection.execute(command, {"numbers": json.dumps(list(numbers))}).fetchall()


def _plain(values: Iterable[str | None]) -> tuple[Count, ...]:
    counted = Counter(value for value in values if value)
    return tuple(Count(value, value, lines) for value, lines in _first(counted, len(counted)))


def _sources(connection: sqlite3.Connection, lines: Sequence[sqlite3.Row]) -> tuple[Count, ...]:
    counted = Counter(line["entity_id"] for line in lines if line["entity_id"] is not None)
    names: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for line in lines:
        names[line["entity_id"] or 0][line["name"] or ""] += 1
    first = _first(counted, MOST_SOURCES)
    keys = dict(
        _pairs(_rows(connection, f"SELECT id, key FROM entity WHERE id {_IN}", [each for each, _ in first]))
    )
    return tuple(Count(keys[each], _first(names[each], 1)[0][0], lines) for each, lines in first)


def _outlets(connection: sqlite3.Connection, versions: Counter[int]) -> tuple[Count, ...]:
    counted: Counter[str] = Counter()
    for version, outlet in _pairs(_rows(connection, _OUTLETS, versions)):
        counted[outlet] += versions[version]
    return tuple(Count(outlet, outlet, lines) for outlet, lines in _first(counted, MOST_OUTLETS))


def _stories(connection: sqlite3.Connection, versions: Counter[int]) -> tuple[Count, ...]:
    counted: Counter[int] = Counter()
    for version, story in _pairs(_rows(connection, _STORIES, versions)):
        counted[story] += versions[version]
    return tuple(_story(connection, story, lines) for story, lines in _first(counted, MOST_STORIES))


def _story(connection: sqlite3.Connection, number: int, lines: int) -> Count:
    key, title = connection.execute(_STORY, (number,)).fetchone()
    return Count(key, title or key, lines)


def _pairs(rows: Iterable[sqlite3.Row]) -> Iterable[tuple[int, Any]]:
    return ((row[0], row[1]) for row in rows)


def _first(counted: Counter[T], most: int) -> list[tuple[T, int]]:
    """Those that are counted most often, of equals always in the same order."""
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:most]
