"""One input of whatever kind, given to what reads that kind.

What an input is, is told from its first bytes; its name has a say where bytes may be read in two ways.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import Refused
from onrecord.intake import jsonl, signature, warc, web
from onrecord.intake.stream import PAGE_BYTES, Stream
from onrecord.records import Note, Page, PageFormat, Refusal

if TYPE_CHECKING:
    from onrecord.net import Fetched, Fetcher

Outcome = Page | Note | Refusal


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to read, what a message calls them, and a name whose suffix may tell what they are.

    `address` is where they were fetched from, None for a file.
    """

    stream: Stream
    origin: str
    name: str
    address: str | None = None

    def has_suffix(self, *suffixes: str) -> bool:
        """Whether the name ends so, .gz apart."""
        return self.name.lower().removesuffix(".gz").endswith(suffixes)


def read(given: Input, fetcher: Fetcher | None) -> Iterator[Outcome]:
    """Give what is in the input, one after the other. Raises Refused where nothing can be read (on)."""
    start = given.stream.start
    if signature.is_warc(start) or (signature.is_packed(start) and _is_named_warc(given)):
        yield from _some(warc.read(given.stream, given.origin), "a web archive without a page")
    elif signature.is_pdf(start):
        yield _page(given, _whole(given), "pdf")
    elif signature.is_feed(start):
        yield from _some(_read_feed(given, fetcher), "a feed without items")
    elif signature.is_feed_list(start):
        yield from _some(_read_list(given, fetcher), "a list without feeds")
    elif _is_table(given):
        yield from _some(_read_table(given), "a table without rows")
    elif signature.is_zip(start):
        yield from _some(_read_workbook(given), "a table without rows")
    else:
        yield from _read_text(given)


def read_address(address: str, fetcher: Fetcher, *, only_feed: bool = False) -> Iterator[Outcome]:
    """Fetch the address and give what is in the answer. Raises Refused."""
    fetched = web.fetch(address, fetcher)
    given = _answer(address, fetched)
    if only_feed and not signature.is_feed(given.stream.start):
        raise Refused("intake", "this is no feed", "look for the feed's address on the outlet's pages")
    for outcome in read(given, fetcher):
        yield web.dressed(outcome, fetched, address)


def _answer(address: str, fetched: Fetched) -> Input:
    return Input(Stream(io.BytesIO(fetched.body)), address, web.name(fetched), fetched.final_url)


def _read_feed(given: Input, fetcher: Fetcher | None) -> Iterator[Outcome]:
    from onrecord.intake import feed

    return feed.pages(feed.parse(_whole(given), given.address), given.origin, fetcher)


def _read_list(given: Input, fetcher: Fetcher | None) -> Iterator[Outcome]:
    from onrecord.intake import opml

    if fetcher is None:
        raise Refused("intake", "a list of feeds, which are on the web", "save the pages and give the files")
    found = opml.read(_whole(given))
    for listed in found.feeds:
        try:
            yield from read_address(listed.url, fetcher, only_feed=True)
        except Refused as refused:
            yield Refusal(listed.url, refused.stage, refused.reason, refused.advice)
    for listed in found.left_out:
        yield Refusal(listed.url, "intake", "a feed that is not on the web", "give its file by itself")


def _read_table(given: Input) -> Iterator[Outcome]:
    _refuse_kind(signature.foreign_kind(given.stream.start))
    from onrecord.intake import spreadsheet

    return spreadsheet.read_csv(_whole(given), given.origin)


def _read_workbook(given: Input) -> Iterator[Outcome]:
    raw = _whole(given)
    if not signature.is_workbook(raw):
        _refuse_kind(signature.foreign_kind(raw))
    from onrecord.intake import spreadsheet

    return spreadsheet.read_xlsx(raw, given.origin)


def _read_text(given: Input) -> Iterator[Outcome]:
    first_line = given.stream.read_line(jsonl.LINE_BYTES + 1)
    _refuse_kind(signature.foreign_kind(first_line))
    if signature.is_quotations(first_line):
        from onrecord.intake import gdelt

        yield from gdelt.read(given.stream, first_line, given.origin)
    elif given.has_suffix(".jsonl") or signature.is_json_lines(first_line):
        yield from _some(jsonl.read(given.stream, first_line, given.origin), "an empty file")
    else:
        raw = _whole(given, first_line)
        yield _page(given, raw, _format(raw, given))


def _whole(given: Input, first: bytes = b"") -> bytes:
    raw = first + given.stream.read(max(0, PAGE_BYTES + 1 - len(first)))
    if len(raw) > PAGE_BYTES:
        reason = f"larger than {PAGE_BYTES // 1_000_000} MB"
        raise Refused("intake", reason, "cut it into its articles, one a file, or make it JSONL")
    if not raw.strip():
        raise _empty("an empty file")
    return raw


def _page(given: Input, raw: bytes, page_format: PageFormat) -> Page:
    return Page(origin=given.origin, format=page_format, raw=raw, size=given.stream.consumed)


def _format(raw: bytes, given: Input) -> PageFormat:
    """Go by the suffix; without a known one, by the look. A page saved as .txt is still a page."""
    _refuse_kind(signature.foreign_kind(raw) or signature.foreign_markup(raw))
    if signature.is_one_json(raw):
        raise Refused("intake", "JSON, but not one article a line", "write it as JSONL: jq -c '.[]' does it")
    if given.has_suffix(".html", ".htm", ".xhtml"):
        return "html"
    is_text = given.has_suffix(".txt", ".text", ".md")
    is_page = signature.is_whole_html(raw) if is_text else signature.is_html(raw)
    return "html" if is_page else "text"


def _is_table(given: Input) -> bool:
    start = given.stream.start
    if given.has_suffix(".csv", ".tsv"):
        return not signature.is_whole_html(start)
    is_other = given.has_suffix(".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".jsonl")
    return not is_other and signature.is_table(start, 1)


def _is_named_warc(given: Input) -> bool:
    return given.has_suffix(".warc.zst", ".warc.lz4", ".warc")


def _some(outcomes: Iterator[Outcome], nothing: str) -> Iterator[Outcome]:
    """Pass all on; an input in which nothing was found is not lost silently."""
    first = next(outcomes, None)
    if first is None:
        raise _empty(nothing)
    yield first
    yield from outcomes


def _empty(reason: str) -> Refused:
    return Refused("intake", reason, "check whether it was saved or fetched in full")


def _refuse_kind(kind: str | None) -> None:
    if kind is not None:
        raise Refused(
            "intake", f"this is {kind}", "save the report as text, HTML or JSONL and give that file"
        )
