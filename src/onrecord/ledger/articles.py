"""One article of the ledger: its versions, where each was met, what changed, who printed the same text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger import read_back, wire
from onrecord.ledger.store import NotInLedger, Store
from onrecord.records import Reading


@dataclass(frozen=True, slots=True)
class VersionState:
    """A version: `statements` are those found in it, `changes` those since the version before."""

    number: int
    headline: str | None
    statements: int
    changes: int
    recorded_at: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where a version was met."""

    version: int
    outlet: str | None
    address: str
    archive_url: str | None
    headline: str | None
    published_at: str | None
    fetched_at: str | None


@dataclass(frozen=True, slots=True)
class StatementChange:
    """What changed in a statement with a version; it was added where `before` is None.

    `line_before` and `line_after` are the numbers of the lines.
    """

    version: int
    change: str
    who_before: str | None
    before: str | None
    who_after: str | None
    after: str | None
    line_before: int | None = None
    line_after: int | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """An article with the same text, all but its trimmings, as it was first met."""

    key: str
    outlet: str | None
    headline: str | None
    published_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where a version of an article stands among others: of each the first `MOST`, and how many there are.

    `appearances` are those of the whole article, `story` the id and the title of its story.
    """

    versions: tuple[VersionState, ...]
    appearances: tuple[Appearance, ...]
    appearance_count: int
    outlet_count: int
    copies: tuple[Copy, ...]
    copy_count: int
    story: tuple[str, str | None] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleState:
    """An article of the ledger, with one of its versions as it is read now.

    `text_group` is the key of the first article with the same text (its own, where it is no copy), `copies`
    the keys of the others in that group. `numbers` are those of the statements' lines, by their ids.
    """

    key: str
    version: int
    reading: Reading
    versions: tuple[VersionState, ...]
    appearances: tuple[Appearance, ...]
    changes: tuple[StatementChange, ...]
    text_group: str
    copies: tuple[str, ...]
    numbers: Mapping[str, int]


MOST = 50
"""Versions, appearances and copies of which the whereabouts tell."""
_VERSIONS = """
SELECT v.number, v.headline, (SELECT count(*) FROM statement s WHERE s.version_id = v.id) AS statements,
  (SELECT count(*) FROM version_difference d WHERE d.version_id = v.id) AS changes, v.recorded_at
FROM version v WHERE v.article_id = ? ORDER BY v.number
"""
_LAST_VERSIONS = f"SELECT * FROM ({_VERSIONS.rstrip()} DESC LIMIT ?) ORDER BY number"
_APPEARANCES = """
SELECT v.number, p.outlet, p.address, p.archive_url, p.headline, p.published_at, p.fetched_at
FROM appearance p JOIN version v ON v.id = p.version_id WHERE v.article_id = ? ORDER BY p.id
"""
_COUNT = """
SELECT count(*), count(DISTINCT p.outlet) FROM appearance p JOIN version v ON v.id = p.version_id
WHERE v.article_id = ?
"""
_CHANGES = """
SELECT v.number, d.change, coalesce(o.name, o.source), o.content, coalesce(n.name, n.source), n.content,
  o.id, n.id
FROM version v JOIN version_difference d ON d.version_id = v.id
  LEFT JOIN statement o ON o.id = d.old_id LEFT JOIN statement n ON n.id = d.new_id
