"""The readings of a version of another ledger: they are on record here, too, their times and figures once."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from onrecord.ledger import lines, placing, read_back, rows, table
from onrecord.ledger.arrival import Merging, Version
from onrecord.ledger.history import History
from onrecord.records import Reading

# The newest reading that found something out, by the time of its run; what a merge repeats is none.
_NEWEST = """
SELECT g.model <> ? AS is_read, r.started_at, r.uid, r.id AS run_id
FROM reading g JOIN run r ON r.id = g.run_id WHERE g.version_id = ? AND r.command <> 'merge'
ORDER BY is_read DESC, r.started_at DESC, r.uid DESC LIMIT 1
"""
_HERE = """
SELECT coalesce(same_as, id) FROM reading WHERE version_id = ? AND run_id = ? AND model = ? LIMIT 1
"""
_OF_READING = "SELECT * FROM {} WHERE reading_id = ? ORDER BY place"


def newest_run(merging: Merging, version: Version) -> int | None:
    """The run of the other ledger's newest reading (its number here); None where ours is as new."""
    there = _newest(merging.other, version.there)
    here = _newest(merging.writing.connection, version.here)
    if there is None or (here is not None and tuple(there)[:3] <= tuple(here)[:3]):
        return None
    return merging.runs[there["run_id"]]


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings of a version: `ours` is what there was here before, None where the version is new."""

    merging: Merging
    version: Version
    theirs: History
    ours: History | None

    def take_in(self, needed: Collection[int]) -> Mapping[int, int]:
        """Add those that are not here; `needed` are those that lines are to be added of.

        Gives the reading here that holds the times and figures of each of there. Our newest reading stays the
        newest unless theirs is newer.
        """
        connection, version = self.merging.writing.connection, self.version
        before = read_back.latest_reading(connection, version.here)
        is_newer = newest_run(self.merging, version) is not None
        told = dict[int, int]()
        asked = "SELECT * FROM reading WHERE version_id = ? ORDER BY id"
        for row in self.merging.other.execute(asked, (version.there,)).fetchall():
            same_as = told.get(row["same_as"]) or self._same_as(row, before, is_needed=row["id"] in needed)
            told[row["id"]] = self._here(row) or self._add(row, same_as)
        after = read_back.latest_reading(connection, version.here)
        if before is not None and after is not None and not is_newer and _says(before) != _says(after):
            self._repeat(self.merging.writing.stamp, before["model"], _says(before)[0])
        return told

    def _here(self, row: sqlite3.Row) -> int | None:
        asked = (self.version.here, self.merging.runs[row["run_id"]], row["model"])
        found = self.merging.writing.connection.execute(_HERE, asked).fetchone()
        return found[0] if found else None

    def _same_as(self, row: sqlite3.Row, before: sqlite3.Row | None, *, is_needed: bool) -> int | None:
        """Our newest reading, where theirs repeats it; a line of theirs has to name its own model, though."""
        if before is None or self.ours is None or (is_needed and row["model"] != before["model"]):
            return None
        reading = self._reading(row)
        return _says(before)[0] if self.ours.repeats(reading.timexes, reading.figures) else None

    def _add(self, row: sqlite3.Row, same_as: int | None) -> int:
        writing = self.merging.by(row["run_id"])
        if same_as is None:
            return lines.add_reading(writing, self.version.here, self._reading(row)).reading_id
        self._repeat(writing.stamp, row["model"], same_as)
        return same_as

    def _repeat(self, stamp: rows.Cells, model: str, same_as: int) -> None:
        cells: rows.Cells = {"version_id": self.version.here, "model": model, "same_as": same_as, **stamp}
        table.add(self.merging.writing.connection, "reading", cells)

    def _reading(self, row: sqlite3.Row) -> Reading:
        asked = (row["same_as"] or row["id"],)
        timexes = self.merging.other.execute(_OF_READING.format("timex"), asked)
        figures = self.merging.other.execute(_OF_READING.format("figure"), asked)
        return Reading(
            self.theirs.article,
            (),
            row["model"],
            tuple(rows.timex_of(each) for each in timexes),
            tuple(rows.figure_of(each) for each in figures),
        )


def _newest(connection: sqlite3.Connection, version_id: int) -> sqlite3.Row | None:
    found: sqlite3.Row | None = connection.execute(_NEWEST, (placing.UNREAD, version_id)).fetchone()
    return found


def _says(row: sqlite3.Row) -> tuple[int, str]:
    """Which reading holds its times and figures, and which model it names."""
    return row["same_as"] or row["id"], row["model"]
