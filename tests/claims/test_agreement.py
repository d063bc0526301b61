"""Which figures agree: (one, other, whether they do), as they are worded."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.agreement import FINEST, ROUGHEST, agree, differ, interval, tolerance
from onrecord.records import Article, Figure
from onrecord.statements.figures import find


def read(words: str) -> Figure:
    return find(Article(id="a", text=f"They counted {words}."))[0]


ROWS = [
    ("around 12,000 troops", "11,800 troops", True),
    ("more than 10,000 troops", "12,000 troops", True),
    ("3,000 troops", "12,000 troops", False),
    ("12,000 troops", "11,800 troops", False),  # a bare number is meant as it stands
    ("nearly 50 people", "48 people", True),
    ("dozens of people", "40 people", True),
    ("dozens of people", "3 people", False),
    ("at least 30 people", "34 people", True),
    ("at least 30 people", "29 people", False),
    ("at least 32 people", "about 30 people", True),
    ("up to 100 people", "more than 90 people", True),
    ("fewer than 80 people", "more than 90 people", False),
    ("about 20 people", "18 people", True),
    ("about 20 people", "8 people", False),
    ("about 12,500 troops", "12,000 troops", False),  # who says 12,500 does not round to thousands
    ("about 1.8 billion euros", "1.84 billion euros", True),
    ("about 1.8 billion euros", "2.1 billion euros", False),
    ("about 650,000 people", "more than 600,000 people", True),
    ("10 to 15 people", "12 people", True),
    ("10 to 15 people", "16 people", False),
    ("10 to 15 people", "15 to 20 people", True),
    ("5 million euros", "5 million dollars", False),  # no rate is known
    ("0.3 percent", "0.3%", True),
]


@pytest.mark.parametrize(("one", "other", "expected"), ROWS)
def test_figures_agree(one: str, other: str, expected: bool) -> None:
    assert agree(read(one), read(other)) is expected
    assert agree(read(other), read(one)) is expected


BOUNDS = st.one_of(st.none(), st.floats(-1e15, 1e15, allow_nan=False))


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    ends = draw(st.tuples(BOUNDS, BOUNDS))
    known = [end for end in ends if end is not None]
    low, high = (min(known), max(known)) if len(known) == 2 else ends
    unit = draw(st.sampled_from([None, "EUR", "USD"]))
    return Figure(start=0, end=1, low=low, high=high, approximate=draw(st.booleans()), unit=unit)


@given(st.lists(figures(), max_size=8))
def test_differ_is_some_pair_that_does_not_agree(some: list[Figure]) -> None:
    assert differ(some) == any(not agree(one, other) for one, other in combinations(some, 2))


@given(figures())
def test_a_figure_agrees_with_itself(figure: Figure) -> None:
    assert agree(figure, figure)


@given(st.floats(1e-9, 1e15))
def test_the_tolerance_is_within_its_limits(value: float) -> None:
    assert FINEST * value <= tolerance(value) <= ROUGHEST * value
    assert tolerance(-value) == tolerance(value)


@given(st.floats(-1e15, 1e15))
def test_around_holds_the_number_itself(value: float) -> None:
    low, high = interval(Figure(start=0, end=1, low=value, high=value, approximate=True))
    assert low <= value or low == pytest.approx(value)
    assert value <= high or high == pytest.approx(value)


def test_tenths_are_compared_as_written() -> None:
    assert agree(Figure(start=0, end=1, low=0.1 + 0.2, high=0.1 + 0.2), read("0.3%"))
