"""Taking an article out: every row of it goes, what others share stays, a tombstone stands in its place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.ledger import index, rows, table, wire
from onrecord.ledger.lines import Writing
from onrecord.ledger.store import drop_triggers, make_triggers

_VERSIONS = "(SELECT id FROM version WHERE article_id = :article)"
_LINES = f"(SELECT id FROM statement WHERE version_id IN {_VERSIONS})"
_READINGS = f"(SELECT id FROM reading WHERE version_id IN {_VERSIONS})"
# What names a row goes before that row.
_TAKEN_OUT = {
    "statement_figure": f"statement_id IN {_LINES}",
    "statement_event": f"statement_id IN {_LINES}",
    "statement_place": f"statement_id IN {_LINES}",
    "version_difference": f"version_id IN {_VERSIONS}",
    "succession": f"old_id IN {_LINES} OR new_id IN {_LINES}",
    "statement": f"version_id IN {_VERSIONS}",
    "timex": f"reading_id IN {_READINGS}",
    "figure": f"reading_id IN {_READINGS}",
    "reading": f"version_id IN {_VERSIONS}",
    "copy_band": f"version_id IN {_VERSIONS}",
    "appearance": f"version_id IN {_VERSIONS}",
    "version": "article_id = :article",
    "article": "id = :article",
}
# Its web addresses, less those at which another article was met, too.
_ADDRESSES = f"""
SELECT url FROM (
  SELECT url FROM version WHERE article_id = :article
  UNION SELECT url FROM appearance WHERE version_id IN {_VERSIONS}
) WHERE url IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM appearance p JOIN version v ON v.id = p.version_id
  WHERE p.address = url AND v.article_id <> :article
)
"""
_PAGES = f"SELECT DISTINCT page_id FROM appearance WHERE version_id IN {_VERSIONS} AND page_id IS NOT NULL"
_NAMES = f"SELECT DISTINCT entity_id, name FROM statement WHERE id IN {_LINES} AND entity_id IS NOT NULL"
_DECISIONS = f"""
SELECT DISTINCT r.id FROM run r JOIN statement s ON s.run_id = r.id WHERE s.id IN {_LINES} AND r.command = 'correct'
"""
_REFUSED = "SELECT id, page_id FROM refusal WHERE json_extract(given, '$[1]') = :url OR origin = :url"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken out: the tombstone's number, and how many versions, lines, appearances and pages.

    `copies` are the keys of the other articles that hold all but the same text.
    """

    tombstone: int
    versions: int
    statements: int
    appearances: int
    pages: int
    copies: tuple[str, ...]


def take_out(writing: Writing, article_id: int, why: str) -> Taken:
    """Take an article out within an open transaction; foreign keys are whole again when this returns."""
    connection = writing.connection
    key = connection.execute("SELECT key FROM article WHERE id = ?", (article_id,)).fetchone()["key"]
    versions = connection.execute(
        "SELECT id, text_hash FROM version WHERE article_id = ? ORDER BY id", (article_id,)
    ).fetchall()
    asked = {"article": article_id}
    addresses, pages, names, decisions = (
        [tuple(row) for row in connection.execute(each, asked)] for each in (_ADDRESSES, _PAGES, _NAMES, _DECISIONS)
    )
    drop_triggers(connection)
    copies = _leave_groups(connection, [row["id"] for row in versions])
    for row in versions:
        index.take_out_version(connection, row["id"], index.outlets(connection, row["id"]))
    counts = {name: _delete(connection, f"{name} WHERE {which}", asked) for name, which in _TAKEN_OUT.items()}
    hashes = _delete_pages(connection, [page for (page,) in pages], [url for (url,) in addresses])
    _delete_names(connection, names)
    # A person's reason may quote it.
    connection.executemany("UPDATE run SET settings = '{}' WHERE id = ?", decisions)
    # Words that are taken out stay in the index until its parts are made one.
    connection.execute("INSERT INTO statement_words (statement_words) VALUES ('optimize')")
    make_triggers(connection)
    marks = [*(row["text_hash"] for row in versions), *hashes, *(url for (url,) in addresses)]
    return Taken(
        _bury(writing, key, why, marks),
        len(versions),
        counts["statement"],
        counts["appearance"],
        len(hashes),
        copies=tuple(each for each in copies if each != key),
    )


def _delete(connection: sqlite3.Connection, which: str, asked: dict[str, int]) -> int:
    return connection.execute(f"DELETE FROM {which}", asked).rowcount


def _leave_groups(connection: sqlite3.Connection, versions: Sequence[int]) -> list[str]:
    """Take texts out of their groups, which stay together: the next text of a group becomes its first.

    Gives the keys of the articles in those groups.
    """
    firsts = {wire.first(connection, version_id) for version_id in versions}
    found = connection.execute(
        "SELECT DISTINCT t.version_id, a.key FROM text_group t JOIN version v ON v.id = t.version_id"
    )
    return []


def _delete_pages(connection: sqlite3.Connection, pages: Sequence[int], addresses: Iterable[str]) -> list[str]:
    """Take out the pages that nothing else came from, with what was refused there; gives their hashes."""
    return []
