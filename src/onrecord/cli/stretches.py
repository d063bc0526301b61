"""Stretches of time as a person asks for them: a day, a week, from then on, until then; in a timezone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from onrecord.ledger import typed
from onrecord.ledger.typed import QuestionError

_MOMENT = "%Y-%m-%dT%H:%M:%SZ"
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was written behind the options."""

    day: str | None = None
    week: str | None = None
    since: str | None = None
    until: str | None = None
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a moment on and before another, ISO 8601 in UTC to the second; None is open."""

    since: str | None = None
    until: str | None = None

    @property
    def behind(self) -> tuple[str | None, str | None]:
        """The same for whoever asks for what is after one moment and up to another.

        A report that bears no more than its day counts as of the first second of that day: it is of this day,
        not of the one before.
        """
        return _second_before(self.since), _second_before(self.until)


def read(asked: Asked) -> Stretch:
    """The stretch that options ask for. Raises QuestionError, which names the option."""
    ways = [name for name in ("day", "week", "since") if getattr(asked, name) is not None]
    if len(ways) > 1 or (asked.until is not None and ways in (["day"], ["week"])):
        both = [*ways, *(["until"] if asked.until is not None else [])]
        raise QuestionError(both[1], f"it cannot be asked beside {both[0]}", "one of the two")
    zone = _zone(asked.timezone)
    if asked.day is not None:
        return _days("day", asked.day, 1, "2024-10-25", zone)
    if asked.week is not None:
        return _days("week", asked.week, 7, "2024-W43", zone)
    since = None if asked.since is None else _moment("since", asked.since, zone, is_end=False)
    until = None if asked.until is None else _moment("until", asked.until, zone, is_end=True)
    if since is not None and until is not None and until <= since:
        raise QuestionError("until", "it lies before since", "a later day")
    return Stretch(since, until)


def week_up_to(moment: str) -> Stretch:
    """The seven days up to a moment, which is within them."""
    last = datetime.fromisoformat(moment)
    return Stretch((last - timedelta(days=7) + _SECOND).strftime(_MOMENT), (last + _SECOND).strftime(_MOMENT))


def _days(option: str, written: str, length: int, example: str, zone: tzinfo) -> Stretch:
    found = typed.days(option, written)
    first, last = date.fromisoformat(found.first), date.fromisoformat(found.last)
    if (last - first).days != length - 1 or ".." in written:
        raise QuestionError(option, f"{typed.shown(written)} is no {option}", example)
    return Stretch(_midnight(option, first, zone, 0), _midnight(option, last, zone, 1))


def _moment(option: str, written: str, zone: tzinfo, *, is_end: bool) -> str:
    """A moment, or the beginning or end of a day, week, month or year."""
    try:
        if "T" in written.strip().upper():
            known = datetime.fromisoformat(written.strip().upper())
            return known.replace(tzinfo=known.tzinfo or zone).astimezone(UTC).strftime(_MOMENT)
        found = typed.days(option, written)
    except (ValueError, OverflowError, QuestionError):
        raise QuestionError(
            option, f"{typed.shown(written)} is no day and no moment", "2024-10-25 or 2024-10-25T18:00Z"
        ) from None
    day = date.fromisoformat(found.last if is_end else found.first)
    return _midnight(option, day, zone, 1 if is_end else 0)


def _midnight(option: str, day: date, zone: tzinfo, days_later: int) -> str:
    try:
        later = day + timedelta(days=days_later)
        return datetime.combine(later, time(), zone).astimezone(UTC).strftime(_MOMENT).zfill(20)
    except OverflowError:  # the first and the last day of the calendar
        raise QuestionError(option, f"{day} is at the end of the calendar", "2024-10-25") from None


def _zone(name: str) -> tzinfo:
    try:
        return UTC if name == "UTC" else ZoneInfo(name)  # some systems know no zones at all
    except (ValueError, OSError, LookupError):  # ZoneInfoNotFoundError is a KeyError
        raise QuestionError("timezone", f"{typed.shown(name)} is not known", "Europe/Kyiv") from None


def _second_before(moment: str | None) -> str | None:
    return (datetime.fromisoformat(moment) - _SECOND).strftime(_MOMENT).zfill(20) if moment else None
