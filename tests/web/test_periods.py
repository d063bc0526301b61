"""Periods of digests: where each begins and ends, and where its neighbours are."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web import periods

NOW = datetime(2024, 10, 25, 18, 30, tzinfo=UTC)
NEWEST = "2024-10-25T12:00:00Z"
OLD = "2024-10-02T12:00:00Z"


@pytest.mark.parametrize(
    ("name", "newest", "visit", "on", "since", "until", "words"),
    [
        ("day", NEWEST, None, None, "2024-10-25T00:00:00Z", "2024-10-26T00:00:00Z", "2024-10-25"),
        (
            "week",
            NEWEST,
            None,
            None,
            "2024-10-19T00:00:00Z",
            "2024-10-26T00:00:00Z",
            "2024-10-19 to 2024-10-25",
        ),
        (
            "visit",
            NEWEST,
            None,
            None,
            "2024-10-19T00:00:00Z",
            "2024-10-26T00:00:00Z",
            "2024-10-19 to 2024-10-25",
        ),
        # Nothing newer is on record: the last week, or day, that is.
        ("week", OLD, None, None, "2024-09-26T00:00:00Z", "2024-10-03T00:00:00Z", "2024-09-26 to 2024-10-02"),
        ("day", OLD, None, None, "2024-10-02T00:00:00Z", "2024-10-03T00:00:00Z", "2024-10-02"),
        ("day", None, None, None, "2024-10-25T00:00:00Z", "2024-10-26T00:00:00Z", "2024-10-25"),
        ("day", "no day", None, None, "2024-10-25T00:00:00Z", "2024-10-26T00:00:00Z", "2024-10-25"),
        ("day", OLD, None, "2024-10-11", "2024-10-11T00:00:00Z", "2024-10-12T00:00:00Z", "2024-10-11"),
        (
            "visit",
            NEWEST,
            "2024-10-24T09:15:00Z",
            None,
            "2024-10-24T09:15:00Z",
            "2024-10-25T18:30:00Z",
            "since your last visit on 2024-10-24 at 09:15 UTC",
        ),
    ],
)
def test_where_a_period_begins_and_ends(
    name: periods.PeriodName,
    newest: str | None,
    visit: str | None,
    on: str | None,
    since: str,
    until: str,
    words: str,
) -> None:
    day = date.fromisoformat(on) if on else None
    found = periods.period(name, now=NOW, newest=newest, last_visit=visit, on=day)
    assert (found.since, found.until, found.words) == (since, until, words)


def test_neighbours_end_today() -> None:
    today = periods.period("week", now=NOW, newest=NEWEST, last_visit=None)
    assert (today.earlier, today.later, today.is_past) == ("2024-10-18", None, False)
    before = periods.period("week", now=NOW, newest=NEWEST, last_visit=None, on=date(2024, 10, 22))
    assert (before.earlier, before.later) == ("2024-10-15", "2024-10-25")
    assert periods.period("day", now=NOW, newest=OLD, last_visit=None).is_past


@given(st.dates(), st.sampled_from(["day", "week"]))
def test_any_day_of_the_calendar_can_be_asked_for(on: date, name: periods.PeriodName) -> None:
    found = periods.period(name, now=NOW, newest=NEWEST, last_visit=None, on=on)
    assert found.since < found.until
    assert found.earlier is not None


def test_the_week_of_a_preview_ends_now_or_where_the_record_ends() -> None:
    now = periods.week_before(NOW, NEWEST)
    assert (now.since, now.until, now.is_past) == ("2024-10-18T18:30:00Z", "2024-10-25T18:30:00Z", False)
    past = periods.week_before(NOW, OLD)
    assert (past.since, past.until, past.is_past) == ("2024-09-25T12:00:00Z", OLD, True)
    assert not periods.week_before(NOW, None).is_past


def test_a_report_of_a_day_alone_is_of_that_day() -> None:
    found = periods.period("day", now=datetime(2024, 10, 25, 12, tzinfo=UTC), newest=None, last_visit=None)
    since, until = found.asked
    assert since < "2024-10-25T00:00:00Z" <= until
    assert not since < "2024-10-26T00:00:00Z" <= until
