"""Hooks: told change by change, later where they fail, not at all while they are paused."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from hands import Hands

from onrecord.desk import hooks, topics
from onrecord.desk.file import Desk, DeskError, NotAtDesk, moment
from onrecord.desk.hooks import add, all_hooks, done, due, one, pause, put_off, remove, resume

URL = "https://example.org/hook?key=1"


@pytest.fixture(autouse=True)
def _topics(desk: Desk) -> None:
    for name in ("Strike", "Pay"):
        topics.add(desk, name, [])


def test_a_hook_has_a_secret_of_its_own(desk: Desk) -> None:
    first, second = add(desk, 1, f" {URL}\n", 7), add(desk, 2, URL, 7)
    assert (first.number, first.topic, first.url, first.cursor, first.failures) == (1, 1, URL, 7, 0)
    assert first.secret != second.secret
    assert len(first.secret) == 32
    assert first.shown_secret == "whsec_" + base64.b64encode(first.secret).decode()
    assert repr(first.secret) not in repr(first)  # logs are no place for it
    assert all_hooks(desk) == (first, second) == due(desk)
    assert one(desk, 1) == first


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "ftp://example.org",
        "https://",
        "https:///a",
        "https://a b",
        "https://" + "a" * 2_000,
    ],
)
def test_what_is_no_address_of_the_web_is_refused(desk: Desk, url: str) -> None:
    with pytest.raises(DeskError, match="is no address of the web"):
        add(desk, 1, url, 0)
    assert all_hooks(desk) == ()


def test_an_address_is_told_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    add(desk, 1, URL, 0)
    with pytest.raises(DeskError, match="is told of 'Strike' already"):
        add(desk, 1, URL, 0)
    monkeypatch.setattr(hooks, "MOST", 1)
    with pytest.raises(DeskError, match="there are 1 hooks already"):
        add(desk, 2, URL, 0)


def test_what_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotAtDesk, match="there is no topic 3"):
        add(desk, 3, URL, 0)
    for do in (remove, one, resume, lambda d, n: pause(d, n, "why")):
        for number in (1, 0, -1, 10**30):
            with pytest.raises(NotAtDesk, match="there is no hook"):
                do(desk, number)
    done(desk, 1, 3)  # it was removed while it was told
    assert put_off(desk, 1, "", "busy") is None


def test_it_leaves_alone_or_with_its_topic(desk: Desk) -> None:
    first, _ = add(desk, 1, URL, 0), add(desk, 2, URL, 0)
    assert remove(desk, 1) == first
    topics.remove(desk, 2)
    assert all_hooks(desk) == ()


def test_failures_are_counted_and_a_success_ends_them(desk: Desk, hands: Hands) -> None:
    add(desk, 1, URL, 7)
    since = moment(hands.at)
    for failures in (1, 2):
        later = moment(hands.at + timedelta(minutes=5))
        hook = put_off(desk, 1, later, "503\nbusy")
        assert hook is not None
        assert (hook.failures, hook.failing_since, hook.due_at, hook.problem) == (
            failures,
            since,
            later,
            "503 busy",
        )
        assert due(desk) == ()
        hands.move(minutes=5)
        assert due(desk) == (hook,)
    done(desk, 1, 8)
    hook = one(desk, 1)
    assert (hook.cursor, hook.failures, hook.failing_since, hook.due_at, hook.problem) == (
        8,
        0,
        None,
        None,
        None,
    )
    done(desk, 1, 3)
    assert one(desk, 1).cursor == 8  # never back


def test_a_paused_hook_waits_where_it_stood(desk: Desk, hands: Hands) -> None:
    add(desk, 1, URL, 7)
    put_off(desk, 1, moment(hands.at + timedelta(hours=1)), "503")
    pause(desk, 1, "it has failed for two days")
    hands.move(days=3)
    assert due(desk) == ()
    assert one(desk, 1).paused_why == "it has failed for two days"
    resume(desk, 1)
    hook = one(desk, 1)
    assert due(desk) == (hook,)
    assert (hook.cursor, hook.failures, hook.paused_why, hook.problem) == (7, 0, None, None)


def test_a_clock_that_goes_back_holds_no_hook_for_years(desk: Desk, hands: Hands) -> None:
    add(desk, 1, URL, 7)
    put_off(desk, 1, moment(hands.at + timedelta(days=2_000)), "503")
    assert len(due(desk)) == 1
