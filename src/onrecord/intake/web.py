"""What an address leads to, through the fetcher: whether it can hold reports, and what the answer adds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from onrecord.errors import Refused
from onrecord.intake import answer
from onrecord.records import Note, Page, Refusal

if TYPE_CHECKING:
    from onrecord.net import Fetched, Fetcher

# Types of which no report can be made. Of others the bytes are looked at: servers name them as they like.
_NO_REPORT = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript")
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
}


def fetch(address: str, fetcher: Fetcher) -> Fetched:
    """Fetch the address. Raises Refused: what the fetcher refuses, and types that are no report."""
    fetched = fetcher.fetch(address)
    media_type = answer.media_type(answer.value(fetched.headers, "content-type"))
    if media_type.startswith(_NO_REPORT):
        advice = "give the address of the report itself"
        raise Refused("intake", f"the answer is {media_type[:80]}, no report", advice)
    return fetched


def name(fetched: Fetched) -> str:
    """What a file of the answer would be called: by its type, else by its address."""
    media_type = answer.media_type(answer.value(fetched.headers, "content-type"))
    path = unquote(urlsplit(fetched.final_url).path)
    if media_type == "text/plain" and "." not in path.rpartition("/")[2]:
        return f"{path}.txt"
    return path + _SUFFIXES.get(media_type, "")


def dressed(outcome: Page | Note | Refusal, fetched: Fetched, address: str) -> Page | Note | Refusal:
    """Give the page that the answer is its address, headers and time; others have their own.

    What comes from an address counts nothing to the bytes of the input.
    """
    if not isinstance(outcome, Page):
        return outcome
    if outcome.origin != address:
        return replace(outcome, size=0)
    return replace(
        outcome,
        size=0,
        url=outcome.url or fetched.final_url,
        fetched_at=fetched.fetched_at,
        headers=fetched.headers,
    )
