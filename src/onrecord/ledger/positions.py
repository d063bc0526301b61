"""The lines that stand towards one claim, read by themselves: not with all that their articles hold."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.ledger import versions
from onrecord.ledger.decided_stances import KINDS
from onrecord.ledger.entries import entries
from onrecord.ledger.stories import NamedClaim
from onrecord.records import Saying, Source, Span, Stance, Statement, Words

LINES = 2_000
"""Lines of one claim that are read, of the articles that came first: some microseconds each."""
_THOUSAND = 1_000
_IN = "IN (SELECT value FROM json_each(?))"
_OF_CLAIM = """
SELECT s.id, x.kind, x.score, c.old_id IS NOT NULL AS is_old,
  EXISTS (SELECT 1 FROM matched_stance b WHERE b.statement_id = s.id) AS is_decided
FROM member m
CROSS JOIN statement s ON s.version_id = m.version_id
CROSS JOIN stance x ON x.statement_id = s.id AND x.claim_id = :claim
LEFT JOIN succession c ON c.old_id = s.id AND c.why <> 'version'
WHERE m.story_id = :story ORDER BY m.article_id, s.id LIMIT :most
"""
_COUNT = """
SELECT count(*) FROM member m CROSS JOIN statement s ON s.version_id = m.version_id
CROSS JOIN stance x ON x.statement_id = s.id AND x.claim_id = :claim WHERE m.story_id = :story
"""
# By people's decisions two entities may be one.
_LINES = f"""
SELECT s.*, e.key AS entity, a.key AS article, v.number AS version, v.headline, v.outlet, v.url,
  v.published_at, v.parts
FROM statement s JOIN version v ON v.id = s.version_id JOIN article a ON a.id = v.article_id
LEFT JOIN entity_now n ON n.entity_id = s.entity_id
LEFT JOIN entity e ON e.id = coalesce(n.now_id, s.entity_id)
WHERE s.id {_IN}
"""
_TIMES = """
SELECT s.id, s.said_at, v.published_at FROM member m JOIN version v ON v.id = m.version_id
CROSS JOIN statement s ON s.version_id = m.version_id
WHERE m.story_id = ? AND s.type <> 'other' ORDER BY m.article_id, s.id
"""
_TEXTS = """
WITH RECURSIVE up (version_id, first_id) AS (
  SELECT value, value FROM json_each(?)
  UNION SELECT up.version_id, w.of_version_id FROM up JOIN wire_copy w ON w.version_id = up.first_id
)
SELECT version_id, first_id FROM up
WHERE NOT EXISTS (SELECT 1 FROM wire_copy w WHERE w.version_id = up.first_id)
"""
_WITH_FIGURES = (
    f"SELECT DISTINCT statement_id FROM statement_figure WHERE statement_id {_IN} ORDER BY 1 LIMIT ?"
)
_REWORDED = f"""
SELECT o.id AS old, n.id AS new, o.key AS old_key, n.key AS new_key FROM version_difference d
JOIN statement o ON o.id = d.old_id JOIN statement n ON n.id = d.new_id
WHERE d.version_id {_IN} AND d.change = 'reworded' ORDER BY d.version_id, d.place
"""
_PRINTED = f"""
SELECT p.version_id, coalesce(p.outlet, v.outlet) AS outlet, p.url
FROM appearance p JOIN version v ON v.id = p.version_id WHERE p.version_id {_IN} ORDER BY p.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A line that stands towards a claim, and where it stands in print.

    `saying` has no figures, no sentence and no vector. `is_decided`: it stands there since people decided
    something, and not as it was matched. `text` is the first text of those that its own is a
    wire copy of, by a number: the same for all copies of one.
    """

    number: int
    saying: Saying
    stance: Stance
    article: str
    version: int
    version_id: int
    headline: str | None
    url: str | None
    text: int
    is_decided: bool


@dataclass(frozen=True, slots=True)
class _Held:
    """How a line stands towards the claim."""

    kind: int
    score: int
    is_decided: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a version was met."""

    outlet: str | None
    url: str | None


def positions(connection: sqlite3.Connection, claim: NamedClaim) -> tuple[Position, ...]:
    """The lines that stand towards a claim, in the order of their articles' arrival; LINES at most."""
    asked = {"claim": claim.number, "story": claim.story_id, "most": LINES}
    found = connection.execute(_OF_CLAIM, asked).fetchall()
    held = {
        _current(connection, row): _Held(row["kind"], row["score"], bool(row["is_decided"])) for row in found
    }
    told = _lines(connection, [number for number in held if number is not None])
    texts = _texts(connection, {row["version_id"] for row in told.values()})
    headlines = _Headlines()
    return tuple(
        _position(told[number], claim.key, held[number], texts, headlines)
        for number in held
        if number is not None and number in told
    )


def count(connection: sqlite3.Connection, claim: NamedClaim) -> int:
    """How many lines stand towards a claim."""
    asked = {"claim": claim.number, "story": claim.story_id}
    return int(connection.execute(_COUNT, asked).fetchone()[0])


def times(connection: sqlite3.Connection, claim: NamedClaim) -> list[tuple[int, str | None, str | None]]:
    """The lines of a claim's story in the order of arrival: their numbers, `said_at` and `published_at`."""
    return [tuple(row) for row in connection.execute(_TIMES, (claim.story_id,))]


