"""The vectors of lines: what their contents mean, to be compared. A line may have none."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from onrecord.ledger import rows, table

_OF_VERSION = """
SELECT s.id, x.vector FROM statement s JOIN vector x ON x.statement_id = s.id WHERE s.version_id = ?
"""


def add(connection: sqlite3.Connection, vectors: Mapping[int, bytes]) -> None:
    """Keep the vectors of new lines, by the lines' numbers; b"" is one that is not known."""
    known: list[rows.Cells] = [
        {"statement_id": number, "vector": vector} for number, vector in vectors.items() if vector
    ]
    table.add_all(connection, "vector", known)


def of_version(connection: sqlite3.Connection, version_id: int) -> dict[int, bytes]:
    """The vectors of all lines of a version that have one, by the lines' numbers."""
    return {row["id"]: row["vector"] for row in connection.execute(_OF_VERSION, (version_id,))}


def of_line(connection: sqlite3.Connection, number: int) -> bytes:
    """The vector of a line, b"" where it is not known."""
    found = connection.execute("SELECT vector FROM vector WHERE statement_id = ?", (number,)).fetchone()
    vector: bytes = found["vector"] if found else b""
    return vector


def renew(connection: sqlite3.Connection, version_id: int, vectors: Mapping[int, bytes]) -> None:
    """Let lines of a version have these vectors instead: another model measures in another way.

    Where one differs, the article is to be matched anew.
    """
    before = of_version(connection, version_id)
    new = {number: vector for number, vector in vectors.items() if vector and before.get(number) != vector}
    if not new:
        return
    connection.executemany("DELETE FROM vector WHERE statement_id = ?", [(number,) for number in new])
    add(connection, new)
    connection.execute(
        "INSERT OR IGNORE INTO ungrouped SELECT article_id FROM version WHERE id = ?", (version_id,)
    )
