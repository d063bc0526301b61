"""Stories read back: which there are, the newest first, one by its id, and what happened to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.ledger import claim_ids, marks, newest, slices, typed
from onrecord.ledger.question import TYPES, Question
from onrecord.ledger.store import NotInLedger, Store
from onrecord.records import Story

# Lines that are looked at for the stories of some words, the newest first.
LOOKED_AT = 5_000
_NAMED = 5  # ids that a message names
_MEMBERS = """
SELECT a.key, v.published_at FROM member m JOIN article a ON a.id = m.article_id
JOIN version v ON v.id = m.version_id WHERE m.story_id = ? ORDER BY m.article_id
"""
_OUTLETS = """
SELECT v.outlet FROM member m JOIN version v ON v.id = m.version_id
WHERE m.story_id = :story AND v.outlet IS NOT NULL
UNION SELECT p.outlet FROM member m JOIN appearance p ON p.version_id = m.version_id
WHERE m.story_id = :story AND p.outlet IS NOT NULL ORDER BY 1
"""
_INDEPENDENT = """
WITH RECURSIVE up (first_id) AS (
  SELECT version_id FROM member WHERE story_id = ?
  UNION SELECT w.of_version_id FROM up JOIN wire_copy w ON w.version_id = up.first_id
)
SELECT count(*) FROM up WHERE NOT EXISTS (SELECT 1 FROM wire_copy w WHERE w.version_id = up.first_id)
"""
_OF_LINE = """
SELECT m.story_id FROM statement s JOIN version v ON v.id = s.version_id
JOIN member m ON m.article_id = v.article_id WHERE s.id = ?
"""
_LINES = """
SELECT l.story, l.before, l.why, a.key AS article, l.recorded_at FROM story_line l
JOIN article a ON a.id = l.article_id WHERE l.story = :story OR l.before = :story ORDER BY l.id
"""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """What happened to a story: an article came into `story`, from the story `before` if it was in one."""

    story: str
    before: str | None
    why: str
    article: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class NamedClaim:
    """A claim by its number in this file, its id everywhere, and the number of its story."""

    number: int
    key: str
    story_id: int


def stories(
    store: Store,
    *,
    words: str = "",
    since: str | None = None,
    outlet: str | None = None,
    limit: int = 50,
) -> tuple[Story, ...]:
    """The stories, the last published first; those of one minute by the article that arrived last.

    `words` are looked for as `ask` does, in what is said in a story and in the headlines above it, `outlet`
    is one that printed some of that: the stories of the newest statements that answer, of which LOOKED_AT are
    looked at. `since` is a day, month or year: stories that were last seen from then on. Raises QuestionError
    where one of them cannot be asked, LedgerError where the file fails.
    """
    first = int(typed.days("since", since).first.replace("-", "")) * 10_000 if since else 0
    with store.in_plain_words("read"):
        connection = store.connection
        if words.strip() or outlet:
            numbers = _found(connection, words, outlet, first, limit)
        else:
            numbers = _newest(connection, first, limit)
        return tuple(story(connection, number) for number in numbers)


def story(connection: sqlite3.Connection, number: int) -> Story:
    """The story of a number."""
    key, title = connection.execute("SELECT key, title FROM story WHERE id = ?", (number,)).fetchone()
    members = connection.execute(_MEMBERS, (number,)).fetchall()
    dated = sorted(
        (minute, row["published_at"]) for row in members if (minute := marks.minute(row["published_at"]))
    )
    return Story(
        id=key,
        title=title,
        articles=tuple(row["key"] for row in members),
        first_seen=dated[0][1] if dated else None,
        last_seen=dated[-1][1] if dated else None,
        undated=len(members) - len(dated),
        outlets=tuple(row["outlet"] for row in connection.execute(_OUTLETS, {"story": number})),
        independent=connection.execute(_INDEPENDENT, (number,)).fetchone()[0],
    )


def find(connection: sqlite3.Connection, name: str) -> int:
    """The number of the story with this id, or the beginning of one; of one that was merged, where it went.

    Raises LedgerError where there is none, or more than one.
    """
    found = _beginning(connection, name)
    if not found and (now := _merged_into(connection, name)) is not None:
        found = _beginning(connection, now)
    number: int = found[_only([row["key"] for row in found], "story", name, "onrecord stories")]["id"]
    return number


def lines(store: Store, name: str) -> tuple[StoryLine, ...]:
    """What happened to a story, in order: who founded it, who joined it, what was merged and split off.

    Raises LedgerError where there is no such story.
    """
    with store.in_plain_words("read"):
        number = find(store.connection, name)
        (key,) = store.connection.execute("SELECT key FROM story WHERE id = ?", (number,)).fetchone()
        return tuple(StoryLine(*row) for row in store.connection.execute(_LINES, {"story": key}))


def find_claim(connection: sqlite3.Connection, name: str) -> NamedClaim:
    """The claim with this id, or the beginning of one. Raises LedgerError where there is not just one."""
    asked = claim_ids.beginning(name)
    command = f"SELECT id, story_id FROM claim WHERE id BETWEEN ? AND ? ORDER BY id LIMIT {_NAMED}"
    rows = connection.execute(command, asked).fetchall() if asked else []
    found = [NamedClaim(row["id"], claim_ids.written(row["id"]), row["story_id"]) for row in rows]
    return found[_only([each.key for each in found], "claim", name, "onrecord story ID")]


def _only(found: Sequence[str], what: str, name: str, shows: str) -> int:
    """The place of the one id that was found; `shows` is the command that shows which there are."""
    if len(found) == 1:
        return 0
    if found:
        raise NotInLedger(f"{name!r} is more than one {what}: {', '.join(found)}")
    raise NotInLedger(f"there is no {what} {name!r}: {shows} shows which there are")


def _beginning(connection: sqlite3.Connection, name: str) -> list[sqlite3.Row]:
    """The numbers and keys of the story with this key, else of those whose keys begin so."""
    exact = connection.execute("SELECT id, key FROM story WHERE key = ?", (name,)).fetchall()
    if exact or not name:
        return exact
    behind = name + chr(0x10FFFF)
    asked = f"SELECT id, key FROM story WHERE key >= ? AND key < ? ORDER BY key LIMIT {_NAMED}"
    return connection.execute(asked, (name, behind)).fetchall()


def _merged_into(connection: sqlite3.Connection, name: str) -> str | None:
    """The story that a story is part of now."""
    now, seen = name, {name}
    while True:
        row = connection.execute(
            "SELECT story FROM story_line WHERE before = ? AND why = 'merged' ORDER BY id DESC LIMIT 1",
            (now,),
        ).fetchone()
        if row is None or row["story"] in seen:
            return None if now == name else now
        now = row["story"]
        seen.add(now)


def _newest(connection: sqlite3.Connection, first: int, limit: int) -> list[int]:
    found = connection.execute(
        "SELECT id FROM story WHERE newest >= ? ORDER BY newest DESC, last_article_id DESC LIMIT ?",
        (first, limit),
    )
    return [number for (number,) in found]


def _found(
    connection: sqlite3.Connection, words: str, outlet: str | None, first: int, limit: int
) -> list[int]:
    """The stories of the newest lines that answer, in the order of the stories."""
    found: dict[int, tuple[int, int]] = {}
    for number in islice(_of_lines(connection, words, outlet), LOOKED_AT):
        if number not in found:
            row = connection.execute(
                "SELECT newest, last_article_id FROM story WHERE id = ?", (number,)
            ).fetchone()
            if row["newest"] >= first:
                found[number] = tuple(row)
        if len(found) >= limit:
            break
    return sorted(found, key=lambda number: (found[number], number), reverse=True)


def _of_lines(connection: sqlite3.Connection, words: str, outlet: str | None) -> Iterator[int]:
    """The story of each line that answers, the newest first."""
    question = Question(
        words=words, outlets=(outlet,) if outlet else (), types=frozenset(TYPES), sort="published_at"
    )
    for each in newest.newest(connection, question, slices.PUBLISHED_AT, None):
        for (number,) in connection.execute(_OF_LINE, (each.number,)):
            yield number
