"""The ledger as it was at a moment: which lines were there, and which of them were current."""

from __future__ import annotations

import sqlite3

CURRENT = "NOT EXISTS (SELECT 1 FROM succession c WHERE c.old_id = s.id)"
"""The condition that a line `s` is current."""
CURRENT_THEN = (
    "s.recorded_at <= :moment"
    " AND NOT EXISTS (SELECT 1 FROM succession c WHERE c.old_id = s.id AND c.recorded_at <= :moment)"
)
"""The condition that a line `s` was current at `:moment`."""
# Whatever is written has its moment in one of these, too: a line, a reading, or a run's first or last line.
_NEWEST = " UNION ALL ".join(
    f"SELECT {moment} AS moment FROM {table} WHERE {number} = (SELECT max({number}) FROM {table})"
    for table, number, moment in (
        ("statement", "id", "recorded_at"),
        ("reading", "id", "recorded_at"),
        ("run", "id", "started_at"),
        ("run_end", "run_id", "ended_at"),
    )
)


def newest(connection: sqlite3.Connection) -> str:
    """The moment of what was written last; "" where nothing was."""
    found: str | None = connection.execute(f"SELECT max(moment) FROM ({_NEWEST})").fetchone()[0]
    return found or ""


def last_line(connection: sqlite3.Connection, moment: str, table: str = "statement") -> int:
    """The number of the last line of a table that was there at a moment, 0 where none was.

    Lines are numbered in the order of their moments: each transaction has a later one than all before.
    """
    (last,) = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
    there, later = 0, last + 1  # the line `there` was there; the line `later` was not
    while later - there > 1:
        middle = (there + later) // 2
        found = connection.execute(
            f"SELECT id, recorded_at FROM {table} WHERE id >= ? ORDER BY id LIMIT 1", (middle,)
        ).fetchone()
        if found is not None and found[0] < later and found[1] <= moment:
            there = found[0]
        else:
            later = middle
    return int(there)
