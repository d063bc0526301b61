"""By what one tells whether a story is still as it was when it was read: cheap to ask, never too late."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.ledger.store import Store
from onrecord.ledger.stories import find

# Every transaction adds a line to one of these: what takes a line back adds its run's. Claims and members are
# state, which changes without a line: theirs is the story's own part.
_LINES = ("statement", "reading", "run", "appearance", "story_line")
_NEWEST = ", ".join(
    [f"(SELECT max(id) FROM {table})" for table in _LINES] + ["(SELECT max(run_id) FROM run_end)"]
)
_STORY = """
SELECT s.id, s.key, s.revision, s.title, count(m.article_id), max(m.article_id), total(m.version_id)
FROM story s LEFT JOIN member m ON m.story_id = s.id WHERE s.id = ? GROUP BY s.id
"""
_OF_STORY = """
SELECT count(s.id), max(s.id), count(c.old_id), max(c.recorded_at)
FROM member m JOIN version v ON v.article_id = m.article_id JOIN statement s ON s.version_id = v.id
LEFT JOIN succession c ON c.old_id = s.id WHERE m.story_id = ?
"""
# What people decide about sources and claims is rare, and may touch any story.
_DECIDED = "SELECT (SELECT max(id) FROM entity_merge), (SELECT max(id) FROM claim_decision)"
_APPEARED = """
SELECT count(*), max(p.id) FROM member m JOIN appearance p ON p.version_id = m.version_id
WHERE m.story_id = ?
"""


@dataclass(frozen=True, slots=True)
class StoryMark:
    """A story by its number in this file and its key, how many `articles` it has, and how it stood.

    Two marks that are equal are of one state of the story. Where only `ledger` differs something was written
    since, which may not have touched the story: `touched` tells.
    """

    number: int
    key: str
    articles: int
    state: tuple[object, ...]
    ledger: tuple[object, ...]


def mark(store: Store, name: str) -> StoryMark:
    """How the story with this id (or the beginning of one) stands now. Raises LedgerError as `find` does."""
    with store.in_plain_words("read"):
        connection = store.connection
        ledger = tuple(connection.execute(f"SELECT {_NEWEST}").fetchone())
        row = connection.execute(_STORY, (find(connection, name),)).fetchone()
    if row is None:  # it went while it was looked up
        return mark(store, name)
    number, key, *state = row
    return StoryMark(number, key, state[2], tuple(state), ledger)


def touched(store: Store, number: int) -> tuple[object, ...]:
    """What changes whenever a line of the story does, or one that its reading rests on.

    It looks at every line of the story: some microseconds each.
    """
    with store.in_plain_words("read"):
        connection = store.connection
        return (
            *_row(connection, _OF_STORY, number),
            *_row(connection, _APPEARED, number),
            *connection.execute(_DECIDED).fetchone(),
        )


def _row(connection: sqlite3.Connection, command: str, number: int) -> tuple[object, ...]:
    return tuple(connection.execute(command, (number,)).fetchone())
