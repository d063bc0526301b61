"""Intake: from the names that a person gives to pages, one after the other, untouched.

    names -> locations (which files?) -> stream (their bytes) -> signature (what are they?) -> Page
                                                                 jsonl (one page a line)    -> Page

Nothing here decodes or understands a page. What cannot be taken in becomes a Refusal in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.errors import Refused
from onrecord.intake import jsonl, locations, signature
from onrecord.intake.jsonl import is_iso_date
from onrecord.intake.locations import Location
from onrecord.intake.stream import Stream
from onrecord.records import Page, PageFormat, Refusal

__all__ = ["PAGE_BYTES", "is_iso_date", "read", "total_bytes"]

# Ten times the longest of 47 real news pages (1.7 MB, most of it scripts); beyond, it is something else.
PAGE_BYTES = 20_000_000


def read(names: Iterable[str]) -> Iterator[Page | Refusal]:
    """Give the pages that the names lead to, in order, each read only when it is asked for.

    A name is a file (.html, .txt, .md, .jsonl, any of them gzipped; any other is looked into), a folder
    (all such files in it and below, hidden ones and links to folders left out), a pattern (news/**/*.html)
    or "-" for standard input. Raises nothing on account of an input: it becomes a Refusal.
    """
    for location in locations.find(names):
        if isinstance(location, Refusal):
            yield location
        else:
            yield from _read_location(location)


def total_bytes(names: Iterable[str]) -> int | None:
    """Add up the sizes of all inputs; None where standard input is among them, for it has none.

    The `size` of the pages adds up to it, but for what was refused.
    """
    total = 0
    for location in locations.find(names):
        if isinstance(location, Refusal):
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


def _read_location(location: Location) -> Iterator[Page | Refusal]:
    try:
        with location.open() as file:
            yield from _read_stream(Stream(file), location)
    except Refused as refused:
        yield Refusal(location.origin, refused.stage, refused.reason, refused.advice)


def _read_stream(stream: Stream, location: Location) -> Iterator[Page | Refusal]:
    first_line = stream.read_line(jsonl.LINE_BYTES + 1)
    _refuse_kind(signature.foreign_kind(first_line))
    if not (_has_suffix(location, ".jsonl") or signature.is_json_lines(first_line)):
        yield _read_page(stream, first_line, location)
        return
    empty = True
    for outcome in jsonl.read(stream, first_line, location.origin):
        empty = False
        yield outcome
    if empty:
        _refuse_empty()


def _read_page(stream: Stream, first_line: bytes, location: Location) -> Page:
    raw = first_line + stream.read(max(0, PAGE_BYTES + 1 - len(first_line)))
    if len(raw) > PAGE_BYTES:
        reason = f"larger than {PAGE_BYTES // 1_000_000} MB"
        raise Refused("intake", reason, "cut it into its articles, one a file, or make it JSONL")
    if not raw.strip():
        _refuse_empty()
    _refuse_kind(signature.foreign_kind(raw) or signature.foreign_markup(raw))
    if signature.is_one_json(raw):
        raise Refused("intake", "JSON, but not one article a line", "write it as JSONL: jq -c '.[]' does it")
    return Page(origin=location.origin, format=_format(raw, location), raw=raw, size=stream.consumed)


def _format(raw: bytes, location: Location) -> PageFormat:
    """Go by the suffix; without a known one, by the look. A page saved as .txt is still a page."""
    if _has_suffix(location, ".html", ".htm", ".xhtml"):
        return "html"
    is_text = _has_suffix(location, ".txt", ".text", ".md")
    is_page = signature.is_whole_html(raw) if is_text else signature.is_html(raw)
    return "html" if is_page else "text"


def _has_suffix(location: Location, *suffixes: str) -> bool:
    return location.origin.lower().removesuffix(".gz").endswith(suffixes)


def _refuse_kind(kind: str | None) -> None:
    if kind is not None:
        raise Refused(
            "intake", f"this is {kind}", "save the report as text, HTML or JSONL and give that file"
        )


def _refuse_empty() -> None:
    raise Refused("intake", "an empty file", "check whether it was saved or fetched in full")
