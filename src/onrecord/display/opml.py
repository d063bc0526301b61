"""Lists of feeds as OPML 2.0: what feed readers, and `onrecord run`, take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import quoteattr

from onrecord.display.visible import one_line

TYPE = "text/x-opml; charset=utf-8"
# Characters that XML 1.0 cannot hold in any way.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def opml(lists: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Write feeds, each list under its name: ("Ports", ("https://a.example/rss",)). Empty ones stay out."""
    outlines = [_list(name, feeds) for name, feeds in lists if feeds]
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<opml version="2.0">',
        "<head><title>onrecord</title></head>",
        "<body>",
    ]
    return "\n".join([*head, *outlines, "</body>", "</opml>", ""])


def _list(name: str, feeds: Sequence[str]) -> str:
    told = _attribute(one_line(name))
    lines = [f'<outline type="rss" text={_attribute(feed)} xmlUrl={_attribute(feed)}/>' for feed in feeds]
    return "\n".join([f"<outline text={told} title={told}>", *lines, "</outline>"])


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))
