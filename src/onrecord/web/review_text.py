"""The part of a report that a reviewer looks at: the paragraphs of a statement, with its words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.records import Article, Part, Span, Statement, Timex, Words

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
# Paragraphs with text on either side of those that the statement stands in.
_BESIDE = 1
# Paragraphs in all: pieces of a statement stand close to one another, unless somebody means harm.
_MOST = 12
# Characters shown of a paragraph before the first and behind the last word of the statement: a paragraph of a
# report has hundreds, a page without any line breaks may be one of a million.
_NEAR = 2_000
_LONGEST = 20_000
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph that the same roles of the statement cover from end to end."""

    text: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or what is near of a very long one: half-open code points of the text.

    `kind` is that of the part of the report; `is_behind_gap` says that something is left out before it.
    """

    start: int
    end: int
    kind: str
    is_behind_gap: bool
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The paragraphs in which a statement stands, with what is beside them; `timexes` are those within."""

    paragraphs: tuple[Paragraph, ...]
    timexes: tuple[Timex, ...]


def spans_of(statement: Statement, role: Role) -> tuple[Span, ...]:
    """Where the words of a role stand, in the order of the text."""
    words: Words | None = getattr(statement, role)
    return tuple(sorted(words.spans)) if words else ()


def passage(article: Article, statement: Statement, timexes: Sequence[Timex] = ()) -> Passage:
    """The paragraphs of a statement. Lines without a word, and those far from it, are left out."""
    marks = [(span, role) for role in ROLES for span in spans_of(statement, role)]
    lines = list(_lines(article.text))
    wanted = _wanted(lines, [span for span, _ in marks])
    paragraphs, before = [], None
    for at in wanted:
        line = _near(article.text, lines[at], [span for span, _ in marks])
        gap = line.start != lines[at].start or (before is not None and at != before + 1)
        kind = _kind(article.parts, line.start)
        paragraphs.append(Paragraph(line.start, line.end, kind, gap, tuple(_cut(article.text, line, marks))))
        before = at
    shown = tuple(
        each
        for each in timexes
        if any(line.start <= each.start and each.end <= line.end for line in paragraphs)
    )
    return Passage(tuple(paragraphs), shown)


def _lines(text: str) -> Iterator[Span]:
    """The lines that have a word in them, without the break behind them."""
    start = 0
    for line in text.split("\n"):
        bare = line.rstrip("\r")
        if bare.strip():
            yield Span(start, start + len(bare))
        start += len(line) + 1


def _wanted(lines: Sequence[Span], spans: Sequence[Span]) -> list[int]:
    """The places of the lines to be shown; the first ones, where the statement stands in none."""
    touched = [
        at
        for at, line in enumerate(lines)
        if any(span.start < line.end and line.start < span.end for span in spans)
    ]
    near = {at + step for at in touched[:_MOST] for step in range(-_BESIDE, _BESIDE + 1)}
    return [at for at in sorted(near or {0, 1}) if 0 <= at < len(lines)][:_MOST]


def _near(text: str, line: Span, spans: Sequence[Span]) -> Span:
    """Of a very long line the part around the statement, else its beginning, cut at white space."""
    if line.end - line.start <= 2 * _NEAR:
        return line
    here = [span for span in spans if span.start < line.end and line.start < span.end]
    first = min((span.start for span in here), default=line.start)
    last = max((span.end for span in here), default=line.start)
    start = max(line.start, first - _NEAR)
    end = min(line.end, last + _NEAR, start + _LONGEST)
    if start > line.start:
        space = _SPACE.search(text, start, first)
        start = space.end() if space else start
    if end < line.end:
        spaces = [found.start() for found in _SPACE.finditer(text, max(start, end - 100), end)]
        end = spaces[-1] if spaces else end
    return Span(start, end)


def _kind(parts: Sequence[Part], at: int) -> str:
    return next((part.kind for part in parts if part.start <= at < part.end), "body")


def _cut(text: str, line: Span, marks: Sequence[tuple[Span, Role]]) -> Iterator[Segment]:
    here = [(span, role) for span, role in marks if span.start < line.end and line.start < span.end]
    edges = {line.start, line.end}
    edges.update(min(max(at, line.start), line.end) for span, _ in here for at in span)
    for start, end in pairwise(sorted(edges)):
        roles = dict.fromkeys(role for span, role in here if span.start <= start and end <= span.end)
        # A carriage return would be shown as the end of a line, and counted as none.
        yield Segment(text[start:end].replace("\r", " "), tuple(roles))
