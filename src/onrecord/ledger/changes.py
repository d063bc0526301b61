"""Reading changes back: by number, by day, of a story, source or claim; each with its lines and outlets."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.ledger import claim_ids, filters, marks
from onrecord.ledger.entries import entries
from onrecord.ledger.search import marked
from onrecord.ledger.store import Store
from onrecord.records import Change, Entry, Pair

MOST = 5_000
"""Changes that are given at once, at most."""
_CHANGES = """
SELECT c.*, y.title FROM change c LEFT JOIN story y ON y.key = c.story
WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY c.id
"""
# A line that a person took back is shown no more, nor what it brought.
_TAKEN_BACK = """
SELECT 1 FROM succession s WHERE s.old_id = p.new_id AND s.why = 'withdrawal'
"""
_PAIRS = f"""
SELECT p.*, EXISTS ({_TAKEN_BACK}) AS is_taken_back FROM change_pair p
WHERE p.change_id IN (SELECT value FROM json_each(?)) ORDER BY p.change_id, p.place
"""
_REPEATS = """
SELECT change_id, count(*) AS repeats FROM change_repeat
WHERE change_id IN (SELECT value FROM json_each(?)) GROUP BY change_id
"""
# Where it stood first is first, then where it was said again, in that order.
_OUTLETS = """
SELECT c.id, 0 AS place, p.id AS met, p.outlet FROM change c JOIN appearance p ON p.version_id = c.version_id
WHERE c.id IN (SELECT value FROM json_each(:numbers)) AND p.outlet IS NOT NULL
UNION ALL
SELECT r.change_id, 1, p.id, p.outlet FROM change_repeat r JOIN statement s ON s.id = r.statement_id
JOIN appearance p ON p.version_id = s.version_id
WHERE r.change_id IN (SELECT value FROM json_each(:numbers)) AND p.outlet IS NOT NULL
ORDER BY 1, 2, 3
"""
# The clearest wording of a claim takes its whole story to find; its first one is near it.
_CLAIMS = """
SELECT x.claim_id, s.content FROM stance x JOIN statement s ON s.id = x.statement_id
WHERE x.claim_id IN (SELECT value FROM json_each(?)) ORDER BY x.claim_id, x.kind <> 0, s.id
"""


def last(store: Store) -> int:
    """The number of the newest change, 0 where there is none. Raises LedgerError."""
    with store.in_plain_words("read"):
        (number,) = store.connection.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()
    return int(number)


def read(store: Store, numbers: Sequence[int]) -> tuple[Change, ...]:
    """The changes of some numbers, ascending; those whose line a person took back are left out."""
    with store.in_plain_words("read"):
        connection, asked = store.connection, json.dumps(list(numbers))
        found = connection.execute(_CHANGES, (asked,)).fetchall()
        pairs = _pairs(connection, asked)
        claims = _claims(connection, [row["claim"] for row in found if row["claim"]])
        repeats = dict(map(tuple, connection.execute(_REPEATS, (asked,))))
        outlets = _outlets(connection, asked)
    return tuple(
        _change(row, own, claims, repeats.get(row["id"], 0), outlets.get(row["id"], ()))
        for row in found
        if (own := pairs.get(row["id"], ())) is not None
    )


def between(store: Store, since: str | None, until: str | None, *, limit: int = MOST) -> tuple[int, ...]:
    """The numbers of the changes that came out after `since` and up to `until` (ISO 8601, UTC), by time."""
    with store.in_plain_words("read"):
        found = store.connection.execute(
            "SELECT id FROM change WHERE at > ? AND at <= ? ORDER BY at DESC, id DESC LIMIT ?",
            (since or "", until or "~", limit),
        )
        return tuple(number for (number,) in found)[::-1]


def within(store: Store, numbers: Sequence[int], since: str | None, until: str | None) -> tuple[int, ...]:
    """Those of the changes that came out after `since` and up to `until`, by time."""
    with store.in_plain_words("read"):
        found = store.connection.execute(
            "SELECT id FROM change WHERE id IN (SELECT value FROM json_each(?)) AND at > ? AND at <= ?"
            " ORDER BY at, id",
            (json.dumps(list(numbers)), since or "", until or "~"),
        )
        return tuple(number for (number,) in found)


def of_story(store: Store, story: str, limit: int = 50) -> tuple[int, ...]:
    """The newest changes of a story (its whole id), descending."""
    return _newest(store, "story = ?", story, limit)


def of_claim(store: Store, claim: str, limit: int = 50) -> tuple[int, ...]:
    """The newest changes of a claim (its whole id), descending."""
    return _newest(store, "claim = ?", claim, limit)


def of_source(store: Store, key: str, limit: int = 50) -> tuple[int, ...]:
    """The newest changes that a source has a part in, by the key of its entity, descending."""
    with store.in_plain_words("read"):
        connection = store.connection
        wanted = marked(marks.entity(each) for each in filters.source(connection, key))
        found = connection.execute(
            "SELECT rowid FROM change_words WHERE change_words MATCH ? ORDER BY rowid DESC LIMIT ?",
            (wanted, limit),
        )
        return tuple(number for (number,) in found)


def _newest(store: Store, condition: str, value: str, limit: int) -> tuple[int, ...]:
    with store.in_plain_words("read"):
        found = store.connection.execute(
            f"SELECT id FROM change WHERE {condition} ORDER BY id DESC LIMIT ?", (value, limit)
        )
        return tuple(number for (number,) in found)


def _pairs(connection: sqlite3.Connection, asked: str) -> Mapping[int, tuple[Pair, ...] | None]:
    """The pairs of changes by their numbers; None where the line that brought it was taken back."""
    found = connection.execute(_PAIRS, (asked,)).fetchall()
    lines = {line for row in found for line in (row["old_id"], row["new_id"]) if line is not None}
    told = {entry.number: entry for entry in entries(connection, sorted(lines))}
    pairs = defaultdict[int, list[Pair]](list)
    gone = set[int]()
    for row in found:
        if row["is_taken_back"]:
            gone.add(row["change_id"])
        else:
            pairs[row["change_id"]].append(_pair(row, told))
    return {row["change_id"]: tuple(pairs[row["change_id"]]) or None for row in found} | {
        number: None for number in gone if not pairs[number]
    }


def _pair(row: sqlite3.Row, told: Mapping[int, Entry]) -> Pair:
    return Pair(
        what=row["what"],
        earlier=told.get(row["old_id"]),
        later=told.get(row["new_id"]),
        was=row["was"],
        now=row["now"],
    )


def _claims(connection: sqlite3.Connection, ids: Iterable[str]) -> Mapping[str, str]:
    """The words of claims that still are some."""
    numbers = sorted({claim_ids.number(each) for each in ids})
    found: dict[str, str] = {}
    for row in connection.execute(_CLAIMS, (json.dumps(numbers),)):
        found.setdefault(claim_ids.written(row["claim_id"]), row["content"])
    return found


def _outlets(connection: sqlite3.Connection, asked: str) -> Mapping[int, tuple[str, ...]]:
    found = defaultdict[int, dict[str, None]](dict)
    for row in connection.execute(_OUTLETS, {"numbers": asked}):
        found[row["id"]][row["outlet"]] = None
    return {number: tuple(each) for number, each in found.items()}


def _change(
    row: sqlite3.Row,
    pairs: tuple[Pair, ...],
    claims: Mapping[str, str],
    repeats: int,
    outlets: tuple[str, ...],
) -> Change:
    return Change(
        number=row["id"],
        id=row["key"],
        kind=row["kind"],
        story=row["story"],
        title=row["title"],
        claim=row["claim"],
        claim_text=claims.get(row["claim"] or ""),
        article=row["article"],
        at=row["at"],
        recorded_at=row["recorded_at"],
        is_late=bool(row["is_late"]),
        pairs=pairs,
        repeats=repeats,
        outlets=outlets,
        note=row["note"],
    )
