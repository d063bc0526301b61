"""The paragraphs of a pasted text: a line each, or several lines where the text is hard-wrapped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from onrecord.article import byline, dateline, furniture

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_INVISIBLE = "\ufeff\u200b\u2060\u200e\u200f"
_ENDED = re.compile(r"[.!?:;…。！？।][\"'”’»)\]]*$")
# Wrapping columns seen in mail, press releases and old archives; 72, 76 and 80 are the usual ones.
_COLUMNS = range(40, 101)
# Share of neighbouring lines that must break where a column of that width forces it.
_WRAPPED = 0.5
_INDENT = 2


class Paragraph(NamedTuple):
    """text[start:end] without white space around it; `apart` when a blank line stands before it."""

    start: int
    end: int
    apart: bool
    indent: int


def split(text: str) -> tuple[Paragraph, ...]:
    """The text's paragraphs in order; together they hold every visible character."""
    lines = tuple(_lines(text))
    column = _column(text, lines)
    return tuple(_joined(text, lines, column)) if column else lines


def ends(text: str) -> bool:
    """True when the text ends as sentences do."""
    return bool(_ENDED.search(text[-12:].rstrip()))


def _lines(text: str) -> Iterator[Paragraph]:
    last = 0
    for found in _LINE.finditer(text):
        start, end = _trimmed(text, *found.span())
        if start == end:
            continue
        apart = len(_BREAK.findall(text, last, start)) > 1
        yield Paragraph(start, end, apart, start - found.start())
        last = end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in _INVISIBLE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _INVISIBLE):
        end -= 1
    return start, end


def _column(text: str, lines: tuple[Paragraph, ...]) -> int | None:
    """The column at which lines are broken, or None when each line is a paragraph.

    A line broken at column W is no longer than W and would be with the next line's first word.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not b.apart]
    fits: Counter[int] = Counter()
    for a, b in pairs:
        fits.update(
            range(max(_COLUMNS.start, _width(a)), min(_COLUMNS.stop, _width(a) + 1 + _first_word(text, b)))
        )
    if not fits:
        return None
    column, hits = max(fits.items(), key=lambda item: (item[1], item[0]))
    broken = [(a, b) for a, b in pairs if _is_broken(text, a, b, column)]
    inside = sum(not ends(text[a.start : a.end]) for a, _ in broken)
    small = sum(text[b.start].islower() for _, b in broken)
    # sentences seldom end just where a line does, and the next line then starts in small letters
    wrapped = hits >= _WRAPPED * len(pairs) and 2 * inside > hits and 3 * small >= hits
    return column if wrapped else None


def _width(line: Paragraph) -> int:
    return line.indent + line.end - line.start


def _first_word(text: str, line: Paragraph) -> int:
    end = min(line.end, line.start + _COLUMNS.stop)
    return len(text[line.start : end].split(maxsplit=1)[0])


def _is_broken(text: str, line: Paragraph, following: Paragraph, column: int) -> bool:
    width = _width(line)
    return width <= column + 2 and width + 1 + _first_word(text, following) > column


def _joined(text: str, lines: tuple[Paragraph, ...], column: int) -> Iterator[Paragraph]:
    first = last = lines[0]
    for line in lines[1:]:
        if _continues(text, last, line, column):
            last = line
            continue
        yield first._replace(end=last.end)
        first = last = line
    yield first._replace(end=last.end)


def _continues(text: str, line: Paragraph, following: Paragraph, column: int) -> bool:
    if following.apart or following.indent >= line.indent + _INDENT:
        return False
    if _stands_alone(text, line) or _stands_alone(text, following) or dateline.find(text, *following[:2]):
        return False
    if _is_broken(text, line, following, column):
        return True
    # some mail programs break early, at a hyphen or a link
    return (
        text[following.start].islower()
        and not ends(text[line.start : line.end])
        and _width(line) > column // 2
    )


def _stands_alone(text: str, line: Paragraph) -> bool:
    words = text[line.start : min(line.end, line.start + 1000)]
    return furniture.kind(words) is not None or byline.read(words) is not None
