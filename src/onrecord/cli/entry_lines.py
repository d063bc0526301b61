"""Entries of the ledger for programs: JSON, JSON Lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from onrecord.article_json import escaped
from onrecord.cli import json_rows
from onrecord.display.entry_json import describe
from onrecord.ledger.export.cells import harmless
from onrecord.records import Entry


def json_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield one line an entry."""
    return json_rows.lines(map(_encoded, entries))


def json_array(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield one array with an entry a line."""
    return json_rows.array(map(_encoded, entries))


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield a header and one row an entry; cells that a spreadsheet would run have an apostrophe before."""
    yield _row(_COLUMNS)
    for entry in entries:
        yield _row(harmless(cell) if isinstance(cell, str) else cell for cell in _cells(entry))


_COLUMNS = (
    "number",
    "said_at",
    "who",
    "role",
    "kind",
    "act",
    "type",
    "cue",
    "content",
    "sentence",
    "score",
    "outlet",
    "headline",
    "published_at",
    "url",
    "article",
    "line",
    "maker",
    "recorded_at",
)


def _cells(entry: Entry) -> Iterator[str | int | float | None]:
    statement, source = entry.statement, entry.statement.source
    yield entry.number
    yield statement.said_at
    yield (source.name or source.text) if source else None
    yield source.role if source else None
    yield source.kind if source else None
    yield statement.act
    yield statement.type
    yield statement.cue.text if statement.cue else None
    yield statement.content.text
    yield entry.sentence.text
    yield statement.score
    yield entry.outlet
    yield entry.headline
    yield entry.published_at
    yield entry.url
    yield entry.article
    yield entry.line
    yield entry.maker
    yield entry.recorded_at


def _row(cells: Iterable[str | int | float | None]) -> str:
    row = io.StringIO()
    csv.writer(row).writerow(list(cells))
    return row.getvalue()


def _encoded(entry: Entry) -> str:
    return escaped(json.dumps(describe(entry), ensure_ascii=False, allow_nan=False))
