"""The reports of a story: where each was printed, which are one text; and the lines of its statements."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from onrecord.ledger.store import Store
from onrecord.ledger.stories import find

# Printings that are read, of the articles that arrived last: some microseconds each.
PRINTINGS = 1_000
_REPORTS = """
WITH RECURSIVE some (article_id, version_id) AS (
  SELECT article_id, version_id FROM member WHERE story_id = :story ORDER BY article_id DESC LIMIT :most
), up (version_id, first_id) AS (
  SELECT version_id, version_id FROM some
  UNION SELECT up.version_id, w.of_version_id FROM up JOIN wire_copy w ON w.version_id = up.first_id
)
SELECT a.key AS article, v.number AS version, coalesce(p.outlet, v.outlet) AS outlet,
  coalesce(p.headline, v.headline) AS headline, coalesce(p.published_at, v.published_at) AS published_at,
  coalesce(p.url, v.url) AS url, up.first_id AS text
FROM some m JOIN article a ON a.id = m.article_id JOIN version v ON v.id = m.version_id
JOIN up ON up.version_id = m.version_id
LEFT JOIN appearance p ON p.version_id = m.version_id
WHERE NOT EXISTS (SELECT 1 FROM wire_copy w WHERE w.version_id = up.first_id)
ORDER BY m.article_id, p.id LIMIT :most
"""
_LINES = """
SELECT s.key, s.id AS number, a.key AS article, v.number AS version
FROM json_each(:keys) k JOIN statement s ON s.key = k.value JOIN version v ON v.id = s.version_id
JOIN member m ON m.article_id = v.article_id AND m.story_id = :story JOIN article a ON a.id = v.article_id
ORDER BY s.id
"""


@dataclass(frozen=True, slots=True)
class Printing:
    """A report of a story as an outlet printed it; those of one `text` are wire copies of one another."""

    article: str
    version: int
    outlet: str | None
    headline: str | None
    published_at: str | None
    url: str | None
    text: int


@dataclass(frozen=True, slots=True)
class LineAt:
    """The number of a line, and the article and version in which it stands."""

    number: int
    article: str
    version: int


def printings(store: Store, story: str) -> tuple[Printing, ...]:
    """Where the reports of a story were printed, in the order of arrival; the newest PRINTINGS of them.

    Raises LedgerError where there is no such story.
    """
    with store.in_plain_words("read"):
        asked = {"story": find(store.connection, story), "most": PRINTINGS}
        return tuple(Printing(*row) for row in store.connection.execute(_REPORTS, asked))


def lines(store: Store, story: str, statements: Collection[str]) -> Mapping[str, LineAt]:
    """The last line of each of these statements of a story, by the statements' keys."""
    with store.in_plain_words("read"):
        asked = {"story": find(store.connection, story), "keys": json.dumps(sorted(statements))}
        found = store.connection.execute(_LINES, asked)
        return {row["key"]: LineAt(row["number"], row["article"], row["version"]) for row in found}
