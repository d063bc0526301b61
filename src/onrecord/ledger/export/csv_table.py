"""CSV: one statement a row, for spreadsheets.

UTF-8 with a byte order mark, without which Excel takes it for an old code page; lines end as RFC 4180 has
them. A cell that a spreadsheet might run as a formula has an apostrophe before it (`cells.original` takes
it off).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from onrecord.ledger.export.cells import Cell, cell, harmless
from onrecord.ledger.export.columns import COLUMNS, rows
from onrecord.ledger.export.exported import Exported, Facts, Tally


def write(selected: Iterable[Exported], path: Path, _: Facts) -> Tally:
    """Write the header and one row a statement."""
    tally = Tally()
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow([column.name for column in COLUMNS])
        for one in selected:
            table.writerows([_made_harmless(cell(value)) for value in row] for row in rows(one))
            tally.count(one)
    return tally


def _made_harmless(value: Cell) -> Cell:
    return harmless(value) if isinstance(value, str) else value
