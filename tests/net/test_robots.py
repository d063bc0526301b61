"""robots.txt: what it allows, and what is done when it cannot be had."""

import gzip
import time

import pytest
from loopback import Site, fetcher, moved, reply, to_loopback
from test_turns import Time

from onrecord.net import Fetcher, Limits, NotFetched, robots

PAGE = reply(b"<p>The dockers will strike.", Content_Type="text/html")

# (robots.txt, path, allowed)
RULES = [
    ("", "/a", True),
    ("User-agent: *\nDisallow: /a", "/a/b", False),
    ("User-agent: *\nDisallow: /a", "/b", True),
    ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1", True),
    ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
    ("User-agent: *\nDisallow: /a$", "/a/b", True),
    ("User-agent: *\nDisallow:", "/a", True),
    ("User-agent: onrecord\nDisallow: /\n\nUser-agent: *\nDisallow:", "/a", False),
    ("User-agent: *\nDisallow: /\n\nUser-agent: OnRecord/0.1 # them\nAllow: /", "/a", True),
    ("User-agent: other\nUser-agent: onrecord\nDisallow: /", "/a", False),
    ("User-agent: other\nDisallow: /", "/a", True),
    ("User-agent: on\nDisallow: /", "/a", True),  # a part of our name is not our name
    ("User-agent: onrecord-tools\nDisallow: /", "/a", True),
    ("user agent *\ndisallow /a", "/a", False),  # as people write it
    ("\ufeffUser-agent: *\r\nDisallow: /\r\n", "/a", False),
    ("User-agent: *\nDisallow: /é", "/%C3%A9", False),
    ("<!DOCTYPE html><p>No such page", "/a", True),
    ("\x00\xff" * 1000, "/a", True),
]


@pytest.mark.parametrize(("text", "path", "allowed"), RULES)
def test_rules(text: str, path: str, allowed: bool) -> None:
    assert robots.parse(text.encode()).allow(f"https://news.example{path}") is allowed


def test_only_the_first_500_kb_count() -> None:
    filler = b"# " + b"x" * 97 + b"\n"
    head = b"User-agent: *\nDisallow: /a\n"
    rules = robots.parse(head + filler * 5_000 + b"Disallow: /b\n")
    assert not rules.allow("https://news.example/a")
    assert rules.allow("https://news.example/b")
    # "Disallow: /archive" cut to "Disallow: /a" would shut out what it does not mean
    cut = (head.replace(b"/a", b"/x") + filler * 5_000)[: robots.LARGEST - 12] + b"\nDisallow: /archive\n"
    assert robots.parse(cut).allow("https://news.example/a")


