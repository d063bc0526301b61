"""Claims, stories and what was checked as JSON: what `--format jsonl` of the commands about claims prints.

Every key is always there; what is unknown is null or empty. Fields may be added, never renamed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from typing_extensions import TypedDict

from onrecord.article_json import SpanJson, escaped
from onrecord.records import (
    Account,
    Act,
    ChangeOfMind,
    Claim,
    Point,
    Saying,
    Series,
    Span,
    Stance,
    StanceKind,
    Story,
)

if TYPE_CHECKING:
    from onrecord.pipeline.checking import Evidence, WholeStance


class WholeJson(TypedDict):
    """Where an article as a whole stands towards a claim."""

    claim: str
    article: str
    stance: Literal["agree", "disagree", "discuss", "unrelated"]


class EvidenceJson(TypedDict):
    """A statement that bears on the text that was checked, and where it stands."""

    stance: StanceKind
    score: float
    article: str
    statement: str
    line: int
    spans: list[SpanJson]
    text: str
    sentence: str
    source: str | None
    said_at: str | None
    outlet: str | None
    published_at: str | None


class StandingJson(TypedDict):
    """A statement's place towards a claim; `spans` are those of its content."""

    article: str
    statement: str
    spans: list[SpanJson]
    source: str | None
    stance: StanceKind
    said_at: str | None
    score: float
    text: str
    act: Act | None
    outlet: str | None
    published_at: str | None
    ground: str | None
    event_times: list[str]


class PointJson(TypedDict):
    """A figure: who gave it, when, in which statement; `text` and `scope` ("sent") as written."""

    article: str
    statement: str
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None
    source: str | None
    said_at: str | None
    text: str
    scope: str | None


class SeriesJson(TypedDict):
    """Figures that count the same thing; they `differ` where two of one scope disagree."""

    counted: str
    differ: bool
    points: list[PointJson]


class ClaimJson(TypedDict):
    """What one or more statements put forward, and where each stands towards it."""

    id: str
    story: str
    text: str
    statements: list[StandingJson]
    figures: list[SeriesJson]


class StoryJson(TypedDict):
    """The articles that report one event or affair."""

    id: str
    title: str | None
    articles: list[str]
    outlets: list[str]
    independent: int
    first_seen: str | None
    last_seen: str | None
    undated: int


class ChangeJson(TypedDict):
    """A source that takes another stance than before, or words its claim anew; ids of statements."""

    claim: str
    earlier: str
    later: str
    why: Literal["reversed", "reworded"]


class AccountJson(TypedDict):
    """All that is known of one story."""

    story: StoryJson
    claims: list[ClaimJson]
    changes: list[ChangeJson]


def account_claims(account: Account) -> Iterator[ClaimJson]:
    """Make the JSON of each claim of a story."""
    sayings = {saying.statement.id: saying for saying in account.sayings}
    for claim in account.claims:
        yield describe_claim(claim, sayings)


def describe_claim(claim: Claim, sayings: Mapping[str, Saying]) -> ClaimJson:
    """Make the JSON of one claim; `sayings` are those of its story, by the id of their statement."""
    return {
        "id": claim.id,
        "story": claim.story,
        "text": claim.text,
        "statements": [_standing(stance, sayings[stance.statement]) for stance in claim.stances],
        "figures": [_series(series) for series in claim.series],
    }


def describe_story(story: Story) -> StoryJson:
    """Make the JSON of one story."""
    return {
        "id": story.id,
        "title": story.title,
        "articles": list(story.articles),
        "outlets": list(story.outlets),
        "independent": story.independent,
        "first_seen": story.first_seen,
        "last_seen": story.last_seen,
        "undated": story.undated,
    }


def describe_account(account: Account) -> AccountJson:
    """Make the JSON of all that is known of one story."""
    return {
        "story": describe_story(account.story),
        "claims": list(account_claims(account)),
        "changes": [_change(change) for change in account.changes],
    }


def describe_evidence(evidence: Evidence) -> EvidenceJson:
    """Make the JSON of one statement that bears on what was checked."""
    saying = evidence.saying
    return {
        "stance": evidence.kind,
        "score": evidence.score,
        "article": saying.article,
        "statement": saying.statement.id,
        "line": evidence.line,
        "spans": _spans(saying.statement.content.spans),
        "text": saying.statement.content.text,
        "sentence": saying.sentence,
        "source": source_of(saying),
        "said_at": saying.statement.said_at,
        "outlet": saying.outlet,
        "published_at": saying.published_at,
    }


def describe_whole(whole: WholeStance) -> WholeJson:
    """Make the JSON of where an article stands."""
    return {"claim": whole.claim, "article": whole.article, "stance": whole.stance}


def encode(row: Mapping[str, object]) -> str:
    """A row as one line of JSON, without the newline."""
    return escaped(json.dumps(row, ensure_ascii=False, allow_nan=False))


def encoded(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Rows as lines of JSON, with their newlines."""
    for row in rows:
        yield f"{encode(row)}\n"


def source_of(saying: Saying) -> str | None:
    """Who said it: the name, else the words as written, None where nobody is credited."""
    source = saying.statement.source
    return (source.name or source.text) if source else None


def _standing(stance: Stance, saying: Saying) -> StandingJson:
    statement = saying.statement
    return {
        "article": stance.article,
        "statement": stance.statement,
        "spans": _spans(statement.content.spans),
        "source": source_of(saying),
        "stance": stance.kind,
        "said_at": statement.said_at,
        "score": stance.score,
        "text": statement.content.text,
        "act": statement.act,
        "outlet": saying.outlet,
        "published_at": saying.published_at,
        "ground": statement.ground.text if statement.ground else None,
        "event_times": list(statement.event_times),
    }


def _series(series: Series) -> SeriesJson:
    return {
        "counted": series.counted,
        "differ": series.differ,
        "points": [_point(point) for point in series.points],
    }


def _point(point: Point) -> PointJson:
    return {
        "article": point.article,
        "statement": point.statement,
        "low": _finite(point.low),
        "high": _finite(point.high),
        "approximate": point.approximate,
        "unit": point.unit,
        "source": point.source,
        "said_at": point.said_at,
        "text": point.text,
        "scope": point.scope,
    }


def _change(change: ChangeOfMind) -> ChangeJson:
    return {"claim": change.claim, "earlier": change.earlier, "later": change.later, "why": change.why}


def _spans(spans: Iterable[Span]) -> list[SpanJson]:
    return [[start, end] for start, end in spans]


def _finite(bound: float | None) -> float | None:
    # JSON has no infinity, which is what a number of 400 digits comes to.
    return float(bound) if bound is not None and math.isfinite(bound) else None
