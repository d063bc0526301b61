"""Spreadsheets of claims: which column holds what, which day is meant, and tables made to do harm."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import Refused
from onrecord.intake import spreadsheet
from onrecord.intake.cell_dates import Order, iso, order
from onrecord.intake.columns import recognise
from onrecord.records import Note, Page, Refusal

TABLE = """id,Speaker,Role,Claim,Date said,Link,Archived,Outlet,Headline,Rating
7,Ana Ruiz,mayor of Lanholm,"The port opens, all of it, on Friday",2024-05-04,https://herald.example/1,\
https://archive.example/1,The Herald,Port to open,False
"""


def read_csv(text: str | bytes) -> list[Note | Refusal]:
    return list(spreadsheet.read_csv(text if isinstance(text, bytes) else text.encode(), "kept/claims.csv"))


def notes(text: str | bytes) -> list[Note]:
    return [one for one in read_csv(text) if isinstance(one, Note)]


def test_a_row_is_a_note() -> None:
    raw = TABLE.encode()
    assert read_csv(raw) == [
        Note(
            page=Page(
                origin="kept/claims.csv:2",
                format="text",
                raw=json.dumps(dict(zip(*csv.reader(io.StringIO(TABLE)), strict=True)), ensure_ascii=False),
                id="claims.csv#7",  # a number is a row's in its own file only
                url="https://herald.example/1",
                outlet="The Herald",
                headline="Port to open",
                archive_url="https://archive.example/1",
                size=len(raw),
            ),
            content="The port opens, all of it, on Friday",
            source="Ana Ruiz",
            role="mayor of Lanholm",
            said_at="2024-05-04",
        )
    ]


def test_what_is_not_read_is_kept() -> None:
    (note,) = notes("Claim;Claim;;Score\nOne;two;three;4;five\n")
    assert json.loads(str(note.page.raw)) == {
        "Claim": "One",
        "Claim (2)": "two",
        "column 3": "three",
        "Score": "4",
        "column 5": "five",
    }


# (headings, the names of the columns that hold content, source, role, said_at, url, outlet)
HEADINGS = [
    ("What?|WHO|When|Where|Link", "What?|WHO||When|Link|Where"),
    ("statement_text|said_by|date_said|source_url", "statement_text|said_by||date_said|source_url|"),
    ("Quote (verbatim)|Speaker's title|Speaker", "Quote (verbatim)||||||"),
    ("claimReviewed|claimDate|claimant|author|publisher", "claimReviewed|claimant||claimDate||publisher"),
    ("claimReviewed|author|url", "claimReviewed||||url|"),  # the author of a review did not claim it
    ("claimReviewed|author|publisher", "claimReviewed|author||||publisher"),
    (
        "claims[0].text|claims[0].claimant|claims[0].claimDate",
        "claims[0].text|claims[0].claimant||claims[0].claimDate||",
    ),
    ("Text|Source|Author", "Text|Source||||"),
    ("Claim 1|Claim 2", "Claim 1|||||"),
]


@pytest.mark.parametrize(("headings", "expected"), HEADINGS)
def test_headings(headings: str, expected: str) -> None:
    found = recognise(headings.split("|"))
    assert found
    places = (found.content, found.source, found.role, found.said_at, found.url, found.outlet)
    named = [found.headings[place] if place is not None else "" for place in places]
    if headings.startswith("Quote"):
        assert named == ["Quote (verbatim)", "Speaker", "", "", "", ""]
    else:
        assert "|".join(named) == expected


def test_without_a_column_of_claims() -> None:
    with pytest.raises(Refused) as refused:
        read_csv("Name,Remark\nAna,x\n")
    assert refused.value.reason == "no column of claims; its headings are: Name, Remark"
    assert "claim, statement or quote" in refused.value.advice


def test_headings_below_a_title() -> None:
    found = notes("Claims\nOur list, May 2024\n\nWho,Claim\nAna,One\n")
    assert [(note.page.origin, note.source, note.content) for note in found] == [
        ("kept/claims.csv:5", "Ana", "One")
    ]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_signs_and_encodings(sign: str, encoding: str) -> None:
    table = f'Who{sign}Claim\nZoë{sign}"“Déjà{sign} vu” – 5 € ""off"""\n'
    (note,) = notes(table.encode(encoding))
    assert (note.source, note.content) == ("Zoë", f'“Déjà{sign} vu” – 5 € "off"')


def test_the_sign_that_excel_names() -> None:
    (note,) = notes("sep=;\r\nClaim;Who\r\nOne, two;Ana\r\n")
    assert (note.content, note.source) == ("One, two", "Ana")


def test_lines_within_a_cell_stay_as_they_are() -> None:
    (first, other) = notes('Claim,Who\r\n"One.\r\nTwo\n\nthree",Ana\r\n,,\r\nFour,Tom\r\n')
    assert first.content == "One.\r\nTwo\n\nthree"
    assert other.page.origin == "kept/claims.csv:4"  # as spreadsheets count


def test_rows_without_a_claim() -> None:
    found = read_csv("Claim,Who,Link\n-,Ana,\n,,\nOne,n/a,none\n")
    assert [type(one) for one in found] == [Refusal, Note]
    (refusal, note) = found
    assert isinstance(refusal, Refusal)
    assert (refusal.origin, refusal.reason) == ("kept/claims.csv:2", "a row without a claim")
    assert isinstance(note, Note)
    assert (note.source, note.page.url) == (None, None)


def test_a_source_that_is_a_link() -> None:
    (note,) = notes("Claim,Source\nOne,https://herald.example/1\n")
    assert (note.source, note.page.url) == (None, "https://herald.example/1")


