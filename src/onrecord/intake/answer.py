"""An HTTP answer as an archive keeps it: its headers, its media type, and its body without its wrappings."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.errors import Refused

Headers = tuple[tuple[str, str], ...]

_STATUS = re.compile(rb"HTTP/[0-9.]{1,5}\s+([0-9]{3})\b")
# A page needs few of its headers later. Cookies and policies of pages and pages are none of them.
_MOST_HEADERS = 100
_LONGEST_HEADER = 2000
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,500})?\r?\n")
# Servers send some kilobytes at once: 20 MB in 200,000 chunks are 100 bytes each.
_MOST_CHUNKS = 200_000
_MOST_CODINGS = 3
_LOOKS_BARE = re.compile(rb"(?:\xef\xbb\xbf)?\s*[<{%]")
_ADVICE = "fetch the page again"


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and headers (names in small letters) of an HTTP answer."""

    status: int
    headers: Headers

    @property
    def media_type(self) -> str:
        """What the answer says its body is ("text/html"), "" where it says nothing."""
        return media_type(value(self.headers, "content-type"))


def parse(head: bytes) -> Answer | None:
    """Read status line and headers, with the blank line behind them; None where it is no answer's head."""
    status = _STATUS.match(head)
    return Answer(int(status[1]), headers(head)) if status else None


def headers(head: bytes) -> Headers:
    """Read the headers below a first line; over-long ones, and all after the hundredth, are left out."""
    from fastwarc.warc import HeaderMap

    found = HeaderMap()
    # Servers that end lines by LF alone are read by all browsers, and not by this parser.
    found.parse(io.BytesIO(head.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")))
    rows = [(name.lower(), text) for name, text in found.items() if len(text) <= _LONGEST_HEADER]
    return tuple(rows[:_MOST_HEADERS])


def value(rows: Iterable[tuple[str, str]], name: str) -> str:
    """Give the header's first value, "" where it is not there."""
    for header, text in rows:
        if header == name:
            return text
    return ""


def media_type(content_type: str) -> str:
    """Give the type without its parameters: "text/html" for "text/html; charset=utf-8"."""
    return content_type.partition(";")[0].strip().lower()


def unwrapped(body: bytes, rows: Headers, limit: int) -> bytes:
    """Undo the chunks and the codings that the headers name, as far as they are there.

    Archives keep the headers as they came even where they store the body unwrapped. Raises Refused where a
    wrapping is broken or what is in it has more than `limit` bytes.
    """
    if "chunked" in value(rows, "transfer-encoding").lower():
        body = _without_chunks(body)
    codings = [name.strip().lower() for name in value(rows, "content-encoding").split(",")]
    codings = [name for name in codings if name not in ("", "identity")]
    if len(codings) > _MOST_CODINGS:
        raise Refused("intake", f"its body is packed {len(codings)} times over", _ADVICE)
    for name in reversed(codings):
        body = _decoded(body, name, limit)
    return body


def _without_chunks(body: bytes) -> bytes:
    pieces, at = list[bytes](), 0
    while chunk := _CHUNK.match(body, at):
        start, length = chunk.end(), int(chunk[1], 16)
        if length == 0:
            return b"".join(pieces)
        at = start + length
        pieces.append(body[start:at])
        at += len(body[at : at + 2]) - len(body[at : at + 2].lstrip(b"\r\n"))
        if len(pieces) > _MOST_CHUNKS:
            raise Refused("intake", f"its body is in more than {_MOST_CHUNKS:,} chunks", _ADVICE)
    if not pieces:
        return body
    raise Refused("intake", "the chunks of its body break off", _ADVICE)


def _decoded(body: bytes, name: str, limit: int) -> bytes:
    if name in ("gzip", "x-gzip") and not body.startswith(b"\x1f\x8b"):
        return body
    pieces, length = list[bytes](), 0
    try:
        for piece in _inflated(body, name):
            pieces.append(piece)
            length += len(piece)
            if length > limit:
                break
    except Refused as refused:
        if not pieces and _LOOKS_BARE.match(body):
            return body
        raise Refused("intake", refused.reason, _ADVICE) from None
    if length > limit:
        reason = f"its body inflates to more than {limit // 1_000_000} MB"
        raise Refused("intake", reason, "give the report by itself")
    return b"".join(pieces)


def _inflated(body: bytes, name: str) -> Iterator[bytes]:
    from onrecord.net.inflate import inflater

    inflating = inflater(name)
    yield from inflating.feed(body)
    inflating.finish()
