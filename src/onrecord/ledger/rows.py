"""Rows of the ledger and the records that they hold: what goes in comes out again, to the character."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from sqlite3 import Row
from typing import Any

from onrecord import interval
from onrecord.records import (
    Article,
    Dateline,
    Figure,
    Furniture,
    Part,
    Place,
    Source,
    Span,
    Statement,
    Timex,
    Words,
)

# A cell as SQLite takes it, and the named cells of a new row.
Cell = str | int | float | bytes | None
Cells = dict[str, Cell]
# Half characters: JSON can spell them, UTF-8 (and so SQLite) cannot hold them.
_HALF = re.compile("[\ud800-\udfff]")
_STAND_IN = "\N{REPLACEMENT CHARACTER}"


def clean(text: str) -> str:
    """A text that can be stored: U+FFFD stands for each half character, so that offsets stay."""
    return text if text.isascii() else _HALF.sub(_STAND_IN, text)


def hash_of(text: str) -> str:
    """SHA-256 of a text's UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def packed(value: object) -> str:
    """JSON in as few characters as can be."""
    return clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def version_cells(article: Article) -> Cells:
    """The cells of a version that come from the article."""
    dateline = article.dateline
    return {
        "text_hash": hash_of(article.text),
        "name": clean(article.id),
        "text": clean(article.text),
        "surrogates": _halves(article.text),
        "url": _clean(article.url),
        "outlet": _clean(article.outlet),
        "headline": _clean(article.headline),
        "authors": packed(article.authors),
        "agencies": packed(article.agencies),
        "dateline": packed([dateline.place, dateline.start, dateline.end]) if dateline else None,
        "published_at": article.published_at,
        "published_from": article.published_from,
        "language": article.language,
        "parts": packed([(part.start, part.end, part.kind) for part in article.parts]),
        "furniture": packed([(one.start, one.end, one.kind) for one in article.furniture]),
        "kept": article.kept,
    }


def text_of(row: Row) -> str:
    """The text of a version, half characters in their places again."""
    text: str = row["text"]
    if row["surrogates"] is None:
        return text
    characters = list(text)
    for place, code in json.loads(row["surrogates"]):
        characters[place] = chr(code)
    return "".join(characters)


def article_of(row: Row) -> Article:
    """The article of a version's row."""
    dateline = json.loads(row["dateline"]) if row["dateline"] else None
    return Article(
        id=row["name"],
        text=text_of(row),
        url=row["url"],
        outlet=row["outlet"],
        headline=row["headline"],
        authors=tuple(json.loads(row["authors"])),
        agencies=tuple(json.loads(row["agencies"])),
        dateline=Dateline(*dateline) if dateline else None,
        published_at=row["published_at"],
        published_from=row["published_from"],
        language=row["language"],
        parts=tuple(Part(*part) for part in json.loads(row["parts"])),
        furniture=tuple(Furniture(*one) for one in json.loads(row["furniture"])),
        kept=row["kept"],
    )


def timex_cells(timex: Timex) -> Cells:
    """The cells of a time expression."""
    return {
        "start": timex.start,
        "stop": timex.end,
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "anchor": timex.anchor,
        "begin": timex.begin,
        "finish": timex.finish,
    }


def timex_of(row: Row) -> Timex:
    """The time expression of a row."""
    return Timex(
        start=row["start"],
        end=row["stop"],
        type=row["type"],
        value=row["value"],
        mod=row["mod"],
        anchor=row["anchor"],
        begin=row["begin"],
        finish=row["finish"],
    )


def figure_cells(figure: Figure) -> Cells:
    """The cells of a figure."""
    return {
        "start": figure.start,
        "stop": figure.end,
        "low": _real(figure.low),
        "high": _real(figure.high),
        "approximate": int(figure.approximate),
        "unit": _clean(figure.unit),
        "counted": _clean(figure.counted),
        "part_of": figure.part_of,
    }


