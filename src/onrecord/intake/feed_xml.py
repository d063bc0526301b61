"""RSS (0.9x, 1.0, 2.0) and Atom, read by feedparser, which is given nothing that could turn against it.

    bytes -> xml_text (no entities) -> feed_tree (mended, pruned) -> feedparser -> Feed

feedparser fetches nothing when it is given bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from onrecord.errors import Refused
from onrecord.intake import written_dates
from onrecord.intake.cleaned import address, whole, words
from onrecord.intake.feed_item import Feed, Item, as_html, identity, names
from onrecord.intake.feed_tree import Pruned, prune
from onrecord.intake.xml_text import from_root

_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_LONGEST = 31_536_000


def parse(raw: bytes, base: str | None) -> Feed:
    """Read a feed; `base` is its address. Raises Refused where it is none, or is made to do harm.

    Broken XML is read as far as it goes.
    """
    pruned = prune(from_root(raw, "a feed"))
    return _feed(_parsed(pruned, base), base, pruned)


def _parsed(pruned: Pruned, base: str | None) -> Any:
    import feedparser

    try:
        return feedparser.parse(
            io.BytesIO(pruned.xml),
            response_headers={"content-location": base or ""},
            # Both go through every item's HTML; the article stage reads that with its own guard.
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:  # whatever a hostile feed makes of it: one feed does not stop the others
        reason = f"it cannot be read as a feed: {type(error).__name__}"
        raise Refused("intake", reason, "tell its outlet, or leave it out") from error


def _feed(parsed: Any, base: str | None, pruned: Pruned) -> Feed:
    return Feed(
        title=_title(parsed.feed),
        address=base,
        items=tuple(_item(entry, base) for entry in parsed.entries),
        period=_period(parsed.feed),
        left_out=pruned.left_out,
        breaks_off=pruned.breaks_off,
    )


def _item(entry: Any, base: str | None) -> Item:
    url, title, content = _link(entry, base), _title(entry), _content(entry)
    given = words(_string(entry, "id"))
    return Item(
        url=url,
        id=identity(given, url, title, content),
        title=title,
        published_at=_date(entry, "published", "updated", "created"),
        updated_at=_date(entry, "updated"),
        authors=names(_authors(entry)),
        content=content,
    )


def _link(entry: Any, base: str | None) -> str | None:
    """The page of the item: a link that says it is, else one that does not say, else an id that is one."""
    links = [link for link in entry.get("links") or () if isinstance(link.get("href"), str)]
    pages = [link for link in links if link.get("rel") == "alternate"]
    pages.sort(key=lambda link: "html" not in str(link.get("type", "html")))
    found = [link["href"] for link in pages] + [_string(entry, "link")]
    return next(filter(None, (address(link, base) for link in found)), None)


def _title(entry: Any) -> str | None:
    detail = entry.get("title_detail") or {}
    return words(_string(entry, "title"), is_html="html" in str(detail.get("type", "")))


def _content(entry: Any) -> str | None:
    """The whole text where the feed has it, else its summary."""
    for detail in (*(entry.get("content") or ()), entry.get("summary_detail")):
        value, kind = (detail.get("value"), str(detail.get("type", "html"))) if detail else ("", "")
        if value and value.strip() and ("html" in kind or kind.startswith("text/")):
            return whole(value if "html" in kind else as_html(value))
    return None


def _date(entry: Any, *names: str) -> str | None:
    """The first of its dates that is one; what feedparser made of them is in UTC, the offset lost."""
    for name in names:
        # `in` first: where "updated" is missing, feedparser would warn and give "published" in its place.
        written = _string(entry, name) if name in entry else None
        found = written_dates.read(written) if written else None
        if found:
            return found
    return None


def _authors(entry: Any) -> Iterator[str | None]:
    for author in entry.get("authors") or ():
        yield author.get("name")
    if not entry.get("authors"):
        yield _string(entry, "author")


def _period(feed: Any) -> int | None:
    """How long to leave it alone: its `ttl` (minutes), or so many times an hour, day, week (`sy:`)."""
    ttl = _number(_string(feed, "ttl"))
    if ttl:
        return min(60 * ttl, _LONGEST)
    period = _PERIODS.get((_string(feed, "sy_updateperiod") or "").strip().lower())
    times = _number(_string(feed, "sy_updatefrequency")) or 1
    return max(period // times, 1) if period else None


def _number(text: str | None) -> int | None:
    match = re.fullmatch(r"\s*(\d{1,6})\s*", text or "")
    return int(match[1]) if match else None


def _string(found: Any, name: str) -> str | None:
    value = found.get(name)
    return value if isinstance(value, str) else None
