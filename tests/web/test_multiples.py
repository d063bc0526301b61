from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.source_times import Spoken, Times
from onrecord.ledger.typed import Days
from onrecord.web.plots import multiples as plots
from onrecord.web.plots.multiples import Bar, Line, Panel, multiples
from onrecord.web.source_view import Both, chart, days_words, years

LINE = Line(9, "7 Oct 2024", "15 Oct 2024", "day")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(line: Line, *panels: Panel) -> ElementTree.Element:
    return ElementTree.fromstring(f"<div>{multiples(line, panels, 'acts')}</div>")


def texts(picture: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


def boxes(picture: ElementTree.Element, kind: str) -> list[tuple[float, ...]]:
    """Left, top, width and height of the parts of one kind."""
    found = [path.get("d", "") for path in picture.iter(f"{SVG}path") if path.get("class") == kind]
    return [
        tuple(map(float, box))
        for each in found
        for box in re.findall(r"M(-?[\d.]+) (-?[\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z", each)
    ]


def test_all_panels_have_the_same_scales() -> None:
    both = Panel("assert", 12, (Bar(0, 4, 4), Bar(8, 2, 0)))
    few = Panel("deny", 2, (Bar(8, 2, 0),))
    first, second = drawn(LINE, both, few).iter(f"{SVG}svg")
    assert texts(first) == ["assert", "12", "8", "7 Oct 2024", "15 Oct 2024"]
    assert texts(second) == ["deny", "2", "2", "7 Oct 2024", "15 Oct 2024"]
    heights = [box[3] for box in boxes(first, "said")]
    assert heights[0] == pytest.approx(2 * heights[1])
    assert boxes(first, "said")[1] == boxes(second, "said")[0]
    assert len(boxes(first, "published")) == 1
    assert boxes(second, "published") == []


def test_a_panel_tells_what_it_shows() -> None:
    panel = Panel("assert", 12, (Bar(0, 4, 4), Bar(8, 2, 0)))
    (picture,) = drawn(LINE, panel).iter(f"{SVG}svg")
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "acts-1-title acts-1-told"
    assert picture.findtext(f"{SVG}title") == "assert: 12 statements"
    told = picture.findtext(f"{SVG}desc")
    assert told == (
        "By day, 7 Oct 2024 to 15 Oct 2024: 6 with a known time of saying, 4 by publication;"
        " at most 8 in one day."
    )
    (bare,) = drawn(LINE, Panel("ask", 1, (Bar(0, 1, 0),)), Panel("deny", 3, ())).findall(f".//{SVG}svg")[1:]
    assert bare.findtext(f"{SVG}desc") == "None of them has a time between 7 Oct 2024 and 15 Oct 2024."


def test_nothing_is_drawn_of_nothing() -> None:
    assert multiples(Line(0, "", "", "day"), [], "acts") == ""
    assert multiples(LINE, [Panel("assert", 3, ())], "acts") == ""


def test_words_stay_words() -> None:
    panel = Panel("<script>alert(1)</script>", 1, (Bar(0, 1, 0),))
    assert "<script" not in multiples(Line(1, "<b>", "<b>", '"day"'), [panel], "acts")


_COUNTS = st.integers(0, 10**6)


@given(places=st.integers(1, 36), told=st.data())
def test_bars_stay_in_the_picture_and_none_is_lost(places: int, told: st.DataObject) -> None:
    counts = told.draw(st.lists(st.tuples(_COUNTS, _COUNTS), min_size=places, max_size=places))
    bars = tuple(Bar(place, *both) for place, both in enumerate(counts) if any(both))
    picture = drawn(Line(places, "a", "b", "month"), Panel("assert", 1, bars))
    for kind, place in (("said", 0), ("published", 1)):
        found = boxes(picture, kind)
        assert len(found) == sum(bool(both[place]) for both in counts)
        for left, top, width, height in found:
            assert 0 <= left < left + width <= plots.WIDTH + 0.2
            assert 0 < top < top + height <= plots.HEIGHT
    assert "style=" not in str(picture)


def spoken(*told: tuple[str | None, str | None, str, bool, int]) -> Times:
    return Times(tuple(Spoken(first, last, act, is_said, count) for first, last, act, is_said, count in told))  # type: ignore[arg-type]


def day(
    written: str, act: str = "assert", count: int = 1, *, is_said: bool = True
) -> tuple[str, str, str, bool, int]:
    return written, written, act, is_said, count


# when, the unit that is chosen, what its table shows, and what is not in it: undated, longer, outside
CHARTS: list[tuple[Times, str, list[str], tuple[int, int, int]]] = [
    (spoken(day("2024-10-07"), day("2024-10-15", is_said=False)), "day", ["7 Oct 2024", "15 Oct 2024"],
     (0, 0, 0)),
    (spoken(day("2024-10-07"), day("2024-12-15")), "month", ["Oct 2024", "Dec 2024"], (0, 0, 0)),
    (spoken(day("2004-10-07"), day("2024-12-15")), "year", ["2004", "2024"], (0, 0, 0)),
    # most in one month: what is as long as a month has no day
    (spoken(day("2024-10-07", count=3), ("2024-10-01", "2024-10-31", "deny", True, 2)), "day", ["7 Oct 2024"],
     (0, 2, 0)),
    (spoken(day("2024-10-07"), ("2024-10-01", "2024-10-31", "deny", True, 2)), "month", ["Oct 2024"],
     (0, 0, 0)),
    # one of long ago leaves the others their days
    (spoken(*(day(f"2024-10-{n:02}") for n in range(1, 31)), day("1912-04-15")), "day",
     [f"{n} Oct 2024" for n in range(1, 31)], (0, 0, 1)),
    (spoken((None, None, "assert", False, 4), day("2024-10-07")), "day", ["7 Oct 2024"], (4, 0, 0)),
    (spoken((None, None, "assert", False, 4)), "day", [], (4, 0, 0)),
    (spoken(), "day", [], (0, 0, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("times", "unit", "cells", "left_out"), CHARTS)
def test_a_chart(times: Times, unit: str, cells: list[str], left_out: tuple[int, int, int]) -> None:
    made = chart(times)
    assert (made.unit, [words for words, _ in made.rows]) == (unit, cells)
    assert (made.undated, made.longer, made.outside) == left_out
    assert sum(both.total for _, row in made.rows for both in row) + sum(left_out) == times.total
    assert sum(bar.total for panel in made.panels for bar in panel.bars) + sum(left_out) == times.total


def test_acts_stand_in_the_order_of_how_often() -> None:
    times = spoken(day("2024-10-07", "deny", 2), day("2024-10-07", "assert", 5), day("2024-10-08", "deny", 9))
    unknown = Times((*times.spoken, Spoken("2024-10-07", "2024-10-07", None, False, 50)))
    made = chart(unknown)
    assert [(panel.words, panel.statements) for panel in made.panels] == [
        ("deny", 11), ("assert", 5), ("act unknown", 50),
    ]  # fmt: skip
    assert made.rows[0] == ("7 Oct 2024", (Both(2, 0), Both(5, 0), Both(0, 50)))
    assert made.highest == 50


def test_months_of_years() -> None:
    times = spoken(
        day("2024-10-07"),
        day("2024-10-08", is_said=False),
        day("2022-01-01"),
        ("2024-01-01", "2024-12-31", "ask", True, 3),
    )  # fmt: skip
    found = years(times)
    assert [each.year for each in found] == ["2024", "2022"]
    october = found[0].months[9]
    assert (october.long, october.statements) == ("October 2024", 2)
    assert october.days == Days("2024-10-01", "2024-10-31")
    assert sum(month.statements for each in found for month in each.months) == 3


# some days, in words
WORDS = [
    (Days("2024-10-01", "2024-10-31"), "October 2024"),
    (Days("2024-02-01", "2024-02-29"), "February 2024"),
    (Days("2024-01-01", "2024-12-31"), "2024"),
    (Days("2024-10-03", "2024-10-03"), "2024-10-03"),
    (Days("2024-10-03", "2024-10-09"), "2024-10-03 to 2024-10-09"),
    (Days("2024-10-01", "2024-11-30"), "2024-10-01 to 2024-11-30"),
    (Days("0001-01-01", "2024-10-09"), "up to 2024-10-09"),
    (Days("2024-10-03", "9999-12-31"), "from 2024-10-03"),
]


@pytest.mark.parametrize(("stretch", "words"), WORDS)
def test_days_in_words(stretch: Days, words: str) -> None:
    assert days_words(stretch) == words
