"""One question, one answer: GET or POST over a connection of its own, the answer read within its limits.

A connection is used once. A site is asked once a second at most, so little is lost; and nothing that a
server sends behind its answer can be taken for the next one.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import httpcore2

from onrecord.net import status, web_address
from onrecord.net.connection import Guard, GuardedBackend
from onrecord.net.deadline import Deadline
from onrecord.net.inflate import inflater
from onrecord.net.not_fetched import NotFetched, TooLarge, Unreachable, shown

if TYPE_CHECKING:
    from httpx2 import URL

Headers = Mapping[bytes | str, bytes | str]

# Headers that are given on: news sites send 20 to 40, the longest (a content security policy) some 8,000
# characters; those that later stages read (type, date, etag, links) have a few hundred at most.
_HEADERS, _HEADER_CHARACTERS = 100, 2_000
# The parser lets them pass; no header means anything by them, and a terminal might.
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_COOKIES = frozenset(("set-cookie", "set-cookie2"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered. The body is inflated, and read only where the status is 200."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """Give the first header of that (lower-case) name."""
        return next((value for key, value in self.headers if key == name), None)


def get(
    url: URL, headers: Headers, guard: Guard, trust: ssl.SSLContext | None, *, cut: bool = False
) -> Answer:
    """Ask for an address, once, following nothing; a status is never a reason to refuse.

    `trust` says whose word counts for who a host is; https needs it. Raises NotFetched. A body that is too
    large is refused, or cut where `cut` says so.
    """
    with _answered("GET", url, headers, None, guard, trust) as response:
        return _read(response, guard.limits.body_bytes, cut)


def post(url: URL, headers: Headers, body: bytes, guard: Guard, trust: ssl.SSLContext | None) -> Answer:
    """Send a body to an address, once, following nothing; the answer's body is not read.

    Raises NotFetched as `get` does.
    """
    with _answered("POST", url, headers, body, guard, trust) as response:
        return Answer(response.status, tuple(_shortened(response.headers)), b"")


@contextmanager
def _answered(
    method: str, url: URL, headers: Headers, body: bytes | None, guard: Guard, trust: ssl.SSLContext | None
) -> Iterator[httpcore2.Response]:
    """Put a question; give the answer with its body still to be read."""
    asked = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    length: Headers = {} if body is None else {"Content-Length": str(len(body))}
    sent: Headers = {"Host": url.netloc.decode("ascii"), **headers, **length, "Connection": "close"}
    connection = httpcore2.HTTPConnection(asked.origin, trust, network_backend=GuardedBackend(guard))
    with (
        _plain_reasons(web_address.host(url), guard.deadline),
        closing(connection),
        connection.stream(method, asked, headers=sent, content=body) as response,
    ):
        guard.in_head = False
        yield response


def _read(response: httpcore2.Response, limit: int, cut: bool) -> Answer:
    headers = tuple(_shortened(response.headers))
    answer = Answer(response.status, headers, b"")
    if response.status != status.OK:
        return answer
    if not cut:
        _check_length(answer.header("content-length"), limit)
    codings = ", ".join(value for name, value in headers if name == "content-encoding")
    return replace(answer, body=_body(response, codings, limit, cut))


def _check_length(length: str | None, limit: int) -> None:
    """Refuse at once what says that it is too large; what lies is found out by counting."""
    if length is not None and length.isdecimal() and int(length[:20]) > limit:
        raise TooLarge(limit, "on the wire")


def _body(response: httpcore2.Response, codings: str, limit: int, cut: bool) -> bytes:
    body = bytearray()  # not a list: chunks of one byte each would take forty times their size
    try:
        for piece in _inflated(response, codings):
            room = limit - len(body)
            body += piece[:room]
            if len(piece) > room:
                raise TooLarge(limit, "when inflated" if codings else "on the wire")
    except TooLarge:
        if not cut:
            raise
    return bytes(body)


def _inflated(response: httpcore2.Response, codings: str) -> Iterator[bytes]:
    inflating = inflater(codings)
    for raw in response.iter_stream():
        yield from inflating.feed(raw)
    inflating.finish()


def _shortened(headers: list[tuple[bytes, bytes]]) -> Iterator[tuple[str, str]]:
    """Give the headers as text. Those too long are left out, not cut: half a value is another value."""
    for name, value in headers[:_HEADERS]:
        key = name.decode("latin-1").lower()
        small = len(name) + len(value) <= _HEADER_CHARACTERS
        if small and key not in _COOKIES and _CONTROL.search(value) is None:
            yield key, _text(value)


def _text(value: bytes) -> str:
    # HTTP says Latin-1; servers that send anything but ASCII send UTF-8.
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


@contextmanager
def _plain_reasons(host: str, deadline: Deadline) -> Iterator[None]:
    """Turn the library's errors into reasons."""
    try:
        yield
    except httpcore2.TimeoutException:
        raise deadline.missed() from None
    except httpcore2.ProtocolError as error:
        reason = f"the answer of {shown(host)} is broken or no HTTP: {_complaint(error)}"
        raise NotFetched(reason, "try again later; if it stays so, save the page and give the file") from None
    except httpcore2.NetworkError as error:
        reason = f"the connection to {shown(host)} broke off: {shown(str(error))}"
        raise Unreachable(reason, "try again later") from None


def _complaint(error: httpcore2.ProtocolError) -> str:
    """Say what was wrong; of headers without end the library says only that its buffer is full."""
    words = str(error)
    return "headers too large" if "buffer too long" in words.lower() else shown(words)
