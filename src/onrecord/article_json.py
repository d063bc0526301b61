"""The JSON of one article: what `onrecord read` prints and `onrecord export` writes.

Every key is always there; what is unknown is null or empty. Fields may be added, never renamed.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable

from typing_extensions import TypedDict

from onrecord.records import (
    Act,
    Article,
    Certainty,
    Figure,
    FurnitureKind,
    PartKind,
    Polarity,
    PublishedFrom,
    Quotation,
    Reading,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementType,
    Timex,
    TimexType,
    Words,
)

SpanJson = list[int]
"""[start, end], half-open, code points of the article's `text`."""


class DatelineJson(TypedDict):
    """Where the report was filed from."""

    place: str
    start: int
    end: int


class StretchJson(TypedDict):
    """A part of the report, or a piece of furniture."""

    start: int
    end: int
    kind: PartKind | FurnitureKind


class TimexJson(TypedDict):
    """A time expression, as TIMEX3 has it."""

    start: int
    end: int
    type: TimexType
    value: str | None
    mod: str | None
    anchor: int | None
    begin: str | None
    finish: str | None


class FigureJson(TypedDict):
    """A number with what it counts."""

    start: int
    end: int
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None
    counted: str | None
    part_of: int | None


class WordsJson(TypedDict):
    """The words of one role, in one or more pieces; `text` joins them with a space."""

    spans: list[SpanJson]
    text: str


class SourceJson(WordsJson):
    """Who is credited with saying it, as written, and who that is."""

    name: str | None
    role: str | None
    kind: SourceKind | None
    entity: str | None


class PlaceJson(TypedDict):
    """A place that the content names: its words, and its usual English name."""

    spans: list[SpanJson]
    name: str


class StatementJson(TypedDict):
    """Who (source) signals (cue) what (content), when, on what ground."""

    id: str
    source: SourceJson | None
    cue: WordsJson | None
    content: WordsJson
    quotation: Quotation
    type: StatementType
    act: Act | None
    certainty: Certainty
    polarity: Polarity
    said_at: str | None
    event_times: list[str]
    channel: WordsJson | None
    ground: WordsJson | None
    places: list[PlaceJson]
    figures: list[int]
    within: str | None
    score: float


class ArticleJson(TypedDict):
    """One article with the statements found in it."""

    id: str
    url: str | None
    outlet: str | None
    headline: str | None
    authors: list[str]
    agencies: list[str]
    dateline: DatelineJson | None
    published_at: str | None
    published_from: PublishedFrom | None
    language: str | None
    model: str
    text: str
    parts: list[StretchJson]
    furniture: list[StretchJson]
    timexes: list[TimexJson]
    figures: list[FigureJson]
    statements: list[StatementJson]


def describe(reading: Reading) -> ArticleJson:
    """Make the JSON of one article."""
    article = reading.article
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "headline": article.headline,
        "authors": list(article.authors),
        "agencies": list(article.agencies),
        "dateline": _dateline(article),
        "published_at": article.published_at,
        "published_from": article.published_from,
        "language": article.language,
        "model": reading.model,
        "text": article.text,
        "parts": [{"start": part.start, "end": part.end, "kind": part.kind} for part in article.parts],
        "furniture": [{"start": one.start, "end": one.end, "kind": one.kind} for one in article.furniture],
        "timexes": [_timex(timex) for timex in reading.timexes],
        "figures": [describe_figure(figure) for figure in reading.figures],
        "statements": [describe_statement(statement) for statement in reading.statements],
    }


def _dateline(article: Article) -> DatelineJson | None:
    dateline = article.dateline
    if dateline is None:
        return None
    return {"place": dateline.place, "start": dateline.start, "end": dateline.end}


def _timex(timex: Timex) -> TimexJson:
    return {
        "start": timex.start,
        "end": timex.end,
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "anchor": timex.anchor,
        "begin": timex.begin,
        "finish": timex.finish,
    }


def describe_figure(figure: Figure) -> FigureJson:
    """Make the JSON of one figure."""
    return {
        "start": figure.start,
        "end": figure.end,
        "low": _finite(figure.low),
        "high": _finite(figure.high),
        "approximate": figure.approximate,
        "unit": figure.unit,
        "counted": figure.counted,
        "part_of": figure.part_of,
    }


def _finite(bound: float | None) -> float | None:
    # JSON has no infinity, which is what a number of 400 digits comes to.
    return float(bound) if bound is not None and math.isfinite(bound) else None


def describe_statement(statement: Statement) -> StatementJson:
    """Make the JSON of one statement."""
    return {
        "id": statement.id,
        "source": _source(statement.source) if statement.source else None,
        "cue": describe_words(statement.cue) if statement.cue else None,
        "content": describe_words(statement.content),
        "quotation": statement.quotation,
        "type": statement.type,
        "act": statement.act,
        "certainty": statement.certainty,
        "polarity": statement.polarity,
        "said_at": statement.said_at,
        "event_times": list(statement.event_times),
        "channel": describe_words(statement.channel) if statement.channel else None,
        "ground": describe_words(statement.ground) if statement.ground else None,
        "places": [{"spans": _spans(place.spans), "name": place.name} for place in statement.places],
        "figures": list(statement.figures),
        "within": statement.within,
        "score": statement.score,
    }


def _source(source: Source) -> SourceJson:
    return {
        "spans": _spans(source.spans),
        "text": source.text,
        "name": source.name,
        "role": source.role,
        "kind": source.kind,
        "entity": source.entity,
    }


def describe_words(words: Words) -> WordsJson:
    """Make the JSON of the words of one role."""
    return {"spans": _spans(words.spans), "text": words.text}


def _spans(spans: Iterable[Span]) -> list[SpanJson]:
    return [[start, end] for start, end in spans]


# Beyond what JSON asks for: lone surrogates cannot be encoded; DEL and C1 controls (U+009B starts a
# terminal escape sequence); and what some line readers take for the end of a line of JSON Lines.
_TO_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def encode(reading: Reading) -> str:
    """Return the JSON of one article as one line, without the newline."""
    return escaped(json.dumps(describe(reading), ensure_ascii=False, allow_nan=False))


def escaped(line: str) -> str:
    """JSON in which nothing stands that breaks the line, the terminal or the encoding."""
    return _TO_ESCAPE.sub(lambda match: f"\\u{ord(match.group()):04x}", line)
