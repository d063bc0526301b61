"""The parts of the reading of time expressions: patterns, numbers, lengths, intervals, tense, anchors."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord import interval
from onrecord.records import Article
from onrecord.statements.timex import counts, feasts, find, lengths, values
from onrecord.statements.timex.pattern import Codes, Compiler
from onrecord.statements.timex.tense import Tenses


def test_a_pattern_reads_as_the_phrase_it_stands_for() -> None:
    codes = Codes()
    pattern = Compiler(codes, {"unit": ("day", "week")}, {"number": "one | two"}).compile(
        "the? <number:n> <unit:unit> ( ago | before )"
    )
    coded = "".join(codes.of(word) for word in ("the", "two", "week", "ago"))
    found = pattern.regex.match(coded)
    assert found is not None
    assert found.span("unit") == (2, 3)
    assert pattern.firsts == {codes.of("the"), codes.of("one"), codes.of("two")}


@pytest.mark.parametrize("wrong", ["the?", "( a", "a )"])
def test_a_wrong_pattern_is_refused(wrong: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        Compiler(Codes(), {}, {}).compile(wrong)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("three", 3),
        ("twenty - four", 24),
        ("two hundred", 200),
        ("a hundred", 100),
        ("1,000", 1000),
        ("5 1/2", 5.5),
        ("half an", 0.5),
        ("a couple of", 2),
        ("half a dozen", 6),
        ("several", None),
        ("99999999999", None),
    ],
)
def test_counts(words: str, number: float | None) -> None:
    assert counts.count(words.split()) == number


@pytest.mark.parametrize(
    ("number", "unit", "value"),
    [
        (3, "year", "P3Y"),
        (None, "day", "PXD"),
        (1.5, "hour", "PT1H30M"),
        (0.5, "year", "P6M"),
        (2, "decade", "P20Y"),
        (1, "fortnight", "P2W"),
        (2.5, "day", "P2.5D"),
        (1_000_000_000, "year", "P1000000000Y"),
    ],
)
def test_lengths(number: float | None, unit: str, value: str) -> None:
    assert lengths.length(number, unit) == value


@pytest.mark.parametrize(
    ("value", "begin", "finish"),
    [
        ("2024-10-25", "2024-10-25", "2024-10-25"),
        ("2024-10", "2024-10-01", "2024-10-31"),
        ("2024-W43", "2024-10-21", "2024-10-27"),
        ("2024-W43-WE", "2024-10-26", "2024-10-27"),
        ("2024-Q2", "2024-04-01", "2024-06-30"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024-SU", "2024-06-01", "2024-08-31"),
        ("2024-WI", "2024-12-01", "2025-02-28"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("2024-10-22TMO", "2024-10-22", "2024-10-22"),
        ("2024-10-25T17:00", "2024-10-25T17:00", "2024-10-25T17:00"),
        ("P3Y", None, None),
        ("XXXX-10-25", None, None),
        ("9999-W52", None, None),  # its Sunday is no day that the calendar of Python has
        ("PRESENT_REF", None, None),
        ("BC0480", None, None),
        (None, None, None),
    ],
)
def test_intervals(value: str | None, begin: str | None, finish: str | None) -> None:
    assert interval.ends(value) == (begin, finish)


@pytest.mark.parametrize(
    ("unit", "count", "value"),
    [
        ("day", -1, "2024-10-24"),
        ("week", 1, "2024-W44"),
        ("month", -10, "2023-12"),
        ("quarter", -1, "2024-Q3"),
        ("year", 1, "2025"),
        ("decade", -1, "201"),
        ("century", 0, "20"),
        ("year", -3000, None),
        ("day", 10**12, None),
    ],
)
def test_steps(unit: str, count: int, value: str | None) -> None:
    assert values.stepped(date(2024, 10, 25), unit, count) == value


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("easter", 2024, date(2024, 3, 31)),
        ("good friday", 2025, date(2025, 4, 18)),
        ("thanksgiving", 2024, date(2024, 11, 28)),
        ("memorial day", 2024, date(2024, 5, 27)),
        ("election day", 2022, date(2022, 11, 8)),
        ("christmas", 2024, date(2024, 12, 25)),
        ("no feast", 2024, None),
    ],
)
def test_feasts(name: str, year: int, day: date | None) -> None:
    assert feasts.feast_day(name, year) == day


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("The board met on [Tuesday].", "past"),
        ("The board will meet on [Tuesday].", "future"),
        ("The board said it would meet on [Tuesday].", "future"),
        ("The board is expected to decide by [Tuesday].", "future"),
        ("The talks, which had been called off, were due on [Tuesday].", "future"),
        ("On [Tuesday], the board met.", "past"),
        ("On [Tuesday], the board will meet.", "future"),
        ("Until [Tuesday] it had not met.", "past"),
        ("It has been shut since [Tuesday].", "past"),
        ("He will appeal [Tuesday]'s ruling.", "past"),
        ("It met. Rain on [Tuesday].", "open"),
    ],
)
def test_tense(sentence: str, tense: str) -> None:
    start, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    assert Tenses(text).at(start, end).tense == tense


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("He spoke on Tuesday.", (None,)),
        ("It began on March 3, 2020. The next day it ended.", (None, 0)),
        ("It was founded in 1998 and closed the following year.", (None, 0)),
        ("They fled three days after the vote on May 2.", (1, None)),
        ("It lasted three years.", (None,)),
    ],
)
def test_anchors(text: str, anchors: tuple[int | None, ...]) -> None:
    found = find(Article(id="", text=text, published_at="2024-10-25T09:00:00Z"))
    assert tuple(timex.anchor for timex in found) == anchors
