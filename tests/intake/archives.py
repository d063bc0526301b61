"""WARC files as crawlers write them, and as they should not be."""

from __future__ import annotations

import gzip
import zlib

HTML = b"<!DOCTYPE html><html><body><p>The dockers will strike, their union said.</p></body></html>"


def record(
    block: bytes,
    kind: str = "response",
    content_type: str = "application/http; msgtype=response",
    *,
    length: int | str | None = None,
    url: str = "https://news.example/a",
    **headers: str,
) -> bytes:
    """A record; `length` is what it says of its block, WARC_Truncated="length" is a header."""
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Date: 2024-10-25T20:11:00Z",
        f"WARC-Target-URI: {url}",
        f"Content-Type: {content_type}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def answer(
    body: bytes = HTML, content_type: str = "text/html", status: str = "200 OK", **headers: str
) -> bytes:
    """An HTTP answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def response(number: int = 0) -> bytes:
    """A record that is a page, another for each number."""
    return record(answer(HTML.replace(b"dockers", b"dockers %d" % number)), url=url(number))


def url(number: int) -> str:
    return f"https://news.example/{number}"


def members(*records: bytes) -> bytes:
    """A gzip file with a member for each."""
    return b"".join(map(gzip.compress, records))


def bomb(head: bytes, megabytes: int) -> bytes:
    """A gzip member of the head and megabytes of zeros, made in no time: its middle is repeated."""
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    first = packing.compress(head) + packing.flush(zlib.Z_FULL_FLUSH)
    repeated = packing.compress(bytes(1 << 20)) + packing.flush(zlib.Z_FULL_FLUSH)
    return first + repeated * megabytes + packing.flush()
