"""Articles as JSON on standard output: what `--format json` and `--format jsonl` print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.article_json import encode
from onrecord.records import Reading


def json_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield one line an article."""
    for reading in readings:
        yield f"{encode(reading)}\n"


def json_array(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield one array with one article a line; valid JSON however many articles come."""
    before = "[\n"
    for reading in readings:
        yield before + encode(reading)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
