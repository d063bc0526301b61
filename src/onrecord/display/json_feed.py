"""Changes as a JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from onrecord.article_json import escaped
from onrecord.display import feed_words as words
from onrecord.display.feed_words import FeedOf
from onrecord.display.links import Links, web_address
from onrecord.records import Change

__all__ = ["TYPE", "FeedOf", "json_feed"]

TYPE = "application/feed+json"


def json_feed(feed: FeedOf, changes: Sequence[Change], links: Links) -> str:
    """Write a feed, the newest change first."""
    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": words.name(feed),
        "home_page_url": web_address(feed.home),
        "feed_url": web_address(feed.address),
        "language": "en",
        "authors": [{"name": "onrecord"}],
        "items": [_item(feed, change, links) for change in words.newest_first(tuple(changes))],
    }
    return escaped(json.dumps(_known(found), ensure_ascii=False, allow_nan=False)) + "\n"


def _item(feed: FeedOf, change: Change, links: Links) -> dict[str, object]:
    item = {
        "id": words.change_id(feed, change),
        "url": words.report(change, links),
        "external_url": words.original(change, links),
        "title": words.title(change),
        "content_text": words.summary(change),
        "date_published": words.moment(change.at),
        "date_modified": words.moment(change.recorded_at),
        "tags": [change.kind],
    }
    return _known(item)


def _known(fields: Mapping[str, object]) -> dict[str, object]:
    """A feed leaves out what it does not know: null is no address."""
    return {name: value for name, value in fields.items() if value is not None}
