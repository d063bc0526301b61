"""What is fetched, and what is said of what is not."""

import gzip
import re
import socket
import subprocess
import sys
import threading
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from loopback import CERTIFICATE, Site, fetcher, moved, reply, to_loopback
from test_turns import Time

from onrecord.errors import Refused
from onrecord.net import Fetcher, Limits, NotFetched, user_agent

BODY = b"<!DOCTYPE html><p>The dockers will strike, their union said."
PAGE = reply(BODY, Content_Type="text/html; charset=utf-8")


def refusal(url: str) -> NotFetched:
    with pytest.raises(NotFetched) as refused:
        fetcher().fetch(url)
    return refused.value


def test_a_page() -> None:
    with Site({"/a?b=%C3%A9": PAGE}) as site, fetcher() as fetch:
        asked = f"{site.url}/a?b=é#part"
        fetched = fetch.fetch(asked)
        assert (fetched.url, fetched.final_url) == (asked, f"{site.url}/a?b=%C3%A9")
        assert (fetched.status, fetched.body) == (200, BODY)
        assert fetched.headers == (("content-type", "text/html; charset=utf-8"), ("content-length", "60"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", fetched.fetched_at)
        assert site.paths == ["/robots.txt", "/a?b=%C3%A9"]
        assert site.header(1, "Host") == f"news.example:{site.port}"


def test_a_host_with_other_letters_is_asked_for_in_ascii() -> None:
    with Site({"/": PAGE}) as site, fetcher() as fetch:
        fetched = fetch.fetch(f"http://Zürich.example:{site.port}/")
        assert fetched.final_url == f"http://xn--zrich-kva.example:{site.port}/"
        assert site.header(1, "Host") == f"xn--zrich-kva.example:{site.port}"


def test_who_asks() -> None:
    assert re.fullmatch(r"onrecord/\S+ \(\+https://pypi.org/project/onrecord/\)", user_agent())
    agent = user_agent("desk@news.example")
    assert agent.endswith("/onrecord/; desk@news.example)")
    with Site({"/": PAGE}) as site:
        Fetcher(allow_private=True, delay=0, resolve=to_loopback, user_agent=agent).fetch(f"{site.url}/")
        assert site.header(0, "User-Agent") == site.header(1, "User-Agent") == agent


@pytest.mark.parametrize("name", ["", "a\r\nCookie: b", "ü", "a" * 1001])
def test_a_user_agent_that_no_header_can_hold(name: str) -> None:
    with pytest.raises(ValueError, match="user agent"):
        Fetcher(user_agent=name)


@pytest.mark.parametrize("contact", ["", "a b", "a)", "a\n"])
def test_a_contact_that_is_no_address(contact: str) -> None:
    with pytest.raises(ValueError, match="address"):
        user_agent(contact)


@pytest.mark.parametrize("delay", [-1.0, float("nan"), float("inf")])
def test_a_delay_that_is_none(delay: float) -> None:
    with pytest.raises(ValueError, match="delay"):
        Fetcher(delay=delay)


def test_cookies_are_neither_kept_nor_given_on() -> None:
    with Site({"/a": reply(b"a", Set_Cookie="id=1"), "/b": reply(b"b")}) as site, fetcher() as fetch:
        assert dict(fetch.fetch(f"{site.url}/a").headers) == {"content-length": "1"}
        fetch.fetch(f"{site.url}/b")
        assert site.header(2, "Cookie") is None


def test_proxies_and_passwords_of_the_environment_are_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / ".netrc").write_text("machine news.example login me password secret\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("NETRC", str(home / ".netrc"))
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.setenv(name.upper(), "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    with Site({"/": PAGE}) as site, fetcher() as fetch:
        assert fetch.fetch(f"{site.url}/").body == BODY
        assert site.header(1, "Authorization") is None


# (Content-Encoding, body on the wire)
COMPRESSED = [
    ("gzip", gzip.compress(BODY, mtime=0)),
    ("x-gzip", gzip.compress(BODY[:9], mtime=0) + gzip.compress(BODY[9:], mtime=0)),
    ("deflate", zlib.compress(BODY)),
    ("identity", BODY),
]


@pytest.mark.parametrize(("coding", "wire"), COMPRESSED)
def test_compressed(coding: str, wire: bytes) -> None:
    with Site({"/": reply(wire, Content_Encoding=coding)}) as site, fetcher() as fetch:
        assert fetch.fetch(f"{site.url}/").body == BODY
        assert "gzip" in (site.header(1, "Accept-Encoding") or "")


def test_brotli_where_it_is_installed() -> None:
    brotli = pytest.importorskip("brotli")
    with (
        Site({"/": reply(brotli.compress(BODY), Content_Encoding="br")}) as site,
        fetcher() as fetch,
    ):
        assert fetch.fetch(f"{site.url}/").body == BODY


def test_chunks_and_the_end_of_a_connection() -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nThe \r\n7\r\ndockers\r\n0\r\n\r\n"
    with Site({"/a": chunked, "/b": b"HTTP/1.0 200 OK\r\n\r\nThe dockers"}) as site, fetcher() as fetch:
        assert fetch.fetch(f"{site.url}/a").body == fetch.fetch(f"{site.url}/b").body == b"The dockers"


# Conditional requests


def test_unchanged() -> None:
    sent = reply(status="304 Not Modified", Etag='"2"')
    with Site({"/feed": sent}) as site, fetcher() as fetch:
        day = "Fri, 25 Oct 2024 20:11:00 GMT"
        fetched = fetch.fetch(f"{site.url}/feed", etag='W/"1"', last_modified=day)
        assert (fetched.status, fetched.body) == (304, b"")
        assert ("etag", '"2"') in fetched.headers
        assert (site.header(1, "If-None-Match"), site.header(1, "If-Modified-Since")) == ('W/"1"', day)
        assert site.header(0, "If-None-Match") is None  # robots.txt is another file


def test_unchanged_though_nobody_asked() -> None:
    with Site({"/feed": reply(status="304 Not Modified")}) as site:
        assert refusal(f"{site.url}/feed").status == 304


@pytest.mark.parametrize("etag", ['"1"\r\nCookie: a', '"ü"', "", "x" * 1001])
def test_an_etag_that_no_header_can_hold_is_not_sent(etag: str) -> None:
    with Site({"/feed": PAGE}) as site, fetcher() as fetch:
        assert fetch.fetch(f"{site.url}/feed", etag=etag).status == 200
        assert site.header(1, "If-None-Match") is None


# What servers refuse

# (status, words of the reason)
STATUSES = [
    ("404 Not Found", "not there"),
    ("410 Gone", "not there"),
    ("401 Unauthorized", "does not permit"),
    ("403 Forbidden", "does not permit"),
    ("451 Unavailable For Legal Reasons", "does not permit"),
    ("429 Too Many Requests", "asked too often"),
    ("500 Oops", "server has failed"),
    ("502 Bad Gateway", "server has failed"),
    ("503 Service Unavailable", "overloaded"),
    ("599 Odd", "server has failed"),
    ("204 No Content", "no page"),
    ("206 Partial Content", "no page"),
    ("300 Multiple Choices", "no page"),
    ("418 Teapot", "no page"),
    ("999 Odd", "no page"),
]


@pytest.mark.parametrize(("status", "words"), STATUSES)
def test_status(status: str, words: str) -> None:
    with Site({"/a": reply(b"an error page", status=status)}) as site:
        refused = refusal(f"{site.url}/a")
    assert isinstance(refused, Refused)
    assert words in refused.reason
    assert f"HTTP {status[:3]}" in refused.reason
    assert refused.status == int(status[:3])
    assert refused.stage == "fetch"
    assert refused.advice


FUTURE = format_datetime(datetime.now(UTC) + timedelta(hours=3), usegmt=True)
# (Retry-After, seconds at least, at most)
RETRY = [
    ("120", 120, 120),
    (" 0", 0, 0),
    ("99999999999999999999", 86_400, 86_400),  # more than a day is not believed
    (FUTURE, 10_000, 10_800),
    ("Fri, 25 Oct 2024 20:11:00 GMT", 0, 0),  # past
    ("Fri, 25 Oct 99999 20:11:00 GMT", None, None),
    ("-5", None, None),
    ("soon", None, None),
    ("", None, None),
]


# Named by their places: one holds the moment at which the tests began.
@pytest.mark.parametrize(("value", "least", "most"), RETRY, ids=range(len(RETRY)))
@pytest.mark.parametrize("status", ["429 Slow Down", "503 Busy"])
def test_retry_after(status: str, value: str, least: float | None, most: float | None) -> None:
    with Site({"/a": reply(status=status, Retry_After=value)}) as site:
        seconds = refusal(f"{site.url}/a").retry_after
    if seconds is None or least is None or most is None:
        assert seconds is least is None
    else:
        assert least <= seconds <= most


def test_retry_after_keeps_us_away_for_a_minute_at_most() -> None:
    passing = Time()
    busy = reply(status="503 Busy", Retry_After="20")
    with Site({"/a": busy, "/b": PAGE}) as site:
        fetch = Fetcher(
            allow_private=True, delay=1, resolve=to_loopback, clock=passing.clock, sleep=passing.sleep
        )
        with pytest.raises(NotFetched):
            fetch.fetch(f"{site.url}/a")
        begun = passing.now
        fetch.fetch(f"{site.url}/b")
        assert passing.now - begun == 20


# Redirects


def test_redirects_are_followed() -> None:
    answers = {"/1": moved("/2"), "/2": moved("3", "301 Moved"), "/3": moved("?4", "307 Moved"), "/3?4": PAGE}
    with Site(dict(answers)) as site, fetcher() as fetch:
        fetched = fetch.fetch(f"{site.url}/1")
        assert (fetched.url, fetched.final_url) == (f"{site.url}/1", f"{site.url}/3?4")
        assert fetched.body == BODY


def test_a_redirect_to_another_host_asks_its_robots_txt() -> None:
    with Site({"/b": PAGE}) as other, fetcher() as fetch:
        there = f"http://other.example:{other.port}/b"
        with Site({"/a": moved(there, "308 Moved")}) as site:
            assert fetch.fetch(f"{site.url}/a").final_url == there
        assert other.paths == ["/robots.txt", "/b"]


def test_five_redirects_and_no_more() -> None:
    answers = {f"/{number}": moved(f"/{number + 1}") for number in range(6)}
    with Site({**answers, "/6": PAGE}) as site, fetcher() as fetch:
        assert fetch.fetch(f"{site.url}/1").final_url == f"{site.url}/6"
        with pytest.raises(NotFetched, match="more than 5 redirects"):
            fetch.fetch(f"{site.url}/0")


# Politeness


def test_a_second_between_two_questions() -> None:
    passing = Time()
    with Site({"/a": moved("/b"), "/b": PAGE}) as site:
        fetch = Fetcher(
            allow_private=True,
            limits=Limits(seconds=2.5),  # waiting for one's turn does not count
            resolve=to_loopback,
            clock=passing.clock,
            sleep=passing.sleep,
        )
        for _ in range(2):
            fetch.fetch(f"{site.url}/a")
        assert len(site.requests) == 5
        assert passing.now == 104
        fetch.fetch(f"http://other.example:{site.port}/b")
        assert passing.now == 105  # its robots.txt, then the page


# TLS


def test_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with Site({"/a": PAGE}, tls=True) as site, fetcher() as fetch:
        assert fetch.fetch(f"{site.url}/a").body == BODY
        with pytest.raises(NotFetched, match=r"other.example cannot prove who it is: Hostname mismatch"):
            fetch.fetch(f"https://other.example:{site.port}/a")


def test_tls_with_a_certificate_that_nobody_vouches_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with Site({"/a": PAGE}, tls=True) as site:
        reason = refusal(f"{site.url}/a").reason
    assert re.fullmatch(r"news\.example cannot prove who it is: self.signed certificate", reason)


def test_no_tls() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def speak_plainly() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(reply(status="400 Bad Request"))

        threading.Thread(target=speak_plainly, daemon=True).start()
        refused = refusal(f"https://news.example:{server.getsockname()[1]}/a")
    assert "no TLS connection to news.example" in refused.reason


# Importing


def test_importing_it_loads_nothing_heavy() -> None:
    script = "import sys\nimport onrecord.net\nsys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert not loaded & {"httpx2", "httpcore2", "h11", "protego", "ssl", "socket", "brotli", "email"}