def with_figures(connection: sqlite3.Connection, some: Iterable[Position], most: int) -> dict[int, Saying]:
    """The sayings of those that have figures, with these and the sentences around them, by their numbers.

    `most` at most: reading one takes some tenths of a millisecond.
    """
    known = {each.number: each.saying for each in some}
    found = connection.execute(_WITH_FIGURES, (json.dumps([*known]), most))
    numbers = [number for (number,) in found]
    return {
        entry.number: replace(
            known[entry.number],
            statement=replace(known[entry.number].statement, figures=entry.statement.figures),
            figures=entry.figures,
            sentence=" ".join(entry.sentence.text.split()),
        )
        for entry in entries(connection, numbers)
    }


def reworded(connection: sqlite3.Connection, some: Sequence[Position]) -> list[tuple[Saying, Saying]]:
    """Those that the version before had in other words, each behind what it was there."""
    known = {each.saying.statement.id: each.saying for each in some}
    versions_of = json.dumps(sorted({each.version_id for each in some}))
    pairs = [row for row in connection.execute(_REWORDED, (versions_of,)) if row["new_key"] in known]
    told, headlines = _lines(connection, [row["old"] for row in pairs]), _Headlines()
    return [(_saying(told[row["old"]], headlines), known[row["new_key"]]) for row in pairs]


def printed(connection: sqlite3.Connection, version_ids: Collection[int]) -> dict[int, list[Printed]]:
    """Where each of some versions was met, in the order of meeting."""
    found: dict[int, list[Printed]] = {}
    for row in connection.execute(_PRINTED, (json.dumps(sorted(version_ids)),)):
        found.setdefault(row["version_id"], []).append(Printed(row["outlet"], row["url"]))
    return found


def _current(connection: sqlite3.Connection, row: sqlite3.Row) -> int | None:
    """The line that stands for one now, None where it was taken back: it is still to be matched then."""
    if not row["is_old"]:
        return int(row["id"])
    number = versions.last(connection, row["id"])
    asked = "SELECT 1 FROM succession WHERE old_id = ? AND why <> 'version'"
    return None if connection.execute(asked, (number,)).fetchone() else number


def _lines(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, sqlite3.Row]:
    return {row["id"]: row for row in connection.execute(_LINES, (json.dumps(list(numbers)),))}


def _texts(connection: sqlite3.Connection, version_ids: Collection[int]) -> dict[int, int]:
    return dict(connection.execute(_TEXTS, (json.dumps(sorted(version_ids)),)).fetchall())


class _Headlines:
    """Where the headlines of versions stand: most versions have several lines."""

    def __init__(self) -> None:
        self._known: dict[int, list[Span]] = {}

    def holds(self, row: sqlite3.Row, start: int) -> bool:
        """Whether a place of a line's version is in a headline."""
        number = row["version_id"]
        if number not in self._known:
            parts = json.loads(row["parts"])
            self._known[number] = [Span(begin, end) for begin, end, kind in parts if kind == "headline"]
        return any(span.start <= start < span.end for span in self._known[number])


def _position(
    row: sqlite3.Row, claim: str, held: _Held, texts: Mapping[int, int], headlines: _Headlines
) -> Position:
    stance = Stance(
        claim=claim,
        statement=row["key"],
        article=row["article"],
        kind=KINDS[held.kind],
        score=held.score / _THOUSAND,
    )
    return Position(
        number=row["id"],
        saying=_saying(row, headlines),
        stance=stance,
        article=row["article"],
        version=row["version"],
        version_id=row["version_id"],
        headline=row["headline"],
        url=row["url"],
        text=texts[row["version_id"]],
        is_decided=held.is_decided,
    )


def _saying(row: sqlite3.Row, headlines: _Headlines) -> Saying:
    content = Words(tuple(_spans(row["content_spans"])), row["content"])
    return Saying(
        statement=_statement(row, content),
        figures=(),
        article=row["article"],
        published_at=row["published_at"],
        outlet=row["outlet"],
        sentence="",
        read="",
        in_headline=bool(content.spans) and headlines.holds(row, content.spans[0].start),
        vector=b"",
    )


def _statement(row: sqlite3.Row, content: Words) -> Statement:
    source = None
    if row["source_spans"] is not None:
        who = (row["name"], row["role"], row["kind"], row["entity"])
        source = Source(tuple(_spans(row["source_spans"])), row["source"], *who)
    return Statement(
        id=row["key"],
        source=source,
        cue=_words(row, "cue"),
        content=content,
        quotation=row["quotation"],
        within=row["within"],
        score=row["score"],
        type=row["type"],
        act=row["act"],
        certainty=row["certainty"],
        polarity=row["polarity"],
        said_at=row["said_at"],
        channel=_words(row, "channel"),
        ground=_words(row, "ground"),
    )


def _words(row: sqlite3.Row, role: str) -> Words | None:
    spans = row[f"{role}_spans"]
    return None if spans is None else Words(tuple(_spans(spans)), row[role])


def _spans(cell: str) -> Iterator[Span]:
    return (Span(*span) for span in json.loads(cell))
