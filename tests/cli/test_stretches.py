"""Days, weeks and moments behind options, as stretches of time."""

from __future__ import annotations

import pytest

from onrecord.cli.stretches import Asked, Stretch, read, week_up_to
from onrecord.ledger.typed import QuestionError

DAY = Stretch("2024-10-25T00:00:00Z", "2024-10-26T00:00:00Z")


@pytest.mark.parametrize(
    ("asked", "stretch"),
    [
        (Asked(), Stretch()),
        (Asked(day="2024-10-25"), DAY),
        (Asked(day=" 2024-10-25 "), DAY),
        (
            Asked(day="2024-10-25", timezone="Europe/Kyiv"),
            Stretch("2024-10-24T21:00:00Z", "2024-10-25T21:00:00Z"),
        ),
        # The day on which clocks are put back has 25 hours.
        (
            Asked(day="2024-10-27", timezone="Europe/Kyiv"),
            Stretch("2024-10-26T21:00:00Z", "2024-10-27T22:00:00Z"),
        ),
        (Asked(week="2024-W43"), Stretch("2024-10-21T00:00:00Z", "2024-10-28T00:00:00Z")),
        (Asked(since="2024-10-25"), Stretch("2024-10-25T00:00:00Z")),
        (Asked(since="2024-10", until="2024-10"), Stretch("2024-10-01T00:00:00Z", "2024-11-01T00:00:00Z")),
        (Asked(since="2024-10-25T18:30"), Stretch("2024-10-25T18:30:00Z")),
        (Asked(since="2024-10-25T18:30", timezone="Europe/Kyiv"), Stretch("2024-10-25T15:30:00Z")),
        (Asked(since="2024-10-25T18:30+02:00", timezone="Asia/Tokyo"), Stretch("2024-10-25T16:30:00Z")),
        (Asked(until="2024-10-25"), Stretch(None, "2024-10-26T00:00:00Z")),
    ],
)
def test_read(asked: Asked, stretch: Stretch) -> None:
    assert read(asked) == stretch


@pytest.mark.parametrize(
    ("asked", "option"),
    [
        (Asked(day="2024-10"), "day"),
        (Asked(day="yesterday"), "day"),
        (Asked(day="2024-10-25..2024-10-25"), "day"),
        (Asked(day="9999-12-31"), "day"),
        (Asked(week="2024-10-25"), "week"),
        (Asked(week="2024-W60"), "week"),
        (Asked(since="soon"), "since"),
        (Asked(since="2024-10-25T99:00"), "since"),
        (Asked(until="T"), "until"),
        (Asked(since="2024-10-25", until="2024-10-24"), "until"),
        (Asked(day="2024-10-25", week="2024-W43"), "week"),
        (Asked(day="2024-10-25", until="2024-10-26"), "until"),
        (Asked(day="2024-10-25", timezone="Mars/Base"), "timezone"),
        (Asked(timezone="../../etc/passwd"), "timezone"),
        (Asked(timezone=""), "timezone"),
    ],
)
def test_what_is_wrong_is_told_by_the_option(asked: Asked, option: str) -> None:
    with pytest.raises(QuestionError) as told:
        read(asked)
    assert told.value.option == option


def test_a_report_of_a_day_alone_is_of_that_day() -> None:
    since, until = DAY.behind
    assert since is not None
    assert until is not None
    assert since < "2024-10-25T00:00:00Z" <= until
    assert not since < "2024-10-26T00:00:00Z" <= until


def test_the_week_up_to_a_moment_holds_it() -> None:
    since, until = week_up_to("2024-10-25T18:30:00Z").behind
    assert (since, until) == ("2024-10-18T18:30:00Z", "2024-10-25T18:30:00Z")
