"""A mail address that can stand in a header and in a command: nothing in it can end either."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from onrecord.delivery.clean import clean

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_HOST = re.compile(
    r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)
_LONGEST, _LONGEST_LOCAL = 254, 64  # RFC 5321, 4.5.3.1, with the erratum on paths
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")


class NoMailAddress(ValueError):
    """What is written is no mail address. The message goes on after the name of what it is."""


@dataclass(frozen=True, slots=True)
class MailAddress:
    """An address, ASCII throughout, and the name that may stand before it."""

    local: str
    host: str
    name: str = ""

    @classmethod
    def read(cls, written: str) -> Self:
        """Read "Name <local@host>" or "local@host". Raises NoMailAddress."""
        named = _NAMED.fullmatch(written.strip())
        name, address = (named["name"], named["address"]) if named else ("", written)
        local, at, host = address.strip().rpartition("@")
        if not at:
            raise NoMailAddress("is no mail address")
        if not (local.isascii() and host.isascii()):
            raise NoMailAddress("has an address with other than ASCII letters, which many servers refuse")
        if len(local) > _LONGEST_LOCAL or len(local) + len(host) + 1 > _LONGEST:
            raise NoMailAddress("has a mail address that is too long")
        if not _LOCAL.fullmatch(local) or not _HOST.fullmatch(host):
            raise NoMailAddress("is no mail address")
        return cls(local, host, clean(name.strip().strip('"')))

    @property
    def bare(self) -> str:
        """The address without the name."""
        return f"{self.local}@{self.host}"
