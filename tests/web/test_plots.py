"""Plots: their scales, that their words stand in them, and that no value whatever makes a broken picture."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.plots import svg
from onrecord.web.plots.figures import FigureGroup, FigurePlot, FigureRow, figures
from onrecord.web.plots.marks import KINDS, ROWS, Fields, Mark
from onrecord.web.plots.scale import TimeScale, number_scale
from onrecord.web.plots.timeline import Lane, Stretch, Times, timeline, window

HOSTILE = '</svg><script>alert("x")</script>\x00\ufffe\x0c'
OCTOBER = date(2024, 10, 7)


# Scales


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2024, 10, 7), date(2024, 10, 9), ["7 Oct 2024", "8 Oct", "9 Oct"]),
        # Weeks begin on Mondays.
        (
            date(2024, 10, 1),
            date(2024, 11, 12),
            ["7 Oct 2024", "14 Oct", "21 Oct", "28 Oct", "4 Nov", "11 Nov"],
        ),
        (date(2024, 10, 7), date(2025, 3, 7), ["Nov 2024", "Dec", "Jan 2025", "Feb", "Mar"]),
        (date(2019, 3, 1), date(2024, 3, 1), ["2020", "2021", "2022", "2023", "2024"]),
        (date(1951, 3, 1), date(2024, 3, 1), ["1960", "1970", "1980", "1990", "2000", "2010", "2020"]),
        (date.min, date.max, ["2000", "4000", "6000", "8000"]),
        (OCTOBER, OCTOBER, ["7 Oct 2024"]),
    ],
)
def test_ticks_of_time(first: date, last: date, expected: list[str]) -> None:
    assert [tick.words for tick in TimeScale(first, last, 0, 720).ticks()] == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([3, 12], [0, 5, 10]),
        ([4.5, 5, 3], [0, 1, 2, 3, 4, 5]),
        # 0 is far from them.
        ([98, 99, 100], [98, 98.5, 99, 99.5, 100]),
        ([7], [0, 2, 4, 6, 8]),
        ([0], [0, 0.2, 0.4, 0.6, 0.8, 1]),
        ([], [0, 0.2, 0.4, 0.6, 0.8, 1]),
        ([-3, 12], [0, 5, 10]),
        ([-5], [-6, -4, -2, 0]),
        # A thousand times another: by tenfolds.
        ([30, 3_000_000], [10, 1_000, 100_000]),
        ([math.inf], None),
        ([1e308, -1e308], None),
    ],
)
def test_ticks_of_numbers(values: list[float], expected: list[float] | None) -> None:
    scale = number_scale(values, 0, 300)
    ticks = scale.ticks()
    assert expected is None or list(ticks) == pytest.approx(expected)
    assert all(0 <= scale.x(tick) <= 300 for tick in ticks)


@given(st.lists(st.floats(), max_size=5), st.floats())
def test_a_scale_takes_any_number(values: list[float], value: float) -> None:
    scale = number_scale(values, 10, 300)
    assert math.isfinite(scale.low)
    assert scale.low < scale.high < math.inf
    assert all(10 <= scale.x(tick) <= 300 for tick in scale.ticks())
    assert 1 <= len(scale.ticks()) <= 6
    assert math.isnan(value) or 10 <= scale.x(value) <= 300


# Elements


@given(st.text())
def test_words_stay_words(words: str) -> None:
    drawn = ElementTree.fromstring(svg.element("text", words, class_=words or None))
    assert drawn.tag == "text"
    assert len(drawn) == 0
    assert (drawn.text or "") == svg.text(words).unescape()


@given(st.text(), st.floats(0, 500))
def test_words_that_fit(words: str, room: float) -> None:
    kept = svg.fitting(words, room)
    assert kept == words or kept.endswith("…")
    assert kept == "…" or svg.width_of(kept) <= room


# The timeline


def marks(kind: str, day: date, count: int) -> tuple[Mark, ...]:
    return (Mark(day, kind),) * count


STRIKE = Times(
    said=Lane(
        (*marks("supports", OCTOBER, 3), *marks("disputes", date(2024, 10, 9), 2)),
        (Stretch(date(2024, 10, 7), date(2024, 10, 13), "week 41 of 2024", 2),),
        unknown=231,
    ),
    happens=Lane(
        (
            Mark(date(2024, 10, 8), "declines"),
            Mark(date(1951, 3, 1), "other"),
            Mark(date(2031, 1, 1), "other"),
        ),
        (Stretch(date(1990, 1, 1), date(1999, 12, 31), "1990s", 4),),
    ),
    published=(OCTOBER, OCTOBER, date(2024, 10, 9)),
)


def test_a_timeline_says_what_it_shows() -> None:
    drawn = timeline(STRIKE, name="t")
    words = " ".join(ElementTree.fromstring(drawn).itertext())
    for expected in (
        "When it was said",
        "When it is said to happen",
        "231 undated",
        "3 reports published",
        "week 41 of 2024 ×2",
        "← 5 before, back to 1951",
        "1 after, up to 2031 →",
        "7 Oct 2024",
        "2024-10-09: 2 disputes",
    ):
        assert expected in words
    assert "1990s" not in words  # it lies outside
    assert 'role="img" aria-labelledby="t-title t-told"' in drawn


def test_a_window_leaves_out_what_is_far_off() -> None:
    shown = window(STRIKE)
    assert shown is not None
    assert (shown.first, shown.last) == (date(2024, 10, 7), date(2024, 10, 9))
    assert shown.before is not None
    assert shown.before.count == 5  # one day, and one decade that four statements name


def test_a_timeline_of_nothing_says_so() -> None:
    assert "No day is known." in timeline(Times(Lane(unknown=3), Lane(unknown=3)), name="t")


@pytest.mark.parametrize(
    ("counts", "each"),
    [
        ({"supports": ROWS}, 1),
        ({"supports": ROWS + 1}, 2),
        ({"supports": 300, "disputes": 1}, None),
        (dict.fromkeys(KINDS, 500), None),
    ],
)
def test_a_crowded_day_has_marks_for_several(counts: dict[str, int], each: int | None) -> None:
    day_is_narrow = TimeScale(OCTOBER, date(2025, 10, 7), 0, 700)
    fields = Fields(day_is_narrow)
    told = [mark for kind, count in counts.items() for mark in marks(kind, OCTOBER, count)]
    found = fields.crowd(told)
    assert each is None or found == each
    (stack,) = fields.stacks(told, found)
    assert len(stack.placed) <= ROWS
    assert {mark.kind for mark in stack.placed} == set(counts)
    assert len(stack.placed) * found >= len(told)


day = st.dates()
stretch = st.tuples(day, day, st.text(max_size=40), st.integers(1, 9_999)).map(
    lambda each: Stretch(min(each[:2]), max(each[:2]), each[2], each[3])
)
lane = st.builds(
    Lane,
    st.lists(st.builds(Mark, day, st.sampled_from(KINDS)), max_size=30).map(tuple),
    st.lists(stretch, max_size=8).map(tuple),
    st.integers(0, 10**6),
)


@given(st.builds(Times, lane, lane, st.lists(day, max_size=20).map(tuple)), st.sampled_from([340.0, 760.0]))
def test_a_timeline_is_whole_whatever_it_shows(times: Times, width: float) -> None:
    check(timeline(times, name="t", width=width))


# Figures


def row(**fields: object) -> FigureRow:
    made: dict[str, object] = {
        "who": "Seoul",
        "when": "2024-10-25",
        "words": "3,000",
        "low": 3000,
        "high": 3000,
    }
    return FigureRow(**{**made, **fields})  # type: ignore[arg-type]


def drawn_of(*rows: FigureRow, unit: str | None = None) -> str:
    return figures(FigurePlot("Troops", unit, (FigureGroup(None, rows),)), name="f")


def test_figures_have_their_words() -> None:
    plot = FigurePlot(
        "Troops (by who)",
        None,
        (
            FigureGroup("sent", (row(times=2),)),
            FigureGroup("already in the north", (row(who="Kyiv", words="~12,000", low=12_000, high=12_000),)),
        ),
    )
    words = " ".join(ElementTree.fromstring(figures(plot, name="f")).itertext())
    expected = (
        "Troops (by who)",
        "sent",
        "already in the north",
        "Seoul ×2",
        "Kyiv",
        "~12,000",
        "2024-10-25",
    )
    for each in expected:
        assert each in words


@pytest.mark.parametrize(
    ("given_row", "inside", "outside"),
    [
        (row(), ['class="dot"'], ['class="range"', 'class="head"', 'class="approximate"']),
        (row(approximate=True), ['class="dot"', 'class="approximate"'], ['class="head"']),
        (row(low=2000), ['class="range"', 'class="end"'], ['class="dot"']),
        (row(high=None), ['class="dot"', 'class="head"'], ['class="range"']),
        (row(low=None), ['class="dot"', 'class="head"'], ['class="range"']),
        (row(low=None, high=None), ["3,000"], ['class="dot"', 'class="range"']),
        (row(low=math.nan, high=math.nan), ["3,000"], ['class="dot"']),
        (row(colour=3), ['class="series-3"'], []),
        (row(colour=7), ['class="series-none"'], []),
    ],
)
def test_the_shape_tells_how_sure_a_figure_is(
    given_row: FigureRow, inside: list[str], outside: list[str]
) -> None:
    drawn = drawn_of(given_row, row(low=1, high=1))
    first = drawn.split("<g transform")[1]
    assert all(each in first for each in inside)
    assert not any(each in first for each in outside)


def test_an_axis_has_the_unit() -> None:
    assert "$4,000" in drawn_of(row(high=5_000), unit="USD")
    assert "40%" in drawn_of(row(low=33, high=45), unit="%")


numbers = st.none() | st.floats() | st.integers(-(10**400), 10**400) | st.sampled_from([0, 1, -1, 1e308])
some_rows = st.lists(
    st.builds(
        FigureRow,
        who=st.text(max_size=80),
        when=st.text(max_size=30),
        words=st.text(max_size=80),
        low=numbers,
        high=numbers,
        approximate=st.booleans(),
        colour=st.integers(-1, 9),
        times=st.integers(1, 10**6),
    ),
    max_size=6,
).map(tuple)
groups = st.lists(st.builds(FigureGroup, st.none() | st.text(max_size=80), some_rows), max_size=3).map(tuple)


@given(st.builds(FigurePlot, st.text(max_size=80), st.sampled_from([None, "%", "USD", "km"]), groups))
def test_a_picture_of_figures_is_whole_whatever_it_shows(plot: FigurePlot) -> None:
    check(figures(plot, name="f"))


def test_nothing_of_a_stranger_is_markup() -> None:
    picture = figures(
        FigurePlot(HOSTILE, None, (FigureGroup(HOSTILE, (row(who=HOSTILE, when=HOSTILE, words=HOSTILE),)),)),
        name="f",
    )
    check(picture)
    assert "<script" not in picture
    lanes = Lane((), (Stretch(OCTOBER, date(2024, 10, 9), HOSTILE, 1),))
    assert "<script" not in timeline(Times(lanes, lanes, (OCTOBER,)), name="t")


def check(drawn: str) -> None:
    """A picture is well formed, without style, and all of it stands within its bounds."""
    assert "style=" not in drawn
    root = ElementTree.fromstring(drawn)
    wide, high = map(float, root.attrib["viewBox"].split()[2:])
    assert root.attrib["role"] == "img"
    ids = [each.attrib["id"] for each in root if "id" in each.attrib]
    assert root.attrib["aria-labelledby"].split() == ids
    for x, y in places(root, 0.0):
        assert -0.06 <= x <= wide + 0.06
        assert -0.06 <= y <= high + 0.06


def places(element: ElementTree.Element, down: float) -> Iterator[tuple[float, float]]:
    """All places that are named in a picture, from its upper left corner."""
    moved = re.fullmatch(r"translate\(0 (\S+)\)", element.attrib.get("transform", "translate(0 0)"))
    assert moved
    down += float(moved[1])
    told = element.attrib
    for across, below in (("x", "y"), ("x1", "y1"), ("x2", "y2"), ("cx", "cy")):
        if across in told:
            yield float(told[across]), down + float(told[below])
    for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", told.get("d", "")):
        yield float(x), down + float(y)
    for child in element:
        yield from places(child, down)
