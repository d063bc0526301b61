"""A feed as an answer: the newest changes, and nothing at all where the asker has them already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256

from fastapi import Request
from fastapi.responses import Response

from onrecord.display import atom, json_feed
from onrecord.display.feed_words import FeedOf
from onrecord.display.links import Links
from onrecord.ledger import changes
from onrecord.ledger.store import Store
from onrecord.records import Change
from onrecord.web.links import FeedFormat

MOST = 50
"""Changes of a feed: the newest."""
LOOKED_AT = 200
"""Changes among which those are looked for; late ones are no news, and left out."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed is called; its own address, and that of the page of which it is, both beginning with /."""

    title: str
    path: str
    home: str
    to: FeedFormat


def answer(request: Request, store: Store, feed: Feed, numbers: Sequence[int]) -> Response:
    """The newest of some changes (their numbers, descending) as a feed.

    304 where nothing is newer: the same changes give the same bytes, whose hash is the ETag.
    """
    shown = newest(store, numbers)
    base = base_of(request)
    of = FeedOf(title=feed.title, address=f"{base}{feed.path}", home=f"{base}{feed.home}")
    form = atom if feed.to == "atom" else json_feed
    body = _written(of, shown, base, feed.to).encode("utf-8", "replace")
    # Weak: what is sent may be compressed, and is the same then but for that.
    headers = {"ETag": f'W/"{sha256(body).hexdigest()[:32]}"'}
    if shown:
        modified = max(_moment(each.recorded_at) for each in shown)
        headers["Last-Modified"] = format_datetime(modified, usegmt=True)
    if _is_known(request, headers):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=form.TYPE, headers=headers)


def newest(store: Store, numbers: Sequence[int]) -> tuple[Change, ...]:
    """The newest MOST of some changes that are no old news, in the order of their numbers, descending."""
    found: list[Change] = []
    for first in range(0, min(len(numbers), LOOKED_AT), MOST):
        read = changes.read(store, numbers[first : first + MOST])
        found += [each for each in reversed(read) if not each.is_late]
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def base_of(request: Request) -> str:
    """Where the explorer stands, as far as others know: by its settings, else as this request called it."""
    settings = request.app.state.explorer.settings
    if settings.delivery is not None:
        return str(settings.delivery.site)
    return f"{'https' if settings.is_secure else request.url.scheme}://{request.headers.get('host', '')}"


def _written(of: FeedOf, shown: Sequence[Change], base: str, to: FeedFormat) -> str:
    links = Links(base=base)
    return atom.atom(of, shown, links) if to == "atom" else json_feed.json_feed(of, shown, links)


def _is_known(request: Request, headers: dict[str, str]) -> bool:
    """Whether the asker has this already (RFC 9110, 13.2.2: the ETag counts before the moment)."""
    known = request.headers.get("if-none-match")
    if known is not None:
        mine = headers["ETag"].removeprefix("W/")
        return known.strip() == "*" or mine in (each.strip().removeprefix("W/") for each in known.split(","))
    since = request.headers.get("if-modified-since")
    if since is None or "Last-Modified" not in headers:
        return False
    try:
        return parsedate_to_datetime(headers["Last-Modified"]) <= parsedate_to_datetime(since)
    except (ValueError, TypeError, OverflowError):  # what is no date, or one without a zone, asks for nothing
        return False


def _moment(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        return datetime.fromtimestamp(0, UTC)
