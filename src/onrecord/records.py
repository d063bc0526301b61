"""Every record, in the order it travels: Page -> Article -> Statement -> Reading (or Refusal).

All are frozen. Offsets are half-open and count code points of `Article.text`, so that
`article.text[span.start:span.end]` is always the evidence. An unknown is None, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

PageFormat = Literal["html", "text"]
PartKind = Literal["headline", "standfirst", "byline", "subheading", "body", "caption"]
FurnitureKind = Literal[
    "sign-up",  # "Sign up now: get our newsletters"
    "photo-credit",  # "PHOTO: REUTERS"
    "topic-bar",  # "Follow topic:"
    "related-link",  # "Read more: ..."
    "share-bar",  # "Share  Tweet  WhatsApp"
    "credit-line",  # "REUTERS, AFP" behind the last sentence
    "time-stamp",  # "Published Oct 25, 2024, 08:11 PM"
    "advert",  # "Advertisement", "Article continues below"
    "navigation",  # "Home > World > Europe", "Skip to content"
    "notice",  # "Copyright ...", "All rights reserved", "Our Standards: ..."
]
PublishedFrom = Literal["input", "json-ld", "meta", "url", "text"]
Quotation = Literal["direct", "indirect", "mixed"]


class Span(NamedTuple):
    """Half-open code points of `Article.text`: 0 <= start < end <= len(text)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What came in, untouched, with what the input itself said about it.

    `origin` is what a person would call it in a message: a path, "articles.jsonl:12", "standard input".
    `raw` is bytes for a file (decoded by the article stage), str for a text or html taken from JSON.
    `size` is the bytes of input that it was read from.
    """

    origin: str
    format: PageFormat
    raw: bytes | str
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    published_at: str | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text that belongs to the report."""

    start: int
    end: int
    kind: PartKind


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the text that the page added; nothing is read out of it."""

    start: int
    end: int
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place a report was filed from, "KYIV" in "KYIV - Ukrainian President ..."."""

    place: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The report's own text and what is known of it. `text` never changes once made.

    `published_at` (TimeML: document creation time) is an ISO 8601 date or date-time;
    `language` is an ISO 639-1 code.
    """

    id: str
    text: str
    url: str | None = None
    outlet: str | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    dateline: Dateline | None = None
    published_at: str | None = None
    published_from: PublishedFrom | None = None
    language: str | None = None
    parts: tuple[Part, ...] = ()
    furniture: tuple[Furniture, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one role (PolNeAR: source, cue, content), in one or more pieces.

    `text` is the pieces as they stand in the article, joined by a space.
    """

    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attribution: who (source) signals (cue) what (content).

    `score` is the calibrated probability that source, cue and content are right;
    `within` is the id of the statement in whose content this one stands.
    """

    id: str
    source: Words | None
    cue: Words | None
    content: Words
    quotation: Quotation
    within: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One article with the statements found in it, and the version of the model that found them."""

    article: Article
    statements: tuple[Statement, ...]
    model: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that was not read: at which stage, why, and what to do about it."""

    origin: str
    stage: str
    reason: str
    advice: str
