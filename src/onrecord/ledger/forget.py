"""A takedown: an article is taken out of the ledger, to the last byte of it; a tombstone says so, and why.

%COST%
"""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.ledger import index, rows, runs, table, wire
from onrecord.ledger.lines import Writing
from onrecord.ledger.store import LedgerError, Store, drop_triggers, make_triggers

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
# Web addresses under which it was met, less those where another article was met, too.
_ADDRESSES = f"""
WITH own (address) AS (
  SELECT url FROM version WHERE article_id = :article UNION SELECT url FROM appearance WHERE version_id IN {_VERSIONS}
)
SELECT address FROM own WHERE address IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM appearance a JOIN version v ON v.id = a.version_id WHERE a.url = own.address AND v.article_id <> :article
)
"""
_NAMED = """
SELECT DISTINCT a.id, a.key FROM article a WHERE a.key = :name
UNION SELECT v.article_id, a.key FROM appearance p JOIN version v ON v.id = p.version_id
  JOIN article a ON a.id = v.article_id WHERE p.address = :name
"""
_BEGINS = "SELECT id, key FROM article WHERE substr(key, 1, length(:name)) = :name LIMIT 6"
_NEAR = """
SELECT key AS name FROM article WHERE instr(key, :name)
UNION SELECT address FROM appearance WHERE instr(address, :name) LIMIT 5
"""
_SHORTEST = 6  # characters of a key's beginning that name what is to be taken out
_COMPARED = 20_000  # keys that are compared with one that is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was taken out: how many versions, lines, appearances and pages.

    `copies` are the keys of other articles that hold all but the same text. `is_wiped` says that no byte of it
    is left in the files. It is False where another program still reads what was there before: then the last of
    it goes with the next write after that, or when the same command is run again.
    """

    tombstone: int
    article: str
    versions: int = 0
    statements: int = 0
    appearances: int = 0
    pages: int = 0
    copies: tuple[str, ...] = ()
    is_wiped: bool = False


@dataclass(frozen=True, slots=True)
class _Gone:
    """What an article has that has to be looked at when its rows are gone."""

    article_id: int
    key: str
    versions: tuple[int, ...]
    texts: tuple[str, ...]
    addresses: tuple[str, ...]
    pages: tuple[int, ...]
    names: tuple[tuple[int, str | None], ...]
    decisions: tuple[int, ...]

    @classmethod
    def of(cls, connection: sqlite3.Connection, article_id: int) -> _Gone:
        def column(command: str) -> tuple[str, ...]:
            return tuple(value for (value,) in connection.execute(command, {"article": article_id}))


