"""TIMEX3 values in words; what is no such value stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.display.time_words import time_words, timex_words
from onrecord.records import Timex


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-10-25", "2024-10-25"),
        ("2024-10", "2024-10"),
        ("2024", "2024"),
        ("2024-Q2", "2024-Q2"),
        ("2024-10-27/2024-10-28", "2024-10-27 to 2024-10-28"),
        # The year is not known: the question mark is as wide as the digit that it stands for.
        ("XXXX-10-25", "????-10-25"),
        ("XXXX-WXX-2", "Tuesday, date unknown"),
        ("2024-W43", "week 43 of 2024"),
        ("2024-W43-WE", "weekend of week 43 of 2024"),
        ("2024-SU", "summer 2024"),
        ("2024-H1", "first half of 2024"),
        ("199", "1990s"),
        ("19", "1900s"),
        ("2024-10-25T15:30", "2024-10-25 15:30"),
        ("2024-10-25TNI", "2024-10-25 night"),
        ("XXXX-10-25TMO", "????-10-25 morning"),
        ("P3D", "3 days"),
        ("P1Y", "1 year"),
        ("PT12H", "12 hours"),
        ("PT5M", "5 minutes"),
        ("P5M", "5 months"),
        ("P2C", "2 centuries"),
        ("PAST_REF", "in the past"),
        ("FUTURE_REF", "in the future"),
        ("PXD", "PXD"),
        ("EXPO", "EXPO"),
        ("", ""),
    ],
)
def test_a_value(value: str, words: str) -> None:
    assert time_words(value) == words


@pytest.mark.parametrize(
    ("value", "mod", "words"),
    [
        ("2024-10", "START", "start of 2024-10"),
        ("P3D", "EQUAL_OR_MORE", "at least 3 days"),
        ("2024", "UNHEARD_OF", "2024"),
        (None, None, "time unknown"),
    ],
)
def test_a_time_expression(value: str | None, mod: str | None, words: str) -> None:
    assert timex_words(Timex(start=0, end=1, type="DATE", value=value, mod=mod)) == words


@given(st.text())
def test_anything_is_taken(value: str) -> None:
    assert isinstance(time_words(value), str)


@given(st.dates())
def test_a_date_in_full_says_itself(day: object) -> None:
    assert time_words(str(day)) == str(day)
