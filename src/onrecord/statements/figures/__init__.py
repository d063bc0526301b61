"""Figures: each number of a report with what bounds it, its unit, what it counts and what it is a part of.

The definitions are in docs/fields.md, "How many: figures".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.records import Article, Figure, Span, Timex
from onrecord.statements.figures import amounts, counted, parts, shares
from onrecord.statements.figures.counted import Counted
from onrecord.statements.figures.tokens import Tokens, split


def find(article: Article, timexes: Sequence[Timex] = ()) -> tuple[Figure, ...]:
    """The figures of an article in the order of the text; none overlaps another, or a time expression."""
    tokens = split(article.text, _barred(article, timexes))
    found = list(_found(tokens))
    links = parts.link(tokens, found)
    return tuple(_figure(tokens, found, place, whole) for place, whole in enumerate(links))


def _barred(article: Article, timexes: Sequence[Timex]) -> list[Span]:
    """What no figure is read from: times, bylines, and what the page added."""
    times = [Span(timex.start, timex.end) for timex in timexes]
    bylines = [Span(part.start, part.end) for part in article.parts if part.kind == "byline"]
    return times + bylines + [Span(each.start, each.end) for each in article.furniture]


def _found(tokens: Tokens) -> Iterator[Counted]:
    """The amounts of a text with what they count, in order; each begins behind the one before."""
    done = 0
    for at, word in enumerate(tokens.words):
        if at < done or not (word in shares.WORDS or word[:1].isdecimal()):
            continue
        amount = amounts.read(tokens, at, done)
        each = amount and counted.with_phrase(tokens, amount)
        if each:
            done = each.amount.end
            yield each


def _figure(tokens: Tokens, found: Sequence[Counted], place: int, whole: int | None) -> Figure:
    each = found[place]
    number, phrase = each.amount.number, each.phrase
    if phrase is None and whole is not None and parts.shares_noun(tokens, found, place, whole):
        phrase = found[whole].phrase
    return Figure(
        start=tokens.starts[each.amount.first],
        end=tokens.ends[each.amount.end - 1],
        low=number.low,
        high=number.high,
        approximate=number.approximate,
        unit=each.amount.unit,
        counted=phrase and tokens.text[tokens.starts[phrase[0]] : tokens.ends[phrase[1] - 1]],
        part_of=whole,
    )
