"""Names that a question means: outlets by words of theirs, people and bodies by another of theirs."""

from __future__ import annotations

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
# Who was met under one name only is found by that name's words.
_SEVERAL = "EXISTS (SELECT 1 FROM entity_name o WHERE o.entity_id = n.entity_id AND o.name <> n.name)"


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
    """Numbers of those who have a name that matches, of those who have more than one."""
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
    return list(dict.fromkeys(found[at][0] for at in matching))[:MOST]
