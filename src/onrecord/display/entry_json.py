"""Entries of the ledger as JSON: what `onrecord ask --format jsonl` prints, and the API gives.

Every key is always there; what is unknown is null or empty. Fields may be added, never renamed.
"""

from __future__ import annotations

from typing_extensions import TypedDict

from onrecord.article_json import (
    FigureJson,
    StatementJson,
    WordsJson,
    describe_figure,
    describe_statement,
    describe_words,
)
from onrecord.records import Entry


class EntryJson(TypedDict):
    """A line of the ledger: a statement, where it stands, and when it was written down."""

    number: int
    statement: StatementJson
    figures: list[FigureJson]
    article: str
    version: int
    headline: str | None
    outlet: str | None
    url: str | None
    published_at: str | None
    sentence: WordsJson
    line: int
    maker: str
    recorded_at: str
    replaces: int | None
    replaced_at: str | None


def describe(entry: Entry) -> EntryJson:
    """Make the JSON of one entry; the statement's `figures` are places in the entry's."""
    return {
        "number": entry.number,
        "statement": describe_statement(entry.statement),
        "figures": [describe_figure(figure) for figure in entry.figures],
        "article": entry.article,
        "version": entry.version,
        "headline": entry.headline,
        "outlet": entry.outlet,
        "url": entry.url,
        "published_at": entry.published_at,
        "sentence": describe_words(entry.sentence),
        "line": entry.line,
        "maker": entry.maker,
        "recorded_at": entry.recorded_at,
        "replaces": entry.replaces,
        "replaced_at": entry.replaced_at,
    }
