"""What a person types behind an option: days, moments, words from a list, numbers; wrong ones are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from onrecord import interval
from onrecord.errors import OnrecordError

MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
"""How the ledger writes moments: two of them are in the order of their letters."""
_SHOWN = 40
_FIRST, _LAST = date.min.isoformat(), date.max.isoformat()
_MOST_DIGITS = 9


class QuestionError(OnrecordError):
    """A question that cannot be asked: the message names the option and shows how it is written.

    `option` is what was wrong ("said"), `example` what could be written there.
    """

    def __init__(self, option: str, problem: str, example: str) -> None:
        super().__init__(f"{option}: {problem}; write it like {example}")
        self.option = option
        self.example = example


class Days(NamedTuple):
    """A stretch of days: the first and the last, ISO 8601. An open end is the calendar's."""

    first: str
    last: str


def shown(typed: str) -> str:
    """What was typed, short enough for a message."""
    return repr(typed if len(typed) <= _SHOWN else typed[: _SHOWN - 1] + "…")


def days(option: str, typed: str) -> Days:
    """The days from first to last: "2024-10-20..2024-10-31", "..2024-10", "2024-W43..", "2024"."""
    example = "2024-10-20..2024-10-31, or 2024-10, or ..2024-10-31"
    first, dots, last = (part.strip() for part in typed.strip().partition(".."))
    if not dots:
        last = first
    if not first and not last:
        raise QuestionError(option, f"{shown(typed)} names no day", example)
    begin, finish = _ends(first), _ends(last)
    for written, found in ((first, begin), (last, finish)):
        if written and found is None:
            raise QuestionError(option, f"{shown(written)} is no day, week, month or year", example)
    stretch = Days(begin.first if begin else _FIRST, finish.last if finish else _LAST)
    if stretch.last < stretch.first:
        raise QuestionError(option, f"{shown(typed)} ends before it begins", example)
    return stretch


def _ends(written: str) -> Days | None:
    covered = interval.days(written) if re.match(r"\d{4}", written, re.ASCII) else None
    return Days(covered[0].isoformat(), covered[1].isoformat()) if covered else None


def moment(option: str, typed: str) -> str:
    """A moment as the ledger writes it: "2024-10-25T18:00+02:00"; without a zone in UTC; a day is its end."""
    written = typed.strip()
    try:
        if len(written) <= len("2024-10-25"):
            known = datetime.combine(date.fromisoformat(written), time.max, UTC)
        else:
            found = datetime.fromisoformat(written)
            known = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise QuestionError(
            option, f"{shown(typed)} is no day and no moment", "2024-10-25 or 2024-10-25T18:00Z"
        ) from None
    return f"{known.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def listed(option: str, typed: str, known: Sequence[str], *, everything: str | None = None) -> frozenset[str]:
    """Words from a list, with commas between; `everything` is the word for all of them."""
    example = ",".join(known[:2])
    found = [word.strip().lower() for word in typed.split(",") if word.strip()]
    for word in found:
        if word not in known and word != everything:
            choice = ", ".join([*known, *([everything] if everything else [])])
            raise QuestionError(option, f"{shown(word)} is none of {choice}", example)
    if not found:
        raise QuestionError(option, "nothing is named", example)
    return frozenset(known) if everything in found else frozenset(found)


def share(option: str, typed: str) -> float:
    """A number from 0 to 1."""
    try:
        number = float(typed)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:  # also what is no number at all, "nan"
        raise QuestionError(option, f"{shown(typed)} is no number from 0 to 1", "0.8")
    return number


def count(option: str, typed: str, most: int) -> int:
    """A whole number from 1 to `most`."""
    written = typed.strip()
    number = int(written) if written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS else 0
    if not 1 <= number <= most:
        raise QuestionError(option, f"{shown(typed)} is no whole number from 1 to {most:,}", "50")
    return number
