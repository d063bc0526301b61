"""When a digest is due: once for each day or week, whatever the clock does.

A period is named by when it begins: "2024-10-25" for the day whose digest hour is on that date, "2024-W43"
for the week whose weekday is in that ISO week, and the moment itself for alerts. A subscription keeps the
last one that was done. Dates and hours are those of the settings' timezone, read off the clock on the wall:
a digest hour that summer time leaves out counts as past an hour later, one that comes twice counts once.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from onrecord.delivery.settings import Calendar

Rhythm = Literal["at-once", "daily", "weekly"]

ALERT_EVERY = timedelta(minutes=5)
"""Alerts of one subscription are at least so far apart; what comes between is told by the next."""
# A period done that lies further ahead than a clock is ever put back on purpose was named by a clock that was
# wrong: waiting for it could take years. Nothing is told twice all the same, for changes count by number.
_AHEAD = timedelta(days=8)
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


def period(
    rhythm: Rhythm, now: datetime, calendar: Calendar, last_period: str | None, made_at: datetime
) -> str | None:
    """Name the period that is due, None where none is.

    `last_period` is the last that was done. Before the first the one in which the subscription was made
    counts as done: the first digest comes when the next day or week begins. The first alert is due at once.
    """
    if rhythm == "at-once":
        return _alert(now, last_period)
    current = _begun(rhythm, now, calendar)
    done = last_period if _is_of(rhythm, last_period) else _begun(rhythm, made_at, calendar)
    if done is None or current > done:
        return current
    is_far = begins(done, calendar) - begins(current, calendar) > _AHEAD
    return current if is_far else None


def begins(name: str, calendar: Calendar) -> datetime:
    """The moment, in UTC, at which a period begins. Raises ValueError for what names none."""
    if "T" in name:
        return datetime.strptime(name, _MOMENT).replace(tzinfo=UTC)
    week = _WEEK.fullmatch(name)
    if week:
        day = date.fromisocalendar(int(week[1]), int(week[2]), calendar.weekday + 1)
    else:
        day = date.fromisoformat(name)
    return datetime.combine(day, time(calendar.hour), calendar.timezone).astimezone(UTC)


def _alert(now: datetime, last_period: str | None) -> str | None:
    named = now.astimezone(UTC).strftime(_MOMENT)
    if last_period is None or not _is_of("at-once", last_period):
        return named
    last = datetime.strptime(last_period, _MOMENT).replace(tzinfo=UTC)
    # Either way: after a clock was put back, the last alert lies ahead.
    return named if abs(now - last) >= ALERT_EVERY else None


def _begun(rhythm: Rhythm, moment: datetime, calendar: Calendar) -> str:
    """The period that a moment lies in."""
    local = moment.astimezone(calendar.timezone)
    day = local.date() if local.hour >= calendar.hour else local.date() - timedelta(days=1)
    if rhythm == "daily":
        return day.isoformat()
    day -= timedelta(days=(day.weekday() - calendar.weekday) % 7)
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _is_of(rhythm: Rhythm, name: str | None) -> bool:
    """Whether a period is one of this rhythm: a subscription's rhythm can be changed."""
    if name is None:
        return False
    kind: Rhythm = "at-once" if "T" in name else "weekly" if "W" in name else "daily"
    return kind == rhythm
