"""A report as plain text, pasted from a page or taken from JSON: its parts, its furniture, who filed it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from onrecord.article import agency, byline, dateline, language, time_stamp
from onrecord.article.charset import text_of
from onrecord.article.layout import lay_out
from onrecord.article.names import is_person
from onrecord.article.stretch import Stretch, is_furniture, is_part
from onrecord.errors import Refused
from onrecord.records import Article, Furniture, Page, Part

_DATELINE_WITHIN = 2  # body paragraphs: a first one may be a label nobody knows
_SHOWS = 5000  # characters that show the language
_SIGNED = frozenset(("byline", "time-stamp", "credit-line", "notice"))


class _Signed(NamedTuple):
    """What the lines around the body say of the report's making."""

    authors: tuple[str, ...]
    agencies: tuple[str, ...]
    published_at: str | None


def extract(page: Page) -> Article:
    """The article in a page of plain text. Its text is the page's, to the character."""
    text = text_of(page)
    stretches = lay_out(text, page.headline)
    if not stretches:
        raise Refused("article", "the text is empty", "give the report's text, at least one sentence of it")
    filing = _filing(text, stretches)
    signed = _signed(text, stretches, filing)
    published_at = page.published_at or signed.published_at
    return Article(
        id=page.id or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        url=page.url,
        outlet=page.outlet,
        headline=page.headline or _headline(text, stretches),
        authors=page.authors or signed.authors,
        agencies=signed.agencies,
        dateline=filing.dateline if filing else None,
        published_at=published_at,
        published_from=("input" if page.published_at else "text") if published_at else None,
        language=language.detect(_report(text, stretches)),
        text=text,
        parts=tuple(_parts(stretches)),
        furniture=tuple(_furniture(stretches)),
    )


def _filing(text: str, stretches: Iterable[Stretch]) -> dateline.Filing | None:
    bodies = (stretch for stretch in stretches if stretch.kind == "body")
    filings = (
        dateline.read(text, stretch.start, stretch.end) for stretch in islice(bodies, _DATELINE_WITHIN)
    )
    return next(filter(None, filings), None)


def _signed(text: str, stretches: Iterable[Stretch], filing: dateline.Filing | None) -> _Signed:
    authors, agencies, stamps = list[str](), list[str](), list[time_stamp.Stamp]()
    for stretch in stretches:
        words = stretch.words(text) if stretch.kind in _SIGNED else ""
        if stretch.kind == "byline":
            by = byline.read(words) or byline.Byline(
                (words,) if is_person(words) else (), agency.named(words)
            )
            authors += by.authors
            agencies += by.agencies
            stamps.append(time_stamp.Stamp(None, by.published_at))
        elif stretch.kind == "time-stamp":
            stamps += filter(None, [time_stamp.read(words)])
        elif words:
            agencies += agency.named(words)
        elif filing and stretch.start <= filing.dateline.start < stretch.end:
            agencies += filing.agencies
    filed_on = filing.filed_on if filing else None
    return _Signed(
        tuple(dict.fromkeys(authors)), tuple(dict.fromkeys(agencies)), _published_at(stamps) or filed_on
    )


def _published_at(stamps: list[time_stamp.Stamp]) -> str | None:
    """What "Published" says, else the one day that bare stamps agree on; "Updated" is another time."""
    said = [stamp.when for stamp in stamps if stamp.lead == "published" and stamp.when]
    bare = [stamp.when for stamp in stamps if stamp.lead is None and stamp.when]
    if said:
        return said[0]
    return bare[0] if len({when[:10] for when in bare}) == 1 else None


def _headline(text: str, stretches: Iterable[Stretch]) -> str | None:
    headlines = [stretch for stretch in stretches if stretch.kind == "headline"]
    return text[headlines[0].start : headlines[-1].end] if headlines else None


def _report(text: str, stretches: Iterable[Stretch]) -> str:
    """As much of the report's own words as shows its language."""
    parts = (
        text[stretch.start : min(stretch.end, stretch.start + _SHOWS)]
        for stretch in stretches
        if is_part(stretch.kind)
    )
    return " ".join(islice(parts, _SHOWS // 10))[:_SHOWS]


def _parts(stretches: Iterable[Stretch]) -> Iterator[Part]:
    for stretch in stretches:
        if is_part(stretch.kind):
            yield Part(stretch.start, stretch.end, stretch.kind)


def _furniture(stretches: Iterable[Stretch]) -> Iterator[Furniture]:
    for stretch in stretches:
        if is_furniture(stretch.kind):
            yield Furniture(stretch.start, stretch.end, stretch.kind)
