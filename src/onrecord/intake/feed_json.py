"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import Refused
from onrecord.intake import written_dates
from onrecord.intake.cleaned import address, whole, words
from onrecord.intake.encoding import decode
from onrecord.intake.feed_item import ITEMS, Feed, Item, as_html, identity, names

_VERSION = "jsonfeed.org/version/"


def parse(raw: bytes, base: str | None) -> Feed:
    """Read a JSON Feed; `base` is its address. Raises Refused where it is none."""
    top = _Object(_loaded(raw))
    if _VERSION not in (top.string("version") or ""):
        raise Refused("intake", "JSON, but no JSON Feed", 'a feed has "version": "https://jsonfeed.org/..."')
    items = [item for item in top.list("items") if isinstance(item, dict)]
    home = address(top.string("home_page_url"), base) or base
    return Feed(
        title=words(top.string("title")),
        address=base,
        items=tuple(_item(_Object(item), home) for item in items[:ITEMS]),
        left_out=max(0, len(items) - ITEMS),
    )


@dataclass(frozen=True, slots=True)
class _Object:
    """A JSON object from outside: a field of another kind than is asked for counts as absent."""

    fields: dict[str, object]

    def string(self, name: str) -> str | None:
        value = self.fields.get(name)
        return value if isinstance(value, str) and value.strip() else None

    def list(self, name: str) -> list[object]:
        value = self.fields.get(name)
        return value if isinstance(value, list) else []


def _loaded(raw: bytes) -> dict[str, object]:
    try:
        value = json.loads(decode(raw))
    except (ValueError, RecursionError) as error:  # RecursionError: lists in lists without end
        raise Refused("intake", "broken JSON in place of a feed", "fetch it again") from error
    return value if isinstance(value, dict) else {}


def _item(item: _Object, home: str | None) -> Item:
    url = address(item.string("url"), home) or address(item.string("external_url"), home)
    title, html, text = words(item.string("title")), item.string("content_html"), item.string("content_text")
    summary = html or text or item.string("summary")
    content = whole(summary if html else as_html(summary)) if summary else None
    return Item(
        url=url,
        id=identity(words(_id(item)), url, title, content),
        title=title,
        published_at=_date(item, "date_published", "date_modified"),
        updated_at=_date(item, "date_modified"),
        authors=names(_authors(item)),
        content=content,
    )


def _id(item: _Object) -> str | None:
    """Version 1.1 asks for a string and says to take a number as one."""
    value = item.fields.get("id")
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value)[:100] if is_number else item.string("id")


def _date(item: _Object, *names: str) -> str | None:
    written = (item.string(name) for name in names)
    return next(filter(None, (written_dates.read(each) for each in written if each)), None)


def _authors(item: _Object) -> Iterator[str | None]:
    """Version 1.1 has a list, version 1 one author."""
    for author in (*item.list("authors"), item.fields.get("author")):
        if isinstance(author, dict):
            yield _Object(author).string("name")
