"""The sheets of an Excel workbook (.xlsx): their cells as Excel last showed them."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from onrecord.errors import Refused
from onrecord.intake.csv_rows import Row

# 300,000 cells took 15 MB of XML, and openpyxl 7 s and 22 MB of memory, on one of two busy cores.
_INFLATED = 100_000_000
_FILES = 5_000
_CELLS = 1_000_000
# Excel's own limits.
_ROWS = 1_048_576
_PIECE = 1 << 20
_ADVICE = "open it in a spreadsheet program and save it as XLSX or CSV"
# The standard of these files forbids a document type; with one come entities. In UTF-8 and UTF-16.
_DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))


class Sheet(NamedTuple):
    """A sheet: its name, and those of its rows that are not empty."""

    name: str
    rows: list[Row]


def sheets(raw: bytes) -> list[Sheet]:
    """The sheets of a workbook; formulas as the values they had when it was saved.

    Raises Refused where it is no workbook, a ZIP bomb, declares entities, or has more than 1,000,000 cells.
    """
    _check(raw)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions that it does not keep, which nobody here asked for.
            warnings.simplefilter("ignore")
            return _read(raw)
    except Refused:
        raise
    except Exception as error:  # a broken workbook fails in many ways: KeyError, ParseError, ValueError, ...
        reason = f"a workbook that cannot be read: {type(error).__name__}"
        raise Refused("intake", reason, _ADVICE) from error


def _check(raw: bytes) -> None:
    """Inflate all of it once, piece by piece: what it declares of its sizes may be a lie."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            files = packed.infolist()
            _refuse_bomb(sum(file.file_size for file in files), len(files))
            inflated = 0
            for file in files:
                for piece in _pieces(packed, file):
                    inflated += piece
                    _refuse_bomb(inflated, len(files))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise Refused("intake", f"a damaged workbook: {error}"[:200], "fetch or save it again") from error
    except RuntimeError as error:  # the word of zipfile for "encrypted"
        raise Refused("intake", "a workbook under a password", "save it without one") from error


def _pieces(packed: zipfile.ZipFile, file: zipfile.ZipInfo) -> Iterator[int]:
    """The sizes of the pieces of a file as they inflate."""
    if file.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("intake", "a workbook packed in a way that Excel does not know", _ADVICE)
    is_xml = file.filename.lower().endswith((".xml", ".rels"))
    last = b""
    with packed.open(file) as unpacked:
        while piece := unpacked.read(_PIECE):
            if is_xml and any(sign in last + piece for sign in _DOCTYPES):
                reason = "an entity bomb: a workbook whose XML declares a document type"
                raise Refused("intake", reason, "do not trust where it comes from")
            last = piece[-20:]
            yield len(piece)


def _refuse_bomb(size: int, files: int) -> None:
    if size > _INFLATED:
        reason = f"a ZIP bomb: the workbook inflates to more than {_INFLATED // 1_000_000} MB"
        raise Refused("intake", reason, "save the sheet of claims alone, as CSV")
    if files > _FILES:
        raise Refused("intake", f"a workbook of more than {_FILES:,} files", _ADVICE)


def _read(raw: bytes) -> list[Sheet]:
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    try:
        left = _CELLS
        found = []
        for sheet in workbook.worksheets:
            rows = list(_rows(sheet, left))
            left -= sum(len(row.cells) for row in rows)
            found.append(Sheet(str(sheet.title), rows))
        return found
    finally:
        workbook.close()


def _rows(sheet: Any, left: int) -> Iterator[Row]:
    # What a sheet says of its size may be wrong, and then the rows beyond would be passed over.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_row=_ROWS, values_only=True), start=1):
        left -= len(cells)
        if left < 0:
            raise Refused("intake", f"a workbook of more than {_CELLS:,} cells", "cut it into several")
        if any(cell is not None and str(cell).strip() for cell in cells):
            yield Row(number, tuple(cells))
