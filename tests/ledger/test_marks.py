from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger import marks
from onrecord.ledger.cells import AMOUNTS, DAYS, MINUTES, Levels
from onrecord.ledger.index import Counted, Line

LINE = Line(
    number=1,
    content="the port is shut",
    source="she",
    name="Ana Ruiz",
    role=None,
    kind="person",
    entity_id=12,
    quotation="direct",
    type="assertion",
    act="non-denial",
    said_from="2024-10-25",
    said_to="2024-10-25",
    score=0.876,
    headline=None,
    outlet="The Post",
    published_at="2024-10-25T01:30+02:00",
    figures=(
        Counted(30, None, "USD", "ships"),
        Counted(None, None, None, None),
        Counted(3000, 12000, None, None),
    ),
    events=(("2024-10-21", "2024-10-27"), ("2024-12-30", "2025-01-05")),
)


def told(line: Line, *outlets: str) -> list[str]:
    """The marks without their lead."""
    return [mark[1:] for mark in marks.of(line, outlets).split()]


def test_marks_of_a_line() -> None:
    found = told(LINE, "The Post", "Harbour Times")
    post, times, dollars = (
        marks.name(letter, name)[1:]
        for letter, name in (
            (marks.OUTLET, "the  POST"),
            (marks.OUTLET, "Harbour Times"),
            (marks.UNIT, "usd"),
        )
    )
    assert found == [
        *("anondenial", "tassertion", "kperson", "qdirect", "e12", "c8", "c87", post, times),
        *("s2", "s20", "s202", "s2024", "s202410", "s20241025"),
        # published in UTC
        *("p2", "p20", "p202", "p2024", "p202410", "p20241024", "p2024102423", "p202410242330"),
        # a week within a month, and one over the end of a year
        *("v2", "v20", "v202", "v2024", "v202410", "v20241021", "vw202410", "v202412", "v20241230", "vw202"),
        # at least 30 dollars; 3,000 to 12,000
        *("f06", "f063", "f0630", dollars, "f08", "f083", "f0830", "fw"),
    ]


def test_what_is_not_known_is_marked() -> None:
    bare = replace(
        LINE, source=None, name=None, kind=None, entity_id=None, act=None, said_from=None, said_to=None
    )
    bare = replace(bare, type="other", score=0.0, outlet=None, published_at=None, figures=(), events=())
    assert told(bare) == ["tother", "qdirect", "c0", "c00", "snone", "pnone"]


def test_no_word_begins_like_a_mark() -> None:
    assert all(mark[0] == "\ue000" and mark[1:].isalnum() for mark in marks.of(LINE, ("Ein Name",)).split())


@pytest.mark.parametrize(
    ("published_at", "key"),
    [
        ("2024-10-25", "202410250000"),
        ("2024-10-25T18:30", "202410251830"),
        ("2024-10-25T23:30:59-05:00", "202410260430"),
        ("0900-01-02T03:04Z", "090001020304"),
        ("9999-12-31T23:00-12:00", None),  # no such moment
        ("soon", None),
        (None, None),
    ],
)
def test_minutes(published_at: str | None, key: str | None) -> None:
    assert marks.minute(published_at) == key


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (0, "0000"), (-5, "0000"), (0.00011, "0111"), (0.5, "0450"), (1, "0510"), (9.99, "0599"),
        (10, "0610"), (12_345, "0912"), (9.999e14, "1999"), (1e15, "2000"),
        (math.inf, "2000"), (-math.inf, "0000"),
    ],
)  # fmt: skip
def test_amounts(number: float, key: str) -> None:
    assert marks.amount(number) == key


numbers = st.floats(allow_nan=False)


@given(numbers, numbers)
def test_a_larger_number_has_no_smaller_key(one: float, other: float) -> None:
    small, large = sorted((one, other))
    assert marks.amount(small) <= marks.amount(large)


def days() -> st.SearchStrategy[str]:
    near = st.integers(-800, 800).map(lambda days: date(2024, 10, 25) + timedelta(days))
    return st.one_of(near, st.dates()).map(lambda day: marks.day(day.isoformat()))


def amounts() -> st.SearchStrategy[str]:
    return st.one_of(st.floats(0, 1e5), numbers).map(marks.amount)


def minutes() -> st.SearchStrategy[str]:
    return st.datetimes().map(lambda moment: marks.minute(moment.isoformat()) or "")


def stretches(keys: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, str]]:
    return st.tuples(keys, keys).map(lambda both: (min(both), max(both)))


KINDS = ((DAYS, days()), (AMOUNTS, amounts()), (MINUTES, minutes()))
kinds = st.sampled_from(KINDS).flatmap(
    lambda kind: st.tuples(st.just(kind[0]), stretches(kind[1]), stretches(kind[1]))
)


@given(kinds)
def test_what_reaches_into_a_stretch_has_one_of_its_marks(
    drawn: tuple[Levels, tuple[str, str], tuple[str, str]],
) -> None:
    levels, told, asked = drawn
    has = set(marks._reach("x", levels, *told))
    is_found = not has.isdisjoint(marks.reaching("x", levels, *asked))
    meet = told[0] <= asked[1] and told[1] >= asked[0]
    assert is_found or not meet


@given(kinds)
def test_a_stretch_is_covered_by_few_cells(drawn: tuple[Levels, tuple[str, str], tuple[str, str]]) -> None:
    levels, (first, last), (key, _) = drawn
    cells = levels.cover(first, last)
    assert len(cells) <= 100 + 2 * 12 * len(levels.levels)
    assert len(set(cells)) == len(cells)
    if first <= key <= last:
        assert sum(key.startswith(cell) for cell in cells) == 1


@pytest.mark.parametrize(
    ("first", "last", "cells"),
    [
        ("20241025", "20241025", ["20241025"]),
        ("20241030", "20241101", ["20241101", "20241031", "20241030"]),
        ("20240101", "20241231", ["2024"]),
        ("20240101", "20250131", ["202501", "2024"]),
        ("20241002", "20241029", ["202410"]),  # few days more, many words less
        ("20200101", "20291231", ["202"]),
    ],
)
def test_cells_of_days(first: str, last: str, cells: list[str]) -> None:
    assert DAYS.cover(first, last) == cells


def test_cells_within_cells_come_last_first() -> None:
    assert list(DAYS.within("2024"))[:2] == ["202412", "202411"]
    assert next(MINUTES.within("20241025")) == "2024102523"
    assert list(DAYS.within("20241025")) == []
    assert DAYS.is_smallest("20241025")
    assert not MINUTES.is_smallest("20241025")
