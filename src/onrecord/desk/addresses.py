"""Addresses for mail: one plain address that is safe in a header, or a clear no."""

from __future__ import annotations

import re

from onrecord.desk.file import DeskError

LONGEST = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
_LONGEST_LOCAL = 64  # RFC 5321, 4.5.3.1.1
# RFC 5322's dot-atom: what nobody but a test has, quoted parts and comments, is left out.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?![0-9]+\Z){_LABEL}")


class AddressError(DeskError):
    """What is written is no address that mail can be sent to."""


def checked(written: str) -> str:
    """The address without blanks around it. Raises AddressError, which says what is wrong with it."""
    address = written.strip(" \t\r\n")
    if len(address) > LONGEST:
        raise AddressError(f"the address has more than {LONGEST} characters")
    if not address.isascii():
        raise AddressError("the address has letters outside a-z: write the domain in its ASCII form (xn--…)")
    local, at, domain = address.rpartition("@")
    if not at or len(local) > _LONGEST_LOCAL or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise AddressError(f"{_shown(address)!r} is no address: write one, such as name@example.org")
    return address


def key(address: str) -> str:
    """What addresses are compared by: small letters, though a server might tell them apart."""
    return address.strip(" \t\r\n").encode("ascii", "replace").decode().lower()


def _shown(address: str) -> str:
    return "".join(each if each.isprintable() else " " for each in address[:80])
