"""One statement as a row: the columns of the CSV, the sheet and the Parquet file, in their order.

The first are those of the ledger's view `statement_list`; behind them stand the words and their offsets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.ledger.export.exported import Exported, own_figures
from onrecord.records import Entry, Figure, Span, Words

Kind = Literal["text", "integer", "number", "texts", "spans", "figures"]
Value = str | int | float | tuple[str, ...] | tuple[Span, ...] | tuple[Figure, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, and how wide it is shown, in characters."""

    name: str
    kind: Kind
    meaning: str
    width: int
    value: Callable[[Exported, Entry], Value]


def rows(one: Exported) -> Iterator[tuple[Value, ...]]:
    """A row for each line of an article."""
    for entry in one.entries:
        yield tuple(column.value(one, entry) for column in COLUMNS)


def _who(_: Exported, entry: Entry) -> str | None:
    source = entry.statement.source
    return (source.name or source.text) if source else None


def _figure_words(one: Exported, entry: Entry) -> tuple[str, ...]:
    text = one.article.text
    return tuple(
        " ".join(filter(None, (text[figure.start : figure.end], figure.counted)))
        for figure in own_figures(entry)
    )


def _text(words: Words | None) -> str | None:
    return words.text if words else None


def _spans(words: Words | None) -> tuple[Span, ...]:
    return words.spans if words else ()


COLUMNS = (
    Column("number", "integer", "the line's number in the ledger", 9, lambda _, entry: entry.number),
    Column("said_at", "text", "when it was said, TIMEX3 value", 12, lambda _, entry: entry.statement.said_at),
    Column("who", "text", "who said it: the name, else the words of the source", 24, _who),
    Column(
        "role",
        "text",
        "what the report says of them",
        24,
        lambda _, entry: entry.statement.source.role if entry.statement.source else None,
    ),
    Column(
        "kind",
        "text",
        "person, organisation, government, country, group, document, outlet, unnamed",
        12,
        lambda _, entry: entry.statement.source.kind if entry.statement.source else None,
    ),
    Column("act", "text", "what is done by saying it", 10, lambda _, entry: entry.statement.act),
    Column("content", "text", "what is said", 70, lambda _, entry: entry.statement.content.text),
    Column("cue", "text", "the words that signal it", 16, lambda _, entry: _text(entry.statement.cue)),
    Column("quotation", "text", "direct, indirect, mixed", 10, lambda _, entry: entry.statement.quotation),
    Column("type", "text", "what sort of statement", 12, lambda _, entry: entry.statement.type),
    Column("certainty", "text", "how sure it is put", 12, lambda _, entry: entry.statement.certainty),
    Column("polarity", "text", "affirmed, negated", 10, lambda _, entry: entry.statement.polarity),
    Column(
        "ground",
        "text",
        "what the source rests it on",
        24,
        lambda _, entry: _text(entry.statement.ground),
    ),
    Column("channel", "text", "where it was said", 18, lambda _, entry: _text(entry.statement.channel)),
    Column(
        "event_times",
        "texts",
        "the times that the content names, TIMEX3 values",
        14,
        lambda _, entry: entry.statement.event_times,
    ),
    Column(
        "places",
        "texts",
        "the places that the content names",
        18,
        lambda _, entry: tuple(place.name for place in entry.statement.places),
    ),
    Column(
        "score",
        "number",
        "probability that source, cue and content are right",
        8,
        lambda _, entry: entry.statement.score,
    ),
    Column("headline", "text", "the article's headline", 40, lambda _, entry: entry.headline),
    Column("outlet", "text", "who published it", 18, lambda _, entry: entry.outlet),
    Column(
        "published_at", "text", "when it was published, ISO 8601", 20, lambda _, entry: entry.published_at
    ),
    Column("url", "text", "its address", 30, lambda _, entry: entry.url),
    Column("article", "text", "the article's id in the ledger", 18, lambda _, entry: entry.article),
    Column("version", "integer", "which version of the article", 8, lambda _, entry: entry.version),
    Column("maker", "text", "the model, or the person, that made the line", 16, lambda _, entry: entry.maker),
    Column("recorded_at", "text", "when the line was written", 27, lambda _, entry: entry.recorded_at),
    Column(
        "key", "text", "the statement: the same after a re-reading", 18, lambda _, entry: entry.statement.id
    ),
    Column("source", "text", "the words of the source", 24, lambda _, entry: _text(entry.statement.source)),
    Column(
        "entity",
        "text",
        "the source: the same in every article",
        18,
        lambda _, entry: entry.statement.source.entity if entry.statement.source else None,
    ),
    Column("figures", "texts", "the numbers in the content, with what they count", 24, _figure_words),
    Column(
        "within",
        "text",
        "key of the statement that it stands in",
        18,
        lambda _, entry: entry.statement.within,
    ),
    Column("sentence", "text", "the sentence around it", 70, lambda _, entry: entry.sentence.text),
    Column("line", "integer", "line of the text that it starts on, from 1", 6, lambda _, entry: entry.line),
    Column(
        "content_spans",
        "spans",
        "where the content stands",
        14,
        lambda _, entry: entry.statement.content.spans,
    ),
    Column(
        "source_spans",
        "spans",
        "where the source stands",
        14,
        lambda _, entry: _spans(entry.statement.source),
    ),
    Column("cue_spans", "spans", "where the cue stands", 14, lambda _, entry: _spans(entry.statement.cue)),
    Column(
        "ground_spans",
        "spans",
        "where the ground stands",
        14,
        lambda _, entry: _spans(entry.statement.ground),
    ),
    Column(
        "channel_spans",
        "spans",
        "where the channel stands",
        14,
        lambda _, entry: _spans(entry.statement.channel),
    ),
    Column("figure_values", "figures", "the figures in numbers", 24, lambda _, entry: own_figures(entry)),
)
