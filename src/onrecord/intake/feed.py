"""Feeds: RSS, Atom and JSON Feed. What they say, and the pages of their items.

bytes -> feed_xml or feed_json -> Feed -> pages: each item's page from the web, else what the feed has of it
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.errors import Refused
from onrecord.intake import feed_json, feed_xml, signature, web
from onrecord.intake.cleaned import address
from onrecord.intake.feed_item import ITEMS, Feed, Item
from onrecord.intake.xml_text import XML_BYTES
from onrecord.records import Page, PageFormat, Refusal

if TYPE_CHECKING:
    from onrecord.net import Fetched, Fetcher

__all__ = ["ITEMS", "Feed", "Item", "page", "pages", "parse"]

_FEED_LINK = re.compile(
    rb"<link\b(?=[^>]{0,400}\btype=[\"']?application/(?:rss|atom|feed)\+(?:xml|json))"
    rb"[^>]{0,400}?\bhref=[\"']([^\"'>]{1,400})[\"']",
    re.IGNORECASE,
)
_STYLED = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|table|blockquote|article|section)\b", re.IGNORECASE)


def parse(raw: bytes, address: str | None) -> Feed:
    """Read a feed; `address` is where it was fetched from, for the links in it may be relative.

    Raises Refused where it is no feed ("a web page, not a feed"), larger than 20 MB, or made to do harm ("an
    entity bomb", "an external entity (XXE)"). Broken XML is read as far as it goes.
    """
    if len(raw) > XML_BYTES:
        raise Refused("intake", f"a feed larger than {XML_BYTES // 1_000_000} MB", "give its last items")
    if not raw.strip():
        raise Refused("intake", "an empty feed", "fetch it again")
    if signature.is_whole_html(raw):
        raise Refused("intake", "a web page, not a feed", _advice(raw, address))
    is_json = raw[:100].translate(None, b"\xef\xbb\xbf\xfe\xff\0").lstrip().startswith(b"{")
    return feed_json.parse(raw, address) if is_json else feed_xml.parse(raw, address)


def pages(feed: Feed, origin: str, fetcher: Fetcher | None) -> Iterator[Page | Refusal]:
    """Give the page of each item, fetched where there is a `fetcher`, else the item as a page by itself.

    An item that cannot be had is a Refusal with its address and does not stop the others. What the feed
    breaks off, or has beyond ITEMS, is a Refusal behind the last.
    """
    seen: set[str] = set()
    for number, item in enumerate(feed.items, start=1):
        if item.url is None or item.url not in seen:
            yield _outcome(feed, item, f"{origin}:{number}", fetcher)
        seen.add(item.url or "")
    if feed.left_out:
        reason = f"{feed.left_out:,} items beyond the first {ITEMS:,} were left out"
        yield Refusal(origin, "intake", reason, "give them in a feed of their own")
    if feed.breaks_off:
        reason = "the feed breaks off: items may be missing behind those that were read"
        yield Refusal(origin, "intake", reason, "fetch it again")


def page(feed: Feed, item: Item, origin: str) -> Page:
    """The item as a page by itself, with what the feed says of it. Raises Refused where it has no text.

    Its id is not the item's: that is another article's in another feed.
    """
    if not item.content:
        reason = "an item of a feed without text" + ("" if item.url else ", and without an address")
        advice = "let its page be fetched: give the feed's address" if item.url else "ask its outlet"
        raise Refused("intake", reason, advice)
    return Page(
        origin=origin,
        format="html",
        raw=_document(item.title, item.content),
        url=item.url,
        outlet=feed.title,
        headline=item.title,
        authors=item.authors,
        published_at=item.published_at,
    )


def _outcome(feed: Feed, item: Item, origin: str, fetcher: Fetcher | None) -> Page | Refusal:
    try:
        if fetcher is not None and item.url:
            return _fetched(web.fetch(item.url, fetcher), item.url)
        return page(feed, item, origin)
    except Refused as refused:
        return Refusal(item.url or origin, refused.stage, refused.reason, refused.advice)


def _fetched(found: Fetched, url: str) -> Page:
    """The answer as a page. What it says of itself is better than what the feed says of it."""
    return Page(
        origin=url,
        format=_format(found),
        raw=found.body,
        url=found.final_url,
        fetched_at=found.fetched_at,
        headers=found.headers,
    )


def _format(found: Fetched) -> PageFormat:
    body = found.body
    if signature.is_pdf(body):
        return "pdf"
    if not body.strip():
        raise Refused("intake", "an empty answer", "look at the address with a browser")
    foreign = signature.foreign_kind(body) or signature.foreign_markup(body)
    if foreign or signature.is_feed(body) or signature.is_one_json(body):
        kind = foreign or ("a feed" if signature.is_feed(body) else "JSON")
        raise Refused("intake", f"the item's address leads to no page: this is {kind}", "see what it is")
    is_text = web.name(found).lower().endswith((".txt", ".md")) and not signature.is_whole_html(body)
    return "text" if is_text else "html"


def _document(title: str | None, content: str) -> str:
    """An HTML page of an item, so that it is read as any page is; bare lines become a paragraph."""
    heading = html.escape(title or "")
    body = content if _STYLED.search(content) else f"<p>{content}</p>"
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{heading}</title></head>\n'
        f"<body><article>\n<h1>{heading}</h1>\n{body}\n</article></body></html>\n"
    )


def _advice(raw: bytes, base: str | None) -> str:
    """Where the page names its feed, that address."""
    link = _FEED_LINK.search(raw[:200_000])
    found = address(html.unescape(link[1].decode(errors="replace")), base) if link else None
    return f"its feed is at {found}" if found else "look on it for the address of the feed"
