"""GDELT's quotations: a page for each line, put together so that its characters read naturally."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import Refused
from onrecord.intake import gdelt
from onrecord.intake.gdelt import Quote, composed
from onrecord.intake.jsonl import LINE_BYTES
from onrecord.intake.stream import Stream
from onrecord.records import Page, Refusal

LINE = {
    "date": "2024-10-25T08:15:00Z",
    "url": "https://herald.example/2024/dock",
    "title": "Dock strike ends",
    "lang": "ENGLISH",
    "quotes": [
        {"pre": "The mayor, Ana Ruiz, said on Tuesday:", "quote": "We have a deal,", "post": "and left."}
    ],
}


def read(raw: bytes) -> list[Page | Refusal]:
    stream = Stream(io.BytesIO(raw))
    return list(gdelt.read(stream, stream.read_line(LINE_BYTES + 1), "gqg.json"))


def line(**changes: object) -> bytes:
    return json.dumps({**LINE, **changes}).encode() + b"\n"


def test_a_line_is_a_page() -> None:
    raw = line()
    (page,) = read(raw)
    assert page == Page(
        origin="gqg.json:1",
        format="text",
        raw="Dock strike ends\n\nThe mayor, Ana Ruiz, said on Tuesday: “We have a deal,” and left.",
        url="https://herald.example/2024/dock",
        headline="Dock strike ends",
        fetched_at="2024-10-25T08:15:00Z",  # when GDELT saw it; when it was published nobody says
        size=len(raw),
    )


# (pre, quote, post, paragraph)
PARAGRAPHS = [
    ("She said", "No.", "He left", "She said “No.” He left"),
    ("", "No", "", "“No”"),
    ("It is", "fair", ", and done", "It is “fair”, and done"),
    ('She said: "', "No", '" and left', "She said: “No” and left"),  # the marks left in
    ("She said: “", "“No”", "”, he too", "She said: “No”, he too"),
    ("one\r\n two", "three\n four", "  five", "one two “three four” five"),  # breaks of the page
    ("She said", "It's 'fair'", "He: “", "She said “It's 'fair'” He:"),  # another one opens
]


@pytest.mark.parametrize(("pre", "quote", "post", "paragraph"), PARAGRAPHS)
def test_paragraphs(pre: str, quote: str, post: str, paragraph: str) -> None:
    (page,) = read(line(title=None, quotes=[{"pre": pre, "quote": quote, "post": post}]))
    assert isinstance(page, Page)
    assert page.raw == paragraph


def test_what_runs_into_the_next_quotation_is_cut_there() -> None:
    first = Quote("The mayor said", "We have a deal with all,", 'she told reporters. "The port op')
    second = Quote("deal with all,” she told reporters.", "The port opens on Friday,", "she said.")
    assert composed("Strike", [first, second]) == (
        "Strike\n\nThe mayor said “We have a deal with all,” she told reporters.\n\n"
        "she told reporters. “The port opens on Friday,” she said."
    )


def test_a_whole_neighbour_is_cut_off_too() -> None:
    first = Quote("He:", "One thing is certain here", "and “Another thing is not” he said")
    second = Quote("", "Another thing is not", "he said")
    assert composed(None, [first, second]).startswith("He: “One thing is certain here” and\n\n“Another")


# (a field, its value, what is made of it)
DATES = [
    ("20241025081500", "2024-10-25T08:15:00Z"),  # as in the names of the files
    ("2024-10-25 08:15:00", "2024-10-25T08:15:00Z"),
    ("20241325081500", None),
    ("2024-10-25", None),  # no moment
    (20241025, None),
]


@pytest.mark.parametrize(("date", "fetched_at"), DATES)
def test_dates(date: object, fetched_at: str | None) -> None:
    (page,) = read(line(date=date))
    assert isinstance(page, Page)
    assert (page.fetched_at, page.published_at) == (fetched_at, None)


# (line, what the refusal says)
BROKEN = [
    (b'{"quotes": [{"quote": "x"}', "not JSON"),
    (b"[1]", "not a JSON object"),
    (b'{"title": "x", "quotes": []}', "no quotations"),
    (b'{"title": "x", "quotes": [{"quote": " "}, 3, {"quote": 5}]}', "no quotations"),
    (b'{"quotes": "\xff"}', "not UTF-8"),
    (b"[" * 200_000, "not JSON"),
    (b'{"quotes": ' + b"9" * 10_000 + b"}", "not JSON"),
]


@pytest.mark.parametrize(("broken", "words"), BROKEN)
def test_a_broken_line_stops_no_other(broken: bytes, words: str) -> None:
    first, refusal, last = read(line() + broken + b"\n\n" + line(lang="GERMAN", url="file:///etc/passwd"))
    assert isinstance(first, Page)
    assert isinstance(refusal, Refusal)
    assert (refusal.origin, refusal.stage) == ("gqg.json:2", "intake")
    assert words in refusal.reason
    assert isinstance(last, Page)
    # Another language passes; an address that is not of the web does not.
    assert (last.origin, last.url) == ("gqg.json:4", None)


def test_other_encodings_are_refused() -> None:
    with pytest.raises(Refused, match="UTF-16"):
        read(line().decode().encode("utf-16"))


WORDS = st.text(st.characters(codec="utf-8"), max_size=60)


@given(st.lists(st.builds(Quote, WORDS, WORDS, WORDS), max_size=4))
def test_every_quotation_stands_whole_in_its_own_marks(quotes: list[Quote]) -> None:
    quoted = [dict(zip(("pre", "quote", "post"), quote, strict=True)) for quote in quotes]
    (found,) = read(line(quotes=quoted))
    kept = [text for quote in quotes if (text := " ".join(quote.quote.split()).strip(gdelt._MARKS + " "))]
    if not kept:
        assert isinstance(found, Refusal)
        return
    assert isinstance(found, Page)
    paragraphs = str(found.raw).split("\n\n")
    assert paragraphs[0] == "Dock strike ends"
    for paragraph, words in zip(paragraphs[1:], kept, strict=True):
        assert f"“{words}”" in paragraph
