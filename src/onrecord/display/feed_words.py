"""Changes as the entries of a feed: its name and addresses, titles and texts, ids that stay the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.display import digest_parts as parts
from onrecord.display import quotation
from onrecord.display.change_words import evidence, kind_words, movement, reason
from onrecord.display.links import Links, web_address
from onrecord.display.visible import one_line
from onrecord.records import Change

NOTHING_YET = "1970-01-01T00:00:00Z"
"""When a feed without entries was last changed (RFC 4287 wants a moment)."""
# RFC 4151: the day from which on the ids are given; it is a part of every id, and never changes.
_SINCE = "2024"
_LONGEST_TITLE = 120
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_AUTHORITY = re.compile(r"[a-z0-9.-]+", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOf:
    """A feed: what it is called, its own address, and the page that shows the same."""

    title: str
    address: str
    home: str


def feed_id(feed: FeedOf) -> str:
    """The tag URI (RFC 4151) of a feed, of its host and its path."""
    path = urlsplit(feed.address).path if web_address(feed.address) else feed.address
    return f"tag:{_authority(feed)},{_SINCE}:feed{re.sub('[^A-Za-z0-9/._~-]', '_', path)}"


def change_id(feed: FeedOf, change: Change) -> str:
    """The tag URI of a change: the same in every feed of a site."""
    return f"tag:{_authority(feed)},{_SINCE}:change/{re.sub('[^A-Za-z0-9]', '_', change.id)}"


def _authority(feed: FeedOf) -> str:
    address = web_address(feed.address)
    host = (urlsplit(address).hostname or "") if address else ""
    return host if _AUTHORITY.fullmatch(host) else "onrecord.invalid"


def title(change: Change) -> str:
    """What stands over an entry: its kind, and who says what; else why it is shown."""
    kind = kind_words(change).capitalize()
    later = next((pair.later for pair in change.pairs if pair.later), None)
    if later is None:
        return f"{kind}: {reason(change)}"
    words = quotation.in_quotes(quotation.content(later, _LONGEST_TITLE))
    return f"{kind} · {quotation.name(later)}: {words}"


def summary(change: Change) -> str:
    """Why a change is shown, and its quotations with their sources, in lines."""
    lines = [reason(change)]
    pairs = parts.listed(change.pairs, parts.MOST_PAIRS)
    for pair in pairs.shown:
        if moved := movement(pair):
            lines.append(f"{moved[0]} → {moved[1]}")
        for shown in evidence(pair, change.kind):
            label = f"{shown.label}: " if shown.label else ""
            words = quotation.text(quotation.quotation(shown.entry))
            lines.append(f"{label}{quotation.in_quotes(words)} ({quotation.credit(shown.entry)})")
    if pairs.left_out:
        lines.append(parts.more(pairs.left_out, "statement", "statements"))
    lines += filter(None, (parts.note(change), parts.repeats(change) if change.repeats else ""))
    return "\n".join(lines)


def report(change: Change, links: Links) -> str | None:
    """The page of the report that brought a change."""
    line = parts.bringing(change)
    return links.report(line) if line else links.article(change.article)


def original(change: Change, links: Links) -> str | None:
    """Where the report that brought a change stood."""
    later = next((pair.later for pair in change.pairs if pair.later), None)
    return links.original(later) if later else None


def moment(written: str) -> str:
    """A moment as RFC 3339 has it."""
    if _MOMENT.fullmatch(written):
        return written
    found = _DAY.match(written)
    return f"{found[0]}T00:00:00Z" if found else NOTHING_YET


def newest_first(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Changes in the order of feeds, each once."""
    once = {change.id: change for change in changes}
    return tuple(sorted(once.values(), key=lambda change: (change.number, change.id), reverse=True))


def name(feed: FeedOf) -> str:
    """What a feed is called, in one line."""
    return one_line(feed.title)
