"""What a feed says: its items with their addresses and dates, and how often it wants to be asked."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.intake.cleaned import words

# A feed shows the last ten to some hundred items; feedparser reads some 2,000 a second.
ITEMS = 3_000
_NAMES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry of a feed. `url` is absolute, http or https; `content` is HTML, as much of it as the feed has.

    `id` is the feed's own name for it, else its address, else a hash of it: the same at every fetch.
    `published_at` (else when it was updated) and `updated_at` are ISO 8601 dates or date-times, None where
    the feed has none or an impossible one.
    """

    url: str | None
    id: str
    title: str | None = None
    published_at: str | None = None
    updated_at: str | None = None
    authors: tuple[str, ...] = ()
    content: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as it was read. `address` is where it was fetched from, None for a file.

    `period` is how many seconds the feed asks to be left alone, None where it does not say. `left_out` are
    the items beyond ITEMS; `breaks_off` says that it ends in the middle, so that items may be missing.
    """

    title: str | None
    address: str | None
    items: tuple[Item, ...]
    period: int | None = None
    left_out: int = 0
    breaks_off: bool = False


def names(found: Iterable[str | None]) -> tuple[str, ...]:
    """The names of authors, each once; an address of mail is no name."""
    known = (name for each in found if (name := words(each)) and not re.fullmatch(r"\S+@\S+", name))
    return tuple(dict.fromkeys(known))[:_NAMES]


def as_html(text: str) -> str:
    """Plain text as HTML: a paragraph for each that is set off by an empty line."""
    paragraphs = re.split(r"\n[ \t\r]*\n", text)
    return "\n".join(f"<p>{html.escape(part.strip())}</p>" for part in paragraphs if part.strip())


def identity(given: str | None, url: str | None, *parts: str | None) -> str:
    """An item's id: the one given, else its address, else a hash of what it says."""
    said = "\n".join(part or "" for part in parts)
    return given or url or hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()[:16]
