"""The text of an article as HTML, with the words of every statement marked.

Statements overlap freely: one stands in the content of another, two share a source. So the text is
cut at every boundary into segments, each a flat element that names all statements it belongs to;
nothing ever has to nest.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.cli.numbering import Numbered
from onrecord.records import Article, Furniture, Part, Words

Role = Literal["content", "cue", "source"]

# What an HTML page cannot carry: NUL is dropped by browsers, C1 controls are read as Windows-1252,
# lone surrogates cannot be encoded. Each is shown as one other character, so that offsets hold.
_UNSHOWABLE = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"},
    **dict.fromkeys(range(0x7F, 0xA0), 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}
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
class _Segment:
    """A stretch of the text that the same marks cover from end to end, the outermost first."""

    start: int
    end: int
    marks: tuple[_Mark, ...]


def shown(text: str) -> str:
    """Return the text as a page can show it: the same but for control characters, one for one."""
    return text.translate(_UNSHOWABLE)


def escape(text: str) -> str:
    """Escape for a page, between tags and between quotes."""
    # Browsers turn a bare carriage return into a newline; a reference stays what it is.
    return html.escape(shown(text)).replace("\r", "&#13;")


def marked_text(article: Article, statements: tuple[Numbered, ...], prefix: str) -> Iterator[str]:
    """Yield the text, one block a line; `prefix` keeps the anchors apart from other articles'."""
    parts, furniture = _Stretches(article.parts), _Stretches(article.furniture)
    closing = ""
    for segment in _segments(article, statements):
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


def _segments(article: Article, statements: tuple[Numbered, ...]) -> Iterator[_Segment]:
    starting: dict[int, list[_Mark]] = defaultdict(list)
    cuts = {0, len(article.text)}
    cuts.update(match.end() for match in _NEWLINE.finditer(article.text))
    for one in article.furniture:
        cuts.update((one.start, one.end))
    for mark in _marks(statements):
        starting[mark.start].append(mark)
        cuts.update((mark.start, mark.end))
    marks: list[_Mark] = []
    for start, end in pairwise(sorted(cuts)):
        marks = [mark for mark in marks if mark.end > start] + starting[start]
        marks.sort(key=lambda mark: (mark.numbered.depth, mark.numbered.number))
        yield _Segment(start, end, tuple(marks))


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
    if not roles and not furniture:
        return escape(text)
    contents = sum(mark.role == "content" for mark in segment.marks)
    classes = [*roles, *(["deep"] if contents > 1 else []), *(["furniture"] if furniture else [])]
    names = " ".join(f"{mark.numbered.number}-{mark.role}" for mark in segment.marks)
    attributes = f' data-s="{names}" data-lit="{_innermost(segment)}"' if names else ""
    title = f' title="furniture: {furniture}"' if furniture else ""
    return f'<span class="{" ".join(classes)}"{attributes}{title}>{escape(text)}</span>'


def _innermost(segment: _Segment) -> str:
    """Name the statements that light up here: where one stands within another, the inner one."""
    deepest = max(mark.numbered.depth for mark in segment.marks)
    numbers = (mark.numbered.number for mark in segment.marks if mark.numbered.depth == deepest)
    return " ".join(str(number) for number in dict.fromkeys(numbers))
