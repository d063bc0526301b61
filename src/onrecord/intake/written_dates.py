"""Dates as feeds and people write them, where they can be read in one way only."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone

# Zones by name that mean one offset everywhere, in hours: those of RFC 822, and of Europe, Australia, Japan.
# BST, IST and others are two or more, so a time in them has no known offset.
_ZONES = {
    name: hours
    for hours, names in (
        (0, "z ut utc gmt wet"),
        (1, "cet west"),
        (2, "eet cest"),
        (3, "eest msk"),
        (9, "jst kst"),
        (10, "aest"),
        (11, "aedt"),
        (12, "nzst"),
        (13, "nzdt"),
        (-4, "edt"),
        (-5, "est cdt"),
        (-6, "cst mdt"),
        (-7, "mst pdt"),
        (-8, "pst"),
    )
    for name in names.split()
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
# The first days of the clocks of programs: a date that nobody set. Nothing on the web is of these days.
_UNSET = frozenset(
    ("0001-01-01", "1601-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1904-01-01", "1970-01-01")
)
_FARTHEST = timedelta(hours=14)
_LONGEST = 80
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?[,\s]\s*)?"
# The pattern of a time behind a date; `clock` reads its groups.
TIME = (
    r"(?:(?:[,\s]\s*(?:at\s+)?|T)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s?(?P<half>[ap]\.?m\.?)?\s*(?P<zone>[+-]\d{2}:?\d{2}|[a-z]{1,4})?(?:\s*\([^()]*\))?)?"
)
_FORMS = tuple(
    re.compile(form + TIME, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
        r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
        # RFC 822 has two digits for the year, RFC 2822 says how to read them.
        _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?"
        r"(?P<month>[a-z]{3,9})\.?,?[\s-]+(?P<year>\d{4}|\d{2})",
        _WEEKDAY + r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
    )
)
Parts = dict[str, str | None]


def read(written: str) -> str | None:
    """The ISO 8601 date or date-time of a written date, None where it is none, or none that can be.

    "Fri, 25 Oct 2024 20:11:00 +0800" is "2024-10-25T20:11:00+08:00". The offset is kept as it is written; one
    that is not known is left out. Numbers that may be day or month ("04/05/2024") are not read.
    """
    text = written.strip()
    if len(text) > _LONGEST:
        return None
    match = next(filter(None, (form.fullmatch(text) for form in _FORMS)), None)
    if match is None:
        return None
    parts = match.groupdict()
    try:
        day = date(_year(parts["year"] or ""), _month(parts["month"] or ""), int(parts["day"] or 0))
        return written_out(day, clock(parts))
    except (ValueError, OverflowError):
        return None


def written_out(day: date, at: time | None) -> str | None:
    """ISO 8601 of a day and a time of it; None for a day that programs write where they have no date."""
    if day.isoformat() in _UNSET:
        return None
    return (datetime.combine(day, at) if at else day).isoformat()


def month(name: str) -> int | None:
    """The number of a month by its English name, whole or cut to three or four letters."""
    return _MONTHS.get(name.lower())


def clock(parts: Parts) -> time | None:
    """The time of day of a match of TIME, None where it has none. Raises ValueError where it cannot be."""
    if not parts["hour"]:
        return None
    hour, half = int(parts["hour"]), (parts["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, int(parts["minute"] or 0), int(parts["second"] or 0), tzinfo=_zone(parts["zone"]))


def _zone(written: str | None) -> timezone | None:
    if not written:
        return None
    if written[0] not in "+-":
        hours = _ZONES.get(written.lower())
        return None if hours is None else timezone(timedelta(hours=hours))
    offset = timedelta(hours=int(written[1:3]), minutes=int(written[-2:]))
    if offset > _FARTHEST:
        raise ValueError("no such offset")
    return timezone(-offset if written[0] == "-" else offset)


def _year(digits: str) -> int:
    """Two digits as RFC 2822 has them: 00 to 49 are of this century, 50 to 99 of the last."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)


def _month(written: str) -> int:
    number = int(written) if written.isdecimal() else month(written)
    if number is None:
        raise ValueError("no such month")
    return number
