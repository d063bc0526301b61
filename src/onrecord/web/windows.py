"""Parts of a long report: where its text is cut, and a reading as if a part were all of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from onrecord.ledger.stretches import LinePlace
from onrecord.records import Figure, Furniture, Part, Reading, Source, Span, Statement, Timex, Words

# What is made and sent in a moment. Of 1,680 reports of the press none was longer than 30,000 characters.
CHARACTERS = 40_000
STATEMENTS = 150
_TRIED = 20  # ends of lines, for one where no statement is cut in two


def parts(text: str, lines: Sequence[LinePlace]) -> tuple[Span, ...]:
    """The parts in which a text is shown: cut at the ends of lines, where it can be between statements."""
    found: list[Span] = []
    start = 0
    while True:
        end = _end(text, lines, start)
        found.append(Span(start, end))
        if end >= len(text):
            return tuple(found)
        start = end


def _end(text: str, lines: Sequence[LinePlace], start: int) -> int:
    first = bisect_left(lines, start, key=lambda line: line.start)
    most = start + CHARACTERS
    if first + STATEMENTS < len(lines):
        most = min(most, max(lines[first + STATEMENTS].start, start + 1))
    if most >= len(text):
        return len(text)
    end = text.rfind("\n", start, most) + 1
    for _ in range(_TRIED):
        if end <= start or not _cuts(lines, first, end):
            break
        end = text.rfind("\n", start, end - 1) + 1
    if end > start and not _cuts(lines, first, end):
        return end
    # No such place: at the end of a line, else between two words, else anywhere.
    return (
        max(text.rfind("\n", start, most), text.rfind(" ", start, most) if end <= start else -1) + 1 or most
    )


def _cuts(lines: Sequence[LinePlace], first: int, end: int) -> bool:
    """Whether a statement of this part has words on both sides of a place."""
    behind = bisect_left(lines, end, key=lambda line: line.start)
    return any(line.first < end < line.last for line in lines[first : behind + STATEMENTS])


def window(reading: Reading, start: int, end: int) -> Reading:
    """A reading as if its text began and ended there: what stands outside is left out, or cut off.

    Of a statement only the places of source, cue and content are told.
    """
    article = reading.article
    if start == 0 and end == len(article.text):
        return reading
    inner = replace(
        article,
        text=article.text[start:end],
        parts=tuple(_clipped(article.parts, start, end)),
        furniture=tuple(_clipped(article.furniture, start, end)),
        dateline=None,
    )
    return replace(
        reading,
        article=inner,
        statements=tuple(_statement(one, start, end) for one in reading.statements),
        timexes=tuple(_clipped(reading.timexes, start, end)),
        figures=_figures(reading.figures, start, end),
    )


_Stretch = TypeVar("_Stretch", Part, Furniture, Timex, Figure)


def _clipped(found: Iterable[_Stretch], start: int, end: int) -> Iterator[_Stretch]:
    for one in found:
        low, high = max(one.start, start), min(one.end, end)
        if low < high:
            yield replace(one, start=low - start, end=high - start)


def _figures(found: Sequence[Figure], start: int, end: int) -> tuple[Figure, ...]:
    """A figure's whole is told where it is left, too."""
    kept = [place for place, one in enumerate(found) if one.start < end and one.end > start]
    at = {place: new for new, place in enumerate(kept)}
    inner = (
        replace(found[place], part_of=None if (whole := found[place].part_of) is None else at.get(whole))
        for place in kept
    )
    return tuple(_clipped(inner, start, end))


def _statement(statement: Statement, start: int, end: int) -> Statement:
    source, cue = statement.source, statement.cue
    return replace(
        statement,
        source=replace(source, spans=_spans(source, start, end)) if source else None,
        cue=replace(cue, spans=_spans(cue, start, end)) if cue else None,
        content=replace(statement.content, spans=_spans(statement.content, start, end)),
    )


def _spans(words: Words | Source, start: int, end: int) -> tuple[Span, ...]:
    clipped = (Span(max(low, start) - start, min(high, end) - start) for low, high in words.spans)
    return tuple(span for span in clipped if span.start < span.end)
