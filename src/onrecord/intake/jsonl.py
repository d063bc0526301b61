"""JSONL: one article a line, with what is known of it. A broken line does not stop the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from onrecord.errors import Refused
from onrecord.intake.signature import is_wide
from onrecord.intake.stream import Stream
from onrecord.records import Page, Refusal

# As much as a page may have: the line is the page with its metadata.
LINE_BYTES = 20_000_000
_SHOWN = 40
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:$|[T ])")


def read(stream: Stream, first_line: bytes, origin: str) -> Iterator[Page | Refusal]:
    """Give each line's page, or why it is refused, with "origin:line" as its origin.

    Raises Refused where the input as a whole breaks off or is not UTF-8.
    """
    if is_wide(first_line):
        raise Refused("intake", "JSONL in UTF-16 or UTF-32", "save it as UTF-8")
    before = 0
    for number, line in enumerate(_lines(stream, first_line), start=1):
        size, before = stream.consumed - before, stream.consumed
        if line.strip():
            yield _outcome(line, f"{origin}:{number}", size)


def is_iso_date(value: str) -> bool:
    """Whether it is an ISO 8601 date or date-time, written with its hyphens: 2024-10-25T20:11:00+08:00."""
    if _DATE.match(value) is None:
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _lines(stream: Stream, first_line: bytes) -> Iterator[bytes]:
    """Lines with their newlines; of one that is too long its beginning, one byte over the limit."""
    line = first_line
    while line:
        yield line
        if not line.endswith(b"\n"):
            stream.skip_line()
        line = stream.read_line(LINE_BYTES + 1)


def _outcome(line: bytes, origin: str, size: int) -> Page | Refusal:
    try:
        return _page(_object(line), origin, size)
    except Refused as refused:
        return Refusal(origin, refused.stage, refused.reason, refused.advice)


@dataclass(frozen=True, slots=True)
class _Object:
    """A JSON object from outside: nothing is known of its fields until asked for."""

    fields: dict[str, object]

    def string(self, name: str) -> str | None:
        """Give the field's string; None where it is absent, null or blank, for then it says nothing."""
        value = self.fields.get(name)
        if value is None:
            return None
        return _checked(value, name) if not isinstance(value, str) or value.strip() else None

    def date(self, name: str) -> str | None:
        """Give the field's ISO 8601 date or date-time."""
        written = self.string(name)
        if written is not None and not is_iso_date(written):
            reason = f"{name} is not an ISO 8601 date: {written[:_SHOWN]!r}"
            _refuse(reason, "write it as 2024-10-25 or 2024-10-25T20:11:00+08:00, or leave it out")
        return written

    def strings(self, name: str) -> tuple[str, ...]:
        """Give the field's list of strings; a single string counts as a list of one."""
        value = self.fields.get(name)
        items = value if isinstance(value, list) else [] if value is None else [value]
        return tuple(text for item in items if (text := _checked(item, name)).strip())


def _page(found: _Object, origin: str, size: int) -> Page:
    text, html = found.string("text"), found.string("html")
    raw = text if text is not None else html
    if raw is None:
        _refuse("neither text nor html in it", 'give each line a "text" or an "html"')
    return Page(
        origin=origin,
        format="html" if text is None else "text",
        raw=raw,
        id=found.string("id"),
        url=found.string("url"),
        outlet=found.string("outlet"),
        headline=found.string("headline"),
        authors=found.strings("authors"),
        # "Tuesday" in the text hangs on it: a wrong one would make every date wrong.
        published_at=found.date("published_at"),
        fetched_at=found.date("fetched_at"),
        archive_url=found.string("archive_url"),
        size=size,
    )


def _object(line: bytes) -> _Object:
    if len(line) > LINE_BYTES:
        _refuse(f"a line longer than {LINE_BYTES // 1_000_000} MB", "put one article, and no more, in a line")
    try:
        value = json.loads(line.rstrip().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        _refuse(f"not UTF-8 at byte {error.start + 1} of the line", "save the file as UTF-8")
    except json.JSONDecodeError as error:
        _refuse(
            f"not JSON: {error.msg} at character {error.pos + 1}", "write each article as one line of JSON"
        )
    except (ValueError, RecursionError):  # a number of 5,000 digits, lists in lists without end
        _refuse("JSON that is too deep or has too long a number", "write each article as one line of JSON")
    if not isinstance(value, dict):
        _refuse(f"not an object but {_json_kind(value)}", 'write each article as {"id": ..., "text": ...}')
    return _Object(value)


def _checked(value: object, name: str) -> str:
    if not isinstance(value, str):
        _refuse(f"{name} is {_json_kind(value)}, not a string", f"put {name} in quotation marks")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        # Half a surrogate pair ("\ud83d" alone) is no character: it can be neither printed nor stored.
        _refuse(
            f"{name} has half a character at {error.start + 1}", "write the character whole, or leave it out"
        )
    return value


def _json_kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    kinds = ((dict, "an object"), (list, "a list"), (str, "a string"), (type(None), "null"))
    return next((kind for of, kind in kinds if isinstance(value, of)), "a number")


def _refuse(reason: str, advice: str) -> NoReturn:
    raise Refused("intake", reason, advice)
