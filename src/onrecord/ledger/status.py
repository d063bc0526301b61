"""The state of a ledger at a glance: how much there is, since when, what ran, what failed, what was lost."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ledger import watch
from onrecord.ledger.store import Store
from onrecord.ledger.watch import FeedState

# An HTML page of which less of the prose was kept than this lost words of the report, or has much prose that
# is none of its: of 47 news pages 40 have more.
KEPT = 0.8
RUNS = 5


@dataclass(frozen=True, slots=True)
class RunState:
    """A run: `outcome` is "done", "stopped", "failed", or "not ended" (going on, or broken off)."""

    command: str
    started_at: str
    ended_at: str | None
    outcome: str
    statements: int


@dataclass(frozen=True, slots=True)
class RefusalCount:
    """How many pages were not read for one reason, and one of them."""

    stage: str
    reason: str
    pages: int
    example: str


@dataclass(frozen=True, slots=True)
class OutletHealth:
    """The HTML pages of an outlet, and of how many at least KEPT of the visible prose is in the text."""

    outlet: str | None
    pages: int
    kept: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A ledger at a glance. Days are ISO 8601; None where nothing has a date.

    `statements` are the current ones, `lines` all that were ever written; `texts` are the independent ones:
    wire copies of one text count as one.
    """

    articles: int
    versions: int
    appearances: int
    outlets: int
    texts: int
    statements: int
    lines: int
    sources: int
    unnamed: int
    corrections: int
    forgotten: int
    first_said: str | None
    last_said: str | None
    first_published: str | None
    last_published: str | None
    undated: int
    page_bytes: int
    file_bytes: int
    runs: tuple[RunState, ...]
    refusals: tuple[RefusalCount, ...]
    health: tuple[OutletHealth, ...]
    feeds: tuple[FeedState, ...]


_CURRENT = "NOT EXISTS (SELECT 1 FROM succession c WHERE c.old_id = s.id)"
_COUNTS = f"""
SELECT (SELECT count(*) FROM article) AS articles, (SELECT count(*) FROM version) AS versions,
  (SELECT count(*) FROM appearance) AS appearances,
  (SELECT count(DISTINCT outlet) FROM appearance) AS outlets,
  (SELECT count(*) FROM version) - (SELECT count(*) FROM wire_copy) AS texts,
  (SELECT count(*) FROM statement s WHERE {_CURRENT}) AS statements,
  (SELECT count(*) FROM statement) AS lines, (SELECT count(*) FROM entity) AS sources,
  (SELECT count(*) FROM statement s WHERE s.name IS NULL AND {_CURRENT}) AS unnamed,
  (SELECT count(*) FROM succession WHERE why IN ('correction', 'withdrawal')) AS corrections,
  (SELECT count(*) FROM tombstone) AS forgotten,
  (SELECT min(said_from) FROM statement) AS first_said, (SELECT max(said_to) FROM statement) AS last_said,
  (SELECT min(published_at) FROM version) AS first_published,
  (SELECT max(published_at) FROM version) AS last_published,
  (SELECT count(*) FROM version WHERE published_at IS NULL) AS undated,
  (SELECT coalesce(sum(length(packed)), 0) FROM page) AS page_bytes
"""
_RUNS = """
WITH written AS (SELECT run_id, count(*) AS statements FROM statement GROUP BY run_id)
SELECT r.command, r.started_at, e.ended_at, coalesce(e.outcome, 'not ended') AS outcome,
  coalesce(w.statements, 0) AS statements
FROM run r LEFT JOIN run_end e ON e.run_id = r.id LEFT JOIN written w ON w.run_id = r.id
ORDER BY r.id DESC LIMIT ?
"""
_REFUSALS = """
SELECT stage, reason, count(*) AS pages, min(origin) AS example FROM (
  SELECT stage, reason, origin FROM refusal
  UNION ALL SELECT 'claims', p.reason, a.key FROM passed_over p JOIN article a ON a.id = p.article_id
) GROUP BY stage, reason ORDER BY pages DESC, stage, reason
"""
_HEALTH = """
SELECT v.outlet, count(*) AS pages, sum(v.kept >= ?) AS kept FROM version v
WHERE v.kept IS NOT NULL GROUP BY v.outlet ORDER BY sum(v.kept >= ?) * 1.0 / count(*), pages DESC, v.outlet
"""


def status(store: Store) -> Status:
    """Count what there is. Raises LedgerError where the file cannot be read."""
    with store.in_plain_words("read"):
        connection = store.connection
        counts = dict(connection.execute(_COUNTS).fetchone())
        runs = tuple(RunState(*row) for row in connection.execute(_RUNS, (RUNS,)))
        refusals = tuple(RefusalCount(*row) for row in connection.execute(_REFUSALS))
        health = tuple(OutletHealth(*row) for row in connection.execute(_HEALTH, (KEPT, KEPT)))
    file_bytes = store.path.stat().st_size
    return Status(
        **counts,
        file_bytes=file_bytes,
        runs=runs,
        refusals=refusals,
        health=health,
        feeds=watch.states(store),
    )
