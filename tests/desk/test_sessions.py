"""Sessions, visits and tokens: what time does to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.desk import accounts, sessions, tokens, visits
from onrecord.desk.accounts import Account
from onrecord.desk.file import Desk, DeskError, moment

START = datetime(2024, 10, 25, 8, 0, tzinfo=UTC)


class Clock:
    """The hands of the machine's clock."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def go(self, **on: float) -> None:
        self.at += timedelta(**on)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("onrecord.clock.now", clock.now)
    return clock


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "desk.db")
    yield desk
    desk.close()


@pytest.fixture
def ana(desk: Desk) -> Account:
    return accounts.add(desk, "Ana", "reader", None)


def test_a_session_ends_after_twelve_hours_without_a_request(desk: Desk, ana: Account, clock: Clock) -> None:
    token = sessions.begin(desk, ana, "a browser")
    clock.go(hours=11, minutes=59)
    assert sessions.find(desk, token) is not None
    clock.go(hours=11, minutes=59)
    assert sessions.find(desk, token) is not None
    clock.go(hours=12, seconds=1)
    assert sessions.find(desk, token) is None


def test_a_session_ends_after_thirty_days_however_much_it_is_used(
    desk: Desk, ana: Account, clock: Clock
) -> None:
    token = sessions.begin(desk, ana, None)
    for _ in range(60):
        clock.go(hours=11, minutes=59)
        assert sessions.find(desk, token) is not None
    clock.go(hours=1)
    assert sessions.find(desk, token) is None


def test_what_has_ended_is_taken_out_when_somebody_logs_in(desk: Desk, ana: Account, clock: Clock) -> None:
    for _ in range(3):
        sessions.begin(desk, ana, None)
    clock.go(days=1)
    sessions.begin(desk, ana, None)
    with desk.reading() as connection:
        assert connection.execute("SELECT count(*) FROM session").fetchone()[0] == 1


def test_tokens_are_new_each_time_and_not_kept(desk: Desk, ana: Account) -> None:
    made = {sessions.begin(desk, ana, None) for _ in range(10)} | {tokens.make(desk, "Ana")}
    assert len(made) == 11
    raw = b"".join(path.read_bytes() for path in desk.path.parent.iterdir())
    assert not [token for token in made if token.encode() in raw]


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "a" * 42 + "é", "a" * 44, "\udcff" * 43, "%00" * 20])
def test_what_is_no_token_finds_nothing(desk: Desk, ana: Account, token: str) -> None:
    sessions.begin(desk, ana, None)
    assert sessions.find(desk, token) is None
    assert tokens.account_of(desk, token) is None
    assert tokens.account_of(desk, f"onrecord_{token}") is None


def test_a_session_knows_its_account_as_it_is_now(desk: Desk, ana: Account) -> None:
    token = sessions.begin(desk, ana, None)
    accounts.set_role(desk, "Ana", "admin")
    found = sessions.find(desk, token)
    assert found is not None
    assert found.account.role == "admin"


def test_logging_out_ends_one_session_and_the_others_can_be_ended(desk: Desk, ana: Account) -> None:
    one, two, three = (sessions.begin(desk, ana, f"browser {n}") for n in range(3))
    sessions.end(desk, one)
    assert [sessions.find(desk, each) is not None for each in (one, two, three)] == [False, True, True]
    assert sessions.end_others(desk, ana.id, two) == 1
    assert [each.browser for each in sessions.of(desk, ana.id)] == ["browser 1"]


def test_a_long_name_of_a_browser_is_cut(desk: Desk, ana: Account) -> None:
    sessions.begin(desk, ana, "x" * 100_000)
    assert len(sessions.of(desk, ana.id)[0].browser or "") == 200


def test_the_visit_before_this_one(desk: Desk, clock: Clock) -> None:
    assert visits.visit(desk, visits.NOBODY) is None
    clock.go(minutes=20)
    assert visits.visit(desk, visits.NOBODY) is None  # still the first visit
    last = moment(clock.at)
    clock.go(minutes=31)
    assert visits.visit(desk, visits.NOBODY) == last
    clock.go(minutes=29)
    assert visits.visit(desk, visits.NOBODY) == last
    second = moment(clock.at)
    clock.go(days=3)
    assert visits.visit(desk, visits.NOBODY) == second
    assert visits.visit(desk, 7) is None  # everybody's own


def test_a_token_is_its_accounts_until_it_is_ended(desk: Desk, ana: Account, clock: Clock) -> None:
    token = tokens.make(desk, "ana")
    assert tokens.account_of(desk, token) == ana
    clock.go(days=400)
    assert tokens.account_of(desk, token) == ana
    assert [(each.account, each.used_at) for each in tokens.listed(desk)] == [("Ana", moment(clock.at))]
    assert tokens.end(desk, "Ana") == 1
    assert tokens.account_of(desk, token) is None
    with pytest.raises(DeskError, match="there is no account"):
        tokens.make(desk, "Ben")
