"""A report out of an HTML page: its headline, standfirst and paragraphs, and who published it when."""

from __future__ import annotations

import html
import logging
import re
from dataclasses import dataclass, field, replace
from itertools import chain, takewhile

from onrecord.article import (
    agency,
    authors,
    blocks,
    body,
    byline,
    charset,
    dateline,
    guard,
    head,
    json_ld,
    published,
    standfirst,
)
from onrecord.article import headline as headlines
from onrecord.article.blocks import Block, Blocks
from onrecord.article.head import Element, PageHead
from onrecord.article.json_ld import LinkedArticle, letters
from onrecord.article.names import is_person
from onrecord.records import Article, Furniture, Page, Part, PartKind, PublishedFrom, Span

# libxml2 stops at these; the HTML standard reads on, for pages go on behind them.
_FRAME_ENDS = re.compile(r"</(?:html|body)>", re.IGNORECASE)
_MAX_BYLINE = 100  # characters
_MIN_WRITTEN = 200  # characters of an articleBody; shorter ones are teasers
_SHOWN = 0.5  # share of the articleBody that a page shows unless it is built by scripts
_MAX_OPENING = 4  # blocks before the first sentence; longer openings are lists of names
_NAMES_BETWEEN = re.compile(r"\s?/\s?|,\s|\s(?:and|&)\s")


