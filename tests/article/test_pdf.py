"""Reports out of PDFs, which are made here by hand."""

import contextlib
import io
import random
from datetime import date

import press_releases
import pypdf
import pytest
from press_releases import Line, column, pdf

from onrecord import article
from onrecord.errors import Refused
from onrecord.records import Article, Page

BODY = (
    "PORT ALDEN, 25 October 2024 – Pier 4 of the harbour will stay closed until the end of November, the "
    "harbour authority said, after an inspection found cracks in eleven of its forty concrete supports.\n\n"
    "“The safety of dockers and passengers comes first,” said Maren Holt, who runs the authority. “We will "
    "open the pier when the engineers tell us that it can bear the load, and not a day earlier.”\n\n"
    "The union of dock workers disputed this. Its members had reported the damage in March, it said, and "
    "nothing had been done. The authority denied that it had received any such report."
)
TITLE = "Pier 4 stays closed until the end of November"
HEAD = [*column("PORT ALDEN HARBOUR AUTHORITY", 800, size=9), *column("PRESS RELEASE", 785, size=9)]
RELEASE = [*HEAD, *column(TITLE, 750, size=-18), *column(BODY, 700)]
PLAIN = BODY.replace("PORT ALDEN, 25 October 2024 – Pier", "Pier")


def extract(raw: bytes, **known: str) -> Article:
    return article.extract(Page(origin="a.pdf", format="pdf", raw=raw, **known))  # type: ignore[arg-type]


def parts(found: Article, kind: str) -> list[str]:
    return [found.text[part.start : part.end] for part in found.parts if part.kind == kind]


def test_a_press_release() -> None:
    found = extract(pdf(RELEASE))
    assert found.text == f"PORT ALDEN HARBOUR AUTHORITY\n\nPRESS RELEASE\n\n{TITLE}\n\n{BODY}"
    assert found.headline == TITLE
    assert (found.published_at, found.published_from) == ("2024-10-25", "text")
    assert found.dateline is not None
    assert found.dateline.place == "PORT ALDEN"
    assert parts(found, "headline") == [TITLE]
    assert parts(found, "body") == BODY.split("\n\n")
    assert [found.text[line.start : line.end] for line in found.furniture] == [
        "PORT ALDEN HARBOUR AUTHORITY",
        "PRESS RELEASE",
    ]
    assert found.language == "en"


def test_the_input_knows_better() -> None:
    found = extract(pdf(RELEASE), headline="Another", published_at="2024-10-26", url="https://a.example/")
    assert (found.headline, found.published_at, found.url) == ("Another", "2024-10-26", "https://a.example/")


MADE = "/CreationDate (D:20241027093000+02'00')"
# (what the file shows, what it says of itself, its day, where that was found)
DATED = [
    (RELEASE, MADE, "2024-10-25", "text"),
    (
        [*column("25 October 2024", 800), *column(TITLE, 750, size=18), *column(PLAIN, 700)],
        MADE,
        "2024-10-25",
        "text",
    ),
    ([*column("Date: October 25, 2024", 800), *column(PLAIN, 700)], MADE, "2024-10-25", "text"),
    ([*column(PLAIN, 700), *column("Port Alden, 25 October 2024", 90)], MADE, "2024-10-25", "text"),
    (column(PLAIN), MADE, "2024-10-27T09:30:00+02:00", "meta"),
    (column(PLAIN), "/CreationDate (D:20241027)", "2024-10-27", "meta"),
    (column(PLAIN), "/CreationDate (yesterday)", None, None),
    (column(PLAIN), "/CreationDate (D:00000000000000Z)", None, None),
    (column(PLAIN), "/CreationDate 7", None, None),
    (column(PLAIN), "", None, None),
]


@pytest.mark.parametrize(("lines", "info", "day", "where"), DATED)
def test_dated(lines: list[Line], info: str, day: str | None, where: str | None) -> None:
    found = extract(pdf(lines, info=info))
    if day and len(day) == 10 and found.published_at:
        assert date.fromisoformat(found.published_at[:10]) == date.fromisoformat(day)
    else:
        assert found.published_at == day
    assert found.published_from == where