def figure_of(row: Row) -> Figure:
    """The figure of a row."""
    return Figure(
        start=row["start"],
        end=row["stop"],
        low=_number(row["low"]),
        high=_number(row["high"]),
        approximate=bool(row["approximate"]),
        unit=row["unit"],
        counted=row["counted"],
        part_of=row["part_of"],
    )


def statement_cells(statement: Statement) -> Cells:
    """The cells of a line that come from the statement itself."""
    source, said = statement.source, covered(statement.said_at)
    return {
        "key": statement.id,
        "within": statement.within,
        **_words_cells("source", source),
        "name": _clean(source.name) if source else None,
        "role": _clean(source.role) if source else None,
        "kind": source.kind if source else None,
        **_words_cells("cue", statement.cue),
        **_words_cells("content", statement.content),
        "quotation": statement.quotation,
        "type": statement.type,
        "act": statement.act,
        "certainty": statement.certainty,
        "polarity": statement.polarity,
        "said_at": statement.said_at,
        "said_from": said[0],
        "said_to": said[1],
        **_words_cells("channel", statement.channel),
        **_words_cells("ground", statement.ground),
        "score": statement.score,
    }


def statement_of(
    row: Row, text: str, events: Sequence[str], places: Sequence[Place], figures: Sequence[int]
) -> Statement:
    """The statement of a line's row (with its entity's key as `entity`), in the article's text."""
    return Statement(
        id=row["key"],
        source=_source(row, text),
        cue=_words(row["cue_spans"], text),
        content=_words(row["content_spans"], text) or Words((), row["content"]),
        quotation=row["quotation"],
        within=row["within"],
        score=row["score"],
        type=row["type"],
        act=row["act"],
        certainty=row["certainty"],
        polarity=row["polarity"],
        said_at=row["said_at"],
        event_times=tuple(events),
        channel=_words(row["channel_spans"], text),
        ground=_words(row["ground_spans"], text),
        places=tuple(places),
        figures=tuple(figures),
    )


def place_of(row: Row) -> Place:
    """The place of a row."""
    return Place(_spans(row["spans"]), row["name"])


def spans_cell(spans: Iterable[Span]) -> str:
    """Spans as JSON."""
    return packed([list(span) for span in spans])


def covered(value: str | None) -> tuple[str | None, str | None]:
    """The first and the last day of a TIMEX3 value or of "a/b"; None, None where it names no such stretch."""
    first, _, last = (value or "").partition("/")
    begin, finish = interval.days(first), interval.days(last or first)
    if begin is None or finish is None:
        return None, None
    return begin[0].isoformat(), finish[1].isoformat()


def _clean(text: str | None) -> str | None:
    return None if text is None else clean(text)


def _halves(text: str) -> str | None:
    found = [] if text.isascii() else [(half.start(), ord(half.group())) for half in _HALF.finditer(text)]
    return packed(found) if found else None


def _words_cells(role: str, words: Words | None) -> Cells:
    if words is None:
        return {role: None, f"{role}_spans": None}
    return {role: clean(words.text), f"{role}_spans": spans_cell(words.spans)}


def _spans(cell: str) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in json.loads(cell))


def _words(cell: str | None, text: str) -> Words | None:
    if cell is None:
        return None
    spans = _spans(cell)
    return Words(spans, " ".join(text[start:end] for start, end in spans))


def _source(row: Row, text: str) -> Source | None:
    words = _words(row["source_spans"], text)
    if words is None:
        return None
    return Source(words.spans, words.text, row["name"], row["role"], row["kind"], row["entity"])


def _real(bound: float | None) -> float | None:
    # A number of 400 digits may be larger than what a column of reals holds.
    try:
        return None if bound is None else float(bound)
    except OverflowError:
        return float("inf")


def _number(bound: Any) -> float | None:
    # Numbers are read from the text as they are written, most of them whole.
    if bound is None:
        return None
    return int(bound) if float(bound).is_integer() else float(bound)
