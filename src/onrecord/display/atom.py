"""Changes as an Atom 1.0 feed (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from onrecord.display import feed_words as words
from onrecord.display.feed_words import FeedOf
from onrecord.display.links import Links, web_address
from onrecord.records import Change

__all__ = ["TYPE", "FeedOf", "atom"]

TYPE = "application/atom+xml; charset=utf-8"
# Characters that XML 1.0 cannot hold in any way.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(feed: FeedOf, changes: Sequence[Change], links: Links) -> str:
    """Write a feed, the newest change first; its `updated` is when the newest change was noticed."""
    ordered = words.newest_first(tuple(changes))
    updated = max((words.moment(change.recorded_at) for change in ordered), default=words.NOTHING_YET)
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        _element("id", words.feed_id(feed)),
        _element("title", words.name(feed)),
        _element("updated", updated),
        _link("self", feed.address, "application/atom+xml"),
        _link("alternate", feed.home, "text/html"),
        "<author><name>onrecord</name></author>",
        "<generator>onrecord</generator>",
    ]
    entries = [_entry(feed, change, links) for change in ordered]
    return "\n".join([*filter(None, head), *entries, "</feed>", ""])


def _entry(feed: FeedOf, change: Change, links: Links) -> str:
    lines = [
        "<entry>",
        _element("id", words.change_id(feed, change)),
        _element("title", words.title(change)),
        _element("published", words.moment(change.at)),
        _element("updated", words.moment(change.recorded_at)),
        # An entry needs one link that is its own (RFC 4287, 4.1.2); without a site that is the feed's page.
        _link("alternate", words.report(change, links) or feed.home, "text/html"),
        _link("related", words.original(change, links), None),
        f'<category term="{change.kind}"/>',
        _element("summary", words.summary(change)),
        "</entry>",
    ]
    return "\n".join(filter(None, lines))


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(_NOT_XML.sub('', text))}</{name}>"


def _link(rel: str, address: str | None, kind: str | None) -> str:
    shown = web_address(address)
    if not shown:
        return ""
    typed = f' type="{kind}"' if kind else ""
    return f'<link rel="{rel}"{typed} href={quoteattr(_NOT_XML.sub("", shown))}/>'
