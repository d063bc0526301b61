"""Where the explorer may listen, and under which names."""

from __future__ import annotations

from pathlib import Path

import doors
import pytest

from onrecord.desk import accounts
from onrecord.desk.file import Desk
from onrecord.net import listening
from onrecord.net.listening import CannotListen
from onrecord.web.serving import CannotServe, Opening, Signs, check, configured, hosts, serve
from onrecord.web.settings import Settings, desk_of

OWN = ("127.0.0.1",)
SIGNS = Signs(lambda _address: None, lambda: None)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    ledger = tmp_path / "onrecord.db"
    return Settings(ledger=ledger, desk=desk_of(ledger))


def add(settings: Settings, password: str | None) -> None:
    desk = Desk(settings.desk)
    accounts.add(desk, "Ana", "admin", password)
    desk.close()


@pytest.mark.parametrize(
    ("opening", "addresses", "is_closed_to_all"),
    [
        (Opening(), OWN, False),
        (Opening("localhost"), ("127.0.0.1", "::1"), False),
        (Opening("127.8.9.10"), ("127.8.9.10",), False),
        (Opening("::1"), ("::1",), False),
        (Opening("0.0.0.0"), ("0.0.0.0",), True),
        (Opening("::"), ("::",), True),
        (Opening("192.0.2.1"), ("192.0.2.1",), True),
        (Opening("10.0.0.1"), ("10.0.0.1",), True),
        (Opening("fe80::1%eth0"), ("fe80::1%eth0",), True),
        (Opening("::ffff:127.0.0.1"), ("::ffff:127.0.0.1",), True),
        (Opening("here.example"), ("127.0.0.1", "192.0.2.1"), True),  # one of two is enough
        (Opening(names=("news.example",)), OWN, True),  # a proxy brings others
    ],
)
def test_what_others_can_reach_takes_an_account_with_a_password(
    settings: Settings, opening: Opening, addresses: tuple[str, ...], is_closed_to_all: bool
) -> None:
    def is_refused() -> bool:
        try:
            check(settings, opening, addresses)
        except CannotServe:
            return True
        return False

    assert is_refused() == is_closed_to_all
    add(settings, None)
    assert is_refused() == is_closed_to_all  # nobody can log in with it
    desk = Desk(settings.desk)
    accounts.set_password(desk, "Ana", doors.PASSWORD)
    desk.close()
    assert not is_refused()


def test_it_is_refused_before_anything_listens(settings: Settings) -> None:
    with pytest.raises(CannotServe, match=r"others could reach .* at 0\.0\.0\.0.* onrecord account add"):
        serve(settings, Opening("0.0.0.0", 0), SIGNS)
    assert not settings.ledger.exists()
    assert not settings.desk.exists()


def test_behind_a_proxy_it_has_a_name(tmp_path: Path, settings: Settings) -> None:
    add(settings, doors.PASSWORD)
    secure = doors.settings_of(tmp_path, is_secure=True)
    with pytest.raises(CannotServe, match="--name"):
        check(secure, Opening(), OWN)
    check(secure, Opening(names=("news.example",)), OWN)


@pytest.mark.parametrize(
    ("opening", "more"),
    [
        (Opening(), ()),
        (Opening("192.0.2.1"), ("192.0.2.1",)),
        (Opening("2001:db8::1"), ("[2001:db8::1]",)),
        (Opening("0.0.0.0", names=("News.Example",)), ("news.example",)),
        (Opening("::"), ()),  # an address that stands for all is no name
    ],
)
def test_it_answers_to_its_address_and_to_the_names_given(
    settings: Settings, opening: Opening, more: tuple[str, ...]
) -> None:
    assert hosts(settings, opening) == ("127.0.0.1", "localhost", "[::1]", *more)


def test_a_port_that_is_taken_is_said_in_plain_words() -> None:
    (taken,) = listening.listen(OWN, 0)
    port = taken.getsockname()[1]
    with pytest.raises(CannotListen, match=f"port {port} of 127.0.0.1 is taken by another program"):
        listening.listen(OWN, port)
    taken.close()
    (again,) = listening.listen(OWN, port)
    again.close()


def test_an_address_that_is_not_ours_is_said_in_plain_words() -> None:
    with pytest.raises(CannotListen, match="cannot be listened on"):
        listening.listen(["192.0.2.1"], 0)
    for name in ("no such name", "x" * 300, "\udcff", "a..b"):
        with pytest.raises(CannotListen, match="is no address of this machine"):
            listening.addresses(name)


def test_the_addresses_of_a_name_are_on_one_port() -> None:
    sockets = listening.listen(["127.0.0.1", "127.0.0.2"], 0)
    assert len({each.getsockname()[1] for each in sockets}) == 1
    for each in sockets:
        each.close()


def test_a_proxys_word_counts_only_where_there_is_one(settings: Settings, tmp_path: Path) -> None:
    async def app(*_: object) -> None:
        pass

    assert not configured(app, settings).proxy_headers
    config = configured(app, doors.settings_of(tmp_path, is_secure=True))
    assert config.proxy_headers
    assert config.forwarded_allow_ips == ["127.0.0.1", "::1"]
    assert config.h11_max_incomplete_event_size == 65_536
