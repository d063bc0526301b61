"""Signed links: whoever has one may do the one thing that it is for, until it expires.

A token is the base64 of "<expires>.<subject>" and of its HMAC-SHA256, a point between. The purpose is signed
and not written: a link of one purpose is worth nothing for another.
"""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal

from onrecord.desk import keys
from onrecord.desk.file import Desk
from onrecord.errors import OnrecordError

Purpose = Literal["confirm", "unsubscribe", "choose"]
LASTS: dict[Purpose, timedelta] = {
    "confirm": timedelta(hours=48),
    "unsubscribe": timedelta(days=400),
    "choose": timedelta(days=30),
}
"""How long a link of each purpose is good."""
_MAC = 24  # bytes of the HMAC that are kept: 192 bits, 32 letters
_TOKEN = re.compile(r"([A-Za-z0-9_-]{1,800})\.([A-Za-z0-9_-]{32})")


class LinkWrong(OnrecordError):
    """The link is not one of ours, or not whole: the message says what to do."""


class LinkExpired(OnrecordError):
    """The link was ours, and its time is over."""


def key(desk: Desk) -> bytes:
    """The key that links of a desk are signed with."""
    return keys.key(desk, "link")


def sign(key: bytes, purpose: Purpose, subject: str, expires: datetime) -> str:
    """A token for a link, of letters, digits, "-", "_" and one point."""
    written = f"{int(expires.timestamp())}.{subject}".encode()
    return f"{_letters(written)}.{_letters(_mac(key, purpose, written))}"


def check(key: bytes, purpose: Purpose, token: str, now: datetime) -> str:
    """Give the subject. Raises LinkWrong, and LinkExpired where all is right but the time."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        raise _wrong()
    try:
        written = urlsafe_b64decode(found[1] + "=" * (-len(found[1]) % 4))
    except ValueError:
        raise _wrong() from None
    # Compared as letters: two spellings of one base64 are two tokens, and only ours is right.
    ours = f"{_letters(written)}.{_letters(_mac(key, purpose, written))}"
    if not hmac.compare_digest(ours.encode(), token.encode()):
        raise _wrong()
    until, _, subject = written.decode().partition(".")
    if now >= datetime.fromtimestamp(int(until), UTC):
        raise LinkExpired("this link is too old: ask for a new one on the page of the newsletter")
    return subject


def _mac(key: bytes, purpose: Purpose, written: bytes) -> bytes:
    return hmac.digest(key, purpose.encode() + b"\0" + written, sha256)[:_MAC]


def _letters(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def _wrong() -> LinkWrong:
    return LinkWrong("this link is not whole, or not ours: copy all of it from the letter")
