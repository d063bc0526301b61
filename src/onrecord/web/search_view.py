"""What the search page tells: chips that take a filter away, facets that add one, hits, advice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from onrecord.display.html_escape import escape
from onrecord.ledger import question
from onrecord.ledger.facets import Count, Facets
from onrecord.ledger.hits import Hits, who
from onrecord.records import Entry, Span
from onrecord.web.asked import Asked
from onrecord.web.plots.bars import cell_words

OPTION_WORDS: Mapping[str, str] = {
    "who": "who",
    "source": "source",
    "act": "act",
    "type": "type",
    "kind": "kind of source",
    "quotation": "quotation",
    "said": "said",
    "about-time": "about what happens",
    "outlet": "outlet",
    "story": "story",
    "figure": "figure",
    "score": "score from",
    "article": "report",
    "as-of": "as of",
}
"""What an option is called on the page."""
# Longer contents are shown from shortly before their first hit on; the statement's page has all of it.
LONGEST_SHOWN = 600
_BEFORE = 120
_PLAIN_WORDS = re.compile(r"\w+(?:\s+\w+)*")


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that holds: what it is, its words, and the address without it."""

    option: str
    words: str
    remove: str


@dataclass(frozen=True, slots=True)
class FacetLine:
    """One value of a facet: the address that asks for it, or without it where it `is_on`."""

    words: str
    lines: int
    link: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """What a facet divides by, and into what."""

    title: str
    lines: tuple[FacetLine, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An entry as it is listed: hits marked in its headline, and in `content`.

    Where words stand in who said it alone, `who` has these with hits marked: the list shows less of them.
    """

    entry: Entry
    content: Markup
    who: Markup | None


@dataclass(frozen=True, slots=True)
class Advice:
    """What else could be asked."""

    words: str
    link: str


def chips(asked: Asked, names: Mapping[tuple[str, str], str]) -> tuple[Chip, ...]:
    """The filters that hold; `names` are what people call a value of an option."""
    return tuple(
        Chip(
            OPTION_WORDS.get(option, option),
            names.get((option, value), value),
            asked.without(option, value).link,
        )
        for option, value in asked.filters()
    )


def facet_list(asked: Asked, counted: Facets) -> tuple[Facet, ...]:
    """The facets that divide anything, each value with its address."""
    told: tuple[tuple[str, str, Sequence[Count]], ...] = (
        ("Who", "source", counted.sources),
        ("Act", "act", counted.acts),
        ("Outlet", "outlet", counted.outlets),
        ("Story", "story", counted.stories),
        ("Kind of source", "kind", counted.kinds),
        ("Quotation", "quotation", counted.quotations),
    )
    return tuple(
        Facet(title, tuple(_line(asked, option, each) for each in counts))
        for title, option, counts in told
        if counts
    )


def time_lines(asked: Asked, counted: Facets) -> tuple[FacetLine, ...]:
    """The days, months or years in which lines were said."""
    return tuple(
        _line(asked, "said", Count(cell, cell_words(cell), lines)) for cell, lines in counted.times.cells
    )


def _line(asked: Asked, option: str, count: Count) -> FacetLine:
    is_on = count.value in asked.values(option)
    other = asked.without(option, count.value) if is_on else asked.having(option, count.value)
    return FacetLine(count.label, count.lines, other.link, is_on)


def found(entry: Entry, hits: Hits) -> Found:
    """An entry with its hits marked."""
    statement = entry.statement
    headline = marked(entry.headline, hits.headline) if entry.headline else None
    is_elsewhere = bool(hits.who) and not hits.content and not hits.headline
    return Found(
        entry=replace(entry, headline=headline),
        content=excerpt(statement.content.text, hits.content),
        who=excerpt(who(statement.source), hits.who) if is_elsewhere else None,
    )


def marked(text: str, spans: Sequence[Span]) -> Markup:
    """A text as HTML, these spans of it marked; they rise and do not overlap."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [_escaped(text[at:start]), Markup("<mark>"), _escaped(text[start:end]), Markup("</mark>")]
        at = end
    return Markup("").join([*pieces, _escaped(text[at:])])


def excerpt(text: str, spans: Sequence[Span]) -> Markup:
    """A text with spans marked; of a long one what stands around the first of them."""
    if len(text) <= LONGEST_SHOWN:
        return marked(text, spans)
    first = max(spans[0].start - _BEFORE, 0) if spans else 0
    start = _blank_behind(text, first) if first else 0
    end = min(start + LONGEST_SHOWN, len(text))
    inside = [Span(max(one.start, start) - start, min(one.end, end) - start) for one in spans]
    shown = marked(text[start:end], [one for one in inside if one.start < one.end])
    return Markup("{}{}{}").format("… " if start else "", shown, " …" if end < len(text) else "")


def _blank_behind(text: str, place: int) -> int:
    """The beginning of the next word, where one begins soon."""
    blank = text.find(" ", place, place + _BEFORE // 2)
    return blank + 1 if blank >= 0 else place


def _escaped(text: str) -> Markup:
    return Markup(escape(text))


def advice(asked: Asked) -> tuple[Advice, ...]:
    """What to ask instead, where nothing was found: the same with one thing less, or more loosely."""
    told = [
        Advice(f"without {OPTION_WORDS.get(option, option)}: {value}", asked.without(option, value).link)
        for option, value in asked.filters()
    ]
    words = asked.text("words")
    if _PLAIN_WORDS.fullmatch(words):
        several = words.split()
        looser = " OR ".join(several) if len(several) > 1 else f"{words}*"
        told.insert(0, Advice(looser, asked.having("words", looser).link))
        if told[1:]:
            told.append(Advice("the words alone", Asked((("words", words),)).link))
    if "type" not in dict(asked.pairs):
        told.append(Advice("deeds, too (type: all)", asked.having("type", question.ALL).link))
    return tuple(told)
