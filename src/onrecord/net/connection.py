"""Connections to public addresses only, and no longer or larger than allowed.

The name is looked up once, every answer is judged, and the connection goes to the very address that was
judged: a name that changes its mind between the check and the connection changes nothing. The library is
loaded with this module, so it is imported by the first fetch.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import httpcore2

from onrecord.net.deadline import Deadline
from onrecord.net.fetched import Limits
from onrecord.net.ip_address import flaw
from onrecord.net.not_fetched import NotFetched, TooLarge, Unreachable, shown

Resolver = Callable[[str, int], list[str]]

# An address that does not answer within it is given up for the host's next one.
_CONNECT_SECONDS = 10.0
# Addresses of one host that are tried; all are judged.
_TRIES = 4
# Before the body: h11 takes 100 kB of headers, and reads go 64 kB beyond; but it would take any number of
# answers that are none yet (100 Continue), slowly.
_HEAD_BYTES = 300_000
_TRY_LATER = "check the address; if it is right, try again later"


def look_up(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a name. Raises OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(slots=True)
class Guard:
    """What one connection is held to. `in_head` until the headers of the answer are there."""

    resolve: Resolver
    allow_private: bool
    deadline: Deadline
    limits: Limits
    in_head: bool = True


class GuardedBackend(httpcore2.NetworkBackend):
    """Opens connections for the library: the only place where a socket is made."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  the deadline is what counts
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first of the host's addresses that answers. Raises Unreachable."""
        error: Exception | None = None
        for address in self._addresses(host, port)[:_TRIES]:
            seconds = min(self._guard.deadline.left(), _CONNECT_SECONDS)
            try:
                stream = self._sockets.connect_tcp(address, port, seconds, socket_options=socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failed:
                error = failed
                continue
            self._check_peer(host, address, stream)
            return GuardedStream(stream, self._guard)
        self._guard.deadline.left()
        raise Unreachable(f"{shown(host)} does not answer at port {port}: {shown(str(error))}", _TRY_LATER)

    def _addresses(self, host: str, port: int) -> list[str]:
        addresses = [host] if _is_ip(host) else self._resolved(host, port)
        if not addresses:
            raise Unreachable(f"{shown(host)} has no address", _TRY_LATER)
        for address in addresses:
            self._check(host, address)
        return addresses

    def _check(self, host: str, address: str) -> None:
        try:
            kind = flaw(ip_address(address))
        except ValueError:
            raise Unreachable(f"{shown(host)} has no proper address", _TRY_LATER) from None
        if kind is not None and not self._guard.allow_private:
            reason = f"{address} is {kind}" if host == address else f"{shown(host)} is at {address}, {kind}"
            raise Unreachable(reason, "only the public web is read, unless private addresses are allowed")

    def _check_peer(self, host: str, address: str, stream: httpcore2.NetworkStream) -> None:
        """Make sure that the other end is the address that was judged."""
        try:
            peer = str(stream.get_extra_info("server_addr")[0])
            self._check(host, peer)
            if ip_address(peer).packed != ip_address(address).packed:
                reason = f"{shown(host)} was to be reached at {address}, but {peer} answered"
                raise Unreachable(reason, "see what redirects connections on this machine")
        except OSError:
            stream.close()
            raise Unreachable(f"{shown(host)} hung up at once", _TRY_LATER) from None
        except NotFetched:
            stream.close()
            raise

    def _resolved(self, host: str, port: int) -> list[str]:
        # The system's look-up cannot be given a time: it goes on in a thread that nobody waits for.
        box: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                box.put(self._guard.resolve(host, port))
            except Exception as error:
                box.put(error)

        threading.Thread(target=ask, daemon=True, name=f"look-up of {host}").start()
        try:
            found = box.get(timeout=self._guard.deadline.left())
        except queue.Empty:
            raise self._guard.deadline.missed() from None
        if isinstance(found, (OSError, UnicodeError)):
            raise Unreachable(f"no host of the name {shown(host)} was found", _TRY_LATER)
        if isinstance(found, Exception):
            raise found
        return found


class GuardedStream(httpcore2.NetworkStream):
    """A connection whose every wait ends with the fetch's time, and whose bytes are counted."""

    def __init__(self, stream: httpcore2.NetworkStream, guard: Guard) -> None:
        self._stream = stream
        self._guard = guard
        self._came = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """Give what came. Raises NotFetched where the time is over or too much came."""
        data = self._stream.read(max_bytes, self._guard.deadline.left())
        self._came += len(data)
        if self._came > self._guard.limits.wire_bytes:
            raise TooLarge(self._guard.limits.wire_bytes, "on the wire")
        if self._guard.in_head and self._came > _HEAD_BYTES:
            raise NotFetched("the headers of the answer are too large", "try again later, or tell the site")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Send. Raises NotFetched where the time is over."""
        self._stream.write(buffer, self._guard.deadline.left())

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """Go on with TLS. Raises Unreachable where the other end cannot prove that it is the host."""
        try:
            secured = self._stream.start_tls(ssl_context, server_hostname, self._guard.deadline.left())
        except httpcore2.ConnectError as error:
            raise _untrusted(server_hostname or "the host", error.__cause__) from None
        return GuardedStream(secured, self._guard)

    def get_extra_info(self, info: str) -> Any:
        """Tell what the library asks of the connection."""
        return self._stream.get_extra_info(info)


def _untrusted(host: str, cause: BaseException | None) -> Unreachable:
    if isinstance(cause, ssl.SSLCertVerificationError):
        reason = f"{shown(host)} cannot prove who it is: {shown(cause.verify_message)}"
        return Unreachable(reason, "read it with a browser; if that complains too, tell the site")
    return Unreachable(f"no TLS connection to {shown(host)}: {shown(str(cause))}", _TRY_LATER)


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
