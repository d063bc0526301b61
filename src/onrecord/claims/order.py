"""The order in which statements were made, as far as it is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from onrecord.records import Saying

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_MONTH = re.compile(r"\d{4}(?:-\d{2})?")
_DAY_IS_OVER = "T24"  # behind every clock time of a day


def in_order(sayings: Iterable[Saying]) -> list[Saying]:
    """Statements by the moment when they were made, those of one moment as they came.

    One of which nothing is known keeps its place behind the one before it.
    """
    placed: list[tuple[str, Saying]] = []
    for saying in sayings:
        placed.append((moment(saying) or (placed[-1][0] if placed else ""), saying))
    return [saying for _, saying in sorted(placed, key=lambda each: each[0])]


def moment(saying: Saying) -> str:
    """When a statement was made, for sorting: by `said_at`, else `published_at`; "" where neither is known.

    Of a day (or month, or year) alone its end, but no later than the article came out.
    """
    published = _as_utc(saying.published_at)
    said = _end(saying.statement.said_at)
    return min(said, published) if said and published else said or published


def _end(said_at: str | None) -> str:
    """A TIMEX3 value as what sorts behind all that it covers; "" for what is in no calendar."""
    if said_at is None:
        return ""
    if _CLOCK.match(said_at):
        return _as_utc(said_at)
    found = _DAY.match(said_at)
    if found:
        return found.group() + _DAY_IS_OVER
    known = _MONTH.fullmatch(said_at)
    return known.group() + ("-99" if len(said_at) > 4 else "-99-99") if known else ""


@lru_cache(4096)
def _as_utc(written: str | None) -> str:
    """An ISO 8601 moment in universal time; a day, or what is no moment, as it is written."""
    try:
        known = datetime.fromisoformat(written or "")
    except ValueError:
        return written or ""
    if known.tzinfo is None or len(written or "") <= len("2025-02-10"):
        return written or ""
    return known.astimezone(UTC).isoformat()