def test_addresses_that_are_not_of_the_web() -> None:
    (note,) = notes("Claim,Link,Archive\nOne,file:///etc/passwd,javascript:x\n")
    assert (note.page.url, note.page.archive_url) == (None, None)


# (cells of a column, its heading, the order of days and months)
ORDERS: list[tuple[list[object], str, Order | None]] = [
    (["04/05/2024", "13/05/2024"], "Date", "day first"),
    (["04/05/2024", "05/13/2024"], "Date", "month first"),
    (["13/05/2024", "05/13/2024"], "Date", None),  # it says both
    (["04/05/2024"], "Date", None),
    (["04/05/2024"], "Date (DD/MM/YYYY)", "day first"),
    (["5/14/24"], "Date", "month first"),
    (["24/05/14"], "Date", None),  # the 24th, or 2024
    ([datetime(2024, 5, 13), 13, None], "Date", None),
]


@pytest.mark.parametrize(("cells", "heading", "expected"), ORDERS)
def test_order_of_days_and_months(cells: list[object], heading: str, expected: Order | None) -> None:
    assert order(cells, heading) == expected


# (cell, order of its column, ISO 8601)
CELLS: list[tuple[object, Order | None, str | None]] = [
    ("04/05/2024", None, None),
    ("04/05/2024", "day first", "2024-05-04"),
    ("04/05/2024", "month first", "2024-04-05"),
    ("05/05/2024", None, "2024-05-05"),  # the same either way
    ("31/02/2024", "day first", None),
    ("4.5.2024 14:30", "day first", "2024-05-04T14:30:00"),
    ("4/5/2024 2:30 PM", "month first", "2024-04-05T14:30:00"),
    ("5/14/24", "month first", "2024-05-14"),
    ("14.5.24", "day first", None),
    ("2024-05-04", None, "2024-05-04"),
    ("2024/5/4", None, "2024-05-04"),
    ("5 May 2024", None, "2024-05-05"),
    ("5-May-24", None, "2024-05-05"),  # Excel's own
    ("May 2024", None, "2024-05"),
    ("2024-05", None, "2024-05"),
    ("2024-13", None, None),
    ("2024", None, "2024"),
    (2024, None, "2024"),
    (45_416, None, None),  # a day's number, or any number
    (True, None, None),
    (None, None, None),
    (datetime(2024, 5, 4), None, "2024-05-04"),
    (datetime(2024, 5, 4, 14, 30), None, "2024-05-04T14:30:00"),
    (date(2024, 5, 4), None, "2024-05-04"),
    (datetime(1899, 12, 30), None, None),  # Excel's nought
    ("last week", None, None),
]


@pytest.mark.parametrize(("cell", "known", "expected"), CELLS)
def test_dates_of_cells(cell: object, known: Order | None, expected: str | None) -> None:
    assert iso(cell, known) == expected


def test_a_column_decides_for_all_its_rows() -> None:
    found = notes("Claim,Date\nOne,04/05/2024\nTwo,25/12/2024\n")
    assert [note.said_at for note in found] == ["2024-05-04", "2024-12-25"]
    found = notes("Claim,Date\nOne,04/05/2024\nTwo,25/12/2024\nThree,12/25/2024\nFour,5 May 2024\n")
    assert [note.said_at for note in found] == [None, None, None, "2024-05-05"]


def test_only_whole_dates_are_of_a_publication() -> None:
    found = notes("Claim,Published\nOne,May 2024\nTwo,2024-05-04\n")
    assert [note.page.published_at for note in found] == [None, "2024-05-04"]


def test_a_quotation_mark_that_is_not_closed() -> None:
    rows = "".join(f"Claim {number},Ana\n" for number in range(10_000))
    found = read_csv(f'Claim,Who\nFirst,Ana\n"Never closed,Tom\n{rows}Last,Eva\n')
    assert isinstance(found[0], Note)
    assert isinstance(found[1], Refusal)
    assert "is a quotation mark not closed?" in found[1].reason
    assert isinstance(found[-1], Note)
    assert (found[-1].content, found[-1].source) == ("Last", "Eva")


# (bytes, what the refusal says)
REFUSED_CSV = [
    (b"claim,who\n", "no rows under the headings"),
    (b"claim,who\n,,\n", "no rows under the headings"),
    (b"\n\n", "its headings are: none"),
    (b"claim,who\n\x81\x8d\xff,x\n", "its encoding cannot be told"),
    (b"\xff\xfec\0l\0a\xd8", "marked as UTF-16"),
]


@pytest.mark.parametrize(("raw", "words"), REFUSED_CSV)
def test_refused_tables(raw: bytes, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read_csv(raw)
    assert words in refused.value.reason


def test_an_endless_claim() -> None:
    (found,) = read_csv(f"claim\n{'so ' * 10_000}\n")
    assert isinstance(found, Refusal)
    assert "a claim of 29,999 characters" in found.reason


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), st.sampled_from([",", ";", "\t"]))
def test_every_filled_row_is_a_note_or_a_refusal(rows: list[tuple[str, str]], sign: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=sign).writerows([("Claim", "Speaker"), *rows])
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return
    found = read_csv(out.getvalue())
    assert len(found) == len(filled)
    for one, (claim, speaker) in zip(found, filled, strict=True):
        if isinstance(one, Note):
            assert one.content == claim.strip()
            assert json.loads(str(one.page.raw)) == {"Claim": claim, "Speaker": speaker}
    assert sum(one.page.size for one in found if isinstance(one, Note)) <= len(out.getvalue().encode())
