"""Spreadsheets of claims that people keep: a note for each row.

    bytes -> csv_rows or workbook -> columns (which holds what?) -> cell_dates -> Note

A note has the whole row in its page, as JSON, so that what is not read of it (a rating, a remark) is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from math import isfinite
from pathlib import PurePath

from onrecord.errors import Refused
from onrecord.intake import cell_dates, columns
from onrecord.intake.cell_dates import Order
from onrecord.intake.cleaned import address, whole
from onrecord.intake.columns import Columns, known
from onrecord.intake.csv_rows import CsvRows, Row
from onrecord.intake.jsonl import is_iso_date
from onrecord.records import Note, Page, Refusal

# A long paragraph has 1,000 characters; what is twenty times as long is a text and no claim.
LONGEST_CLAIM = 20_000
_HEADER_WITHIN = 10


def read_csv(raw: bytes, origin: str) -> Iterator[Note | Refusal]:
    """Give a note for each row with a claim, with "origin:row" as its origin; rows without one are refused.

    Any sign between cells (comma, semicolon, tab, |) and any encoding that can be told. Raises Refused where
    no heading names a column of claims, or there are no rows below.
    """
    yield from _notes(_Sheet.of(CsvRows.of(raw), origin), len(raw))


def read_xlsx(raw: bytes, origin: str) -> Iterator[Note | Refusal]:
    """The same for a workbook. Where several of its sheets have rows, the origin is "origin:sheet:row".

    A sheet without a column of claims is refused by itself where another has one.
    """
    from onrecord.intake.workbook import sheets

    filled = [sheet for sheet in sheets(raw) if sheet.rows]
    size, refused = len(raw), list[Refused]()
    for sheet in filled:
        name = f"{origin}:{sheet.name}" if len(filled) > 1 else origin
        try:
            for note in _notes(_Sheet.of(sheet.rows, name), size):
                size = 0
                yield note
        except Refused as found:
            refused.append(found)
            if len(filled) > 1:
                yield Refusal(name, found.stage, found.reason, found.advice)
    if len(filled) == 1 and refused:
        raise refused[0]
    if not filled:
        raise Refused("intake", "a workbook without a filled cell", "check whether it was saved in full")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Rows with what is known of their columns; `header` is the number of the row with the headings."""

    rows: Iterable[Row]
    origin: str
    header: int
    columns: Columns
    said: Order | None
    published: Order | None
    filled: int

    @classmethod
    def of(cls, rows: Iterable[Row], origin: str) -> _Sheet:
        """Find the headings, and go through all rows for the order of days and months."""
        first = list(islice((row for row in rows if not row.fault), _HEADER_WITHIN))
        found = columns.find([_words(row.cells) for row in first])
        if found is None:
            raise columns.refusal([_words(row.cells) for row in first])
        header, at = first[found[0]].number, found[1]
        filled = sum(1 for _ in _below(rows, header))
        if not filled:
            raise Refused("intake", "no rows under the headings", "check whether it was saved in full")
        said, published = (_order(rows, header, at, place) for place in (at.said_at, at.published_at))
        return cls(rows, origin, header, at, said, published, filled)


def _below(rows: Iterable[Row], header: int) -> Iterator[Row]:
    return (row for row in rows if row.number > header)


def _order(rows: Iterable[Row], header: int, at: Columns, place: int | None) -> Order | None:
    """Whether days or months come first in a column, from all its cells."""
    if place is None:
        return None
    return cell_dates.order((_at(row.cells, place) for row in _below(rows, header)), at.heading(place))


def _notes(sheet: _Sheet, size: int) -> Iterator[Note | Refusal]:
    """A note for each row below the headings; `size` is shared out among them."""
    share, rest = divmod(size, sheet.filled)
    for row in _below(sheet.rows, sheet.header):
        try:
            yield _note(sheet, row, share + rest)
        except Refused as refused:
            yield Refusal(f"{sheet.origin}:{row.number}", refused.stage, refused.reason, refused.advice)
        rest = 0


def _note(sheet: _Sheet, row: Row, size: int) -> Note:
    if row.fault:
        raise Refused("intake", row.fault, "open it in a spreadsheet program and mend the row")
    at = sheet.columns
    content = known(_word(_at(row.cells, at.content)))
    if content is None:
        raise Refused("intake", "a row without a claim", f"fill in its {at.heading(at.content)!r}")
    if len(content) > LONGEST_CLAIM:
        reason = f"a claim of {len(content):,} characters, more than {LONGEST_CLAIM:,}"
        raise Refused("intake", reason, "note what was said, and give the whole text as a page")
    source = _text(row, at.source)
    named = address(source, None)  # a column "source" of links
    return Note(
        page=_page(sheet, row, size, named),
        content=content,
        source=None if named else source,
        role=_text(row, at.role),
        said_at=cell_dates.iso(_at(row.cells, at.said_at), sheet.said),
    )


def _page(sheet: _Sheet, row: Row, size: int, link: str | None) -> Page:
    at = sheet.columns
    published_at = cell_dates.iso(_at(row.cells, at.published_at), sheet.published)
    return Page(
        origin=f"{sheet.origin}:{row.number}",
        format="text",
        raw=_whole_row(at, row.cells),
        id=_id(_text(row, at.id), sheet.origin),
        url=address(_text(row, at.url), None) or link,
        outlet=_text(row, at.outlet),
        headline=_text(row, at.headline),
        published_at=published_at if published_at and is_iso_date(published_at) else None,
        size=size,
        archive_url=address(_text(row, at.archive_url), None),
    )


def _id(given: str | None, origin: str) -> str | None:
    """A number is a row's in its own file, so it is called by the file: "claims.csv#12"."""
    if given and given.isdecimal():
        return f"{PurePath(origin).name}#{given}"
    return given


def _whole_row(at: Columns, cells: Sequence[object]) -> str:
    named = {at.heading(place): _json(cell) for place, cell in enumerate(cells)}
    return json.dumps(named, ensure_ascii=False)


def _json(cell: object) -> str | int | float | bool | None:
    """A cell as JSON has it; it knows no days, and no number without an end."""
    if cell is None or isinstance(cell, bool | int):
        return cell
    return cell if isinstance(cell, float) and isfinite(cell) else _word(cell)


def _text(row: Row, place: int | None) -> str | None:
    return known(_word(_at(row.cells, place)))


def _at(cells: Sequence[object], place: int | None) -> object:
    return cells[place] if place is not None and place < len(cells) else None


def _words(cells: Iterable[object]) -> list[str]:
    return [_word(cell) for cell in cells]


def _word(cell: object) -> str:
    """A cell as text; a whole number without ".0", a day without midnight."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return (cell.date() if cell.time() == time() else cell).isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return whole(str(cell))
