"""Adding rows, one statement of SQL for each shape of row."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import lru_cache

from onrecord.ledger.rows import Cells


def add(connection: sqlite3.Connection, table: str, cells: Cells) -> int:
    """Add a row and return its number. Names of tables and columns are ours, never a page's."""
    cursor = connection.execute(_command(table, tuple(cells)), tuple(cells.values()))
    return cursor.lastrowid or 0


def add_all(connection: sqlite3.Connection, table: str, rows: Sequence[Cells]) -> None:
    """Add rows of one shape."""
    if rows:
        connection.executemany(_command(table, tuple(rows[0])), [tuple(row.values()) for row in rows])


@lru_cache(256)
def _command(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
