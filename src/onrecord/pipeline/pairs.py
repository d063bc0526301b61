"""Pairs of a claim and an article, one a line of JSON: what is to be told of each article.

A broken line does not stop the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import Refused
from onrecord.intake.stream import Stream, unreadable
from onrecord.records import Refusal

LINE_BYTES = 100_000
"""A claim is a sentence or two; a line that is longer than this holds no pair."""
_ADVICE = 'write each pair as one line of JSON: {"claim": "...", "article": "..."}'


class Pair(NamedTuple):
    """A claim, the id of the article, and where the pair was read: "pairs.jsonl:12"."""

    claim: str
    article: str
    origin: str


def read(path: Path) -> Iterator[Pair | Refusal]:
    """Give each line's pair, or why it is refused; the file may be gzipped."""
    origin = str(path)
    try:
        with path.open("rb") as file:
            yield from _lines(Stream(file), origin)
    except Refused as refused:
        yield Refusal(origin, refused.stage, refused.reason, refused.advice)
    except (OSError, ValueError) as error:
        told = unreadable(error)
        yield Refusal(origin, told.stage, told.reason, told.advice)


def _lines(stream: Stream, origin: str) -> Iterator[Pair | Refusal]:
    number = 0
    while line := stream.read_line(LINE_BYTES + 1):
        number += 1
        if not line.endswith(b"\n"):
            stream.skip_line()
        if line.strip():
            yield _pair(line, f"{origin}:{number}")


def _pair(line: bytes, origin: str) -> Pair | Refusal:
    if len(line) > LINE_BYTES:
        reason = f"a line longer than {LINE_BYTES // 1000} kB"
        return Refusal(origin, "intake", reason, _ADVICE)
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # no UTF-8, no JSON, a number of 5,000 digits, lists without end
        return Refusal(origin, "intake", "not a line of JSON in UTF-8", _ADVICE)
    named: dict[str, object] = found if isinstance(found, dict) else {}
    claim, article = _text(named.get("claim")), _text(named.get("article"))
    if not claim or not article:
        return Refusal(origin, "intake", "no claim or no article in it", _ADVICE)
    return Pair(claim, article, origin)


def _text(value: object) -> str | None:
    """A string that is not blank, or a whole number as it is written: ids of articles often are numbers."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        value.encode()
    except UnicodeEncodeError:  # half a character, which nothing can read
        return None
    return value
