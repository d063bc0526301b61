"""Intake: from the names that a person gives to pages, one after the other, untouched.

    names -> locations (which files, which addresses?) -> stream, web (their bytes)
          -> kinds (what are they? see signature) -> Page, or Note

`kinds` gives a page by itself as it is, and passes on what holds several: jsonl, warc, feed, opml (a list of
feeds), gdelt (quotations), spreadsheet (statements noted by hand). Nothing here understands a page. What
cannot be taken in becomes a Refusal in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.errors import Refused
from onrecord.intake import kinds, locations
from onrecord.intake.jsonl import is_iso_date
from onrecord.intake.kinds import Input
from onrecord.intake.locations import Location
from onrecord.intake.stream import PAGE_BYTES, Stream
from onrecord.records import Note, Page, Refusal

if TYPE_CHECKING:
    from onrecord.net import Fetcher

__all__ = ["PAGE_BYTES", "is_iso_date", "read", "total_bytes"]


def read(names: Iterable[str], *, fetcher: Fetcher | None = None) -> Iterator[Page | Note | Refusal]:
    """Give what the names lead to, in order, each read only when it is asked for.

    A name is a file, a folder (`locations` says which of its files are taken), a pattern (news/**/*.html),
    "-" for standard input or a web address, which needs a `fetcher`. A file is HTML, text, PDF, JSONL, a
    WARC file, a feed (RSS, Atom, JSON Feed), an OPML list of feeds, GDELT's quotations or a spreadsheet (CSV,
    XLSX) of statements, any of them gzipped; what it is, is told from its bytes, and from its suffix where
    they leave it open. An answer from the web is read as such a file would be. With a `fetcher` the items of
    a feed are fetched, without one they are what the feed has of them.
    Raises nothing on account of an input: it becomes a Refusal.
    """
    for location in locations.find(names):
        if isinstance(location, Refusal):
            yield location
        else:
            yield from _read_location(location, fetcher)


def total_bytes(names: Iterable[str]) -> int | None:
    """Add up the sizes of all inputs; None where standard input is among them, for it has none.

    The `size` of the pages adds up to it, but for what was refused and for what a WARC file has behind its
    last page. Addresses count nothing.
    """
    total = 0
    for location in locations.find(names):
        if isinstance(location, Refusal) or location.address:
            continue
        if location.path is None:
            return None
        total += _size(location)
    return total


def _size(location: Location) -> int:
    try:
        return location.path.stat().st_size if location.path else 0
    except OSError:
        return 0


def _read_location(location: Location, fetcher: Fetcher | None) -> Iterator[Page | Note | Refusal]:
    try:
        if location.address:
            yield from _read_address(location.address, fetcher)
            return
        with location.open() as file:
            yield from kinds.read(Input(Stream(file), location.origin, location.origin), fetcher)
    except Refused as refused:
        yield Refusal(location.origin, refused.stage, refused.reason, refused.advice)


def _read_address(address: str, fetcher: Fetcher | None) -> Iterator[Page | Note | Refusal]:
    if fetcher is None:
        raise Refused("intake", "a web address, not a file", "save the page and give the saved file's name")
    return kinds.read_address(address, fetcher)
