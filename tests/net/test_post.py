"""What is handed over: to public addresses, once, nothing followed, little of the answer read."""

import time

import pytest
from loopback import HERE, Sent, Site, assert_proper, fetcher, moved, reply, to_loopback

from onrecord.net import Fetcher, Limits, NotFetched

BODY = b'{"kind":"claim"}'


def post(url: str, *, seconds: float = 5.0, **headers: str) -> int:
    return fetcher(limits=Limits(seconds=seconds)).post(url, BODY, headers)


def refusal(url: str, *, seconds: float = 5.0) -> NotFetched:
    begun = time.monotonic()
    with pytest.raises(NotFetched) as refused:
        post(url, seconds=seconds)
    assert time.monotonic() - begun < 2
    assert_proper(refused.value)
    return refused.value


def test_taken() -> None:
    answers: dict[str, Sent] = {"/told?a=1": reply(status="202 OK"), "/none": reply(status="204 No Content")}
    with Site(answers) as site:
        assert post(f"{site.url}/told?a=1", X="y") == 202
        assert post(f"{site.url}/none") == 204
        assert site.paths == ["/told?a=1", "/none"]  # no robots.txt
        assert site.requests[0].startswith("POST ")
        assert site.header(0, "X") == "y"
        assert site.header(0, "Content-Length") == str(len(BODY))
        assert (site.header(0, "User-Agent") or "").startswith("onrecord/")


# (answer, status, words of the reason)
REFUSED = [
    (moved("/other"), 302, "redirects, which is not followed"),
    (moved("/other", "307 Temporary Redirect"), 307, "redirects, which is not followed"),
    (reply(status="304 Not Modified"), 304, "not taken"),
    (reply(status="400 Bad Request"), 400, "not taken"),
    (reply(status="401 Unauthorized"), 401, "not permitted"),
    (reply(status="410 Gone"), 410, "nobody takes anything there"),
    (reply(status="500 Oops"), 500, "server has failed"),
    (reply(status="429 Too Many", Retry_After="7"), 429, "asked too often"),
]


@pytest.mark.parametrize(("answer", "status", "reason"), REFUSED)
def test_not_taken(answer: bytes, status: int, reason: str) -> None:
    with Site({"/": answer, "/other": reply(b"hello")}) as site:
        refused = refusal(f"{site.url}/")
        assert site.paths == ["/"]
    assert refused.status == status
    assert reason in refused.reason
    assert refused.retry_after == (7 if status == 429 else None)


def test_the_answer_is_not_read() -> None:
    with Site({"/": lambda: [reply(Content_Length="1000000000")]}) as site:
        assert post(f"{site.url}/") == 200


def test_a_slow_answer() -> None:
    with Site({}) as site:
        site.answers["/"] = site.drip([b"H"] * 1000, 0.05)
        assert "took longer" in refusal(f"{site.url}/", seconds=0.5).reason
        site.answers["/"] = lambda: [b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500_000]
        assert "headers" in refusal(f"{site.url}/").reason


# addresses that nothing is handed to
ADDRESSES = ["http://127.0.0.1/", "http://10.1.2.3/", "http://[::1]/", "http://private.example/", "ftp://a.example/",
             "http://a:b@news.example/", "http://news.example:25/", "http://169.254.169.254/"]  # fmt: skip


@pytest.mark.parametrize("url", ADDRESSES)
def test_private_addresses(url: str) -> None:
    with pytest.raises(NotFetched) as refused:
        Fetcher(delay=0, resolve=to_loopback).post(url, BODY, {})
    assert_proper(refused.value)


def test_only_who_can_prove_it_is_the_host() -> None:
    with Site({"/": reply()}, tls=True) as site:
        assert "prove" in refusal(site.url).reason


# headers that would end themselves
HEADERS = [("X", "a\r\nb: c"), ("X", "ü"), ("X:", "a"), ("X\r\nY", "a"), ("", "a"), ("X", "")]


@pytest.mark.parametrize(("name", "value"), HEADERS)
def test_headers_that_cannot_be_sent(name: str, value: str) -> None:
    with pytest.raises(ValueError, match="not a header"):
        fetcher().post(f"http://{HERE}/", BODY, {name: value})
