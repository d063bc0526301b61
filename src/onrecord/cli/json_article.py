"""The JSON of one article: what `--format json` and `--format jsonl` print.

Every key is always there. A field that this version does not make yet is null or empty, so that a
reader written today needs no change when it is filled. Fields may be added, never renamed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypedDict

from onrecord.records import Article, Quotation, Reading, Span, Statement, Words

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
    kind: str


class TimexJson(TypedDict):
    """A time expression. Not made yet."""

    start: int
    end: int
    type: str
    value: str
    mod: str | None
    anchor: int | None
    begin: str | None
    finish: str | None


class FigureJson(TypedDict):
    """A number with what it counts. Not made yet."""

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
    """Who is credited with saying it, and who that is. The latter four are not made yet."""

    name: str | None
    role: str | None
    kind: str | None
    entity: str | None


class PlaceJson(TypedDict):
    """A place that the content names. Not made yet."""

    spans: list[SpanJson]
    name: str


class StatementJson(TypedDict):
    """Who (source) signals (cue) what (content)."""

    id: str
    source: SourceJson | None
    cue: WordsJson | None
    content: WordsJson
    quotation: Quotation
    type: str | None
    act: str | None
    certainty: str | None
    polarity: str | None
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
    published_from: Literal["input", "json-ld", "meta", "url", "text"] | None
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
        "timexes": [],
        "figures": [],
        "statements": [_statement(statement) for statement in reading.statements],
    }


def _dateline(article: Article) -> DatelineJson | None:
    dateline = article.dateline
    if dateline is None:
        return None
    return {"place": dateline.place, "start": dateline.start, "end": dateline.end}


def _statement(statement: Statement) -> StatementJson:
    return {
        "id": statement.id,
        "source": _source(statement.source),
        "cue": _words(statement.cue) if statement.cue else None,
        "content": _words(statement.content),
        "quotation": statement.quotation,
        "type": None,
        "act": None,
        "certainty": None,
        "polarity": None,
        "said_at": None,
        "event_times": [],
        "channel": None,
        "ground": None,
        "places": [],
        "figures": [],
        "within": statement.within,
        "score": statement.score,
    }


def _source(source: Words | None) -> SourceJson | None:
    if source is None:
        return None
    unresolved: SourceJson = {
        "spans": _spans(source.spans),
        "text": source.text,
        "name": None,
        "role": None,
        "kind": None,
        "entity": None,
    }
    return unresolved


def _words(words: Words) -> WordsJson:
    return {"spans": _spans(words.spans), "text": words.text}


def _spans(spans: Iterable[Span]) -> list[SpanJson]:
    return [[start, end] for start, end in spans]


# Beyond what JSON asks for: lone surrogates cannot be encoded; DEL and C1 controls (U+009B starts a
# terminal escape sequence); and what some line readers take for the end of a line of JSON Lines.
_TO_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def encode(reading: Reading) -> str:
    """Return the JSON of one article as one line, without the newline."""
    line = json.dumps(describe(reading), ensure_ascii=False, allow_nan=False)
    return _TO_ESCAPE.sub(lambda match: f"\\u{ord(match.group()):04x}", line)


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
