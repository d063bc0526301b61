"""The readings of a version of another ledger: each is there here, too, its times and figures once."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

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
SELECT coalesce(same_as, id) AS told FROM reading WHERE version_id = ? AND run_id = ? AND model = ? LIMIT 1
"""


def newest_run(merging: Merging, version: Version) -> int | None:
    """The run (its number here) of the other ledger's newest reading, where that is newer than ours."""
    there, here = _newest(merging.other, version.there), _newest(merging.writing.connection, version.here)
    if there is None or (here is not None and tuple(there)[:3] <= tuple(here)[:3]):
        return None
    return merging.runs[there["run_id"]]


def take_in(
    merging: Merging, version: Version, ours: History | None, needed: Collection[int]
) -> dict[int, int]:
    """Add the readings that are not here; `needed` are those that lines are to be added of.

    Gives the reading here that holds the times and figures of each of there.
    """
    told = dict[int, int]()
    is_ours_newest = ours is not None and newest_run(merging, version) is None
    is_other = False
    asked = "SELECT * FROM reading WHERE version_id = ? ORDER BY id"
    for row in merging.other.execute(asked, (version.there,)).fetchall():
        here = _here(merging, version, row)
        if here is None:
            here = _repeated(merging, version, row, ours, told, row["id"] in needed)
            is_other = is_other or ours is None or here != _told(merging, version) ...
        told[row["id"]] = here
    return told
