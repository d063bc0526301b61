"""Rows of JSON: JSON Lines, or one array with a row a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def lines(rows: Iterable[str]) -> Iterator[str]:
    """Yield one line a row."""
    for row in rows:
        yield f"{row}\n"


def array(rows: Iterable[str]) -> Iterator[str]:
    """Yield one array; valid JSON however many rows come."""
    before = "[\n"
    for row in rows:
        yield before + row
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
