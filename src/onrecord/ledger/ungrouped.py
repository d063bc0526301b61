"""Articles that stories and claims have not caught up with: new ones, changed ones, and those passed over.

Triggers put an article here as soon as a version, a line or a succession of it is added, whatever added it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from onrecord.ledger import read_back, rows, runs, table
from onrecord.ledger.store import Store
from onrecord.records import Article

_WAITING = """
SELECT u.article_id, a.key, v.id AS version_id
FROM ungrouped u JOIN article a ON a.id = u.article_id
JOIN version v ON v.article_id = a.id
  AND v.number = (SELECT max(number) FROM version w WHERE w.article_id = a.id)
ORDER BY u.article_id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that is to be looked at, in its latest version."""

    article_id: int
    key: str
    version_id: int


@dataclass(frozen=True, slots=True)
class PassedOver:
    """An article that is in no story, or whose statements are in no claim, for an error in onrecord."""

    article: str
    reason: str
    recorded_at: str


def waiting(connection: sqlite3.Connection, most: int) -> list[Waiting]:
    """Articles that are to be looked at, in the order of their arrival."""
    return [Waiting(*row) for row in connection.execute(_WAITING, (most,))]


def count(store: Store) -> int:
    """How many articles are to be looked at. Raises LedgerError where the file cannot be read."""
    with store.in_plain_words("read"):
        (counted,) = store.connection.execute("SELECT count(*) FROM ungrouped").fetchone()
    return int(counted)


def done(connection: sqlite3.Connection, article_id: int) -> None:
    """Say that an article was looked at."""
    connection.execute("DELETE FROM ungrouped WHERE article_id = ?", (article_id,))
    connection.execute("DELETE FROM passed_over WHERE article_id = ?", (article_id,))


def pass_over(connection: sqlite3.Connection, article_id: int, reason: str, moment: str) -> None:
    """Say that an article was passed over, and why."""
    done(connection, article_id)
    cells: rows.Cells = {
        "article_id": article_id,
        "reason": rows.clean(reason),
        "code": runs.code(),
        "recorded_at": moment,
    }
    table.add(connection, "passed_over", cells)


def try_again(store: Store) -> None:
    """Let articles that another version of the program passed over be looked at once more."""
    asked = (runs.code(),)
    with store.in_plain_words("read"):
        again = "SELECT article_id FROM passed_over WHERE code <> ?"
        is_there = store.connection.execute(again, asked).fetchone() is not None
    if is_there:
        with store.writing():
            store.connection.execute(f"INSERT OR IGNORE INTO ungrouped {again}", asked)


def passed_over(store: Store) -> tuple[PassedOver, ...]:
    """The articles that were passed over, in the order of their arrival. Raises LedgerError."""
    command = (
        "SELECT a.key, p.reason, p.recorded_at FROM passed_over p JOIN article a ON a.id = p.article_id"
        " ORDER BY a.id"
    )
    with store.in_plain_words("read"):
        return tuple(PassedOver(*row) for row in store.connection.execute(command))


def article(connection: sqlite3.Connection, waiting: Waiting) -> Article:
    """The article, under its key, in its latest version."""
    row = read_back.version_row(connection, waiting.version_id)
    return replace(rows.article_of(row), id=waiting.key)
