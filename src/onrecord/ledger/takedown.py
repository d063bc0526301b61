"""Taking an article out: every row of it goes, what others share stays, a tombstone stands in its place."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ledger import claim_decision_lines, index, rows, shelf, table, uniting, wire, withdrawals
from onrecord.ledger.lines import Writing
from onrecord.ledger.store import drop_triggers, make_triggers

_VERSIONS = "(SELECT id FROM version WHERE article_id = :article)"
_LINES = f"(SELECT id FROM statement WHERE version_id IN {_VERSIONS})"
_READINGS = f"(SELECT id FROM reading WHERE version_id IN {_VERSIONS})"
_CHANGES = f"(SELECT id FROM change WHERE version_id IN {_VERSIONS})"
# What names a row goes before that row.
_TAKEN_OUT = {
    "claim_decision": claim_decision_lines.TAKEN_OUT,
    "change_repeat": f"statement_id IN {_LINES} OR change_id IN {_CHANGES}",
    "change_pair": f"change_id IN {_CHANGES}",
    "change_words": f"rowid IN {_CHANGES}",
    "change": f"version_id IN {_VERSIONS}",
    "unnoticed": f"version_id IN {_VERSIONS}",
    "vector": f"statement_id IN {_LINES}",
    "waiting": f"statement_id IN {_LINES}",
    "review": f"statement_id IN {_LINES}",
    "story_line": "article_id = :article",
    "ungrouped": "article_id = :article",
    "passed_over": "article_id = :article",
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
SELECT own.url FROM (
  SELECT url FROM version WHERE article_id = :article
  UNION SELECT url FROM appearance WHERE version_id IN {_VERSIONS}
) own WHERE own.url IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM appearance p JOIN version v ON v.id = p.version_id
  WHERE p.address = own.url AND v.article_id <> :article
)
"""
_PAGES = f"SELECT DISTINCT page_id FROM appearance WHERE version_id IN {_VERSIONS} AND page_id IS NOT NULL"
_NAMES = f"SELECT DISTINCT entity_id, name FROM statement WHERE id IN {_LINES} AND entity_id IS NOT NULL"
_DECISIONS = f"""
SELECT DISTINCT r.id FROM statement s JOIN run r ON r.id = s.run_id
WHERE s.id IN {_LINES} AND r.command = 'correct'
UNION SELECT run_id FROM review WHERE statement_id IN {_LINES}
"""
_REFUSED = """
SELECT id, page_id FROM refusal
WHERE page_id = :page OR (:url IS NOT NULL AND (origin = :url OR json_extract(given, '$[1]') = :url))
"""
_APPEARS = "SELECT 1 FROM appearance WHERE page_id = ?"
_IS_FREE = """
SELECT hash FROM page WHERE id = :page AND NOT EXISTS (SELECT 1 FROM appearance WHERE page_id = :page)
  AND NOT EXISTS (SELECT 1 FROM refusal WHERE page_id = :page)
"""
_GROUP = """
WITH RECURSIVE member (id) AS (
  SELECT :first UNION SELECT w.version_id FROM member m JOIN wire_copy w ON w.of_version_id = m.id
)
SELECT DISTINCT a.key FROM member m JOIN version v ON v.id = m.id JOIN article a ON a.id = v.article_id
ORDER BY a.id
"""


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
        connection.execute(each, asked).fetchall() for each in (_ADDRESSES, _PAGES, _NAMES, _DECISIONS)
    )
    urls = [row["url"] for row in addresses]
    shelf.leave(connection, [article_id], exact=True)
    drop_triggers(connection)
    copies = _leave_groups(connection, [row["id"] for row in versions])
    for row in versions:
        index.take_out_version(connection, row["id"], index.outlets(connection, row["id"]))
    stories = withdrawals.leave(connection, article_id)
    counts = {
        name: connection.execute(f"DELETE FROM {name} WHERE {which}", asked).rowcount
        for name, which in _TAKEN_OUT.items()
    }
    hashes = _take_out_pages(connection, [row["page_id"] for row in pages], urls)
    _take_out_names(connection, [(row["entity_id"], row["name"]) for row in names])
    # A person's reason may quote it.
    connection.executemany("UPDATE run SET settings = '{}' WHERE id = ?", [(row["id"],) for row in decisions])
    # Words that were taken out stay in the index until its parts are made one.
    connection.execute("INSERT INTO statement_words (statement_words) VALUES ('optimize')")
    make_triggers(connection)
    withdrawals.tell(writing, key, stories, why)
    return Taken(
        _bury(writing, key, why, [*(row["text_hash"] for row in versions), *hashes, *urls]),
        len(versions),
        counts["statement"],
        counts["appearance"],
        len(hashes),
        tuple(each for each in copies if each != key),
    )


