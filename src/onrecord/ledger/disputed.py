"""Claims that some statement disputes, the last disputed first."""

from __future__ import annotations

import sqlite3

from onrecord.ledger import claim_ids, typed
from onrecord.ledger.stories import NamedClaim

_DISPUTES = """
SELECT claim_id FROM stance WHERE kind = 1 AND day >= ?
ORDER BY day DESC, statement_id DESC, claim_id DESC
"""


def claims(connection: sqlite3.Connection, since: str | None, limit: int) -> list[NamedClaim]:
    """The claims that were disputed from a day on, `limit` of them at most.

    Raises QuestionError where `since` is no day, month or year.
    """
    first = int(typed.days("since", since).first.replace("-", "")) if since else 0
    found: dict[int, NamedClaim] = {}
    for (number,) in connection.execute(_DISPUTES, (first,)):
        if len(found) >= limit:
            break
        if number not in found:
            row = connection.execute("SELECT story_id FROM claim WHERE id = ?", (number,)).fetchone()
            found[number] = NamedClaim(number, claim_ids.written(number), row["story_id"])
    return list(found.values())
