"""What happens to stories: a line for each article that comes into one, or goes from one to another."""

from __future__ import annotations

import sqlite3

from onrecord.ledger import rows, table
from onrecord.ledger.lines import Writing

_FIRST = ("founded", "joined")


def add(writing: Writing, article_id: int, story: str, why: str) -> str | None:
    """Say that an article belongs to a story from now on; gives the one that it belonged to before.

    Where it belongs there already, there is nothing to say.
    """
    before = latest(writing.connection, article_id)
    if before is not None and why in _FIRST:
        why = "moved"  # in a later version
    if before != story:
        cells: rows.Cells = {
            "article_id": article_id,
            "story": story,
            "before": before,
            "why": why,
            **writing.stamp,
        }
        table.add(writing.connection, "story_line", cells)
    return before


def latest(connection: sqlite3.Connection, article_id: int) -> str | None:
    """The story that an article was put to last."""
    found = connection.execute(
        "SELECT story FROM story_line WHERE article_id = ? ORDER BY id DESC LIMIT 1", (article_id,)
    ).fetchone()
    return found["story"] if found else None
