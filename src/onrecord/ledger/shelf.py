"""The stories as they stand: which articles each has, what they have in common, by which terms it is found.

State that follows from story_line, articles and lines. What changes in the articles of a story makes what was
matched in it void: it is cleared.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.ledger import marks, rows, sketches, stances, table
from onrecord.ledger.sketches import Sketched

# Terms by which an article is found, and articles that are looked up for each of those, the newest.
FOUND_BY, CROWD = 12, 60
# Terms that the sum of a story's sketches is kept to, those of most weight: a large story grows no more.
KEPT = 600
# Articles from which on what leaves a story is subtracted from its sum, which is not made anew.
LARGE = 100

_ARTICLE = """
SELECT m.article_id, a.key, m.version_id, s.key AS story, m.sketch, v.published_at,
  coalesce(v.headline, m.opening) AS headline, v.headline IS NULL AS is_bare
FROM member m JOIN article a ON a.id = m.article_id JOIN version v ON v.id = m.version_id
JOIN story s ON s.id = m.story_id
"""
_SHARING = """
SELECT s.key FROM json_each(?) shared JOIN member m ON m.article_id = CAST(shared.key AS INTEGER)
JOIN story s ON s.id = m.story_id
GROUP BY s.id ORDER BY max(shared.value) DESC, s.last_article_id DESC, s.id DESC LIMIT ?
"""
_OF_ARTICLES = """
SELECT article_id, story_id, sketch FROM member WHERE article_id IN (SELECT value FROM json_each(?))
ORDER BY article_id
"""
_NEWEST = """
SELECT v.published_at FROM member m JOIN version v ON v.id = m.version_id WHERE m.story_id = ?
"""


@dataclass(frozen=True, slots=True)
class Seat:
    """An article with its place in a story, which is named by its key, and its sketch.

    `headline` is its first sentence where it has no headline (`is_bare`).
    """

    article_id: int
    key: str
    version_id: int
    story: str
    sketched: Sketched
    published_at: str | None
    headline: str | None
    is_bare: bool


def sharing(connection: sqlite3.Connection, terms: Iterable[str], most: int) -> list[str]:
    """The keys of stories whose articles are found by the terms.

    Those first of which one article is found by most terms, then those that grew last (see `claims.shelf`).
    """
    articles = Counter[int]()
    for term in terms:
        found = connection.execute(
            "SELECT article_id FROM member_term WHERE term = ? ORDER BY article_id DESC LIMIT ?",
            (sketches.key(term), CROWD),
        )
        articles.update(article_id for (article_id,) in found)
    asked = (json.dumps(articles), most)
    return [key for (key,) in connection.execute(_SHARING, asked)]


def seats(connection: sqlite3.Connection, story: str, most: int) -> list[Seat]:
    """The newest articles of a story, in the order of their arrival."""
    command = f"{_ARTICLE} WHERE s.key = ? ORDER BY m.article_id DESC LIMIT ?"
    return [_seat(row) for row in reversed(connection.execute(command, (story, most)).fetchall())]


def seat(connection: sqlite3.Connection, article_id: int) -> Seat | None:
    """Where an article has its place; None where it has none."""
    row = connection.execute(f"{_ARTICLE} WHERE m.article_id = ?", (article_id,)).fetchone()
    return _seat(row) if row else None


def seat_of(connection: sqlite3.Connection, key: str) -> Seat | None:
    """Where the article with this key has its place; None where it has none."""
    row = connection.execute(f"{_ARTICLE} WHERE a.key = ?", (key,)).fetchone()
    return _seat(row) if row else None


def whole(connection: sqlite3.Connection, story: str) -> Sketched:
    """The sum of the sketches of a story, of at most KEPT terms; of none where there is no such story."""
    row = connection.execute("SELECT whole FROM story WHERE key = ?", (story,)).fetchone()
    return sketches.unpacked(row["whole"]) if row else Sketched({}, 0)


def join(connection: sqlite3.Connection, story: str, seats: Sequence[Seat]) -> None:
    """Let articles that have no place have one in a story, which is founded where there is none."""
    story_id = _story_id(connection, story) or _found(connection, story)
    for each in seats:
        cells: rows.Cells = {
            "article_id": each.article_id,
            "version_id": each.version_id,
            "story_id": story_id,
            "sketch": sketches.packed(each.sketched),
            "opening": rows.clean(each.headline) if each.is_bare and each.headline else None,
            "matched": None,
        }
        table.add(connection, "member", cells)
        keys = {sketches.key(term) for term in sketches.telling(each.sketched, FOUND_BY)}
        found_by: list[rows.Cells] = [{"term": key, "article_id": each.article_id} for key in sorted(keys)]
        table.add_all(connection, "member_term", found_by)
    _grow(connection, story_id, seats)


def leave(connection: sqlite3.Connection, articles: Collection[int], *, exact: bool = False) -> None:
    """Take articles out of their stories, where they are in one; a story without any is there no more.

    With `exact` nothing of them is left in the sum of a large story, which is worked out from its articles
    then: of one of 5,000 articles in half a second.
    """
    asked = (json.dumps(list(articles)),)
    found = connection.execute(_OF_ARTICLES, asked).fetchall()
    for row in found:
        keys = {sketches.key(term) for term in sketches.unpacked(row["sketch"]).weights}
        connection.executemany(
            "DELETE FROM member_term WHERE term = ? AND article_id = ?",
            [(key, row["article_id"]) for key in keys],
        )
    left = defaultdict[int, list[sqlite3.Row]](list)
    for row in found:
        left[row["story_id"]].append(row)
    for story_id, some in left.items():
        stances.make_void(connection, story_id, [row["article_id"] for row in some])
    connection.execute("DELETE FROM member WHERE article_id IN (SELECT value FROM json_each(?))", asked)
    for story_id, some in left.items():
        gone = [sketches.unpacked(row["sketch"]) for row in some]
        _shrink(connection, story_id, None if exact else gone)


def untitled(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """The numbers and keys of the stories whose title is to be chosen."""
    found = connection.execute("SELECT id, key FROM story WHERE is_titled = 0 ORDER BY id")
    return [(number, key) for number, key in found]


def entitle(connection: sqlite3.Connection, story_id: int, title: str | None) -> None:
    """Give a story its title."""
    cells = (rows.clean(title) if title else None, story_id)
    connection.execute("UPDATE story SET title = ?, is_titled = 1 WHERE id = ?", cells)


def _seat(row: sqlite3.Row) -> Seat:
    return Seat(
        article_id=row["article_id"],
        key=row["key"],
        version_id=row["version_id"],
        story=row["story"],
        sketched=sketches.unpacked(row["sketch"]),
        published_at=row["published_at"],
        headline=row["headline"],
        is_bare=bool(row["is_bare"]),
    )


def _story_id(connection: sqlite3.Connection, story: str) -> int | None:
    found = connection.execute("SELECT id FROM story WHERE key = ?", (story,)).fetchone()
    return found["id"] if found else None


def _found(connection: sqlite3.Connection, story: str) -> int:
    cells: rows.Cells = {
        "key": story,
        "title": None,
        "is_titled": 0,
        "newest": 0,
        "last_article_id": 0,
        "whole": sketches.packed(Sketched({}, 0)),
        "revision": 0,
    }
    return table.add(connection, "story", cells)


def _grow(connection: sqlite3.Connection, story_id: int, seats: Sequence[Seat]) -> None:
    row = connection.execute("SELECT newest, last_article_id, whole FROM story WHERE id = ?", (story_id,))
    newest, last, before = row.fetchone()
    connection.execute(
        "UPDATE story SET is_titled = 0, newest = ?, last_article_id = ?, whole = ? WHERE id = ?",
        (
            max(newest, *(_minute(each.published_at) for each in seats)),
            max(last, *(each.article_id for each in seats)),
            _packed([sketches.unpacked(before), *(each.sketched for each in seats)]),
            story_id,
        ),
    )


def _shrink(connection: sqlite3.Connection, story_id: int, gone: Sequence[Sketched] | None) -> None:
    """Say what a story is without some articles; `gone` are their sketches, where these may be subtracted."""
    (count, last) = connection.execute(
        "SELECT count(*), max(article_id) FROM member WHERE story_id = ?", (story_id,)
    ).fetchone()
    if not count:
        connection.execute("DELETE FROM story WHERE id = ?", (story_id,))
        return
    is_large = gone is not None and count > LARGE
    published = (cell for (cell,) in connection.execute(_NEWEST, (story_id,)))
    connection.execute(
        "UPDATE story SET title = NULL, is_titled = 0, newest = ?, last_article_id = ?, whole = ?"
        " WHERE id = ?",
        (
            max(map(_minute, published)),
            last,
            _packed(
                [_less(connection, story_id, gone)] if gone and is_large else _sketches(connection, story_id)
            ),
            story_id,
        ),
    )


def _less(connection: sqlite3.Connection, story_id: int, gone: Sequence[Sketched]) -> Sketched:
    row = connection.execute("SELECT whole FROM story WHERE id = ?", (story_id,)).fetchone()
    return sketches.less(sketches.unpacked(row["whole"]), gone)


def _sketches(connection: sqlite3.Connection, story_id: int) -> Iterator[Sketched]:
    found = connection.execute(
        "SELECT sketch FROM member WHERE story_id = ? ORDER BY article_id", (story_id,)
    )
    return (sketches.unpacked(row["sketch"]) for row in found)


def _packed(some: Iterable[Sketched]) -> bytes:
    summed = sketches.total(some)
    kept = {term: summed.weights[term] for term in sketches.telling(summed, KEPT)}
    return sketches.packed(Sketched(kept, summed.articles))


def _minute(published_at: str | None) -> int:
    return int(marks.minute(published_at) or 0)
