"""Sentences of an article: where each begins and ends. A quotation stays whole, with its "she said"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.records import Article, Span


def sentences(article: Article) -> list[Span]:
    """The sentences of an article in order; none crosses a part, or a line where there are no parts."""
    from sentencex import get_sentence_boundaries

    text, found = article.text, []
    for start, end in _blocks(article):
        for boundary in get_sentence_boundaries("en", text[start:end]):
            found.append(Span(start + boundary["start_index"], start + boundary["end_index"]))
    return found


def _blocks(article: Article) -> list[Span]:
    if article.parts:
        return sorted({Span(part.start, part.end) for part in article.parts})
    blocks, start = [], 0
    for line in article.text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Span(start, start + len(line)))
        start += len(line)
    return blocks


def around(spans: Sequence[Span], at: int) -> Span | None:
    """The sentence in which a code point stands, None where it stands in none; `spans` are in order."""
    place = bisect_right(spans, at, key=lambda span: span.start) - 1
    return spans[place] if place >= 0 and at < spans[place].end else None
