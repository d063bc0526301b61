"""Stretches of time that a digest is of: since the last visit, a day, a week, or all there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args

PeriodName = Literal["visit", "day", "week", "all"]
NAMES: tuple[PeriodName, ...] = get_args(PeriodName)
_DAYS = {"day": 1, "week": 7}
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"
_BEGINNING = "0001-01-01T00:00:00Z"
_FIRST, _LAST = date(1, 1, 15), date(9999, 12, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, half-open (since, until], ISO 8601 in UTC.

    `words` say it to a person. `on` is the last day of a day or week, `earlier` and `later` are those of its
    neighbours, None where there is nothing to lead to. `is_past` says that the newest there is lies further
    back than a week: the period ends there and not now.
    """

    name: PeriodName
    since: str
    until: str
    words: str
    on: str | None = None
    earlier: str | None = None
    later: str | None = None
    is_past: bool = False

    @property
    def asked(self) -> tuple[str, str]:
        """What the ledger is asked for: (since, until], a second earlier where it begins and ends with a day.

        A report that bears a day alone came out at its midnight, and is of that day.
        """
        if self.on is None:
            return self.since, self.until
        since, until = (
            (datetime.fromisoformat(each.zfill(20)) - timedelta(seconds=1)).strftime(_MOMENT).zfill(20)
            for each in (self.since, self.until)
        )
        return since, until


def period(
    name: PeriodName, *, now: datetime, newest: str | None, last_visit: str | None, on: date | None = None
) -> Period:
    """The period of a name. `newest` is the moment of the newest change, `on` the last day where it is asked.

    Without a last visit "visit" is a week.
    """
    until = now.strftime(_MOMENT)
    if name == "visit" and last_visit is not None:
        words = f"since your last visit on {last_visit[:10]} at {last_visit[11:16]} UTC"
        return Period("visit", last_visit, until, words)
    if name == "all":
        return Period("all", _BEGINNING, until, "all that is on record")
    of: PeriodName = "week" if name == "visit" else name
    return _days(of, now, newest, on)


def _days(name: PeriodName, now: datetime, newest: str | None, on: date | None) -> Period:
    days = _DAYS[name]
    today, known = now.astimezone(UTC).date(), day_of(newest)
    is_past = known is not None and today - known >= timedelta(days=_DAYS["week"])
    last = on or (known if is_past and known is not None else today)
    last = min(max(last, _FIRST), _LAST)
    first = last - timedelta(days=days - 1)
    words = last.isoformat() if days == 1 else f"{first} to {last}"
    return Period(
        name=name,
        since=_midnight(first),
        until=_midnight(last + timedelta(days=1)),
        words=words,
        on=last.isoformat(),
        earlier=(last - timedelta(days=days)).isoformat(),
        later=min(last + timedelta(days=days), today).isoformat() if last < today else None,
        is_past=is_past and on is None,
    )


def week_before(now: datetime, newest: str | None) -> Period:
    """The seven days up to now; up to the newest change where that lies further back."""
    until, is_past = now, False
    if newest is not None:
        at = datetime.fromisoformat(newest)
        is_past = now - at > timedelta(days=7)
        until = at if is_past else now
    since = until - timedelta(days=7)
    words = f"{since:%Y-%m-%d} to {until:%Y-%m-%d}"
    return Period("week", since.strftime(_MOMENT), until.strftime(_MOMENT), words, is_past=is_past)


def day_of(moment: str | None) -> date | None:
    """The day of an ISO 8601 moment, or of what begins with a day; None where it is none."""
    try:
        return date.fromisoformat((moment or "")[:10])
    except ValueError:
        return None


def _midnight(day: date) -> str:
    return datetime.combine(day, time(), UTC).strftime(_MOMENT)
