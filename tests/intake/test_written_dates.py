"""Dates as feeds and people write them."""

from __future__ import annotations

import pytest

from onrecord.intake.written_dates import read

# (as it is written, ISO 8601)
DATES = [
    ("Fri, 25 Oct 2024 20:11:00 +0800", "2024-10-25T20:11:00+08:00"),
    ("Fri, 25 Oct 24 20:11 GMT", "2024-10-25T20:11:00+00:00"),  # RFC 822
    ("25 Oct 2024 20:11:00 EST", "2024-10-25T20:11:00-05:00"),
    ("Fri, 25 Oct 2024 20:11:00 BST", "2024-10-25T20:11:00"),  # British summer or Bangladesh
    ("2024-10-25T20:11:00Z", "2024-10-25T20:11:00+00:00"),
    ("2024-10-25 20:11:00.123+0530", "2024-10-25T20:11:00+05:30"),
    ("2024-10-25", "2024-10-25"),
    ("October 25th, 2024", "2024-10-25"),
    ("Friday, 25 October 2024 at 8:11 p.m.", "2024-10-25T20:11:00"),
    ("Wed, 30 Feb 2024 10:00:00 GMT", None),  # no such day
    ("Fri, 25 Oct 2024 24:11:00 GMT", None),  # no such hour
    ("Fri, 25 Oct 2024 20:11:00 +9900", None),  # no such offset
    ("Thu, 01 Jan 1970 00:00:00 +0000", None),  # a clock that nobody set
    ("0001-01-01T00:00:00Z", None),
    ("-0001-11-30T00:00:00+00:00", None),
    ("04/05/2024", None),  # April or May
    ("yesterday", None),
    ("", None),
    ("1" * 100_000, None),
]


@pytest.mark.parametrize(("written", "expected"), DATES)
def test_dates(written: str, expected: str | None) -> None:
    assert read(written) == expected
