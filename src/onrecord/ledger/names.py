"""Names that a question means: outlets by words of theirs, people and bodies by another of theirs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from onrecord.ledger import amounts, sample
from onrecord.ledger.match import Match

# More are too many to be meant; what is said under the name itself is found all the same.
MOST = 100
# Each outlet once, by steps through the index: there are few outlets and many appearances.
_OUTLETS = """
WITH RECURSIVE each (outlet) AS (
  SELECT min(outlet) FROM appearance UNION ALL SELECT (SELECT min(outlet) FROM appearance WHERE outlet >
  each.outlet) FROM each WHERE each.outlet IS NOT NULL
)
SELECT outlet FROM each WHERE outlet IS NOT NULL
"""
# Who was met under one name only, and is one with nobody else, is found by that name's words.
_SEVERAL = """(
  EXISTS (SELECT 1 FROM entity_name o WHERE o.entity_id = n.entity_id AND o.name <> n.name)
  OR EXISTS (SELECT 1 FROM entity_now w WHERE n.entity_id IN (w.entity_id, w.now_id))
)"""
# Those that people have made one, by any of them; people decide now for all that was ever said.
_ONE = """
WITH whole (id) AS (
  SELECT coalesce(w.now_id, e.value) FROM json_each(?) e LEFT JOIN entity_now w ON w.entity_id = e.value
)
SELECT id FROM whole UNION SELECT w.entity_id FROM whole JOIN entity_now w ON w.now_id = whole.id
"""


def outlets(connection: sqlite3.Connection, asked: Sequence[str]) -> list[str]:
    """The outlets that are asked for, by their whole name or, where none has it, by words of it."""
    known = [(outlet, amounts.folded(outlet)) for (outlet,) in connection.execute(_OUTLETS)]
    found: list[str] = []
    for name in asked:
        words = amounts.folded(name)
        same = [outlet for outlet, folded in known if folded == words]
        found += same or [outlet for outlet, folded in known if words and set(words) <= set(folded)]
    return found[:MOST] or list(asked)


def entities(connection: sqlite3.Connection, who: Match) -> list[int]:
    """Numbers of those who have a name that matches, of those who have more than one.

    Who is one with another has the other's names, too.
    """
    words = sorted({word for each in who.words for word in amounts.folded(each)})
    if who.exact.found is None or not words:
        return []
    # SQLite compares letters without their accents folded: names with any are all looked at.
    likely = " OR ".join(["n.name LIKE ?"] * len(words) + ["length(n.name) < length(CAST(n.name AS BLOB))"])
    found = connection.execute(
        f"SELECT n.entity_id, n.name FROM entity_name n WHERE ({likely}) AND {_SEVERAL}",
        [f"%{word}%" for word in words],
    ).fetchall()
    rows = [(at, "", name, "", "") for at, (_, name) in enumerate(found)]
    matching = sample.matching(rows, [who.exact.found], []) if rows else []
    meant = list(dict.fromkeys(found[at][0] for at in matching))[:MOST]
    return [number for (number,) in connection.execute(_ONE, (json.dumps(meant),))][:MOST] if meant else []
