"""Excel workbooks of claims: their sheets, cells and days, and workbooks made to do harm."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable
from datetime import datetime
from datetime import time as clock

import pytest

from onrecord.errors import Refused
from onrecord.intake import spreadsheet
from onrecord.records import Note, Refusal


def reason(raw: bytes) -> str:
    with pytest.raises(Refused) as refused:
        list(spreadsheet.read_xlsx(raw, "x.xlsx"))
    return refused.value.reason


def workbook(**sheets: list[list[object]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


CLAIMS: list[list[object]] = [
    ["Claim", "Speaker", "Date", "Score", "Sure", "Hour", "Sum"],
    ["We will win", None, datetime(2024, 5, 4), 3.5, True, clock(10, 30), "=1+1"],
    [],
    ["Naïve 😀 e\u0301", "Tom Fox", datetime(2024, 5, 4, 14, 30), 4.0, None, None, None],
]


def read_xlsx(raw: bytes) -> list[Note | Refusal]:
    return list(spreadsheet.read_xlsx(raw, "claims.xlsx"))


def changed(raw: bytes, change: Callable[[bytes], bytes], name: str = "sheet1.xml") -> bytes:
    """The workbook with one of its files changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for file in old.namelist():
            data = old.read(file)
            new.writestr(file, change(data) if file.endswith(name) else data)
    return out.getvalue()


def test_a_workbook() -> None:
    first, other = read_xlsx(workbook(Claims=CLAIMS))
    assert isinstance(first, Note)
    assert isinstance(other, Note)
    assert (first.page.origin, first.content, first.source, first.said_at) == (
        "claims.xlsx:2",
        "We will win",
        None,
        "2024-05-04",
    )
    assert json.loads(str(first.page.raw)) == {
        "Claim": "We will win",
        "Speaker": None,
        "Date": "2024-05-04",
        "Score": 3.5,
        "Sure": True,
        "Hour": "10:30:00",
        "Sum": None,  # a formula that no program has worked out yet
    }
    assert (other.page.origin, other.content) == ("claims.xlsx:4", "Naïve 😀 e\u0301")
    assert (other.source, other.said_at) == ("Tom Fox", "2024-05-04T14:30:00")


def test_formulas_have_their_last_value() -> None:
    raw = workbook(Claims=[["Claim", "Sum"], ["One", "=1+1"]])
    raw = changed(raw, lambda data: data.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"))
    raw = changed(raw, lambda data: data.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"))
    (note,) = read_xlsx(raw)
    assert isinstance(note, Note)
    assert json.loads(str(note.page.raw))["Sum"] == 2


def test_several_sheets() -> None:
    found = read_xlsx(workbook(Old=CLAIMS[:2], New=CLAIMS[:2], Remarks=[["Nothing"]], Empty=[]))
    assert [one.page.origin for one in found if isinstance(one, Note)] == [
        "claims.xlsx:Old:2",
        "claims.xlsx:New:2",
    ]
    (refusal,) = [one for one in found if isinstance(one, Refusal)]
    assert (refusal.origin, refusal.reason) == (
        "claims.xlsx:Remarks",
        "no column of claims; its headings are: Nothing",
    )


def test_a_sheet_that_lies_about_its_size() -> None:
    raw = changed(workbook(Claims=CLAIMS), lambda data: data.replace(b'ref="A1:G4"', b'ref="A1"'))
    assert len(read_xlsx(raw)) == 2


def wide(data: bytes) -> bytes:
    rows = b"".join(b'<row r="%d"><c r="ZZZ%d"><v>1</v></c></row>' % (at, at) for at in range(5, 3_000))
    return data.replace(b"</sheetData>", rows + b"</sheetData>")


BOOK = workbook(Claims=CLAIMS)
BOMB = changed(BOOK, lambda data: data + b" " * 100_000_000)
# (bytes, what the refusal says)
REFUSED_XLSX = [
    (BOMB, "a ZIP bomb"),
    (changed(BOOK, lambda data: b'<!DOCTYPE a [<!ENTITY x "y">]>' + data), "an entity bomb"),
    (changed(BOOK, lambda data: b"<!DOCTYPE a []>" + data, "styles.xml"), "an entity bomb"),
    (changed(BOOK, wide), "more than 1,000,000 cells"),
    (changed(BOOK, lambda data: data[:50]), "cannot be read: ParseError"),
    (changed(BOOK, lambda data: data.replace(b'r="A2"', b'r="A0x"')), "cannot be read"),
    (BOOK[:-100], "a damaged workbook"),
    (b"PK\x03\x04", "a damaged workbook"),
    (workbook(Claims=[]), "without a filled cell"),
    (workbook(Claims=[["Name"], ["Ana"]]), "no column of claims; its headings are: Name"),
]


@pytest.mark.parametrize(("raw", "words"), REFUSED_XLSX)
def test_refused_workbooks(raw: bytes, words: str) -> None:
    started = time.monotonic()
    assert words in reason(raw)
    assert time.monotonic() - started < 2


def test_sizes_that_lie() -> None:
    with zipfile.ZipFile(io.BytesIO(BOMB)) as packed:
        size = next(file.file_size for file in packed.infolist() if file.filename.endswith("sheet1.xml"))
    lying = BOMB.replace(size.to_bytes(4, "little"), (5_000).to_bytes(4, "little"))
    assert reason(lying).startswith(("a damaged", "a ZIP bomb"))
