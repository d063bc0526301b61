"""Days and moments as readers are told them: "25 October 2024", "25 October 2024, 18:30 UTC"."""

from __future__ import annotations

import re

from onrecord.display.visible import one_line

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WRITTEN = re.compile(
    r"(\d{4})-(0[1-9]|1[0-2])-([0-2]\d|3[01])(?:[T ](\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_UTC = ("Z", "+00:00", "+0000", "-00:00")


def day_words(written: str, *, beside: str = "", short: bool = False) -> str:
    """The day of an ISO 8601 moment; the year is left out where `beside` is a moment of the same one.

    `short` has the month in three letters.
    """
    found = _WRITTEN.match(written)
    if not found:
        return one_line(written[:40])
    month = _MONTHS[int(found[2]) - 1]
    day = f"{int(found[3])} {month[:3] if short else month}"
    return day if found[1] == beside[:4] else f"{day} {found[1]}"


def moment_words(written: str, *, short: bool = False) -> str:
    """The day and, where it is known, the time, with its zone as it was written."""
    found = _WRITTEN.fullmatch(written)
    if not found or not found[4]:
        return day_words(written, short=short)
    zone = " UTC" if found[5] in _UTC else f" ({found[5]})" if found[5] else ""
    return f"{day_words(written, short=short)}, {found[4]}{zone}"