# (what the file shows, the title that it has, the headline)
HEADLINES = [
    (RELEASE, "Another title of it", TITLE),
    ([*column("NEWS RELEASE", 800, size=30), *column(TITLE, 750, size=16), *column(PLAIN, 700)], "", TITLE),
    ([*column("PIER", 800, size=30), *column(TITLE, 750, size=16), *column(PLAIN, 700)], "", TITLE),
    ([*column(TITLE, 750, size=18, width=25), *column(PLAIN, 690)], "", TITLE),  # in two lines
    ([*column(TITLE, 750), *column(PLAIN, 700)], "", TITLE),  # the first line, no larger than the others
    (column(PLAIN), "The closing of Pier 4", "The closing of Pier 4"),
    (column(PLAIN), "Microsoft Word - PR 25 final.docx", None),
    (column(PLAIN), "untitled", None),
]


@pytest.mark.parametrize(("lines", "title", "headline"), HEADLINES)
def test_headline(lines: list[Line], title: str, headline: str | None) -> None:
    assert extract(pdf(lines, info=f"/Title ({title})")).headline == headline


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    first, second, third = PLAIN.split("\n\n")
    halves = (f"{first}\n\n{second}\n\n{third}", f"{second}\n\n{third}", f"{third}\n\n{first}")
    pages = [
        [
            ("Harbour Authority, Quay 1, Port Alden", 70, 810, 8.0),
            *column(half, 760),
            (f"Page {number} of 3", 280, 30, 8.0),
        ]
        for number, half in enumerate(halves, start=1)
    ]
    assert extract(pdf(*pages)).text == "\n\n".join(halves)


def test_a_paragraph_goes_on_over_the_page() -> None:
    first, second = BODY.split(", after an")
    pages = [*column(TITLE, 750, size=18), *column(f"{first}, after", 700)], column(f"an{second}")
    assert extract(pdf(*pages)).text == f"{TITLE}\n\n{BODY}"


def test_text_on_its_side_is_left_out() -> None:
    sideways = b"BT /F1 9 Tf 0 1 -1 0 40 300 Tm (DRAFT) Tj ET"
    both = press_releases.shown(column(PLAIN)) + b"\n" + sideways
    assert extract(pdf(contents=(press_releases.stream(both),))).text == PLAIN


def locked(password: str) -> bytes:
    writer, file = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(RELEASE))), io.BytesIO()
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    assert extract(locked("")).headline == TITLE


ONE = pdf(column(PLAIN))
AES = b"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /O (%b) /U (%b) /P -4 >> /Root" % (
    48 * b"x",
    48 * b"x",
)
# (what it is, the file, what is said of it)
REFUSED = [
    ("locked", locked("secret"), "the PDF is encrypted"),
    ("locked anew", ONE.replace(b"/Root", AES), "the PDF is encrypted"),
    ("a scan", pdf([]), "no text in the PDF: a scan?"),
    ("a scan, numbered", pdf(*[[(f"{n}", 280.0, 30.0, 9.0)] for n in range(1, 9)]), "no text on the 8 pages"),
    ("cut off", ONE[:1000], "the PDF is damaged"),
    ("only its first line", ONE[:20], "the PDF is damaged"),
    ("no page", ONE.replace(b"/Kids [5 0 R]", b"/Kids []     "), "no text in the PDF"),
    ("a loop of pages", ONE.replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"), "the PDF is damaged"),
    ("too many pages", pdf(*[[]] * 501), "the PDF has 501 pages, more than 500"),
    ("too long", pdf(*[column("\n\n".join([PLAIN] * 6))] * 200), "the text has more than 500,000 characters"),
    ("a bomb", pdf(contents=(press_releases.bomb(100),)), "the PDF holds far more than a report can have"),
    ("nested", b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000, "the PDF is damaged"),
    (
        "letters without names",
        pdf(contents=(press_releases.stream(b"BT /F9 9 Tf 1 0 0 1 70 700 Tm (PORT ALDEN) Tj ET"),)),
        "the PDF does not say which letters its fonts show",
    ),
]


@pytest.mark.parametrize(("raw", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        extract(raw)
    assert caught.value.stage == "article"
    assert caught.value.reason.startswith(reason)
    assert caught.value.advice


def test_a_file_with_broken_places_is_read_or_refused() -> None:
    dice = random.Random(7)
    for _ in range(40):
        raw = bytearray(ONE)
        for _ in range(12):
            raw[dice.randrange(9, len(raw))] = dice.randrange(256)
        with contextlib.suppress(Refused):
            assert extract(bytes(raw)).text
