"""GDELT's Global Quotation Graph: JSON lines, each an article with its quotations and the words around them.

    {"date": "2024-10-25T08:15:00Z", "url": ..., "title": ..., "lang": "ENGLISH",
     "quotes": [{"pre": "words before", "quote": "what is quoted", "post": "words behind"}]}

The article itself is not in it, so the page is put together of what is: its title, and a paragraph for each
quotation as it stood, in the quotation marks that GDELT took off. `date` is when GDELT saw the article, so it
is `fetched_at`: when it was published is not known, and "Tuesday" in it stays without a date.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from onrecord.errors import Refused
from onrecord.intake import written_dates
from onrecord.intake.cleaned import address, whole
from onrecord.intake.jsonl import LINE_BYTES
from onrecord.intake.signature import is_wide
from onrecord.intake.stream import Stream
from onrecord.records import Page, Refusal

_ADVICE = "fetch the file again from GDELT"
_MARKS = '"“”„«»'
_OPENING = re.compile(r"[\"“„«]\s*$")
_CLOSING = re.compile(r"^\s*[\"”“»]")
_LEFT_OPEN = re.compile(r"(?:[“„«]|(?<=\s)\")\s*$")
# Of a neighbouring quotation so many characters are enough to know it by.
_KNOWN_BY = 20
_SNIPPET = 200  # twice as long as one is
_JOINED = re.compile(r"[,.;:!?)\]…’]")


class Quote(NamedTuple):
    """A quotation, with what stands before and behind it: up to some 100 characters, cut anywhere."""

    pre: str
    quote: str
    post: str


def read(stream: Stream, first_line: bytes, origin: str) -> Iterator[Page | Refusal]:
    """Give each line's page, or why it is refused, with "origin:line" as its origin.

    Lines in other languages pass: the article stage sees to that. Raises Refused where the input as a whole
    breaks off or is not UTF-8.
    """
    if is_wide(first_line):
        raise Refused("intake", "quotations in UTF-16 or UTF-32", "save the file as UTF-8")
    before, number, line = 0, 1, first_line
    while line:
        if not line.endswith(b"\n"):
            stream.skip_line()
        size, before = stream.consumed - before, stream.consumed
        if line.strip():
            yield _outcome(line, f"{origin}:{number}", size)
        line = stream.read_line(LINE_BYTES + 1)
        number += 1


def composed(title: str | None, quotes: list[Quote]) -> str:
    """The text of an article's quotations: its title, a blank line, a paragraph for each of them.

    Where words around a quotation run into the next or the last one, they are cut there, for it has a
    paragraph of its own.
    """
    paragraphs = [title] if title else []
    for number, quote in enumerate(quotes):
        last = quotes[number - 1].quote if number else ""
        following = quotes[number + 1].quote if number + 1 < len(quotes) else ""
        pre, post = _behind_last(quote.pre, last), _before_next(quote.post, following)
        paragraphs.append(_paragraph(pre, quote.quote, post))
    return "\n\n".join(paragraphs)


def _outcome(line: bytes, origin: str, size: int) -> Page | Refusal:
    try:
        return _page(_fields(line), origin, size)
    except Refused as refused:
        return Refusal(origin, refused.stage, refused.reason, refused.advice)


def _page(fields: Mapping[str, object], origin: str, size: int) -> Page:
    title, quotes = _words(fields.get("title")) or None, list(_quotes(fields.get("quotes")))
    if not quotes:
        raise Refused("intake", "no quotations in the line", _ADVICE)
    return Page(
        origin=origin,
        format="text",
        raw=composed(title, quotes),
        url=address(_words(fields.get("url")), None),
        headline=title,
        size=size,
        fetched_at=_seen_at(_words(fields.get("date"))),
    )


def _fields(line: bytes) -> Mapping[str, object]:
    if len(line) > LINE_BYTES:
        raise Refused("intake", f"a line longer than {LINE_BYTES // 1_000_000} MB", _ADVICE)
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Refused("intake", f"not UTF-8 at byte {error.start + 1} of the line", _ADVICE) from None
    except (ValueError, RecursionError):  # also a number of 5,000 digits, lists in lists without end
        raise Refused("intake", "a line that is not JSON", _ADVICE) from None
    if not isinstance(value, dict):
        raise Refused("intake", "a line that is not a JSON object", _ADVICE)
    return value


def _quotes(found: object) -> Iterator[Quote]:
    for each in found if isinstance(found, list) else ():
        if isinstance(each, dict) and (quote := _words(each.get("quote")).strip(_MARKS + " ")):
            yield Quote(_words(each.get("pre")), quote, _words(each.get("post")))


def _words(value: object) -> str:
    """A field on one line: GDELT's snippets hold the page's own breaks. "" where it is no string."""
    return " ".join(whole(value).split()) if isinstance(value, str) else ""


def _seen_at(written: str) -> str | None:
    """GDELT's moment, in UTC: ISO 8601, or as in its files' names, 20241025081500."""
    moment = re.sub(r"^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$", r"\1-\2-\3T\4:\5:\6", written)
    found = written_dates.read(moment)
    return f"{found[:19]}Z" if found and found[10:].removesuffix("+00:00").count(":") == 2 else None


def _behind_last(pre: str, last: str) -> str:
    """What stands between the last quotation, which may be cut short, and this one."""
    end = last[-_KNOWN_BY:]
    at = pre.rfind(end) + len(end) if end and end in pre else -1
    if at < 0:
        closings = (at for at, sign in enumerate(pre[:_SNIPPET]) if sign in _MARKS and at)
        at = next((at for at in closings if last.endswith(pre[:at])), -1)
    return pre[at:].lstrip(_MARKS + " ") if at >= 0 else pre


def _before_next(post: str, following: str) -> str:
    """What stands between this quotation and the next, which may be cut short."""
    start = following[:_KNOWN_BY]
    at = post.find(start) if start else -1
    if at < 0:
        near = range(max(0, len(post) - _SNIPPET), len(post) - 1)
        openings = (at + 1 for at in near if post[at] in _MARKS)
        at = next((at for at in openings if following.startswith(post[at:])), -1)
    return post[:at].rstrip(_MARKS + " ") if at >= 0 else post


def _paragraph(pre: str, quote: str, post: str) -> str:
    pre = _OPENING.sub("", pre).rstrip()
    post = _LEFT_OPEN.sub("", _CLOSING.sub("", post, count=1)).strip()
    before = f"{pre} " if pre else ""
    behind = post if not post or _JOINED.match(post) else f" {post}"
    return f"{before}“{quote}”{behind}"
