"""Stories that moved: what came into them, or changed in them, since a moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ledger import moments, stories
from onrecord.ledger.store import Store
from onrecord.records import Story

# Lines that are looked at, the newest: who was away for a year sees what moved last, not all that did.
LOOKED_AT = 2_000
_CAME = """
SELECT l.id, m.story_id, m.article_id, l.recorded_at FROM story_line l
JOIN member m ON m.article_id = l.article_id WHERE l.id > ? ORDER BY l.id DESC LIMIT ?
"""
_CHANGED = """
SELECT v.id, m.story_id, m.article_id, v.recorded_at FROM version v
JOIN member m ON m.article_id = v.article_id WHERE v.id > ? AND v.number > 1 ORDER BY v.id DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """A story with how many articles came into it, and how many of its articles changed their text.

    `is_new` says that all of its articles did; `moved_at` is when the last did.
    """

    story: Story
    articles: int
    changed: int
    is_new: bool
    moved_at: str


@dataclass(slots=True)
class _Tally:
    came: set[int]
    changed: set[int]
    moved_at: str

    @property
    def weight(self) -> tuple[int, str]:
        """How much happened, then when last."""
        return len(self.came | self.changed), self.moved_at


def moved(store: Store, since: str | None, *, limit: int = 12) -> tuple[Moved, ...]:
    """The stories that moved after a moment (ISO 8601, None: ever), the one that most came into first.

    Of more than LOOKED_AT articles the last are looked at. Raises LedgerError where the file fails.
    """
    with store.in_plain_words("read"):
        connection = store.connection
        tallies: dict[int, _Tally] = {}
        for table, command in (("story_line", _CAME), ("version", _CHANGED)):
            last = moments.last_line(connection, since, table) if since else 0
            for row in connection.execute(command, (last, LOOKED_AT)):
                told = tallies.setdefault(row["story_id"], _Tally(set(), set(), row["recorded_at"]))
                (told.came if table == "story_line" else told.changed).add(row["article_id"])
                told.moved_at = max(told.moved_at, row["recorded_at"])
        most = sorted(tallies, key=lambda number: (tallies[number].weight, number), reverse=True)
        return tuple(_told(connection, tallies, most[:limit]))


def _told(connection: sqlite3.Connection, tallies: dict[int, _Tally], numbers: list[int]) -> Iterator[Moved]:
    for number in numbers:
        story, tally = stories.story(connection, number), tallies[number]
        is_new = len(tally.came) == len(story.articles)
        yield Moved(story, len(tally.came), len(tally.changed - tally.came), is_new, tally.moved_at)
