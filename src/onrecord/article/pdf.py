"""A report out of a PDF, as press offices send them: its lines, put together again, read as plain text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from onrecord.article import dateline, pdf_pages, plain, printed, time_stamp
from onrecord.article.paragraphs import ends
from onrecord.article.printed import Line
from onrecord.errors import Refused
from onrecord.records import Article, Furniture, Page, Part

# What stands for letters that the file does not say how to read; more of it than this is no text.
_UNREADABLE = 0.2
_LEAST_LETTERS = 20
_HEAD_LINE = 100  # characters of a letterhead's line at most
_DATE_LINE = 80
_DATED_WITHIN = 8  # parts from the first, and half as many from the last, that may say the day of release


def extract(page: Page) -> Article:
    """The report in a PDF.

    `text` is its paragraphs with blank lines between, without page numbers and what all pages repeat.
    `published_at` is the day that the text names as its own, else when the file was made ("meta"). Raises
    `Refused` where the file is locked, damaged, too long, or shows its text as pictures.
    """
    read = pdf_pages.read(page.raw if isinstance(page.raw, bytes) else page.raw.encode("latin-1", "replace"))
    lines = printed.without_furniture(read.lines, read.pages)
    _check_letters(lines, read.pages)
    large = " ".join(printed.paragraphs(printed.headline(lines)))
    text = "\n\n".join(printed.paragraphs(lines))
    found = plain.extract(replace(page, format="text", raw=text, headline=page.headline or large or None))
    found = _dated(_without_letterhead(found))
    return replace(
        found,
        headline=found.headline or read.title,
        published_at=found.published_at or read.made_at,
        published_from=found.published_from or ("meta" if read.made_at else None),
    )


def _without_letterhead(found: Article) -> Article:
    """Take what stands above the headline, and "PRESS RELEASE" wherever it stands, out of the report."""
    headline = next((part.start for part in found.parts if part.kind == "headline"), 0)
    head = {part for part in found.parts if _is_letterhead(found.text, part, headline)}
    furniture = (
        Furniture(part.start, part.end, "time-stamp" if _stamp(found.text, part) else "notice")
        for part in head
    )
    return replace(
        found,
        parts=tuple(part for part in found.parts if part not in head),
        furniture=tuple(sorted((*found.furniture, *furniture), key=lambda stretch: stretch.start)),
    )


def _is_letterhead(text: str, part: Part, headline: int) -> bool:
    words = text[part.start : part.end]
    if part.kind == "headline" or len(words) > _HEAD_LINE:
        return False
    return printed.is_label(words) or (part.start < headline and not ends(words))


def _stamp(text: str, part: Part) -> time_stamp.Stamp | None:
    return time_stamp.read(text[part.start : part.end])


def _dated(found: Article) -> Article:
    """Look for dateline and day where press releases have them, as far as they were not found yet."""
    bodies = [part for part in found.parts if part.kind == "body"][:2]
    filings = (dateline.read(found.text, part.start, part.end) for part in bodies)
    filing = next(filter(None, filings), None)
    day = found.published_at or (filing.filed_on if filing else None) or _day(found)
    return replace(
        found,
        dateline=found.dateline or (filing.dateline if filing else None),
        published_at=day,
        published_from=found.published_from or ("text" if day else None),
    )


def _day(found: Article) -> str | None:
    """The first day, with its year, in the short lines of the head or the foot."""
    stretches: list[Part | Furniture] = sorted((*found.parts, *found.furniture), key=lambda part: part.start)
    places = (*stretches[:_DATED_WITHIN], *stretches[-_DATED_WITHIN // 2 :])
    lines = (found.text[place.start : place.end] for place in places)
    return next(filter(None, (time_stamp.moment(line) for line in lines if len(line) <= _DATE_LINE)), None)


def _check_letters(lines: Iterable[Line], pages: int) -> None:
    text = "".join(line.text for line in lines)
    strange = sum(
        character == "\ufffd" or unicodedata.category(character) in ("Co", "Cn") for character in text
    )
    if strange > _UNREADABLE * len(text):
        advice = "copy its text from a PDF viewer, or have it recognised (OCR), and give that"
        raise Refused("article", "the PDF does not say which letters its fonts show", advice)
    if sum(map(str.isalpha, text)) < _LEAST_LETTERS:
        reason = f"no text on the {pages} pages of the PDF" if pages > 1 else "no text in the PDF"
        raise Refused("article", f"{reason}: a scan?", "have its text recognised (OCR), and give that")
