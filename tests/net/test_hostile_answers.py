"""Servers that mean harm: whatever they answer is refused by name, soon, and costs little."""

import gzip
import itertools
import socket
import struct
import tracemalloc
import zlib
from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loopback import HERE, Sent, Site, assert_proper, fetcher, moved, refusal, reply

from onrecord.net import Limits, NotFetched

PAGE = reply(b"<p>The dockers will strike.", Content_Type="text/html")
OK = b"HTTP/1.1 200 OK\r\n"


# Answers


def chunks(body: Iterable[bytes]) -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        yield OK + b"Transfer-Encoding: chunked\r\n\r\n"
        for piece in body:
            yield b"%x\r\n%s\r\n" % (len(piece), piece)

    return pieces


def endless(head: bytes, more: bytes) -> Callable[[], Iterator[bytes]]:
    return lambda: itertools.chain([head], itertools.repeat(more))


MEGABYTE = bytes(1_000_000)
# (what is sent, words of the reason)
ANSWERS: list[tuple[Sent, str]] = [
    (b"", "without sending a response"),
    (b"SSH-2.0-OpenSSH_9.2\r\n", "no HTTP"),
    (b"\x16\x03\x01\x02\x00", "no HTTP"),
    (b"<p>HTTP 0.9 has no headers", "no HTTP"),
    (b"HTTP/2 200\r\n\r\n", "no HTTP"),
    (b"HTTP/1.1 2000 OK\r\n\r\n", "no HTTP"),
    (OK + b"no colon\r\n\r\n", "no HTTP"),
    (OK + b"A: b\r\n", "no HTTP"),  # broken off in the headers
    (OK + b"Content-Length: 100\r\n\r\nThe dockers", "received 11 bytes, expected 100"),
    (OK + b"Content-Length: -1\r\n\r\nThe dockers", "bad Content-Length"),
    (OK + b"Content-Length: 1e3\r\n\r\nThe dockers", "bad Content-Length"),
    (OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nThe dockers", "conflicting Content-Length"),
    (OK + b"Content-Length: 99999999999\r\n\r\nThe dockers", "larger than 20 MB"),
    (OK + b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\n", "broken or no HTTP"),
    (OK + b"Transfer-Encoding: chunked\r\n\r\n4\r\nThe ", "incomplete chunked read"),
    (OK + b"Transfer-Encoding: chunked\r\n\r\n-4\r\nThe ", "illegal chunk header"),
    (OK + b"Transfer-Encoding: chunked\r\n\r\n4\r\nThe dockers\r\n", "malformed chunk footer"),
    (OK + b"Transfer-Encoding: gzip\r\n\r\n", "broken or no HTTP"),
    (chunks(itertools.repeat(MEGABYTE)), "larger than 20 MB on the wire"),
    (endless(OK + b"\r\n", MEGABYTE), "larger than 20 MB on the wire"),
    (endless(b"", MEGABYTE), "no HTTP"),
    (endless(OK, b"A: " + b"b" * 1_000 + b"\r\n"), "headers too large"),
    (endless(OK + b"A: ", MEGABYTE), "headers too large"),
    (OK + b"A: " + b"b" * 10_000_000 + b"\r\n\r\n", "headers too large"),
    (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 20_000), "headers of the answer are too large"),
    (endless(OK + b"Transfer-Encoding: chunked\r\n\r\n1;", b"a" * 10_000), "headers too large"),
    (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", "no HTTP"),
    (reply(b"plain", Content_Encoding="gzip"), "not the gzip"),
    (reply(gzip.compress(b"cut", mtime=0)[:-3], Content_Encoding="gzip"), "breaks off"),
    (reply(b"x", Content_Encoding="gzip, gzip"), "not asked for"),
    (reply(b"x", Content_Encoding="zstd"), "not asked for"),
]


@pytest.mark.parametrize(("sent", "words"), ANSWERS)
def test_answer(sent: Sent, words: str) -> None:
    with Site({"/a": sent}) as site:
        assert words in refusal(fetcher(), f"{site.url}/a").reason


def test_what_stands_behind_the_length_is_not_of_the_page() -> None:
    sent = OK + b"Content-Length: 3\r\n\r\nThe dockers HTTP/1.1 200 OK\r\n\r\n"
    with Site({"/a": sent, "/b": PAGE}) as site, fetcher() as fetch:
        assert fetch.fetch(f"{site.url}/a").body == b"The"
        assert fetch.fetch(f"{site.url}/b").body == b"<p>The dockers will strike."  # nor of the next


def test_headers_are_bounded_in_what_is_given_on() -> None:
    many = [f"X-{number}: {number}".encode() for number in range(200)]
    sent = b"\r\n".join(
        [
            OK.strip(),
            b"Long: " + b"a" * 3_000,
            "Who: Zürich".encode(),
            b"Old: Z\xfcrich",
            b"Red: \x1b[31m",
            *many,
            b"",
            b"",
        ]
    )
    with Site({"/a": sent}) as site, fetcher() as fetch:
        headers = fetch.fetch(f"{site.url}/a").headers
    assert len(headers) == 98
    assert headers[:3] == (("who", "Zürich"), ("old", "Zürich"), ("x-0", "0"))


# Bombs


def gzip_of_zeros(gigabytes: int) -> Iterator[bytes]:
    """Give a gzip of so many times 2**30 zeros: one deflated block of a MiB, again and again."""
    deflating = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    block = deflating.compress(bytes(1 << 20)) + deflating.flush(zlib.Z_FULL_FLUSH)
    yield gzip.compress(b"")[:10]
    for _ in range(gigabytes):
        yield block * 1024
    yield b"\x03\x00" + struct.pack("<II", 0, 0)


def test_a_gzip_bomb_is_stopped_early() -> None:
    wire = b"".join(gzip_of_zeros(11))
    assert len(wire) < 20_000_000  # so that it is not refused for what it has on the wire
    with Site({"/a": reply(wire, Content_Encoding="gzip")}) as site, fetcher() as fetch:
        tracemalloc.start()
        try:
            reason = refusal(fetch, f"{site.url}/a").reason
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert reason == "the answer is larger than 20 MB when inflated"
    assert peak < 60_000_000


def deflate_bomb() -> bytes:
    return zlib.compress(bytes(30_000_000))


def brotli_bomb() -> bytes:
    compressed: bytes = pytest.importorskip("brotli").compress(bytes(30_000_000), quality=1)
    return compressed


@pytest.mark.parametrize(("coding", "bomb"), [("deflate", deflate_bomb), ("br", brotli_bomb)])
def test_other_bombs(coding: str, bomb: Callable[[], bytes]) -> None:
    with Site({"/a": reply(bomb(), Content_Encoding=coding)}) as site, fetcher() as fetch:
        assert "larger than 20 MB when inflated" in refusal(fetch, f"{site.url}/a").reason


@pytest.mark.parametrize(("size", "fits"), [(1_000, True), (1_001, False)])
@pytest.mark.parametrize("coding", ["identity", "gzip", "chunked"])
def test_limit_of_the_body(coding: str, size: int, fits: bool) -> None:
    body = b"x" * size
    sent: dict[str, Sent] = {
        "identity": reply(body),
        "gzip": reply(gzip.compress(body), Content_Encoding="gzip"),
        "chunked": chunks([body[:600], body[600:], b""]),
    }
    with Site({"/a": sent[coding]}) as site, fetcher(limits=Limits(body_bytes=1_000)) as fetch:
        if fits:
            assert fetch.fetch(f"{site.url}/a").body == body
        else:
            assert "larger than 0.001 MB" in refusal(fetch, f"{site.url}/a").reason


def test_limit_of_the_wire() -> None:
    body = b"x" * 1_000
    with Site({"/a": reply(body)}) as site:
        assert fetcher(limits=Limits(wire_bytes=1_200)).fetch(f"{site.url}/a").body == body
        reason = refusal(fetcher(limits=Limits(wire_bytes=999)), f"{site.url}/a").reason
        assert "larger than 0.000999 MB on the wire" in reason


# Time

# What drips: (what comes at once, what comes bit by bit)
DRIPS = [
    (b"", b"HTTP/1.1 200 OK" + b" " * 10_000),  # the first line
    (OK, b"A: b\r\n" * 1_000),
    (OK + b"\r\n", b"x" * 10_000),
    (OK + b"Content-Length: 10000\r\n\r\n", b"x" * 10_000),
    (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 1_000),
    (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000),
]


@pytest.mark.parametrize(("head", "rest"), DRIPS)
def test_drip(head: bytes, rest: bytes) -> None:
    with Site({}) as site, fetcher(limits=Limits(seconds=0.2)) as fetch:
        site.answers["/a"] = site.drip([head, *(bytes([byte]) for byte in rest)])
        assert "longer than 0.2 s" in refusal(fetch, f"{site.url}/a").reason


def test_silence() -> None:
    with Site({}) as site, fetcher(limits=Limits(seconds=0.3)) as fetch:
        site.answers["/a"] = site.drip([b""], seconds=5)
        assert "longer than 0.3 s" in refusal(fetch, f"{site.url}/a").reason


def test_silence_where_tls_is_due() -> None:
    with socket.create_server((HERE, 0)) as server, fetcher(limits=Limits(seconds=0.3)) as fetch:
        port = server.getsockname()[1]  # it takes connections and says nothing
        assert "longer than 0.3 s" in refusal(fetch, f"https://news.example:{port}/").reason


def test_redirects_share_the_time() -> None:
    with Site({"/5": PAGE}) as site, fetcher(limits=Limits(seconds=0.3)) as fetch:
        for number in range(5):
            site.answers[f"/{number}"] = site.drip([b"", moved(f"/{number + 1}")], seconds=0.12)
        assert "longer than 0.3 s" in refusal(fetch, f"{site.url}/0").reason


# Anything


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=st.sampled_from([b"", b"HTTP/1.1 ", OK, OK + b"Content-Encoding: gzip\r\n\r\n", OK + b"Location: "]),
    rest=st.binary(max_size=200),
    status=st.sampled_from([b"200", b"302", b"503"]),
)
def test_any_answer_is_fetched_or_refused(head: bytes, rest: bytes, status: bytes) -> None:
    with Site({"/a": head.replace(b"200", status) + rest}) as site, fetcher() as fetch:
        try:
            assert fetch.fetch(f"{site.url}/a").status == 200
        except NotFetched as refused:
            assert_proper(refused)
