"""OPML: a list of feeds, as feed readers export it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.errors import Refused
from onrecord.intake.cleaned import address, words
from onrecord.intake.feed_tree import tree
from onrecord.intake.xml_text import from_root

# A list that a person keeps has some hundred feeds, in folders two or three deep.
_BYTES = 5_000_000
_FEEDS = 10_000
_DEPTH = 50
_FEED_SCHEME = re.compile(r"^feed:(//)?(?:(?<=:)(?=https?:)|(?<=//))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed as a list names it: its title where it gives one, and its address."""

    title: str | None
    url: str


@dataclass(frozen=True, slots=True)
class FeedList:
    """The feeds of a list in its order, each address once.

    `left_out` are those whose address is not of the web (file:, a path, nothing that could be fetched).
    """

    feeds: tuple[Listed, ...]
    left_out: tuple[Listed, ...]


def feeds(raw: bytes) -> tuple[Listed, ...]:
    """The feeds of a list that can be fetched. Raises Refused as `read` does."""
    return read(raw).feeds


def read(raw: bytes) -> FeedList:
    """Read a list of feeds, however its outlines are nested.

    Raises Refused where it is no OPML, larger than 5 MB, nested more than 50 deep, has more than 10,000 feeds
    or is made to do harm ("an entity bomb", "an external entity (XXE)").
    """
    if len(raw) > _BYTES:
        raise Refused("intake", f"a list larger than {_BYTES // 1_000_000} MB", "cut it into several")
    root, _ = tree(from_root(raw, "a list of feeds"))
    if str(root.tag).lower() != "opml":
        raise Refused("intake", f"XML, but no OPML: <{root.tag}>", "export the list as OPML")
    found, lost = dict[str, Listed](), dict[str, Listed]()
    for outline in _outlines(root):
        title, written = _named(outline)
        url = address(written, None)
        if url:
            found.setdefault(url, Listed(title, url))
        elif written:
            lost.setdefault(written, Listed(title, written))
        if len(found) + len(lost) > _FEEDS:
            raise Refused("intake", f"a list of more than {_FEEDS:,} feeds", "cut it into several")
    return FeedList(tuple(found.values()), tuple(lost.values()))


def _outlines(root: Any) -> Iterator[Any]:
    """All outlines in the order of the list, however deep, without going deeper by calls."""
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        if depth > _DEPTH:
            raise Refused("intake", f"a list nested more than {_DEPTH} deep", "take folders out of folders")
        if str(element.tag).lower() == "outline":
            yield element
        waiting += [(child, depth + 1) for child in reversed(element.findall("*"))]


def _named(outline: Any) -> tuple[str | None, str | None]:
    """Title and address of an outline; programs write its attributes in small letters and capitals."""
    given = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
    written = words(given.get("xmlurl"))
    # "feed:" before an address was once how browsers told readers of one.
    url = _FEED_SCHEME.sub(lambda match: "http://" if match[1] else "", written) if written else None
    return words(given.get("title")) or words(given.get("text")), url
