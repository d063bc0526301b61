"""The text of an article as HTML, with the words of every statement marked, and its times and figures.

Statements overlap freely: one stands in the content of another, two share a source. So the text is
cut at every boundary into segments, each a flat element that names all statements it belongs to;
nothing ever has to nest.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Literal, TypeVar

from onrecord.display.figure_words import spelt
from onrecord.display.html_escape import escape
from onrecord.display.numbering import Numbered
from onrecord.display.time_words import timex_words
from onrecord.records import Furniture, Part, Reading, Words

Role = Literal["content", "cue", "source"]

_NEWLINE = re.compile("\n")


@dataclass(frozen=True, slots=True)
class _Mark:
    """One piece of one role of one statement."""

    start: int
    end: int
    role: Role
    numbered: Numbered
    first: bool


@dataclass(frozen=True, slots=True)
class _Note:
    """A time or a figure, and what it comes to."""

    start: int
    end: int
    kind: Literal["time", "figure"]
    says: str


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of the text that the same marks and notes cover from end to end, the outermost first."""

    start: int
    end: int
    marks: tuple[_Mark, ...]
    notes: tuple[_Note, ...]


def marked_text(reading: Reading, statements: tuple[Numbered, ...], prefix: str) -> Iterator[str]:
    """Yield the text, one block a line; `prefix` keeps the anchors apart from other articles'."""
    article = reading.article
    parts, furniture = _Stretches(article.parts), _Stretches(article.furniture)
    closing = ""
    for segment in _segments(reading, statements):
        text = article.text[segment.start : segment.end]
        if not closing:
            tag, kinds = _block(_first_word(article.text, segment.start), parts, furniture)
            closing = f"</{tag}>"
            yield f'<{tag} class="{kinds}" dir="auto">'
        yield from _anchors(segment, prefix)
        yield _element(text, segment, furniture.at(segment.start))
        if text.endswith("\n"):
            yield closing
            closing = ""
    yield closing


def _marks(statements: tuple[Numbered, ...]) -> Iterator[_Mark]:
    for numbered in statements:
        statement = numbered.statement
        roles: tuple[tuple[Role, Words | None], ...] = (
            ("content", statement.content),
            ("cue", statement.cue),
            ("source", statement.source),
        )
        for role, words in roles:
            for at, (start, end) in enumerate(sorted(words.spans if words else ())):
                yield _Mark(start, end, role, numbered, first=at == 0)


def _notes(reading: Reading) -> Iterator[_Note]:
    for timex in reading.timexes:
        yield _Note(timex.start, timex.end, "time", timex_words(timex))
    for figure in reading.figures:
        yield _Note(figure.start, figure.end, "figure", spelt(figure, reading.figures))


def _segments(reading: Reading, statements: tuple[Numbered, ...]) -> Iterator[_Segment]:
    marks, notes = _Running(_marks(statements)), _Running(_notes(reading))
    article = reading.article
    cuts = {0, len(article.text)} | marks.cuts | notes.cuts
    cuts.update(match.end() for match in _NEWLINE.finditer(article.text))
    for one in article.furniture:
        cuts.update((one.start, one.end))
    for start, end in pairwise(sorted(cuts)):
        here = sorted(marks.at(start), key=lambda mark: (mark.numbered.depth, mark.numbered.number))
        yield _Segment(start, end, tuple(here), tuple(notes.at(start)))


_Covering = TypeVar("_Covering", _Mark, _Note)


class _Running(Generic[_Covering]):
    """Finds what covers a character, asked from the start of the text to its end."""

    def __init__(self, covering: Iterable[_Covering]) -> None:
        self.cuts: set[int] = set()
        self._starting: dict[int, list[_Covering]] = defaultdict(list)
        self._running: list[_Covering] = []
        for one in covering:
            self.cuts.update((one.start, one.end))
            self._starting[one.start].append(one)

    def at(self, offset: int) -> list[_Covering]:
        self._running = [one for one in self._running if one.end > offset] + self._starting.pop(offset, [])
        return self._running


class _Stretches:
    """Finds the kind of the part or furniture that a character stands in."""

    def __init__(self, stretches: tuple[Part, ...] | tuple[Furniture, ...]) -> None:
        self._stretches: list[Part | Furniture] = sorted(stretches, key=lambda stretch: stretch.start)
        self._starts = [stretch.start for stretch in self._stretches]

    def at(self, offset: int) -> str:
        before = bisect_right(self._starts, offset) - 1
        if before < 0 or self._stretches[before].end <= offset:
            return ""
        return self._stretches[before].kind


_INK = re.compile(r"\S")


def _first_word(text: str, start: int) -> int:
    newline = text.find("\n", start)
    ink = _INK.search(text, start, newline if newline >= 0 else len(text))
    return ink.start() if ink else -1


def _block(first_word: int, parts: _Stretches, furniture: _Stretches) -> tuple[str, str]:
    """Return the tag and the classes of a line, which its first word decides."""
    if first_word < 0:
        return "p", "blank"
    if furniture.at(first_word):
        return "p", "set-aside"
    kind = parts.at(first_word) or "body"
    return ("h2" if kind == "headline" else "p"), kind


def _anchors(segment: _Segment, prefix: str) -> Iterator[str]:
    """Number every piece of a content where it starts; the first is the one that the list links to."""
    for mark in segment.marks:
        if mark.role == "content" and mark.start == segment.start:
            at = mark.numbered.number
            place = f'id="{prefix}s{at}"' if mark.first else 'tabindex="-1"'
            yield (
                f'<a class="number" {place} href="#{prefix}c{at}" data-s="{at}-content" data-n="{at}"'
                f' aria-label="Statement {at}"></a>'
            )


def _element(text: str, segment: _Segment, furniture: str) -> str:
    roles = list(dict.fromkeys(mark.role for mark in segment.marks))
    kinds = list(dict.fromkeys(note.kind for note in segment.notes))
    if not roles and not kinds and not furniture:
        return escape(text)
    contents = sum(mark.role == "content" for mark in segment.marks)
    extra = (["deep"] if contents > 1 else []) + (["furniture"] if furniture else [])
    classes = " ".join([*roles, *kinds, *extra])
    names = " ".join(f"{mark.numbered.number}-{mark.role}" for mark in segment.marks)
    attributes = f' data-s="{names}" data-lit="{_innermost(segment)}"' if names else ""
    return f'<span class="{classes}"{attributes}{_title(segment, furniture)}>{escape(text)}</span>'


def _title(segment: _Segment, furniture: str) -> str:
    says = [f"{note.kind}: {note.says}" for note in segment.notes] + (
        [f"furniture: {furniture}"] if furniture else []
    )
    return f' title="{escape("; ".join(says))}"' if says else ""


def _innermost(segment: _Segment) -> str:
    """Name the statements that light up here: where one stands within another, the inner one."""
    deepest = max(mark.numbered.depth for mark in segment.marks)
    numbers = (mark.numbered.number for mark in segment.marks if mark.numbered.depth == deepest)
    return " ".join(str(number) for number in dict.fromkeys(numbers))
