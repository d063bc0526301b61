"""The claims of a story in a few words each: to choose one from."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ledger import claim_ids
from onrecord.ledger.store import Store

MOST = 5_000
"""Claims of one story that are listed."""
_CLAIMS = f"""
SELECT x.claim_id, count(*) AS statements, min((x.kind = 3) * 1000000000000 + s.id),
  s.content, coalesce(s.name, s.source) AS who
FROM member m CROSS JOIN statement s ON s.version_id = m.version_id
CROSS JOIN stance x ON x.statement_id = s.id
WHERE m.story_id = ? GROUP BY x.claim_id LIMIT {MOST}
"""


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """A claim by its id: what its first statement says, and who said that; how many are about it."""

    id: str
    words: str
    who: str | None
    statements: int


def claims(store: Store, story_id: int) -> tuple[ListedClaim, ...]:
    """The claims of a story, in no order that means anything."""
    with store.in_plain_words("read"):
        # SQLite takes the other columns from the row that has the least.
        found = store.connection.execute(_CLAIMS, (story_id,))
        return tuple(
            ListedClaim(
                claim_ids.written(row["claim_id"]),
                row["content"],
                row["who"],
                row["statements"],
            )
            for row in found
        )
