"""JSONL: one article a line, the JSON of `onrecord read`, so that it can be read and added again.

The key "ledger" holds what only the ledger knows: the article's id there, the lines, where it appeared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from onrecord import article_json
from onrecord.ledger.export.exported import Exported, Facts, Tally
from onrecord.ledger.export.json_line import json_line
from onrecord.records import Entry


def write(selected: Iterable[Exported], path: Path, _: Facts) -> Tally:
    """Write one line an article."""
    tally = Tally()
    with path.open("x", encoding="utf-8", newline="\n") as file:
        for one in selected:
            file.write(f"{article_line(one)}\n")
            tally.count(one)
    return tally


def article_line(one: Exported) -> str:
    """The JSON of an article, without the newline."""
    return json_line({**article_json.describe(one.reading()), "ledger": _ledger(one)})


def _ledger(one: Exported) -> dict[str, object]:
    return {
        "article": one.key,
        "version": one.version,
        "lines": [_line(entry) for entry in one.entries],
        "appearances": [asdict(appearance) for appearance in one.appearances],
    }


def _line(entry: Entry) -> dict[str, object]:
    return {
        "statement": entry.statement.id,
        "number": entry.number,
        "maker": entry.maker,
        "recorded_at": entry.recorded_at,
        "replaces": entry.replaces,
        "replaced_at": entry.replaced_at,
    }
