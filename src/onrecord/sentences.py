"""Sentences of an article: where each begins and ends. A quotation stays whole, with its "she said"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.records import Article, Span

# Characters of a paragraph that are split at once; a paragraph of a report has hundreds.
LONGEST = 5_000
# The splitter falls, and the process with it, where a space that is not ASCII's stands before a full stop.
_BEFORE_STOP = re.compile(r"[^\S\x00-\x7f](?=\.)")


def sentences(article: Article) -> list[Span]:
    """The sentences of an article in order; none crosses a part, or a line where there are no parts."""
    return [sentence for block in _blocks(article) for sentence in _within(article.text, block)]


def _within(text: str, block: Span) -> Iterator[Span]:
    """The sentences of a block; a very long one is cut first: the splitter is quadratic in it."""
    from sentencex import get_sentence_boundaries

    start = block.start
    while start < block.end:
        end = block.end
        if end - start > LONGEST:
            end = max(text.rfind(" ", start, start + LONGEST), start) + 1
            end = end if end > start + 1 else start + LONGEST
        # Half characters, which the splitter cannot take, become as many question marks.
        whole = text[start:end].encode("utf-8", "replace").decode()
        for boundary in get_sentence_boundaries("en", _BEFORE_STOP.sub(" ", whole)):
            yield Span(start + boundary["start_index"], start + boundary["end_index"])
        start = end


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
