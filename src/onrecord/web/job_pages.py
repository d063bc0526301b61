"""From what somebody asked to be added to pages: a pasted text, addresses, files that were sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.errors import Refused
from onrecord.intake import kinds, signature
from onrecord.intake.kinds import Input
from onrecord.intake.stream import Stream, unreadable
from onrecord.records import Note, Page, Refusal
from onrecord.web.jobs import Asked, Upload

if TYPE_CHECKING:
    from onrecord.net import Fetcher

PASTED = "pasted text"


def pages(asked: Asked, fetcher: Fetcher) -> Iterator[Page | Note | Refusal]:
    """What was asked for, each read only when it is asked for. What cannot be taken in becomes a Refusal."""
    for outcome in _pages(asked, fetcher):
        yield _dressed(outcome, asked)


def _pages(asked: Asked, fetcher: Fetcher) -> Iterator[Page | Note | Refusal]:
    if asked.text:
        yield _pasted(asked)
    for address in asked.addresses:
        yield from _guarded(address, kinds.read_address(address, fetcher))
    for upload in asked.uploads:
        yield from _guarded(upload.name, _uploaded(upload, fetcher))


def _pasted(asked: Asked) -> Page:
    """The text as it is, to the character; who pastes the source of a page gets that page read."""
    raw = asked.text.encode("utf-8", "replace")
    is_page = signature.is_whole_html(raw)
    return Page(
        origin=PASTED,
        format="html" if is_page else "text",
        raw=asked.text,
        url=asked.text_url,
        size=len(raw),
    )


def _uploaded(upload: Upload, fetcher: Fetcher) -> Iterator[Page | Note | Refusal]:
    """What is in a file; its own name tells what it is called and, where the bytes do not, what it is."""
    try:
        file = upload.path.open("rb")
    except OSError as error:
        raise unreadable(error) from error
    with file:
        yield from kinds.read(Input(Stream(file), upload.name, upload.name), fetcher)


def _guarded(origin: str, outcomes: Iterator[Page | Note | Refusal]) -> Iterator[Page | Note | Refusal]:
    try:
        yield from outcomes
    except Refused as refused:
        yield Refusal(origin, refused.stage, refused.reason, refused.advice)


def _dressed(outcome: Page | Note | Refusal, asked: Asked) -> Page | Note | Refusal:
    """The outlet that was named is that of pages that name none."""
    if isinstance(outcome, Page) and asked.outlet and not outcome.outlet:
        return replace(outcome, outlet=asked.outlet)
    return outcome
