"""When digests are due, as tables."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.delivery.schedule import Rhythm, begins, period
from onrecord.delivery.settings import Calendar

UTC_7 = Calendar(timezone=ZoneInfo("UTC"), hour=7, weekday=0)
KYIV = Calendar(timezone=ZoneInfo("Europe/Kyiv"), hour=3, weekday=6)
LONG_AGO = datetime(2024, 10, 1, tzinfo=UTC)


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


# (rhythm, now, last period, the one that is due)
DUE: list[tuple[Rhythm, str, str | None, str | None]] = [
    ("daily", "2024-10-25T06:59:59", "2024-10-24", None),
    ("daily", "2024-10-25T07:00:00", "2024-10-24", "2024-10-25"),
    ("daily", "2024-10-25T07:00:00", "2024-10-25", None),
    ("daily", "2024-10-25T23:59:59", "2024-10-25", None),
    (
        "daily",
        "2024-10-26T00:30:00",
        "2024-10-24",
        "2024-10-25",
    ),  # slept through, after midnight
    ("daily", "2024-10-30T08:00:00", "2024-10-24", "2024-10-30"),  # several: one digest of them all
    ("daily", "2024-10-24T08:00:00", "2024-10-25", None),  # the clock went back a day
    ("daily", "2024-10-19T08:00:00", "2024-10-25", None),  # and six
    ("daily", "2024-10-25T08:00:00", "2030-01-01", "2024-10-25"),  # it had been wrong by years
    ("weekly", "2024-10-21T06:59:00", "2024-W42", None),  # a Monday
    ("weekly", "2024-10-21T07:00:00", "2024-W42", "2024-W43"),
    ("weekly", "2024-10-27T23:00:00", "2024-W43", None),  # the Sunday after
    ("weekly", "2024-10-28T07:00:00", "2024-W43", "2024-W44"),
    ("weekly", "2024-12-30T07:00:00", "2024-W52", "2025-W01"),  # ISO: the last Monday of the year
    ("weekly", "2025-01-01T07:00:00", "2025-W01", None),
    ("weekly", "2024-10-22T07:00:00", "2024-W44", None),  # the clock went back a week
    ("at-once", "2024-10-25T09:00:00", None, "2024-10-25T09:00:00Z"),
    ("at-once", "2024-10-25T09:04:59", "2024-10-25T09:00:00Z", None),
    ("at-once", "2024-10-25T09:05:00", "2024-10-25T09:00:00Z", "2024-10-25T09:05:00Z"),
    ("at-once", "2024-10-25T08:58:00", "2024-10-25T09:00:00Z", None),  # the clock went back a little
    ("at-once", "2024-10-25T08:00:00", "2024-10-25T09:00:00Z", "2024-10-25T08:00:00Z"),  # and a lot
    ("daily", "2024-10-25T08:00:00", "2024-W43", "2024-10-25"),  # the rhythm was changed
    ("at-once", "2024-10-25T08:00:00", "2024-10-25", "2024-10-25T08:00:00Z"),
]


@pytest.mark.parametrize(("rhythm", "now", "last", "due"), DUE)
def test_due(rhythm: Rhythm, now: str, last: str | None, due: str | None) -> None:
    assert period(rhythm, at(now), UTC_7, last, LONG_AGO) == due


# (rhythm, subscribed, now, the first that is due)
FIRST: list[tuple[Rhythm, str, str, str | None]] = [
    ("daily", "2024-10-25T06:00:00", "2024-10-25T06:30:00", None),
    ("daily", "2024-10-25T06:00:00", "2024-10-25T07:00:00", "2024-10-25"),
    ("daily", "2024-10-25T08:00:00", "2024-10-25T09:00:00", None),  # after the hour: tomorrow's
    ("daily", "2024-10-25T08:00:00", "2024-10-26T07:00:00", "2024-10-26"),
    ("weekly", "2024-10-23T08:00:00", "2024-10-27T23:00:00", None),
    ("weekly", "2024-10-23T08:00:00", "2024-10-28T07:00:00", "2024-W44"),
    ("at-once", "2024-10-23T08:00:00", "2024-10-23T08:00:00", "2024-10-23T08:00:00Z"),
    ("daily", "2030-10-25T08:00:00", "2024-10-25T08:00:00", "2024-10-25"),  # subscribed by a wrong clock
]


@pytest.mark.parametrize(("rhythm", "made", "now", "due"), FIRST)
def test_the_first(rhythm: Rhythm, made: str, now: str, due: str | None) -> None:
    assert period(rhythm, at(now), UTC_7, None, at(made)) == due


# Kyiv goes to summer time on 2024-03-31 at 03:00 (then 04:00) and back on 2024-10-27 at 04:00 (then 03:00).
# (now, last, due) of daily digests at 3 o'clock there
SUMMER = [
    ("2024-03-31T00:59:00", "2024-03-30", None),  # 02:59
    ("2024-03-31T01:00:00", "2024-03-30", "2024-03-31"),  # 04:00: there was no 3 o'clock
    ("2024-10-27T00:00:00", "2024-10-26", "2024-10-27"),  # 03:00
    ("2024-10-27T01:00:00", "2024-10-27", None),  # 03:00 again
]


@pytest.mark.parametrize(("now", "last", "due"), SUMMER)
def test_summer_time(now: str, last: str, due: str | None) -> None:
    assert period("daily", at(now), KYIV, last, LONG_AGO) == due


# (period, its beginning in UTC)
BEGINS = [
    ("2024-10-25", "2024-10-25T00:00:00"),  # 03:00 in summer
    ("2024-12-25", "2024-12-25T01:00:00"),  # and in winter
    ("2024-W43", "2024-10-27T00:00:00"),  # its Sunday
    ("2024-10-25T09:00:00Z", "2024-10-25T09:00:00"),
]


@pytest.mark.parametrize(("name", "moment"), BEGINS)
def test_begins(name: str, moment: str) -> None:
    assert begins(name, KYIV) == at(moment)


@given(
    st.lists(st.timedeltas(timedelta(minutes=1), timedelta(days=20)), max_size=40),
    st.sampled_from(["daily", "weekly"]),
)
def test_periods_only_grow_while_the_clock_does(steps: list[timedelta], rhythm: Rhythm) -> None:
    now, last, done = LONG_AGO, None, []
    for step in steps:
        now += step
        if (due := period(rhythm, now, KYIV, last, LONG_AGO)) is not None:
            last = due
            done.append(due)
            assert begins(due, KYIV) <= now
            assert period(rhythm, now, KYIV, last, LONG_AGO) is None
    assert all(first < second for first, second in pairwise(done))
