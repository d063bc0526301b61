"""When a report was published, as pages write it, to ISO 8601; what cannot be a date is no date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

# The first newspapers on record; far enough ahead for this code. "9999-12-31" means "never expires".
_YEARS = range(1600, 2101)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MAX_LENGTH = 80
_WORDS = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ .]{1,2}(?P<month>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})\b"
    r"|(?P<month2>[A-Za-z]{3,9})\.? (?P<day2>\d{1,2})(?:st|nd|rd|th)?,? (?P<year2>\d{4})\b"
)
_IN_URL = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)\d\d)[/-](?P<month>0?[1-9]|1[0-2]|[a-z]{3,9})[/-](?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|[/-](?P<compact>(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?=[/-]|$)",
    re.IGNORECASE,
)


def to_iso(written: str | None) -> str | None:
    """`written` as an ISO 8601 date or date-time, or None where it is not surely one.

    The zone stays as it was given; a time without a zone stays without.
    """
    text = " ".join((written or "")[: _MAX_LENGTH + 1].split())
    if not text or len(text) > _MAX_LENGTH:
        return None
    return _from_iso(text) or _from_epoch(text) or _from_mail(text) or _from_words(text)


def in_url(url: str | None) -> str | None:
    """The ISO date in a URL's path: "/2024/10/25/", "/2023/apr/28/", "20241025"."""
    address = (url or "")[:2000].partition("://")[2].partition("?")[0].partition("#")[0]
    match = _IN_URL.search("/" + address.partition("/")[2])
    if not match:
        return None
    if compact := match["compact"]:
        return _day(int(compact[:4]), int(compact[4:6]), int(compact[6:]))
    month = int(match["month"]) if match["month"].isdigit() else _month(match["month"])
    return _day(int(match["year"]), month, int(match["day"]))


def _from_iso(text: str) -> str | None:
    # "2024-04-30 16:38:37 +02:00" and "+0100" are common; fromisoformat wants no space before the zone.
    tight = re.sub(r" (?=(?:[+-]\d{2}:?\d{2}|Z|UTC|GMT)$)", "", text)
    tight = re.sub(r"(?:UTC|GMT)$", "Z", tight)
    if not re.match(r"\d{4}-\d{2}-\d{2}|\d{8}T", tight):
        return None
    try:
        if len(tight) <= 10:
            return _known(date.fromisoformat(tight))
        return _known(datetime.fromisoformat(tight))
    except ValueError:
        return None


def _from_epoch(text: str) -> str | None:
    """Seconds or milliseconds since 1970, where 10 or 13 digits say so (2001 to 2286)."""
    if not (text.isascii() and text.isdigit() and len(text) in (10, 13)):
        return None
    return _known(datetime.fromtimestamp(int(text[:10]), UTC))


def _from_mail(text: str) -> str | None:
    """As in mail: "Mon, 25 Apr 2023 12:00:00 GMT"."""
    if ":" not in text:
        return None
    try:
        return _known(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_words(text: str) -> str | None:
    """In words: "25 April 2023", "Apr. 25, 2023"; a day in figures alone ("04/05/2023") is two days."""
    match = _WORDS.search(text)
    if not match:
        return None
    year, month, day = (match[name] or match[f"{name}2"] for name in ("year", "month", "day"))
    return _day(int(year), _month(month), int(day))


def _month(word: str) -> int:
    short = word[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return _known(date(year, month, day))
    except ValueError:
        return None


def _known(moment: date) -> str | None:
    return moment.isoformat() if moment.year in _YEARS else None
