"""Identifiers for linked data: the address of a page where it has one, else a name of our own (a URN)."""

from __future__ import annotations

import base64
import re
from urllib.parse import quote

from onrecord.ledger.export.exported import Exported
from onrecord.ledger.rows import clean

_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
# What may stand in an address as it is (RFC 3986); all else is spelt in per cent.
_PLAIN = "%:/?#[]@!$&'()*+,;=~-._"


def web(url: str | None) -> str | None:
    """A web address as RFC 3986 wants it; None of what is none ("javascript:", a path)."""
    return quote(clean(url), safe=_PLAIN) if url and _WEB.match(url) else None


def urn(kind: str, *parts: str) -> str:
    """A name of something of the ledger: "urn:onrecord:article:..."."""
    return ":".join(["urn:onrecord", kind, *(quote(clean(part), safe="-._") for part in parts)])


def page(one: Exported) -> str:
    """The page that an article stands on."""
    return web(one.article.url) or urn("article", one.key)


def sha256(hexadecimal: str) -> str:
    """A hash as RFC 6920 names what it is of: "ni:///sha-256;..."."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(hexadecimal)).decode("ascii")
    return f"ni:///sha-256;{digest.rstrip('=')}"