WHERE v.article_id = ? ORDER BY v.number, d.place
"""
# From the first text down to those that name it, or name one that does.
_DOWN = """
WITH RECURSIVE down (version_id) AS (
  SELECT ? UNION SELECT w.version_id FROM down JOIN wire_copy w ON w.of_version_id = down.version_id
)
"""
_GROUP = f"""{_DOWN} SELECT DISTINCT a.id, a.key FROM down JOIN version v ON v.id = down.version_id
JOIN article a ON a.id = v.article_id ORDER BY a.id
"""
_COPIES = f"""{_DOWN}
SELECT a.key, v.outlet, v.headline, v.published_at, min(v.number), count(*) OVER () AS count FROM down
JOIN version v ON v.id = down.version_id JOIN article a ON a.id = v.article_id
WHERE a.id <> ? GROUP BY a.id ORDER BY a.id LIMIT ?
"""
_HEADLINES = """
SELECT a.key, v.headline FROM article a JOIN version v ON v.article_id = a.id
WHERE a.key IN (SELECT value FROM json_each(?)) ORDER BY v.number
"""
_STORY = """
SELECT s.key, s.title FROM member m JOIN story s ON s.id = m.story_id WHERE m.article_id = ?
"""


def article(store: Store, name: str, version: int | None = None) -> ArticleState:
    """The article with this key, the beginning of one, or this address; by default its latest version.

    Raises LedgerError where there is none, or more than one.
    """
    with store.in_plain_words("read"):
        article_id, key = find(store, name)
        connection = store.connection
        rows = connection.execute(_VERSIONS, (article_id,)).fetchall()
        numbers = [row["number"] for row in rows]
        number = version if version is not None else numbers[-1]
        if number not in numbers:
            known = f"name one from {numbers[0]} to {numbers[-1]}"
            raise NotInLedger(f"article {key} has no version {number}: {known}")
        (version_id,) = connection.execute(
            "SELECT id FROM version WHERE article_id = ? AND number = ?", (article_id, number)
        ).fetchone()
        kept = read_back.current(connection, version_id)
        assert kept is not None, "a version is entered together with its reading"
        first = wire.first(connection, version_id)
        group = [row["key"] for row in connection.execute(_GROUP, (first,))]
        return ArticleState(
            key=key,
            version=number,
            reading=kept.reading,
            versions=tuple(VersionState(*row) for row in rows),
            appearances=tuple(Appearance(*row) for row in connection.execute(_APPEARANCES, (article_id,))),
            changes=changes(connection, article_id),
            text_group=group[0],
            copies=tuple(each for each in group if each != key),
            numbers=kept.numbers,
        )


def whereabouts(connection: sqlite3.Connection, article_id: int, version_id: int) -> Whereabouts:
    """Where a version of an article stands among others; quick, however many there are."""
    found = connection.execute(f"{_APPEARANCES} LIMIT ?", (article_id, MOST))
    appearance_count, outlet_count = connection.execute(_COUNT, (article_id,)).fetchone()
    copies = connection.execute(_COPIES, (wire.first(connection, version_id), article_id, MOST)).fetchall()
    story = connection.execute(_STORY, (article_id,)).fetchone()
    return Whereabouts(
        versions=tuple(VersionState(*row) for row in connection.execute(_LAST_VERSIONS, (article_id, MOST))),
        appearances=tuple(Appearance(*row) for row in found),
        appearance_count=appearance_count,
        outlet_count=outlet_count,
        copies=tuple(Copy(row["key"], row["outlet"], row["headline"], row["published_at"]) for row in copies),
        copy_count=copies[0]["count"] if copies else 0,
        story=(story["key"], story["title"]) if story else None,
    )


def headlines(connection: sqlite3.Connection, keys: Sequence[str]) -> Mapping[str, str | None]:
    """The headlines of articles in their latest versions, by their keys."""
    found = connection.execute(_HEADLINES, (json.dumps(list(keys)),))
    return {row["key"]: row["headline"] for row in found}


def changes(
    connection: sqlite3.Connection, article_id: int, *, behind: int | None = None, upto: int | None = None
) -> tuple[StatementChange, ...]:
    """What changed in the statements of an article, version by version: `behind` one, `upto` another."""
    found = (StatementChange(*row) for row in connection.execute(_CHANGES, (article_id,)))
    return tuple(
        each
        for each in found
        if (behind is None or each.version > behind) and (upto is None or each.version <= upto)
    )


def find(store: Store, name: str) -> tuple[int, str]:
    """The number and the key of the article with this key, the beginning of one, or this address."""
    connection = store.connection
    exact = connection.execute("SELECT id, key FROM article WHERE key = ?", (name,)).fetchone()
    if exact:
        return exact["id"], exact["key"]
    found = connection.execute(
        "SELECT DISTINCT a.id, a.key FROM appearance p JOIN version v ON v.id = p.version_id"
        " JOIN article a ON a.id = v.article_id WHERE p.address = ? LIMIT 5",
        (name,),
    ).fetchall()
    if not found and name:
        found = connection.execute(
            "SELECT id, key FROM article WHERE substr(key, 1, ?) = ? LIMIT 5", (len(name), name)
        ).fetchall()
    if len(found) == 1:
        return found[0]["id"], found[0]["key"]
    if found:
        raise NotInLedger(f"{name!r} is more than one article: {', '.join(row['key'] for row in found)}")
    raise NotInLedger(f"there is no article {name!r}: onrecord ask shows the keys, an address does, too")
