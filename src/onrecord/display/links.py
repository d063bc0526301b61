"""Where a digest or a feed links to: the pages of a site, and the reports where they stood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from onrecord.records import Entry

_WEB_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)
# Browsers drop some of these from an address, mail programs break it at others.
_BROKEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# RFC 3986 allows none of these; bidirectional controls would show the address backwards.
_TO_ENCODE = re.compile("[\\s\"<>\\\\^`{|}'()\\[\\]\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The addresses that a text for somebody elsewhere names; all are whole addresses, or None.

    `base` is where the site stands ("https://onrecord.example"), without which there are no pages to link
    to. `topic` is the page of the topic, `unsubscribe` and `choose` are those of one reader.
    """

    base: str | None = None
    topic: str | None = None
    unsubscribe: str | None = None
    choose: str | None = None

    def report(self, entry: Entry) -> str | None:
        """The page of the report, opened at the statement."""
        asked = [
            ("article", entry.article),
            ("version", str(entry.version)),
            ("statement", str(entry.number)),
        ]
        return self._page(f"/report?{urlencode(asked, errors='replace')}")

    def article(self, key: str) -> str | None:
        """The page of a report by its key."""
        return self._page(f"/report?{urlencode([('article', key)], errors='replace')}")

    def claim(self, id: str) -> str | None:  # noqa: A002 - it is one
        """The page of a claim."""
        return self._page(f"/claim/{quote(id, safe='', errors='replace')}")

    def story(self, id: str) -> str | None:  # noqa: A002 - it is one
        """The page of a story."""
        return self._page(f"/story/{quote(id, safe='', errors='replace')}")

    def original(self, entry: Entry) -> str | None:
        """Where the report stood when it was read, if that is an address of the web."""
        return web_address(entry.url)

    def _page(self, path: str) -> str | None:
        base = web_address(self.base)
        return f"{base.rstrip('/')}{path}" if base else None


def web_address(url: str | None) -> str | None:
    """An address that may be a link anywhere: of the web, whole, with nothing in it that ends a link."""
    if not url or len(url) > _LONGEST or not _WEB_ADDRESS.match(url) or _BROKEN.search(url):
        return None
    try:
        parts = urlsplit(url)
        if not parts.hostname or (parts.port or 0) < 0:
            return None
    except ValueError:
        return None
    # The square brackets of an IPv6 host are the one place where an address needs them.
    start = url.index("//") + 2 + len(parts.netloc)
    if re.search(r"""[\s"'<>\\^`{|}()]""", url[:start]):
        return None
    return url[:start] + _TO_ENCODE.sub(lambda found: quote(found.group()), url[start:])


def host(url: str | None) -> str | None:
    """The host of an address of the web, without "www."."""
    address = web_address(url)
    name = urlsplit(address).hostname if address else None
    return name.removeprefix("www.") if name else None
