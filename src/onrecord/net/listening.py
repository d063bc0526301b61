"""Sockets to listen on, for the explorer: opened here, as everything of the network."""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Iterable

from onrecord.errors import OnrecordError

_BACKLOG = 128


class CannotListen(OnrecordError):
    """An address is not this machine's, or its port is taken: the message names it and says what to do."""


def addresses(host: str) -> tuple[str, ...]:
    """The IP addresses that a name stands for on this machine, or the one that it is.

    Raises CannotListen where it stands for none.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise CannotListen(f"{host} is no address of this machine: name one, as 127.0.0.1") from error
    return tuple(dict.fromkeys(str(where[0]) for *_, where in found))


def is_own(address: str) -> bool:
    """Whether only this machine can reach an IP address."""
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def listen(where: Iterable[str], port: int) -> list[socket.socket]:
    """A socket for each IP address, all on one port; 0 stands for any that is free. Raises CannotListen."""
    opened: list[socket.socket] = []
    try:
        for address in where:
            opened.append(_opened(address, port))
            port = opened[0].getsockname()[1]
    except BaseException:
        for each in opened:
            each.close()
        raise
    return opened


def _opened(address: str, port: int) -> socket.socket:
    is_six = ":" in address
    try:
        # Named as TCP, or asyncio leaves Nagle's algorithm on: an answer's last part then waits 40 ms.
        family = socket.AF_INET6 if is_six else socket.AF_INET
        found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except OSError as error:
        raise CannotListen(f"{address} cannot be listened on: {error.strerror}") from error
    try:
        if is_six:
            found.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        # A port that we ourselves let go a moment ago is free.
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((address, port))
        found.listen(_BACKLOG)
    except OSError as error:
        found.close()
        raise _explained(address, port, error) from error
    return found


def _explained(address: str, port: int, error: OSError) -> CannotListen:
    if error.errno == errno.EADDRINUSE:
        return CannotListen(f"port {port} of {address} is taken by another program: name another with --port")
    if error.errno in (errno.EACCES, errno.EPERM):
        return CannotListen(f"port {port} takes an administrator's right: name one above 1023 with --port")
    return CannotListen(f"{address}, port {port}, cannot be listened on: {error.strerror}")
