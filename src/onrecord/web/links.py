"""The addresses of the pages, made in one place: every state of the explorer is a link that can be sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal
from urllib.parse import quote, urlencode

from onrecord.desk.topics import Topic

FeedKind = Literal["topics", "stories", "sources", "claims"]
FeedFormat = Literal["atom", "json"]
_WEB_ADDRESS = re.compile(r"https?://[^\s]", re.IGNORECASE)


def report(article: str, version: int | None = None, statement: int | None = None) -> str:
    """The page of a report; `statement` is the number of a line, which is then shown opened."""
    asked = [("article", article)]
    asked += [("version", str(version))] if version is not None else []
    asked += [("statement", str(statement))] if statement is not None else []
    return f"/report?{urlencode(asked)}"


def statement(number: int) -> str:
    """The page of a line: all that is known of it."""
    return f"/statement/{number}"


def source(entity: str, **asked: str | None) -> str:
    """The page of a source, by the key of its entity; `asked` are the fields that narrow its statements.

    These are act, story, from, to and after; those that are None or empty ask nothing.
    """
    return _with("/source", {"entity": entity, **asked})


def sources(**asked: str | None) -> str:
    """The page of all sources; `asked` are its fields: words, kind, after."""
    return _with("/sources", asked)


def source_merge(entity: str, **asked: str | None) -> str:
    """The page on which a source is made one with another, which is looked for by words or named (other)."""
    return _with("/source/merge", {"entity": entity, **asked})


def source_split(entity: str) -> str:
    """The page on which statements of a source are said to be somebody else's."""
    return _with("/source/split", {"entity": entity})


def story(id: str) -> str:  # noqa: A002 - it is one
    """The page of a story."""
    return f"/story/{quote(id, safe='')}"


def claim(id: str) -> str:  # noqa: A002 - it is one
    """The page of a claim."""
    return f"/claim/{quote(id, safe='')}"


def search(asked: Iterable[tuple[str, str]]) -> str:
    """The page of what a question finds: options of `ledger.question`, as a person writes them."""
    return f"/search?{urlencode(list(asked))}"


def topic(named: Topic, **asked: str | None) -> str:
    """The page of a topic; `asked` are of (a period) and on (its last day)."""
    return _with(f"/topics/{quote(named.key, safe='')}", asked)


def topic_edit(named: Topic) -> str:
    """The page on which a topic is changed."""
    return f"/topics/{quote(named.key, safe='')}/edit"


def topic_new(asked: Iterable[tuple[str, str]]) -> str:
    """The page on which a topic is made that asks this at first."""
    return f"/topics/new?{urlencode(list(asked))}"


def newsletter(named: Topic) -> str:
    """The page on which a topic is subscribed to."""
    return f"/newsletter/{quote(named.key, safe='')}"


def feed(of: FeedKind, key: str, to: FeedFormat = "atom") -> str:
    """The feed of a topic (by its name in addresses), source, story or claim."""
    return f"/{of}/{quote(key, safe='')}/feed.{to}"


def topic_feed(named: Topic, to: FeedFormat = "atom") -> str:
    """The feed of a topic."""
    return feed("topics", named.key, to)


def web_address(url: str | None) -> str | None:
    """An address that may be a link: of the web, or none. Anything else could run in this page."""
    return url if url and _WEB_ADDRESS.match(url) else None


def _with(path: str, asked: Mapping[str, str | None]) -> str:
    written = [(name, value) for name, value in asked.items() if value]
    return f"{path}?{urlencode(written)}" if written else path
