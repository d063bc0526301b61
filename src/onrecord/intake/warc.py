"""WARC files, as web archives and Common Crawl keep the pages that they fetched: one Page a response.

    stream -> members (gzip, piece by piece) -> unpacked (records one after the other) -> answer -> Page

fastwarc reads the headers and unpacks zstd and lz4. The records are told apart here, because its iterator
stops at the first that is broken and takes one that is shorter than it says for whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from onrecord.errors import Refused
from onrecord.intake import answer, signature
from onrecord.intake.answer import Headers
from onrecord.intake.jsonl import is_iso_date
from onrecord.intake.stream import PAGE_BYTES, Stream
from onrecord.intake.unpacked import HEAD_BYTES, Window
from onrecord.records import Page, PageFormat, Refusal

# Read without the other headers, for most records are passed over.
_TYPE = re.compile(rb"\nwarc-type:[ \t]*([a-z]{1,20})", re.IGNORECASE)
_LENGTH = re.compile(rb"\ncontent-length:[ \t]*([^\r\n]{0,40})", re.IGNORECASE)
_MOST_DIGITS = 15
_FORMATS: dict[str, PageFormat] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
}
# Records without HTTP headers: what the archive made itself of something is not what the outlet sent.
_BARE = (b"resource", b"conversion")
_LOOKED_AT = 512
# Said of bodies that nobody named, and of those that a server does not know.
_UNKNOWN = ("", "application/octet-stream", "unk")


def read(stream: Stream, origin: str) -> Iterator[Page | Refusal]:
    """Give the pages of a WARC file, gzip (by record or as a whole), lz4, zstd or plain, one after the other.

    A page is the body of a response with status 200 that is HTML, plain text or PDF, or of a resource or
    conversion that is HTML; other records are passed over. A broken one is a Refusal and does not stop the
    others. The origin is "file:offset": that of the gzip member in the file, as indexes of archives have it,
    else that in the unpacked text. The pages' `size` adds up to the bytes read until then.
    """
    window = Window(stream)
    before = 0
    while True:
        try:
            if not window.to_record():
                return
            page = _page(window)
        except Refused as refused:
            yield Refusal(f"{origin}:{window.offset}", refused.stage, refused.reason, refused.advice)
            window.recover()
            continue
        if page:
            size, before = window.consumed - before, window.consumed
            yield replace(page, origin=f"{origin}:{window.offset}", size=size)


class _Record:
    """A record's headers and the length of its block."""

    def __init__(self, head: bytes, length: int) -> None:
        found = _TYPE.search(head)
        self.type = found[1].lower() if found else b""
        self.length = length
        self._head = head

    @cached_property
    def headers(self) -> Headers:
        return answer.headers(self._head)

    def header(self, name: str) -> str:
        return answer.value(self.headers, name)

    @property
    def media_type(self) -> str:
        return answer.media_type(self.header("content-type"))

    @property
    def url(self) -> str | None:
        # Until WARC 1.1 the standard was read as if the address stood in angle brackets.
        url = self.header("warc-target-uri").removeprefix("<").removesuffix(">")
        return url if url.lower().startswith(("http://", "https://")) else None

    @property
    def fetched_at(self) -> str | None:
        date = self.header("warc-date")
        return date if is_iso_date(date) else None


def _page(window: Window) -> Page | None:
    """Read one record; None where it is no page. Its origin and size are still to be told."""
    record = _record(window)
    if record.type == b"response" and record.media_type in ("application/http", ""):
        page = _response(window, record)
    elif record.type in _BARE and _FORMATS.get(record.media_type) == "html":
        page = _made(_body(window, record, 0), record.media_type, record, ())
    else:
        page = None
        _skip(window, record, 0)
    if not window.ends_record():
        window.fail("its length is wrong: something else than the next record stands where it should end")
    return page


def _record(window: Window) -> _Record:
    if not window.starts_record():
        window.fail("what stands here is no WARC record")
    head = window.head()
    if head is None:
        window.fail_short("the headers of the record have no end")
    found = _LENGTH.search(head)
    length = found[1].strip() if found else b""
    if not length.isdigit() or len(length) > _MOST_DIGITS:
        window.fail(f"its length is no number: {length.decode('ascii', 'replace')!r}")
    window.check_end(int(length))
    return _Record(head, int(length))


def _response(window: Window, record: _Record) -> Page | None:
    head = window.head(min(record.length, HEAD_BYTES))
    found = answer.parse(head) if head else None
    if head is None or found is None:
        _skip(window, record, len(head or b""))
        window.fail("its HTTP headers cannot be read")
    media_type = _media_type(found.media_type, record)
    if found.status != 200 or (media_type not in _FORMATS and media_type not in _UNKNOWN):
        _skip(window, record, len(head))
        return None
    body = answer.unwrapped(_body(window, record, len(head)), found.headers, PAGE_BYTES)
    return _made(body, media_type, record, found.headers)


def _media_type(said: str, record: _Record) -> str:
    """What the server said, or what the archive made out where the server said nothing of use."""
    if said not in _UNKNOWN:
        return said
    return answer.media_type(record.header("warc-identified-payload-type"))


def _made(body: bytes, media_type: str, record: _Record, headers: Headers) -> Page | None:
    page_format = _format(body, media_type, record.url or "")
    if page_format is None or not body.strip():
        return None
    cut = record.header("warc-truncated")
    return Page(
        origin="",
        format=page_format,
        raw=body,
        url=record.url,
        fetched_at=record.fetched_at,
        headers=(*headers, ("warc-truncated", cut)) if cut else headers,
    )


def _format(body: bytes, media_type: str, url: str) -> PageFormat | None:
    """Go by the type, but by the look where that is beyond doubt."""
    if signature.is_pdf(body):
        return "pdf"
    said = _FORMATS.get(media_type)
    # a stray NUL makes no binary file of a page: the article stage sees to it
    if said == "pdf" or signature.foreign_kind(body[:_LOOKED_AT]) not in (None, signature.BINARY):
        return None
    if signature.is_whole_html(body) or (said is None and signature.is_html(body)):
        return "html"
    return None if url.endswith("/robots.txt") or signature.is_feed(body) else said


def _body(window: Window, record: _Record, read: int) -> bytes:
    """Read the rest of the block, of which `read` bytes were read."""
    count = record.length - read
    if count > PAGE_BYTES:
        _skip(window, record, read)
        window.fail(f"larger than {PAGE_BYTES // 1_000_000} MB")
    body = window.take(count)
    if len(body) < count:
        _fail_short(window, record, read + len(body))
    return body


def _skip(window: Window, record: _Record, read: int) -> None:
    skipped = read + window.skip(record.length - read)
    if skipped < record.length:
        _fail_short(window, record, skipped)


def _fail_short(window: Window, record: _Record, count: int) -> None:
    window.fail_short(f"its length is wrong: it says {record.length:,} bytes, and there are {count:,}")
