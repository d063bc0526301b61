"""Cursors beyond the ledger's last change come back to it; others stay."""

from __future__ import annotations

from onrecord.desk import hooks, subscribers, topics
from onrecord.desk.cursors import clamp_cursors
from onrecord.desk.file import Desk


def test_cursors_beyond_the_last_change_come_back_to_it(desk: Desk) -> None:
    topics.add(desk, "Strike", [])
    for address, cursor in (("ada@example.org", 90), ("bea@example.org", 9)):
        subscribers.ask(desk, address, 1, "daily", cursor)
    hooks.add(desk, 1, "https://example.org/hook", 80)
    topics.tell(desk, 1, "Ada", 70)
    assert clamp_cursors(desk, 10) == 3
    assert [each.subscription.cursor for each in subscribers.of_topic(desk, 1)] == [10, 9]
    assert hooks.one(desk, 1).cursor == 10
    assert topics.told(desk, 1, "Ada") == 10
    assert clamp_cursors(desk, 10) == 0
    assert clamp_cursors(desk, -1) == 4  # a ledger without changes
    assert hooks.one(desk, 1).cursor == 0