def test_thousands_of_names_with_thousands_of_rules() -> None:
    names = "".join(f"User-agent: a{number}\n" for number in range(14_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(16_000))
    assert robots.parse((names + rules).encode()).allow("https://news.example/1")


def test_disallowed() -> None:
    answers = {"/robots.txt": reply(b"User-agent: onrecord\nDisallow: /private"), "/private/a": PAGE}
    with Site(dict(answers)) as site, fetcher() as fetch:
        with pytest.raises(NotFetched, match=r"robots.txt of news.example does not allow it"):
            fetch.fetch(f"{site.url}/private/a")
        assert site.paths == ["/robots.txt"]


def test_disallowed_behind_a_redirect() -> None:
    answers = {"/robots.txt": reply(b"User-agent: *\nDisallow: /b"), "/a": moved("/b"), "/b": PAGE}
    with Site(dict(answers)) as site, fetcher() as fetch:
        with pytest.raises(NotFetched, match=r"redirected to /b: robots.txt of news.example does not allow"):
            fetch.fetch(f"{site.url}/a")
        assert site.paths == ["/robots.txt", "/a"]


@pytest.mark.parametrize("status", ["400 Bad", "401 No", "403 No", "404 Not Found", "410 Gone", "204 Empty"])
def test_none_is_no_rule(status: str) -> None:
    with Site({"/robots.txt": reply(status=status), "/a": PAGE}) as site, fetcher() as fetch:
        assert fetch.fetch(f"{site.url}/a").status == 200


# (what is sent for robots.txt, words of the reason)
UNKNOWN = [
    (reply(status="500 Oops"), "robots.txt cannot be read.*server has failed"),
    (reply(status="503 Busy"), "robots.txt cannot be read.*overloaded"),
    (reply(status="429 Slow"), "robots.txt cannot be read.*asked too often"),
    (b"220 mail.example ESMTP\r\n", "robots.txt cannot be read.*no HTTP"),
    (b"", "robots.txt cannot be read.*no HTTP"),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-", "robots.txt cannot be read.*received 5 bytes"),
    (moved("file:///etc/passwd"), "robots.txt cannot be read.*file: addresses"),
    (moved("/robots.txt"), "robots.txt cannot be read.*circle"),
    (reply(b"User-agent: *", Content_Encoding="gzip"), "robots.txt cannot be read.*not the gzip"),
]


@pytest.mark.parametrize(("sent", "words"), UNKNOWN)
def test_what_cannot_be_read_refuses_for_now(sent: bytes, words: str) -> None:
    passing = Time()
    with Site({"/robots.txt": sent, "/a": PAGE}) as site:
        fetch = Fetcher(
            allow_private=True, delay=0, resolve=to_loopback, clock=passing.clock, sleep=passing.sleep
        )
        for _ in range(2):  # it is not asked for again
            with pytest.raises(NotFetched, match=words):
                fetch.fetch(f"{site.url}/a")
        assert site.paths.count("/robots.txt") == 1
        site.answers["/robots.txt"] = reply(b"")
        passing.sleep(61)
        assert fetch.fetch(f"{site.url}/a").status == 200


def test_it_is_asked_once_an_hour_for_each_host() -> None:
    passing = Time()
    with Site({"/robots.txt": reply(b""), "/a": PAGE, "/b": PAGE}) as site:
        fetch = Fetcher(
            allow_private=True, delay=0, resolve=to_loopback, clock=passing.clock, sleep=passing.sleep
        )
        for address in ("/a", "/b"):
            fetch.fetch(f"{site.url}{address}")
        assert site.paths == ["/robots.txt", "/a", "/b"]
        fetch.fetch(f"http://other.example:{site.port}/a")
        passing.sleep(3601)
        fetch.fetch(f"{site.url}/a")
        assert site.paths.count("/robots.txt") == 3


def test_a_giant_one_is_cut() -> None:
    rules = b"User-agent: *\nDisallow: /b\n" + b"# nothing\n" * 300_000
    with Site({"/robots.txt": reply(rules), "/a": PAGE}) as site, fetcher() as fetch:
        assert fetch.fetch(f"{site.url}/a").status == 200
        with pytest.raises(NotFetched, match="does not allow"):
            fetch.fetch(f"{site.url}/b")


def test_a_bomb_is_cut() -> None:
    bomb = gzip.compress(b"User-agent: *\nDisallow: /b\n" + bytes(5_000_000))
    with (
        Site({"/robots.txt": reply(bomb, Content_Encoding="gzip"), "/a": PAGE}) as site,
        fetcher() as fetch,
    ):
        assert fetch.fetch(f"{site.url}/a").status == 200


def test_an_endless_one_is_cut() -> None:
    def endless() -> object:
        yield b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /b\n"
        while True:
            yield b"# more\n" * 10_000

    with Site({"/robots.txt": endless, "/a": PAGE}) as site, fetcher() as fetch:  # type: ignore[dict-item]
        assert fetch.fetch(f"{site.url}/a").status == 200


def test_a_dripping_one_is_refused() -> None:
    with Site({"/a": PAGE}) as site, fetcher(limits=Limits(seconds=0.3)) as fetch:
        site.answers["/robots.txt"] = site.drip([b"HTTP/1.1 200 OK\r\n\r\n", *[b"#"] * 1_000])
        begun = time.monotonic()
        with pytest.raises(NotFetched, match=r"robots.txt cannot be read.*longer than 0.3 s"):
            fetch.fetch(f"{site.url}/a")
        assert time.monotonic() - begun < 2


def test_crawl_delay_is_kept() -> None:
    passing, starts = Time(), []
    pages = {f"/{number}": PAGE for number in range(4)}
    with Site({"/robots.txt": reply(b"User-agent: *\nCrawl-delay: 7"), **pages}) as site:
        fetch = Fetcher(
            allow_private=True, delay=1, resolve=to_loopback, clock=passing.clock, sleep=passing.sleep
        )
        for address in pages:
            fetch.fetch(f"{site.url}{address}")
            starts.append(passing.now)
    assert starts == [101, 108, 115, 122]


@pytest.mark.parametrize(("asked", "kept"), [("-5", 1), ("nan", 1), ("inf", 1), ("soon", 1), ("86400", 60)])
def test_crawl_delay_has_bounds(asked: str, kept: float) -> None:
    passing = Time()
    text = f"User-agent: *\nCrawl-delay: {asked}".encode()
    with Site({"/robots.txt": reply(text), "/a": PAGE}) as site:
        fetch = Fetcher(
            allow_private=True, delay=1, resolve=to_loopback, clock=passing.clock, sleep=passing.sleep
        )
        fetch.fetch(f"{site.url}/a")
        begun = passing.now
        fetch.fetch(f"{site.url}/a")
        assert passing.now - begun == kept
