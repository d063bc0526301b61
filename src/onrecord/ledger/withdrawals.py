"""The log of changes when an article is taken out: nothing of its words stays, but that it went."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence

from onrecord.ledger import change_words, rows, table
from onrecord.ledger.lines import Writing

_LINES = """
SELECT s.id FROM statement s JOIN version v ON v.id = s.version_id WHERE v.article_id = ?
"""
_OTHERS = f"""
SELECT DISTINCT p.change_id FROM change_pair p JOIN change c ON c.id = p.change_id
WHERE (p.old_id IN ({_LINES}) OR p.new_id IN ({_LINES}))
  AND c.version_id NOT IN (SELECT id FROM version WHERE article_id = ?)
"""
_STORIES = """
SELECT DISTINCT c.story FROM change c JOIN version v ON v.id = c.version_id
WHERE v.article_id = ? ORDER BY c.story
"""


def leave(connection: sqlite3.Connection, article_id: int) -> list[str]:
    """Take an article's lines out of what others changed; gives the stories that it had changed.

    For a takedown, while its triggers are dropped and before its rows go.
    """
    stories = [story for (story,) in connection.execute(_STORIES, (article_id,))]
    others = [number for (number,) in connection.execute(_OTHERS, (article_id,) * 3)]
    connection.execute(
        f"UPDATE change_pair SET old_id = NULL, was = NULL WHERE old_id IN ({_LINES})", (article_id,)
    )
    connection.execute(
        f"UPDATE change_pair SET new_id = NULL, now = NULL WHERE new_id IN ({_LINES})", (article_id,)
    )
    for number in others:
        change_words.add(connection, number)
    return stories


def tell(writing: Writing, article: str, stories: Sequence[str], why: str) -> None:
    """Write down that an article which had changed some stories was taken out, and a person's reason."""
    moment = writing.moment
    for story in stories:
        told = f"withdrawn {article} {story} {moment}"
        cells: rows.Cells = {
            "key": "x" + hashlib.sha256(told.encode()).hexdigest()[:12],
            "kind": "withdrawn",
            "story": story,
            "article": article,
            "at": moment[:19] + "Z",
            "is_late": 0,
            "note": rows.clean(why),
            "recorded_at": moment,
        }
        change_words.add(writing.connection, table.add(writing.connection, "change", cells))
