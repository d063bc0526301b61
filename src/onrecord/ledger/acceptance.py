"""Accepted lines: what a person looked at and found right.

An acceptance is of one line. Where another line comes to say the same of the statement - a correction is
undone, a later version of the article has it unchanged - the acceptance is copied to it, as of the same run.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from onrecord.ledger import rows, table
from onrecord.ledger.lines import Writing

OPEN = "w.kind = 'accept' AND NOT EXISTS (SELECT 1 FROM review u WHERE u.undoes = w.id)"
"""The condition that a row `w` of review is an acceptance that was not taken back."""
_OF_VERSION = f"""
SELECT w.statement_id, w.run_id FROM statement s JOIN review w ON w.statement_id = s.id
WHERE s.version_id = ? AND {OPEN} ORDER BY w.id
"""
_OF_LINE = f"""
SELECT w.*, r.person, r.started_at FROM review w JOIN run r ON r.id = w.run_id
WHERE w.statement_id = ? AND {OPEN} ORDER BY w.id
"""
_KNOWN = "SELECT id FROM review WHERE run_id = ? AND statement_id = ? AND kind = ? AND undoes IS ?"


def of_version(connection: sqlite3.Connection, version_id: int) -> Mapping[int, int]:
    """The lines of a version that are accepted, each with the run of the person who did that last."""
    return {row["statement_id"]: row["run_id"] for row in connection.execute(_OF_VERSION, (version_id,))}


def of_line(connection: sqlite3.Connection, number: int) -> list[sqlite3.Row]:
    """The acceptances of a line that stand: rows of `review`."""
    return connection.execute(_OF_LINE, (number,)).fetchall()


def known(writing: Writing, number: int, kind: str, undoes: int | None = None) -> int | None:
    """The row of `review` in which this run has said so of a line."""
    asked = (writing.run_id, number, kind, undoes)
    found = writing.connection.execute(_KNOWN, asked).fetchone()
    return found["id"] if found else None


def add(
    writing: Writing, number: int, kind: str, *, note: str | None = None, undoes: int | None = None
) -> int:
    """Add a row of `review` about a line; gives its number."""
    connection = writing.connection
    (key,) = connection.execute("SELECT key FROM statement WHERE id = ?", (number,)).fetchone()
    cells: rows.Cells = {
        "statement_key": key,
        "statement_id": number,
        "kind": kind,
        "note": rows.clean(note) if note else None,
        "undoes": undoes,
        **writing.stamp,
    }
    return table.add(connection, "review", cells)


def copy(writing: Writing, old: int, new: int) -> None:
    """Let a line that says the same be accepted as the other is, by the same persons."""
    for row in of_line(writing.connection, old):
        theirs = Writing(writing.connection, row["run_id"], writing.moment)
        if known(theirs, new, "accept") is None:
            add(theirs, new, "accept")