def extract(page: Page) -> Article:
    """The report on an HTML page; raises `Refused` for what no parser should get.

    `text` is headline, standfirst and body with blank lines between, and is empty where nothing was found.
    What the page's input says (`Page.headline` and so on) is not looked at, its URL apart.
    """
    text = charset.text_of(page)
    guard.check(text)
    root = _parse(text)
    if root is None:
        return _article(_Text(), _Found())
    return _extract(text, root, page.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What is known of the report besides its text."""

    url: str | None = None
    outlet: str | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    published_at: str | None = None
    published_from: PublishedFrom | None = None


@dataclass(slots=True)
class _Text:
    """The text while it is made; parts and furniture get their offsets as it grows."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    parts: list[Part] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)

    def add(self, text: str, kind: PartKind) -> None:
        start = self._append(text)
        self.parts.append(Part(start, self.length, kind))

    def add_credit(self, text: str) -> None:
        start = self._append(text)
        self.furniture.append(Furniture(start, self.length, "credit-line"))

    def cut_off(self, credit: Span | None) -> tuple[tuple[Part, ...], tuple[Furniture, ...]]:
        """Parts and furniture once the `credit` at the end of the last paragraph is taken out of it."""
        if credit is None:
            return tuple(self.parts), tuple(self.furniture)
        last = self.parts[-1]
        end = len("".join(self.pieces)[last.start : credit.start].rstrip()) + last.start
        kept = (Part(last.start, end, last.kind),) if end > last.start else ()
        line = Furniture(credit.start, credit.end, "credit-line")
        return (*self.parts[:-1], *kept), (line, *self.furniture)

    def _append(self, text: str) -> int:
        if self.pieces:
            self.pieces.append("\n\n")
            self.length += 2
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start


def _parse(text: str) -> Element | None:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # comments would cut a paragraph's text in two; a lone surrogate (of a JSON string) is in no encoding
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(_FRAME_ENDS.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None  # nothing in it: no element, no text


def _extract(text: str, root: Element, url: str | None) -> Article:
    seen = head.read(root)
    titles = frozenset(letters(title) for title in (*seen.h1s, seen.og_title, seen.title) if title)
    linked = next(iter(json_ld.find(seen.linked, url=url or seen.url, titles=titles)), None)
    headline = headlines.choose(seen, linked)
    page = blocks.read(root)
    report = _report(text, page, linked, headline)
    made = _write(headline, report, (*seen.descriptions, linked.description if linked else None))
    found = _found(seen, linked, headline, url, _bylines(report.blocks))
    return replace(_article(made, found), kept=_kept(page, report))


def _kept(page: Blocks, report: body.Report) -> float | None:
    """The share of the characters of the page's prose that are the report's.

    Prose in asides, captions and embedded posts is not counted. None where the page shows no prose, or where
    the report was not read off what it shows, but from its JSON-LD.
    """
    own = set(map(id, (*report.lead, *report.blocks, *report.credits)))
    if own.isdisjoint(map(id, page.row)):
        return None
    prose = [
        block
        for block in page.row
        if block.aside_in < 0 and not (block.is_caption or block.is_embed) and body.reads_as_prose(block)
    ]
    shown = sum(len(block.text) for block in prose)
    return sum(len(block.text) for block in prose if id(block) in own) / shown if shown else None


def _report(text: str, page: Blocks, linked: LinkedArticle | None, headline: str | None) -> body.Report:
    """The report as the page shows it, or as its JSON-LD has it where scripts would put it on the page."""
    written = linked.body if linked else None
    report = body.choose(page, _main_text(text), written, headline)
    shown = sum(len(block.text) for block in report.blocks)
    if not written or len(written) < _MIN_WRITTEN or shown >= _SHOWN * len(written):
        return report
    tree = _parse(_as_markup(written))
    row = blocks.read(tree).row if tree is not None else ()
    return body.Report(report.lead, row, ()) if row else report


def _as_markup(written: str) -> str:
    """An articleBody is markup or lines."""
    if "</p>" in written or "<br" in written:
        return f"<div>{written}</div>"
    return "".join(f"<p>{html.escape(line)}</p>" for line in written.splitlines())


def _write(headline: str | None, report: body.Report, descriptions: tuple[str | None, ...]) -> _Text:
    made = _Text()
    if headline:
        made.add(headline, "headline")
    paragraphs = report.blocks
    line = standfirst.find(report.lead, headline=headline, descriptions=descriptions)
    if line is None and standfirst.opens(paragraphs):
        line, paragraphs = paragraphs[0], paragraphs[1:]
    if line and all(letters(line.text) != letters(block.text) for block in paragraphs):
        made.add(line.text, "standfirst")
    opening = _opening(paragraphs)
    for block in paragraphs:
        made.add(block.text, _kind(block, is_opening=block in opening))
    for block in report.credits:
        made.add_credit(block.text)
    return made


def _opening(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The lines before the first sentence: a byline may stand there."""
    return tuple(takewhile(lambda block: not body.reads_as_prose(block), blocks))[:_MAX_OPENING]


def _kind(block: Block, *, is_opening: bool) -> PartKind:
    if is_opening and _is_byline(block):
        return "byline"
    return "subheading" if body.is_heading(block) else "body"


def _bylines(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The lines with names that stand before the first paragraph."""
    return tuple(block.text for block in _opening(blocks) if _is_byline(block))


def _is_byline(block: Block) -> bool:
    return byline.read(block.text) is not None or (
        len(block.text) <= _MAX_BYLINE and all(is_person(name) for name in _NAMES_BETWEEN.split(block.text))
    )


def _found(
    seen: PageHead,
    linked: LinkedArticle | None,
    headline: str | None,
    url: str | None,
    bylines: tuple[str, ...],
) -> _Found:
    outlet = (linked.outlet if linked else None) or seen.outlet
    published_at, published_from = _published(seen, linked, url)
    return _Found(
        url=seen.url,
        outlet=outlet,
        headline=headline,
        authors=_authors(seen, linked, bylines, (outlet, seen.outlet)),
        published_at=published_at,
        published_from=published_from,
    )


def _authors(
    seen: PageHead, linked: LinkedArticle | None, bylines: tuple[str, ...], outlets: tuple[str | None, ...]
) -> tuple[str, ...]:
    """From the surest place that names somebody; the outlet's own name only where nobody else is named."""
    own: tuple[str, ...] = ()
    for written in (linked.authors if linked else (), seen.authors, bylines, seen.bylines[:1]):
        named = authors.names(written)
        people = authors.without_outlet(named, outlets)
        if people:
            return people
        own = own or named
    return own


def _published(
    seen: PageHead, linked: LinkedArticle | None, url: str | None
) -> tuple[str | None, PublishedFrom | None]:
    """When it was first published, from the surest place that has a date."""
    places: tuple[tuple[PublishedFrom, tuple[str | None, ...]], ...] = (
        ("json-ld", (linked.published,) if linked and linked.is_article else ()),
        ("meta", seen.published),
        ("json-ld", (linked.published,) if linked else ()),
        ("text", seen.times),
        ("url", (published.in_url(url), published.in_url(seen.url))),
    )
    for place, written in places:
        moment = next(filter(None, map(published.to_iso, written)), None)
        if moment:
            return moment, place
    return None, None


def _article(made: _Text, found: _Found) -> Article:
    """The article with what its text says of itself: agencies, dateline, credit line."""
    text = "".join(made.pieces)
    paragraphs = [part for part in made.parts if part.kind == "body"]
    filing = dateline.read(text, paragraphs[0].start, paragraphs[0].end) if paragraphs else None
    credited, credit = (
        agency.at_end(text, paragraphs[-1].start, paragraphs[-1].end) if paragraphs else ((), None)
    )
    named = (agency.named(name) for name in found.authors)
    worked = (agency.named(text[line.start : line.end]) for line in made.furniture)
    agencies = (*(filing.agencies if filing else ()), *chain(*named), *credited, *chain(*worked))
    parts, furniture = made.cut_off(credit)
    return Article(
        id="",
        url=found.url,
        outlet=found.outlet,
        headline=found.headline,
        authors=found.authors,
        agencies=tuple(dict.fromkeys(agencies)),
        dateline=filing.dateline if filing else None,
        published_at=found.published_at,
        published_from=found.published_from,
        language=None,
        text=text,
        parts=parts,
        furniture=furniture,
    )


def _main_text(text: str) -> str:
    """The page as trafilatura sees it, in the mode that would rather lose a line than add one."""
    import trafilatura

    # it reports pages without text as errors; here they are refused with a reason
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        main = trafilatura.extract(text, favor_precision=True, include_comments=False, include_tables=False)
    except Exception:  # whatever a hostile page does to it, the page's own paragraphs can still be read
        return ""
    return main or ""
