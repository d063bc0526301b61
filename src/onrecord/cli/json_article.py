"""Articles as JSON on standard output: what `--format json` and `--format jsonl` print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.article_json import encode
from onrecord.cli import json_rows
from onrecord.records import Reading


def json_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield one line an article."""
    return json_rows.lines(map(encode, readings))


def json_array(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield one array with one article a line."""
    return json_rows.array(map(encode, readings))
