"""XLSX: one statement a row; the header stays in sight and can be filtered by.

A cell that a spreadsheet might run is marked as text (Excel's own mark, "quotePrefix"); its characters stay
as they are. Another sheet says what the columns hold and where the export comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from onrecord.ledger.export.cells import Cell, cell, is_harmless
from onrecord.ledger.export.columns import COLUMNS, Column, rows
from onrecord.ledger.export.exported import Exported, Facts, Tally

# Excel's limits: rows of a sheet with the header's, and characters of a cell, counted as UTF-16 has them.
ROWS_OF_SHEET = 1_048_576
CHARACTERS_OF_CELL = 32_767
CUT = "… [cut]"
"""What stands at the end of a cell that was cut."""
# What XML cannot hold, or changes: Office Open XML spells it "_x0007_" (ST_Xstring), and spells that, too.
_TO_SPELL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def write(
    selected: Iterable[Exported], path: Path, facts: Facts, *, rows_of_sheet: int = ROWS_OF_SHEET
) -> Tally:
    """Write a workbook: sheets of statements, as many as are needed, and one about them."""
    tally = Tally()
    book = _Book(COLUMNS, rows_of_sheet, tally)
    try:
        for one in selected:
            for row in rows(one):
                book.add([cell(value) for value in row])
            tally.count(one)
        book.save(path, facts)
    finally:
        book.forget()
    return tally


class _Book:
    """A workbook that is written as it goes: openpyxl keeps its sheets in temporary files until the end."""

    def __init__(self, columns: Sequence[Column], rows_of_sheet: int, tally: Tally) -> None:
        from openpyxl import Workbook

        self._columns = columns
        self._rows_of_sheet = rows_of_sheet
        self._tally = tally
        self._book = Workbook(write_only=True)
        self._rows = 0
        self._sheet = self._add_sheet()

    def add(self, row: Sequence[Cell]) -> None:
        """Add a row; on a new sheet where the last one is full."""
        if self._rows == self._rows_of_sheet:
            self._end_sheet()
            self._sheet = self._add_sheet()
        self._append(self._sheet, row)

    def save(self, path: Path, facts: Facts) -> None:
        """Write the file."""
        self._end_sheet()
        self._add_about(facts)
        self._book.properties.creator = f"onrecord {facts.program}"
        self._book.save(path)

    def forget(self) -> None:
        """Leave no temporary file behind."""
        for sheet in self._book.worksheets:
            if sheet._writer is None:
                continue
            with suppress(Exception):  # it is closed already where all went well
                sheet.close()
            Path(sheet._writer.out).unlink(missing_ok=True)

    def _add_sheet(self) -> Any:
        from openpyxl.utils import get_column_letter

        number = len(self._book.worksheets) + 1
        sheet = self._book.create_sheet("statements" if number == 1 else f"statements {number}")
        sheet.freeze_panes = "A2"
        for place, column in enumerate(self._columns, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = column.width
        self._rows = 0
        self._append(sheet, [column.name for column in self._columns])
        return sheet

    def _end_sheet(self) -> None:
        from openpyxl.utils import get_column_letter

        self._sheet.auto_filter.ref = f"A1:{get_column_letter(len(self._columns))}{self._rows}"
        self._sheet.close()

    def _add_about(self, facts: Facts) -> None:
        sheet = self._book.create_sheet("about")
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 90
        for row in _about(facts, self._tally):
            self._append(sheet, row)

    def _append(self, sheet: Any, row: Sequence[Cell]) -> None:
        sheet.append([self._shown(sheet, value) for value in row])
        self._rows += 1

    def _shown(self, sheet: Any, value: Cell) -> Any:
        if not isinstance(value, str):
            return value
        text = self._cut(value)
        spelt = _TO_SPELL.sub(lambda match: f"_x{ord(match.group()):04X}_", text)
        if is_harmless(text) and not spelt.startswith("#"):
            return spelt
        return _as_text(sheet, spelt)

    def _cut(self, text: str) -> str:
        if len(text) <= CHARACTERS_OF_CELL // 2:  # however many of them count twice
            return text
        wide = text.encode("utf-16-le")
        if len(wide) <= 2 * CHARACTERS_OF_CELL:
            return text
        self._tally.cut += 1
        return wide[: 2 * (CHARACTERS_OF_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _as_text(sheet: Any, text: str) -> Any:
    """A cell that is text whatever it looks like: a formula, an error such as "#N/A"."""
    from openpyxl.cell import WriteOnlyCell

    shown = WriteOnlyCell(sheet, value=text)
    shown.data_type = "s"
    shown.quotePrefix = True
    return shown


def _about(facts: Facts, tally: Tally) -> list[list[Cell]]:
    told: list[tuple[str, Cell]] = [
        ("made by", f"onrecord {facts.program}"),
        ("ledger", facts.ledger),
        ("at", facts.moment),
        ("question", facts.question or "all that is current"),
        ("statements", tally.statements),
        ("articles", tally.articles),
        ("cells that were cut", tally.cut),
        ("offsets", "half-open code points of the article's text, as JSON: [[start, end], ...]"),
        ("texts", "what is quoted belongs to its publishers"),
        ("", None),
        *((column.name, column.meaning) for column in COLUMNS),
    ]
    return [list(row) for row in told]
