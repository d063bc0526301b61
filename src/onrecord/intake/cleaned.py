"""Strings from outside made fit to keep: addresses of the web, lines of words, whole characters."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin, urlsplit

# A headline has some 100 characters, a list of authors some hundreds.
_LONGEST = 1_000
# Servers take addresses of up to 8,000 characters.
_LONGEST_ADDRESS = 8_000
_TAG = re.compile(r"<[/!?A-Za-z][^<>]{0,1000}>")


def address(link: str | None, base: str | None) -> str | None:
    """The absolute address of a link, None where it is not of the web: http or https."""
    if not link or len(link) > _LONGEST_ADDRESS:
        return None
    try:
        joined = urljoin(base or "", link.strip())
        parts = urlsplit(joined)
    except ValueError:  # "http://[": no address of IPv6
        return None
    return whole(joined) if parts.scheme in ("http", "https") and parts.hostname else None


def words(text: str | None, *, is_html: bool = False) -> str | None:
    """A line of text without markup, runs of space made one; None where nothing is left."""
    if text is None:
        return None
    if is_html:
        text = html.unescape(_TAG.sub(" ", text[: 20 * _LONGEST]))
    return " ".join(whole(text[: 20 * _LONGEST]).split())[:_LONGEST] or None


def whole(text: str) -> str:
    """Without halves of characters (lone surrogates), which can be neither printed nor stored."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