def _leave_groups(connection: sqlite3.Connection, versions: Sequence[int]) -> list[str]:
    """Take texts out of their groups, which stay together: the next text of a group becomes its first.

    Gives the keys of the articles in those groups.
    """
    firsts = dict.fromkeys(wire.first(connection, version_id) for version_id in versions)
    keys = [key for first in firsts for (key,) in connection.execute(_GROUP, {"first": first})]
    for version_id in versions:
        named = connection.execute(
            "SELECT of_version_id FROM wire_copy WHERE version_id = ?", (version_id,)
        ).fetchone()
        heir = (
            named
            or connection.execute(
                "SELECT min(version_id) FROM wire_copy WHERE of_version_id = ?", (version_id,)
            ).fetchone()
        )
        gone = (version_id,) if named else (version_id, heir[0])
        connection.executemany("DELETE FROM wire_copy WHERE version_id = ?", [(each,) for each in gone])
        connection.execute(
            "UPDATE wire_copy SET of_version_id = ? WHERE of_version_id = ?", (heir[0], version_id)
        )
    return list(dict.fromkeys(keys))


def _take_out_pages(connection: sqlite3.Connection, pages: Sequence[int], urls: Sequence[str]) -> list[str]:
    """Take out the pages that nothing else came from, and what was refused of them or at their addresses.

    Gives the hashes of these pages.
    """
    free = [page for page in pages if not connection.execute(_APPEARS, (page,)).fetchone()]
    asked = [{"page": page, "url": None} for page in free] + [{"page": None, "url": url} for url in urls]
    refused = [row for each in asked for row in connection.execute(_REFUSED, each)]
    connection.executemany("DELETE FROM refusal WHERE id = ?", [(row["id"],) for row in refused])
    hashes = []
    for page in dict.fromkeys([*free, *(row["page_id"] for row in refused)]):
        hashes += [row["hash"] for row in connection.execute(_IS_FREE, {"page": page})]
        connection.execute(f"DELETE FROM page WHERE id = :page AND EXISTS ({_IS_FREE})", {"page": page})
    return hashes


def _take_out_names(connection: sqlite3.Connection, names: Sequence[tuple[int, str | None]]) -> None:
    """Take out the names, and the entities, that no line has any more."""
    connection.executemany(
        "DELETE FROM entity_name WHERE entity_id = ?1 AND name = ?2"
        " AND NOT EXISTS (SELECT 1 FROM statement WHERE entity_id = ?1 AND name = ?2)",
        names,
    )
    uniting.let_go(connection, [entity_id for entity_id, _ in names])
    connection.executemany(
        "DELETE FROM entity WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM statement WHERE entity_id = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM entity_merge WHERE ?1 IN (entity_id, into_id))",
        [(entity_id,) for entity_id, _ in names],
    )


def _bury(writing: Writing, key: str, why: str, marks: Sequence[str]) -> int:
    cells: rows.Cells = {"article_key": key, "why": rows.clean(why), **writing.stamp}
    tombstone = table.add(writing.connection, "tombstone", cells)
    named: list[rows.Cells] = [{"mark": mark, "tombstone_id": tombstone} for mark in dict.fromkeys(marks)]
    table.add_all(writing.connection, "tombstone_mark", named)
    return tombstone
