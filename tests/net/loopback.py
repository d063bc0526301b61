"""Real servers on loopback, and names that lead to them."""

from __future__ import annotations

import contextlib
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from onrecord.net import Fetcher, Limits, NotFetched

# Self-signed for news.example, valid until 2126, good for nothing but these tests.
CERTIFICATE = Path(__file__).with_name("news_example.pem")
HERE = "127.0.0.1"
# What is sent for a path: bytes as they go over the wire, whole or in pieces.
Sent = bytes | Callable[[], Iterable[bytes]]


def reply(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """Write a whole answer; Content_Type="text/html" is a header, and so is the length."""
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    if "Content_Length" not in headers:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def moved(location: str, status: str = "302 Found") -> bytes:
    return reply(status=status, Location=location)


class Site:
    """A server that sends for each path what it is told to, and keeps the requests.

    There is no robots.txt (404) unless the answers have one; other paths without an answer are 404 too.
    """

    def __init__(self, answers: dict[str, Sent], *, tls: bool = False, host: str = HERE) -> None:
        self.answers = answers
        self.requests: list[str] = []
        self.stopped = threading.Event()
        self._tls = _tls_context() if tls else None
        self._server = _Server((host, 0), _handler(self))
        self.port = self._server.server_address[1]
        scheme = "https" if tls else "http"
        self.url = f"{scheme}://news.example:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def paths(self) -> list[str]:
        return [request.split(" ")[1] for request in self.requests]

    def header(self, number: int, name: str) -> str | None:
        """Give a header of the request of that number."""
        for line in self.requests[number].split("\r\n")[1:]:
            key, _, value = line.partition(": ")
            if key.lower() == name.lower():
                return value
        return None

    def serve(self, handler: socketserver.StreamRequestHandler) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = handler.rfile.readline()
            if not line:
                return
            head += line
        request = head.decode("latin-1")
        self.requests.append(request)
        path = request.split(" ")[1]
        sent = self.answers.get(path, reply(status="404 Not Found"))
        for piece in [sent] if isinstance(sent, bytes) else sent():
            handler.wfile.write(piece)
            if self.stopped.is_set():
                return

    def drip(self, data: Iterable[bytes], seconds: float = 0.02) -> Callable[[], Iterable[bytes]]:
        """Send in pieces with a pause after each."""

        def pieces() -> Iterable[bytes]:
            for piece in data:
                yield piece
                self.stopped.wait(seconds)

        return pieces


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


def _handler(site: Site) -> type[socketserver.BaseRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        def setup(self) -> None:
            if site._tls is not None:
                self.request = site._tls.wrap_socket(self.request, server_side=True)
            super().setup()

        def handle(self) -> None:
            with contextlib.suppress(OSError):  # whoever asked has hung up
                site.serve(self)

        def finish(self) -> None:
            with contextlib.suppress(OSError):
                super().finish()
            self.request.close()

    class QuietHandler(Handler):
        def __init__(self, *args: object) -> None:
            with contextlib.suppress(OSError):  # no TLS was agreed on
                super().__init__(*args)  # type: ignore[arg-type]

    return QuietHandler


def _tls_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def to_loopback(host: str, port: int) -> list[str]:  # noqa: ARG001
    """Find every name on loopback."""
    return [HERE]


def fetcher(*, limits: Limits = Limits()) -> Fetcher:  # noqa: B008
    """Make a fetcher that may go to loopback and does not wait."""
    return Fetcher(allow_private=True, delay=0, limits=limits, resolve=to_loopback)


def refusal(fetch: Fetcher, url: str) -> NotFetched:
    """Give the refusal, which takes less than two seconds."""
    begun = time.monotonic()
    with pytest.raises(NotFetched) as refused:
        fetch.fetch(url)
    assert time.monotonic() - begun < 2
    assert_proper(refused.value)
    return refused.value


def assert_proper(refused: NotFetched) -> None:
    """Make sure that it can be shown to a person."""
    assert refused.stage == "fetch"
    assert refused.advice
    assert refused.reason.isprintable()
    assert 0 < len(refused.reason) < 400
