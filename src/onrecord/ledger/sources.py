"""Sources: who speaks in the ledger, and what is known of one of them, however much it said.

When it spoke and what it did by it is counted of all its statements, from the index alone. How it is called,
where it is quoted, in which stories and with whom it is in dispute is read off the lines that came in last.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.ledger import source_times, uniting
from onrecord.ledger.source_disputes import Opponent, opponents
from onrecord.ledger.source_list import ListedSource, Sources, called, most_quoted, sources
from onrecord.ledger.source_names import named
from onrecord.ledger.source_said import SourceStatements, no_source, statements
from onrecord.ledger.source_times import CURRENT, WRITTEN_DAY, Spoken, Times
from onrecord.ledger.store import Store
from onrecord.records import SourceKind

__all__ = [
    "ListedSource",
    "Opponent",
    "SourceState",
    "SourceStatements",
    "Sources",
    "Spoken",
    "Times",
    "called",
    "find",
    "most_quoted",
    "names",
    "source",
    "sources",
    "statements",
    "times",
]

LOOKED_AT = 2_000
"""Lines of a source that are looked at one by one, those that came in last."""
LARGE = 20_000
"""Lines from which on it takes long to count when they were said: some microseconds each."""
STORIES, OUTLETS, WORDS = 30, 30, 30
"""How many of each are told."""
_LAST = f"""
SELECT s.id FROM statement s WHERE s.entity_id IN (SELECT value FROM json_each(?)) AND {CURRENT}
ORDER BY s.id DESC LIMIT {LOOKED_AT}
"""
_AT_LEAST = f"""
SELECT count(*) FROM (
  SELECT 1 FROM statement s WHERE s.entity_id IN (SELECT value FROM json_each(?)) LIMIT {LARGE + 1}
)
"""
_LINES = "FROM json_each(:lines) l CROSS JOIN statement s ON s.id = l.value"
_CALLED = f"SELECT s.name, s.role, s.kind, count(*) {_LINES} GROUP BY s.name, s.role, s.kind"
_BY_VERSION = f"SELECT s.version_id, count(*) AS lines, max(s.said_to) AS said {_LINES} GROUP BY s.version_id"
_STORIES = f"""
SELECT t.key, t.title, sum(g.lines) AS lines, max(g.said) AS said, max({WRITTEN_DAY}) AS published
FROM ({_BY_VERSION}) g CROSS JOIN version v INDEXED BY version_published ON v.id = g.version_id
CROSS JOIN member m ON m.article_id = v.article_id JOIN story t ON t.id = m.story_id
GROUP BY t.id ORDER BY coalesce(max(g.said), published, '') DESC, t.id DESC
"""
_OUTLETS = f"""
SELECT p.outlet, sum(p.lines) AS lines, count(*) AS reports FROM (
  SELECT DISTINCT g.version_id, g.lines, coalesce(a.outlet, v.outlet) AS outlet FROM ({_BY_VERSION}) g
  CROSS JOIN version v INDEXED BY version_published ON v.id = g.version_id
  LEFT JOIN appearance a ON a.version_id = g.version_id
) p WHERE p.outlet IS NOT NULL GROUP BY p.outlet ORDER BY reports DESC, lines DESC, p.outlet
"""
# A wire copy is no other text.
_TEXTS = f"""
WITH RECURSIVE reports (id) AS (SELECT DISTINCT s.version_id {_LINES}),
up (first_id) AS (
  SELECT id FROM reports UNION SELECT w.of_version_id FROM up JOIN wire_copy w ON w.version_id = up.first_id
)
SELECT (SELECT count(*) FROM reports), count(*) FROM up
WHERE NOT EXISTS (SELECT 1 FROM wire_copy w WHERE w.version_id = up.first_id)
"""


class FoundSource(NamedTuple):
    """A source by its key and those of the entities that are part of it; large, where counting takes long."""

    key: str
    parts: tuple[str, ...]
    is_large: bool


class Counted(NamedTuple):
    """Words, and how many statements have them."""

    words: str
    statements: int


class OutletQuoting(NamedTuple):
    """An outlet, in how many of its reports the source is quoted, and how many statements of it they hold."""

    outlet: str
    statements: int
    reports: int


class SourceStory(NamedTuple):
    """A story, how many statements of the source stand in it, and the last days of saying and publication."""

    id: str
    title: str | None
    statements: int
    last_said: str | None
    last_published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """A source: `key` is that of the entity that others may be part of, whose keys are `parts`.

    `times` counts all current statements. `spellings`, `roles`, `outlets` and `stories` (newest first) are
    those of the last `looked_at` lines, the most at first, no more of each than is told; `reports` are the
    articles that these lines stand in, `texts` how many of them are no wire copies of one another.
    """

    key: str
    parts: tuple[str, ...]
    name: str
    kind: SourceKind | None
    times: Times
    looked_at: int
    spellings: tuple[Counted, ...]
    roles: tuple[Counted, ...]
    outlets: tuple[OutletQuoting, ...]
    all_outlets: int
    reports: int
    texts: int
    stories: tuple[SourceStory, ...]
    all_stories: int
    opponents: tuple[Opponent, ...]


def find(store: Store, entity: str) -> FoundSource:
    """The source with this key, or that the entity with this key is part of.

    Raises LedgerError where there is none, or the ledger cannot be read.
    """
    with store.in_plain_words("read"):
        connection = store.connection
        entities = _entities(connection, entity)
        keys = [uniting.key_of(connection, each) for each in entities]
        (lines,) = connection.execute(_AT_LEAST, (json.dumps(entities),)).fetchone()
        return FoundSource(keys[0], tuple(keys[1:]), lines > LARGE)


def times(store: Store, entity: str) -> Times:
    """When a source said what it said. Raises LedgerError."""
    with store.in_plain_words("read"):
        return source_times.times(store.connection, _entities(store.connection, entity))


def source(store: Store, entity: str, *, counted: Times | None = None) -> SourceState:
    """What is known of a source, named by its key; of one that is part of another, what is known of that.

    `counted` are its times, where they were counted before. Raises LedgerError where there is none, or the
    ledger cannot be read.
    """
    with store.in_plain_words("read"):
        connection = store.connection
        entities = _entities(connection, entity)
        counted = counted or source_times.times(connection, entities)
        lines = [line for (line,) in connection.execute(_LAST, (json.dumps(entities),))]
        return _state(connection, entities, lines, counted)


def names(store: Store, keys: Iterable[str]) -> dict[str, str]:
    """What the entities of some keys are called, each by itself; those that are not known are left out."""
    with store.in_plain_words("read"):
        found = {key: uniting.find(store.connection, key) for key in keys}
        return {
            key: named(store.connection, [number]).name for key, number in found.items() if number is not None
        }


def _entities(connection: sqlite3.Connection, entity: str) -> list[int]:
    number = uniting.find(connection, entity)
    if number is None:
        raise no_source(entity)
    return uniting.group(connection, number)


def _state(
    connection: sqlite3.Connection, entities: Sequence[int], lines: Sequence[int], times: Times
) -> SourceState:
    asked = {"lines": json.dumps(lines)}
    called = connection.execute(_CALLED, asked).fetchall()
    outlets = [OutletQuoting(*row) for row in connection.execute(_OUTLETS, asked)]
    stories = [SourceStory(*row) for row in connection.execute(_STORIES, asked)]
    reports, texts = connection.execute(_TEXTS, asked).fetchone()
    known = named(connection, entities)
    keys = [uniting.key_of(connection, each) for each in entities]
    return SourceState(
        key=keys[0],
        parts=tuple(keys[1:]),
        name=known.name,
        kind=known.kind,
        times=times,
        looked_at=len(lines),
        spellings=_counted((name, count) for name, _, _, count in called),
        roles=_counted(_alike((role, count) for _, role, _, count in called)),
        outlets=tuple(outlets[:OUTLETS]),
        all_outlets=len(outlets),
        reports=reports,
        texts=texts,
        stories=tuple(stories[:STORIES]),
        all_stories=len(stories),
        opponents=opponents(connection, entities, lines),
    )


def _counted(told: Iterable[tuple[str | None, int]]) -> tuple[Counted, ...]:
    """Words with their counts, the most first."""
    counts = Counter[str]()
    for words, count in told:
        if words:
            counts[words] += count
    found = (Counted(words, count) for words, count in counts.items())
    return tuple(sorted(found, key=lambda each: (-each.statements, each.words))[:WORDS])


def _alike(told: Iterable[tuple[str | None, int]]) -> Iterator[tuple[str, int]]:
    """Words of which those that differ in capitals alone are one: written as most often."""
    written: dict[str, Counter[str]] = {}
    for words, count in told:
        if words:
            written.setdefault(words.casefold(), Counter())[words] += count
    for each in written.values():
        yield min(each, key=lambda words: (-each[words], words)), each.total()
