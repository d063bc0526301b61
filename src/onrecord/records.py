"""Every record, in the order it travels: Page (Note) -> Article -> Statement -> Reading (Refusal) -> Entry;
Article -> Story, Statement -> Saying -> Stance -> Claim (with Series); Entry -> Change -> Digest.

All are frozen. Offsets are half-open, in code points of `Article.text`: `text[span.start:span.end]` is always
the evidence. An unknown is None, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

PageFormat = Literal["html", "text", "pdf"]
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
SourceKind = Literal[
    "person",
    "organisation",
    "government",  # of a country, region or city; its ministries, offices and forces
    "country",
    "group",  # several people: "Western allies", "South Korean lawmakers"
    "document",  # "the report", "court filings", "data"
    "outlet",  # a newspaper, agency or broadcaster
    "unnamed",  # "an official": one who is not named, or who cannot be told
]
# After PARC 3 (Pareti 2016): what is ascribed to the source. "other" is a deed that reports nothing.
StatementType = Literal["assertion", "belief", "intention", "knowledge", "attitude", "other"]
Act = Literal[
    "assert",
    "confirm",
    "deny",
    "non-denial",  # "did not deny", "did not rule out"
    "decline",  # "would not say", "neither confirmed nor denied"
    "ask",
    "demand",
    "commit",
    "predict",
    "express",  # "voiced concern", "hailed"
]
Certainty = Literal["certain", "probable", "possible", "unspecified"]
Polarity = Literal["affirmed", "negated"]
# A statement's place towards a claim: those of RumourEval (SemEval 2017, task 8), and two ways of not saying.
StanceKind = Literal[
    "supports",
    "disputes",
    "queries",
    "mentions",  # is about it and takes no side
    "declines",
    "non-denial",
]
# What became known: to a claim, of a figure or a time, or in a report.
ChangeKind = Literal[
    "claim",  # first made
    "confirms",  # a source that took no side before holds it
    "disputes",
    "declines",  # would not say, or did not deny
    "silent",  # was asked and did not answer
    "figure",  # a source gives another figure than it gave
    "contradicts",  # a source gives another figure than others
    "reversed",  # a source takes the other side
    "time",  # what is told of happens at another time
    "reworded",  # a later version of a report has it in other words
    "corrected",  # a later version of a report has another figure, source, act or time, or leaves it out
    "withdrawn",  # a report took all back, or was taken out
]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
BY_HAND = "noted by hand"  # in place of a model's version: a person found the statement


class Span(NamedTuple):
    """Half-open code points of `Article.text`: 0 <= start < end <= len(text)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What came in, untouched, with what the input itself said about it.

    `origin` is what a person would call it in a message: a path, "articles.jsonl:12", "standard input". `raw`
    is bytes for a file (decoded by the article stage), str for a text or html taken from JSON.
    `size` is the bytes of input that it was read from. `fetched_at` is an ISO 8601 date-time, `headers` those
    of the HTTP answer, `archive_url` is where an archive keeps it.
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
    fetched_at: str | None = None
    archive_url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A statement that a person keeps in a spreadsheet: a row with what was said, and by whom.

    `page` is the row as it stands there (JSON of column and cell). `said_at` is ISO 8601.
    """

    page: Page
    content: str
    source: str | None = None
    role: str | None = None
    said_at: str | None = None


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

    `published_at` (TimeML: document creation time) is ISO 8601, `language` an ISO 639-1 code, `kept` the part
    of the prose seen on an HTML page that is in `text`: a low one tells of lost words.
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
    kept: float | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one role (PolNeAR: source, cue, content), in one or more pieces.

    `text` is the pieces as they stand in the article, joined by a space.
    """

    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression, as TimeML's TIMEX3 has it.

    `value` is its normal form ("2024-10-25", "2024-W43", "P3D", "XXXX-10-25"), None where it cannot exist
    or cannot be told; `mod` as in TIMEX3 ("START", "APPROX"); `anchor` is the place in `Reading.timexes` of
    the expression that it is counted from. `begin` and `finish` are the first and the last day (ISO 8601, or
    minute for times of day) that the value covers, None where it names no stretch of the calendar.
    """

    start: int
    end: int
    type: TimexType
    value: str | None
    mod: str | None = None
    anchor: int | None = None
    begin: str | None = None
    finish: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with what it counts: "around 12,000 North Korean troops".

    `low` and `high` bound it (both the same for a bare number, None where it is open: "at least 30");
    `unit` is an ISO 4217 code, "%", or a unit as written ("km"); `counted` are the words of what is counted;
    `part_of` is the place in `Reading.figures` of the figure that it is a part of.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    approximate: bool = False
    unit: str | None = None
    counted: str | None = None
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Source(Words):
    """Who is credited with saying it, as written, and who that is.

    `name` is the fullest form in the article, titles apart, None for who has no name or cannot be told;
    `role` is what is said of them ("Ukrainian President"); `entity` is the same for one person or body in
    every article.
    """

    name: str | None = None
    role: str | None = None
    kind: SourceKind | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a content names: its words, and its usual English name."""

    spans: tuple[Span, ...]
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attribution, made out: who (source) signals (cue) what (content), when, on what ground.

    `said_at` and `event_times` are TIMEX3 values, the latter also "a/b" from one to another; `figures` are
    places in `Reading.figures`. `score` is the calibrated probability that source, cue and content are
    right; `within` is the id of the statement in whose content this one stands.
    """

    id: str
    source: Source | None
    cue: Words | None
    content: Words
    quotation: Quotation
    within: str | None
    score: float
    type: StatementType = "other"
    act: Act | None = None
    certainty: Certainty = "unspecified"
    polarity: Polarity = "affirmed"
    said_at: str | None = None
    event_times: tuple[str, ...] = ()
    channel: Words | None = None
    ground: Words | None = None
    places: tuple[Place, ...] = ()
    figures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One article with what was found in it, and the version of the model that found it, or BY_HAND.

    `vectors` are those of the contents of the statements, in their order (see `statements.vectors`), or none.
    """

    article: Article
    statements: tuple[Statement, ...]
    model: str
    timexes: tuple[Timex, ...] = ()
    figures: tuple[Figure, ...] = ()
    vectors: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that was not read: at which stage, why, what to do about it; `page` where it came in whole."""

    origin: str
    stage: str
    reason: str
    advice: str
    page: Page | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the ledger: a statement, the article it stands in, and when it was written down.

    `number` is the line's own; `statement.figures` are places in `figures`. `sentence` is the sentence around
    the content, `line` the line of the text it starts on (from 1). `maker` is the model's version, or the
    name of the person who corrected it. `replaces` is the number of the line that this one replaces.
    """

    number: int
    statement: Statement
    figures: tuple[Figure, ...]
    article: str
    version: int
    headline: str | None
    outlet: str | None
    url: str | None
    published_at: str | None
    sentence: Words
    line: int
    maker: str
    recorded_at: str
    replaces: int | None = None
    replaced_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A statement with what its article tells of it: what claims are matched by.

    `figures` are the statement's own, in the order of `statement.figures`; `sentence` is the sentence around
    the content, `read` the words of source, cue and content in the order of the text; `vector` is b"" where
    unknown.
    """

    statement: Statement
    figures: tuple[Figure, ...]
    article: str
    published_at: str | None
    outlet: str | None
    sentence: str
    read: str
    in_headline: bool
    vector: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The articles that report one event or affair.

    `articles` are ids in the order of arrival; `first_seen` and `last_seen` the first and the last
    `published_at` that is known, `undated` how many have none; `independent` counts texts, wire copies once.
    """

    id: str
    title: str | None
    articles: tuple[str, ...]
    first_seen: str | None
    last_seen: str | None
    undated: int
    outlets: tuple[str, ...]
    independent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A statement's place towards a claim. `score` is how sure the matching is, from 0 to 1."""

    claim: str
    statement: str
    article: str
    kind: StanceKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure of a series: who gave it, when, in which statement. `text` as written, bounds as in Figure.

    `scope` are the words that tell how far those counted are who are sent somewhere ("sent", "already in the
    north"), None where nothing does: points of two scopes need not be the same.
    """

    article: str
    statement: str
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None
    source: str | None
    said_at: str | None
    text: str
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that count the same thing, in the order of saying; `differ` where two of one scope disagree."""

    counted: str
    points: tuple[Point, ...]
    differ: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one or more statements put forward.

    `text` is verbatim the content of its clearest statement, which `statement` names; `stances` are in the
    order in which the statements were made, as far as known, else met.
    """

    id: str
    story: str
    text: str
    statement: str
    stances: tuple[Stance, ...]
    series: tuple[Series, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOfMind:
    """A source that takes another stance than before, or words its claim anew in a later version."""

    claim: str
    earlier: str
    later: str
    why: Literal["reversed", "reworded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that is known of one story: its claims in the order of their first statements, and their ground.

    `sayings` are the statements of the story in the order in which they were made, as far as known.
    """

    story: Story
    claims: tuple[Claim, ...]
    sayings: tuple[Saying, ...]
    changes: tuple[ChangeOfMind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A line, and the line that it changes, answers or replaces; one of both may be missing.

    `what` is the change's kind; of versions "reworded", "removed", "source", "figure", "act" or "time". `was`
    and `now` are the words, verbatim, that tell a figure or a time in the earlier and the later line.
    """

    what: str
    earlier: Entry | None
    later: Entry | None
    was: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became known by one report, noticed once.

    `number` is its place in the order of noticing; `at` (ISO 8601, UTC) when the report was published, as far
    as known, never later than `recorded_at`; `is_late` says that it was old when it came. `repeats` counts
    further statements that say the same, `outlets` are those that carry it, the first that brought it first.
    `note` is a person's reason for taking a report out.
    """

    number: int
    id: str
    kind: ChangeKind
    story: str
    title: str | None
    claim: str | None
    claim_text: str | None
    article: str
    at: str
    recorded_at: str
    is_late: bool
    pairs: tuple[Pair, ...]
    repeats: int = 0
    outlets: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """A claim with the lines of those who hold it, dispute it, and would not say."""

    claim: str
    text: str
    holds: tuple[Entry, ...]
    disputes: tuple[Entry, ...]
    declines: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What is new of a topic after `since` and up to `until` (ISO 8601, UTC).

    `headlines` are the most telling changes, `changes` the rest by time, `said` the lines that brought them,
    by source, `figures` the changes of figures, `unknown` what nobody would say, or who said it. `repeated`
    counts statements that only repeat, `outlets` where they stand, `late` changes of reports that were old.
    """

    topic: str
    since: str
    until: str
    headlines: tuple[Change, ...]
    changes: tuple[Change, ...]
    said: tuple[Entry, ...]
    figures: tuple[Change, ...]
    disputes: tuple[Disputed, ...]
    unknown: tuple[Change, ...]
    repeated: int
    outlets: int
    late: int
