"""The calendar: which days exist, and the first and last day that a TIMEX3 value covers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

# The first month of a season, northern; it has three: winter 1990 lasts into 1991.
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d{2})(?P<we>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d{2})(?:-(?P<day>\d{2})(?:T(?P<time>\d{2}:\d{2}|[A-Z]{2}|\d{2}))?)?))?"
)


@lru_cache(4096)
def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has such a day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


@lru_cache(4096)
def days(value: str | None) -> tuple[date, date] | None:
    """First and last day of a value, None where it names no stretch of the calendar."""
    if value is None:
        return None
    if value.isdigit() and 2 <= len(value) <= 3:
        return _decade(value)
    match = _VALUE.fullmatch(value)
    try:
        return _days(match.groupdict()) if match else None
    except (ValueError, OverflowError):
        return None


def _decade(value: str) -> tuple[date, date] | None:
    length = 10 ** (4 - len(value))
    first = int(value) * length
    return (date(first, 1, 1), date(first + length - 1, 12, 31)) if first else None


def _days(part: dict[str, str | None]) -> tuple[date, date]:
    year = int(part["year"] or 0)
    if part["week"]:
        monday = date.fromisocalendar(year, int(part["week"]), 1)
        return monday + timedelta(5 if part["we"] else 0), monday + timedelta(6)
    if part["day"]:
        day = date(year, int(part["month"] or 0), int(part["day"]))
        return day, day
    first, length = _months(part)
    last = first + length - 1
    return date(year, first, 1), month_end(year + (last - 1) // 12, (last - 1) % 12 + 1)


def _months(part: dict[str, str | None]) -> tuple[int, int]:
    """The first month and how many months."""
    if part["month"]:
        return int(part["month"]), 1
    if part["quarter"]:
        return int(part["quarter"]) * 3 - 2, 3
    if part["half"]:
        return int(part["half"]) * 6 - 5, 6
    if part["season"]:
        return _SEASONS[part["season"]], 3
    return 1, 12


def ends(value: str | None) -> tuple[str | None, str | None]:
    """First and last day of a value as ISO 8601 dates; for a minute the minute."""
    covered = days(value)
    if covered is None or value is None:
        return None, None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", value):
        return value, value
    return covered[0].isoformat(), covered[1].isoformat()


def first_month(value: str) -> int | None:
    """The month that a value begins in, None for a year or longer."""
    covered = days(value)
    return covered[0].month if covered and len(value) > 4 else None
