"""How long is waited after how many failures."""

from datetime import timedelta

import pytest

from onrecord.delivery.backoff import wait

# (failures in a row, minutes until the next try)
WAITS = [(1, 1), (2, 5), (3, 30), (4, 120), (5, 360), (12, 360), (13, None), (100, None)]


@pytest.mark.parametrize(("failures", "minutes"), WAITS)
def test_waits(failures: int, minutes: int | None) -> None:
    assert wait(failures) == (None if minutes is None else timedelta(minutes=minutes))


def test_two_days_are_waited_in_all() -> None:
    waits = [wait(failures) for failures in range(1, 13)]
    assert timedelta(days=1.5) < sum(filter(None, waits), timedelta()) < timedelta(days=2.5)
