"""The addresses of the pages, made in one place: every state of the explorer is a link that can be sent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlencode

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


def source(entity: str) -> str:
    """The page of a source, by the key of its entity."""
    return f"/source?{urlencode([('entity', entity)])}"


def story(id: str) -> str:  # noqa: A002 - it is one
    """The page of a story."""
    return f"/story/{quote(id, safe='')}"


def claim(id: str) -> str:  # noqa: A002 - it is one
    """The page of a claim."""
    return f"/claim/{quote(id, safe='')}"


def search(asked: Iterable[tuple[str, str]]) -> str:
    """The page of what a question finds: options of `ledger.question`, as a person writes them."""
    return f"/search?{urlencode(list(asked))}"


def web_address(url: str | None) -> str | None:
    """An address that may be a link: of the web, or none. Anything else could run in this page."""
    return url if url and _WEB_ADDRESS.match(url) else None
