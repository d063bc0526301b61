"""Addresses that mean harm, written, looked up or redirected to: each is refused by name, and soon."""

import itertools
import socket
import time
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import HERE, Site, fetcher, moved, refusal, reply, to_loopback

from onrecord.net import Fetcher, Limits, NotFetched, connection, ip_address

PAGE = reply(b"<p>The dockers will strike.", Content_Type="text/html")


@pytest.fixture
def loopback_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take 127.0.0.1, and no other spelling or address, for one of the public web."""

    def flaw(address: IPv4Address | IPv6Address) -> str | None:
        return None if address == IPv4Address(HERE) else ip_address.flaw(address)

    monkeypatch.setattr(connection, "flaw", flaw)


def guarded(resolve: Callable[[str, int], list[str]] = to_loopback) -> Fetcher:
    return Fetcher(delay=0, resolve=resolve)


# Addresses

# (address, words of the reason)
ADDRESSES = [
    ("http://127.0.0.1/", "127.0.0.1 is a loopback address"),
    ("http://127.0.0.1:8080/", "127.0.0.1 is a loopback address"),
    ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is a link-local address"),
    ("http://[::1]/", "::1 is a loopback address"),
    ("http://[::ffff:169.254.169.254]/", "IPv4-mapped"),
    ("http://[::ffff:a9fe:a9fe]/", "IPv4-mapped"),
    ("http://[64:ff9b::a9fe:a9fe]/", "NAT64 address of 169.254.169.254"),
    ("http://[fd00:ec2::254]/", "unique local"),
    ("http://10.1.2.3/", "private"),
    ("http://2852039166/", "odd spelling"),  # 169.254.169.254
    ("http://0xa9fea9fe/", "odd spelling"),
    ("http://127.1/", "odd spelling"),
    ("http://0/", "odd spelling"),
    ("http://127。0。0。1/", "127.0.0.1 is a loopback address"),  # other full stops are full stops
    ("file:///etc/passwd", "file: addresses"),
    ("http://me:secret@news.example/", "user name or password"),
    ("http://news.example:25/", "port 25"),
]


@pytest.mark.parametrize(("url", "words"), ADDRESSES)
def test_address(url: str, words: str) -> None:
    assert words in refusal(guarded(), url).reason


# 127.0.0.1 itself is taken for public here.
@pytest.mark.parametrize(("location", "words"), [row for row in ADDRESSES if HERE not in row[1]])
@pytest.mark.usefixtures("loopback_is_public")
def test_redirect_to(location: str, words: str) -> None:
    with Site({"/": moved(location)}) as site:
        reason = refusal(guarded(), f"{site.url}/").reason
        assert reason.startswith("redirected to ")
        assert words in reason


@pytest.mark.usefixtures("loopback_is_public")
def test_redirect_of_robots_txt() -> None:
    with Site({"/robots.txt": moved("http://169.254.169.254/"), "/": PAGE}) as site:
        assert "169.254.169.254 is a link-local address" in refusal(guarded(), f"{site.url}/").reason


# (what the name leads to, words of the reason)
NAMES: list[tuple[list[str], str]] = [
    ([HERE], "news.example is at 127.0.0.1, a loopback address"),
    (["169.254.169.254"], "news.example is at 169.254.169.254, a link-local address"),
    (["::ffff:127.0.0.1"], "IPv4-mapped"),
    (["64:ff9b::10.0.0.1"], "NAT64 address of 10.0.0.1"),
    (["2002:7f00:1::"], "6to4"),
    (["fe80::1%eth0"], "link-local"),
    (["0.0.0.0"], "unspecified"),
    (["1.1.1.1", "2606:4700::1111", "10.0.0.1"], "10.0.0.1, a private address"),  # one bad one is enough
    ([], "no address"),
    (["not an address"], "no proper address"),
]


@pytest.mark.parametrize(("found", "words"), NAMES)
def test_name(found: list[str], words: str) -> None:
    assert words in refusal(guarded(lambda host, port: found), "http://news.example/").reason  # noqa: ARG005


@given(st.ip_addresses().filter(lambda address: not address.is_global))
def test_no_name_leads_off_the_public_web(address: IPv4Address | IPv6Address) -> None:
    with pytest.raises(NotFetched):
        guarded(lambda host, port: [str(address)]).fetch("http://news.example/")  # noqa: ARG005


def test_the_system_is_asked_where_nothing_else_is() -> None:
    assert "localhost is at " in refusal(Fetcher(delay=0), "http://localhost/").reason


def test_a_name_that_is_not_found() -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise socket.gaierror(host, port)

    assert "no host of the name news.example" in refusal(guarded(nowhere), "http://news.example/").reason


def test_a_name_server_that_holds_its_answer_back() -> None:
    def slow(host: str, port: int) -> list[str]:  # noqa: ARG001
        time.sleep(1.5)
        return [HERE]

    fetch = Fetcher(delay=0, resolve=slow, limits=Limits(seconds=0.2))
    assert "longer than 0.2 s" in refusal(fetch, "http://news.example/").reason


@pytest.mark.usefixtures("loopback_is_public")
@pytest.mark.parametrize("second", ["127.0.0.2", "169.254.169.254", "::ffff:127.0.0.1", "::1"])
def test_a_name_that_changes_between_two_connections(second: str) -> None:
    answers = itertools.chain([HERE], itertools.repeat(second))
    with Site({"/": PAGE}) as site:
        reason = refusal(guarded(lambda host, port: [next(answers)]), f"{site.url}/").reason  # noqa: ARG005
        assert f"news.example is at {second}" in reason
        assert site.paths == ["/robots.txt"]


@pytest.mark.usefixtures("loopback_is_public")
def test_a_name_is_looked_up_once_for_each_connection() -> None:
    asked = []

    def count(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return [HERE]

    with Site({"/": PAGE}) as site:
        assert guarded(count).fetch(f"{site.url}/").status == 200
        assert asked == [("news.example", site.port)] * len(site.requests)


@pytest.mark.parametrize("checked", ["1.1.1.1", "2606:4700::1111"])
def test_a_connection_that_ends_elsewhere(monkeypatch: pytest.MonkeyPatch, checked: str) -> None:
    connect, wanted = socket.create_connection, []

    def elsewhere(address: tuple[str, int], *rest: Any, **options: Any) -> socket.socket:
        wanted.append(address[0])
        return connect((HERE, address[1]), *rest, **options)

    monkeypatch.setattr(socket, "create_connection", elsewhere)
    with Site({"/": PAGE}) as site:
        fetch = guarded(lambda host, port: [checked])  # noqa: ARG005
        assert "127.0.0.1, a loopback address" in refusal(fetch, f"{site.url}/").reason
        assert wanted == [checked]  # the very address that was checked, and no name
        assert site.requests == []


@pytest.mark.usefixtures("loopback_is_public")
def test_a_connection_that_ends_at_another_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.create_connection

    def elsewhere(address: tuple[str, int], *rest: Any, **options: Any) -> socket.socket:
        return connect((HERE, address[1]), *rest, **options)

    monkeypatch.setattr(socket, "create_connection", elsewhere)
    with Site({"/": PAGE}) as site:
        fetch = guarded(lambda host, port: ["1.1.1.1"])  # noqa: ARG005
        assert "but 127.0.0.1 answered" in refusal(fetch, f"{site.url}/").reason
        assert site.requests == []


def test_nobody_answers() -> None:
    with socket.socket() as unused:
        unused.bind((HERE, 0))
        port = unused.getsockname()[1]
        assert "does not answer" in refusal(fetcher(), f"http://news.example:{port}/").reason


def test_the_next_address_is_tried() -> None:
    with Site({"/": PAGE}) as site:
        addresses = ["127.0.0.2", HERE]  # nobody listens at the first
        fetch = Fetcher(allow_private=True, delay=0, resolve=lambda host, port: addresses)  # noqa: ARG005
        assert fetch.fetch(f"{site.url}/").status == 200


# Redirects


@pytest.mark.parametrize("location", ["/a", "/b", "http://news.example:{port}/a", "#part"])
def test_circle(location: str) -> None:
    with Site({"/b": moved("/a")}) as site, fetcher() as fetch:
        site.answers["/a"] = moved(location.format(port=site.port))
        assert "in a circle" in refusal(fetch, f"{site.url}/a").reason
        assert len(site.requests) <= 3


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (reply(status="302 Found"), "leads nowhere"),
        (moved(""), "leads nowhere"),
        (moved("http://"), "in a circle"),  # nothing is meant by it but the page itself
        (moved("http://[::1"), "not a web address"),
        (moved("javascript:alert(1)"), "javascript: addresses"),
        (moved("/\x1b[31m"), "leads nowhere"),
        (moved("/" + "a" * 9_000), "leads nowhere"),  # longer than any header that is read
    ],
)
def test_redirect(sent: bytes, words: str) -> None:
    with Site({"/a": sent}) as site, fetcher() as fetch:
        assert words in refusal(fetch, f"{site.url}/a").reason
