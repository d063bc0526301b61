"""What a ledger holds, in words."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.ledger.status import Status

_SCALE = 1024


def facts(found: Status) -> Iterator[tuple[str, str]]:
    """What there is: a name and what is to be told of it."""
    undated = f", {found.undated:,} of them undated" if found.undated else ""
    yield "Articles", f"{found.articles:,} in {found.versions:,} versions{undated}"
    yield (
        "Independent texts",
        f"{found.texts:,}, met {found.appearances:,} times in {found.outlets:,} outlets",
    )
    yield "Statements", f"{found.statements:,}; {found.lines - found.statements:,} earlier lines are kept"
    yield "Sources", f"{found.sources:,} named; {found.unnamed:,} statements have no name"
    yield "Said", _days(found.first_said, found.last_said)
    yield "Published", _days(found.first_published, found.last_published)
    yield "Decided by people", f"{found.corrections:,} corrections and rejections"
    if found.forgotten:
        yield "Taken out", f"{found.forgotten:,} articles"
    yield "File", f"{size(found.file_bytes)}, {size(found.page_bytes)} of it pages as they came"


def size(count: int) -> str:
    """Bytes in words."""
    number, units = float(count), ["bytes", "KB", "MB", "GB", "TB"]
    while number >= _SCALE and len(units) > 1:
        number, units = number / _SCALE, units[1:]
    return f"{number:,.0f} {units[0]}" if units[0] == "bytes" or number >= 10 else f"{number:,.1f} {units[0]}"


def _days(first: str | None, last: str | None) -> str:
    if not first or not last:
        return "no date is known"
    return first[:10] if first[:10] == last[:10] else f"{first[:10]} to {last[:10]}"
