"""From a day, parts of a date and a tense to a TIMEX3 value: the arithmetic of the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from onrecord import interval
from onrecord.statements.timex.feasts import feast_day, nth_weekday
from onrecord.statements.timex.meaning import Partial, Step
from onrecord.statements.timex.tense import Tense, Told

_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DIGITS = {"year": 4, "decade": 3, "century": 2}
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# How much farther a date counts than it is where it is against the tense, and where that is not sure.
_SOON = 4  # days: of "Friday and Thursday" the second is no six days later
_SAME_TALE = 45  # days between dates of one tale: "on June 29, 2021 ... on July 9"
_AGAINST, _UNSURE, _OPEN, _BACK, _NEVER = 12.0, 4.0, 1.5, 2.0, 1000.0


def stepped(base: date, unit: str, count: int) -> str | None:
    """The value of a unit so many units from a day: (1998-03-22, "week", -1) 1998-W11."""
    try:
        if unit == "day":
            return (base + timedelta(count)).isoformat()
        if unit in ("week", "weekend"):
            year, week, _ = (base + timedelta(7 * count)).isocalendar()
            return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    except OverflowError:
        return None
    return _by_month(base, unit, count)


def moment(now: datetime | None, unit: str, count: int) -> str | None:
    """The hour or minute so many from a moment."""
    try:
        then = now + timedelta(minutes=count * (60 if unit == "hour" else 1)) if now else None
    except OverflowError:
        return None
    return (
        then.isoformat()[: len("2024-10-25T10:30" if unit == "minute" else "2024-10-25T10")] if then else None
    )


def _by_month(base: date, unit: str, count: int) -> str | None:
    year, month = divmod(base.year * 12 + base.month - 1 + count * _MONTHS_IN[unit], 12)
    if not 1 <= year <= 9999:
        return None
    if unit in _DIGITS:
        return f"{year:04d}"[: _DIGITS[unit]]
    numbered = {"month": f"{month + 1:02d}", "quarter": f"Q{month // 3 + 1}", "half": f"H{month // 6 + 1}"}
    return f"{year:04d}-{numbered[unit]}"


def written(part: Partial, year: int) -> str | None:
    """The value of a date whose year is known, negative before Christ; None where there is no such day."""
    if year < 0:
        return f"BC{-year:04d}" + (written(part, 2000) or "")[4:]
    if part.feast:
        day = feast_day(part.feast, year)
        return day.isoformat() if day else None
    if part.nth and part.month and part.weekday:
        return nth_weekday(year, part.month, part.weekday, part.nth)
    if part.month and part.day:
        there = interval.exists(year, part.month, part.day)
        return f"{year:04d}-{part.month:02d}-{part.day:02d}" if there else None
    tail = _tail(part)
    return f"{year:04d}-{tail}" if tail else f"{year:04d}"


def _tail(part: Partial) -> str:
    """What stands behind the year: a season, quarter, half or month."""
    if part.season:
        return part.season
    if part.quarter:
        return f"Q{part.quarter}"
    if part.half:
        return f"H{part.half}"
    return f"{part.month:02d}" if part.month else ""


def unknown(part: Partial) -> str | None:
    """The value of a date where nothing tells the year."""
    if part.weekday and not part.nth:
        return f"XXXX-WXX-{part.weekday}"
    if part.day:
        return f"XXXX-{part.month:02d}-{part.day:02d}" if part.month else f"XXXX-XX-{part.day:02d}"
    tail = _tail(part)
    return f"XXXX-{tail}" if tail else None


def weekday(part: Partial, base: date, tense: Tense) -> str | None:
    """The weekday on or before a day; behind it for what will be; "last" and "next" as said."""
    gap = (base.isoweekday() - (part.weekday or 0)) % 7
    if part.weeks is not None:
        back = base.isoweekday() - (part.weekday or 0) - 7 * part.weeks
    elif part.which and part.which < 0:
        back = (gap if part.which < -1 else gap or 7) - 7 * (part.which + 1)
    elif part.which:
        back = gap - 7 if part.which == 1 else (gap or 7) - 14
    else:
        forward = tense in ("future", "flow") or (part.which == 0 and tense == "open")
        back = gap - 7 if gap and forward else gap
    return stepped(base, "day", -back)


def following(part: Partial, mention: date) -> str | None:
    """The weekday of "Tuesday and Thursday", "Monday through Friday": soon behind the day before it."""
    gap = ((part.weekday or 0) - mention.isoweekday()) % 7
    return stepped(mention, "day", gap) if 0 < gap <= _SOON else None


def weekend(part: Partial, base: date, tense: Tense) -> str | None:
    """The weekend spoken of: from Monday on the last, for what will be this one.

    "This weekend" is the last only early in a week, for what was.
    """
    first = 4 if part.which is None else 3
    over = base.isoweekday() <= first and tense != "future" and (part.which is None or tense == "past")
    return stepped(base, "weekend", -1 if over else 0)


def day_alone(day: int, base: date, tense: Tense, mention: str | None) -> str | None:
    """As "the 25th" of the month last mentioned, else of this month, or the last for what is past."""
    month = mention[5:7] if mention else ""
    if mention and month.isdigit() and mention[:4].isdigit():
        return written(Partial(month=int(month), day=day), int(mention[:4]))
    year, number = base.year, base.month
    if tense == "past" and day > base.day:
        year, number = (year, number - 1) if number > 1 else (year - 1, 12)
    return written(Partial(month=number, day=day), year)


def chosen(part: Partial, base: date) -> str | None:
    """The value where it is said which: "last May", "next summer", "this March"."""
    values = [written(part, year) for year in (base.year - 1, base.year, base.year + 1)]
    spans = [(value, covered) for value in values if (covered := interval.days(value))]
    if part.which == -1:
        return next((value for value, (_, last) in reversed(spans) if last < base), None)
    if part.which == 1:
        return next((value for value, (first, _) in spans if first > base), None)
    return written(part, base.year)


def nearest(part: Partial, base: date, told: Told) -> str | None:
    """The value in the year in which a date without one lies nearest, by the tense."""
    values = [written(part, year) for year in (base.year - 1, base.year, base.year + 1)]
    spans = [(value, covered) for value in values if (covered := interval.days(value))]
    return min(spans, key=lambda span: _distance(base, span[1], told))[0] if spans else None


def _distance(base: date, covered: tuple[date, date], told: Told) -> float:
    """Days from a day to a stretch, more where that is against the tense."""
    first, last = covered
    against = _NEVER if told.certain else _AGAINST if told.sure else _UNSURE
    if first > base:
        return (first - base).days * {"past": against, "open": _OPEN}.get(told.tense, 1.0)
    return max(0, (base - last).days) * {"future": against, "flow": _BACK}.get(told.tense, 1.0)


def flowing(part: Partial, mention: str) -> str | None:
    """The value in a history: in the year mentioned last, unless the months say that a New Year lies between.

    From October on, a month of the first third of a year is one of the next: eight months back or more.
    """
    year, month = int(mention[:4]), interval.first_month(mention)
    new = part.month or _SEASON_MONTH.get(part.season or "") or (part.quarter or 0) * 3
    if month and new:
        year += 1 if new - month <= -8 else -1 if new - month >= 10 else 0
    return written(part, year)


def in_year_of(part: Partial, mention: date, by_itself: str | None) -> str | None:
    """The value in the year of a date far from now, where it lies within a month of that date."""
    value = written(part, mention.year)
    covered, alone = interval.days(value), interval.days(by_itself)
    if not covered or not alone or alone[0].year == mention.year:
        return None
    return value if abs((covered[0] - mention).days) <= _SAME_TALE else None


def before_christ(mention: str | None) -> int | None:
    """The year before Christ that a value begins with, as a negative number; None for other values."""
    digits = mention[2:6] if mention and mention.startswith("BC") else ""
    # A decade and a century before Christ are written with three and two digits.
    return -int(digits.ljust(4, "0")) if digits.isdigit() else None


def stepped_before_christ(year: int, step: Step) -> str | None:
    """So many years, decades or centuries from a year before Christ; None for what falls out of it."""
    size = {"year": 1, "decade": 10, "century": 100}.get(step.unit)
    if not size or year + step.count * size >= 0:
        return None
    return f"BC{-(year + step.count * size):04d}"[: 2 + _DIGITS[step.unit]]


def week_of(value: str | None) -> str | None:
    """The week of a day."""
    covered = interval.days(value)
    return stepped(covered[0], "week", 0) if covered else None


def without_week(part: Partial) -> Partial:
    """The day of "the week of March 6"."""
    return replace(part, week=False)
