"""The rows of a CSV file, whatever its encoding and the sign between its cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from onrecord.intake import columns
from onrecord.intake.encoding import decode

# Comma and semicolon (where the comma is in numbers), tab (TSV), the upright stroke.
_SIGNS = (",", ";", "\t", "|")
# Excel's own first line, that names the sign between the cells.
_NAMED = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_LOOKED_AT = 64_000
# A cell with more is a quotation mark that is not closed: it takes in the rest of the file.
LONGEST_CELL = 131_072
_WIDEST = 10_000


class Row(NamedTuple):
    """A row by its number, from 1 as spreadsheets count; `fault` is what is wrong with one without cells."""

    number: int
    cells: tuple[object, ...]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class CsvRows:
    """The rows of a text, read anew each time they are gone through."""

    text: str
    sign: str

    @classmethod
    def of(cls, raw: bytes) -> CsvRows:
        """Decode the file and find the sign between its cells. Raises Refused where it is no text."""
        text = decode(raw)
        return cls(text, _sign(text[:_LOOKED_AT]))

    def __iter__(self) -> Iterator[Row]:
        rows = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.sign)
        number = 0
        while True:
            number += 1
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error:
                reason = f"a cell of more than {LONGEST_CELL:,} characters: is a quotation mark not closed?"
                yield Row(number, (), reason)
                continue
            if len(cells) > _WIDEST:
                yield Row(number, (), f"a row of more than {_WIDEST:,} cells")
            elif any(cell.strip() for cell in cells):
                yield Row(number, tuple(cells))


def _sign(start: str) -> str:
    """The sign by which the headings are known best, and cut into most cells."""
    named = _NAMED.match(start)
    if named:
        return named[1]
    return max(_SIGNS, key=lambda sign: _fit(start, sign))


def _fit(start: str, sign: str) -> tuple[int, int]:
    rows = [[str(cell) for cell in row.cells] for row in islice(CsvRows(start, sign), 10)]
    header = columns.find(rows)
    return header[1].count() if header else 0, max(map(len, rows), default=0)
