"""Wire copies in the ledger: which texts are, all but their trimmings, one text in many outlets.

Each text that is a copy names one earlier text of its group; the first text of a group names none. So a group
keeps its id (the key of its first article) whatever comes later, and lines are only added.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from onrecord.ledger import copies, read_back, rows, table
from onrecord.ledger.copies import Shingles
from onrecord.ledger.lines import Writing

# Of the texts that share a band the oldest are looked at: of a copy in 300 outlets one is enough to know it.
_CROWD = 200
# Comparing takes a twentieth of a millisecond, and making the shingles of the other text two.
_COMPARED = 50


def add(writing: Writing, version_id: int, shingles: Shingles) -> None:
    """Take a text up, and say which earlier text it is a copy of, if it is one.

    A text that joins two groups makes them one: the younger group's first text then names the older's.
    """
    connection = writing.connection
    bands = copies.bands(shingles)
    roots: set[int] = set()
    for other in _candidates(connection, bands):
        root = first(connection, other)
        if root not in roots and copies.is_copy(_shingles(connection, other), shingles):
            roots.add(root)
    oldest = min(roots, default=None)
    if oldest is not None:
        _name(writing, version_id, oldest)
        for root in sorted(roots - {oldest}):
            _name(writing, root, oldest)
    _add_bands(connection, version_id, bands)


def keep_up(connection: sqlite3.Connection) -> None:
    """Make all bands anew where another version of the program, or of its libraries, made them otherwise."""
    scheme = copies.scheme()
    if connection.execute("SELECT 1 FROM copy_scheme WHERE scheme = ?", (scheme,)).fetchone():
        return
    connection.execute("DELETE FROM copy_scheme")
    connection.execute("DELETE FROM copy_band")
    for (version_id,) in connection.execute("SELECT id FROM version").fetchall():
        _add_bands(connection, version_id, copies.bands(_shingles(connection, version_id)))
    table.add(connection, "copy_scheme", {"scheme": scheme})


def first(connection: sqlite3.Connection, version_id: int) -> int:
    """The first text of a text's group: itself where it is a copy of none."""
    while True:
        found = connection.execute(
            "SELECT of_version_id FROM wire_copy WHERE version_id = ?", (version_id,)
        ).fetchone()
        if found is None:
            return version_id
        version_id = found[0]


def _candidates(connection: sqlite3.Connection, bands: Iterable[int]) -> list[int]:
    """Texts that share a band, those that share most first: a few, however many outlets print it."""
    shared: dict[int, int] = {}
    for key in bands:
        found = connection.execute(
            "SELECT version_id FROM copy_band WHERE key = ? ORDER BY version_id LIMIT ?", (key, _CROWD)
        )
        for (version_id,) in found:
            shared[version_id] = shared.get(version_id, 0) + 1
    return sorted(shared, key=lambda each: (-shared[each], each))[:_COMPARED]


def _shingles(connection: sqlite3.Connection, version_id: int) -> Shingles:
    return copies.shingles(rows.article_of(read_back.version_row(connection, version_id)))


def _add_bands(connection: sqlite3.Connection, version_id: int, bands: Iterable[int]) -> None:
    keys: list[rows.Cells] = [{"key": key, "version_id": version_id} for key in dict.fromkeys(bands)]
    table.add_all(connection, "copy_band", keys)


def _name(writing: Writing, version_id: int, earlier: int) -> None:
    table.add(
        writing.connection,
        "wire_copy",
        {"version_id": version_id, "of_version_id": earlier, **writing.stamp},
    )
