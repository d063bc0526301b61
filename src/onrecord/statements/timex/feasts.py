"""The day of a feast in a year."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.interval import month_end
from onrecord.statements.timex.names import EASTER, FEASTS, MOVING_FEASTS


def feast_day(name: str, year: int) -> date | None:
    """The day of a feast, None for a name that is none or a year that the calendar has not."""
    if not 1 <= year <= 9999:
        return None
    if name in FEASTS:
        return date(year, *FEASTS[name])
    if name in EASTER:
        return _easter(year) + timedelta(EASTER[name])
    if name in MOVING_FEASTS:
        return _moving(year, *MOVING_FEASTS[name])
    return None


def nth_weekday(year: int, month: int, weekday: int, which: int) -> str | None:
    """The nth weekday of a month, -1 the last; None where the month has no fifth or the year is none."""
    if not 1 <= year <= 9999:
        return None
    if which < 0:
        return _moving(year, month, weekday, which).isoformat()
    first = date(year, month, 1)
    day = first.day + (weekday - first.isoweekday()) % 7 + 7 * (which - 1)
    return date(year, month, day).isoformat() if day <= month_end(year, month).day else None


def _moving(year: int, month: int, weekday: int, which: int) -> date:
    """The nth weekday of a month; Election Day is the Tuesday behind the first Monday, so from the 2nd on."""
    if which < 0:
        last = month_end(year, month)
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, 2 if (month, weekday) == (11, 2) else 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian rule (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
