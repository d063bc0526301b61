"""The lines of people's decisions on claims: taken in from another ledger, taken out with an article."""

from __future__ import annotations

import sqlite3

from onrecord.ledger import claim_decisions, placing, rows, table
from onrecord.ledger.arrival import Merging

_KEYS = """
(SELECT s.key FROM statement s JOIN version v ON v.id = s.version_id WHERE v.article_id = :article)
"""
# One list for both, made before the first row goes: what undoes a row is not found when that is gone.
TAKEN_OUT = f"""
id IN (SELECT d.id FROM claim_decision d JOIN claim_decision o ON o.id = coalesce(d.undoes, d.id)
  WHERE o.statement_key IN {_KEYS} OR o.other_key IN {_KEYS} OR o.into_key IN {_KEYS})
"""
"""Which rows of claim_decision go with an article: those that name a statement of it, and what undid them."""
OTHERS = "SELECT * FROM claim_decision ORDER BY id"
"""The rows of another ledger that `take_in` takes, one after the other."""
_NAMES = ("statement_key", "other_key", "into_key")
_THERE = """
SELECT s.source_spans, s.cue_spans, s.content_spans, v.text_hash
FROM statement s JOIN version v ON v.id = s.version_id WHERE s.key = ? ORDER BY s.id
"""
_HERE = "SELECT 1 FROM statement WHERE key = ? AND version_id = ?"
_SAME_SPANS = """
SELECT key FROM statement WHERE version_id = ? AND source_spans IS ? AND cue_spans IS ? AND content_spans IS ?
ORDER BY id LIMIT 1
"""


def take_in(merging: Merging, row: sqlite3.Row) -> None:
    """Take in a decision of another ledger, once, and let it hold here.

    One whose statements are not all here is left: it comes with them another time.
    """
    writing = merging.by(row["run_id"])
    if _made_by(writing.connection, writing.run_id) is not None:
        return
    cells = _undo(merging, row) if row["kind"] == "undo" else _decision(merging, row)
    if cells is None:
        return
    kept: rows.Cells = {name: row[name] for name in ("kind", "claim_id", "into_id", "note")}
    table.add(writing.connection, "claim_decision", {**kept, **cells, **writing.stamp})
    decided = cells if row["kind"] != "undo" else _row(writing.connection, cells["undoes"])
    story_id = claim_decisions.story_of(writing.connection, str(decided["statement_key"]))
    if story_id is not None:
        claim_decisions.let_hold(writing.connection, story_id)


def _undo(merging: Merging, row: sqlite3.Row) -> rows.Cells | None:
    """The cells of a line that takes back a decision, which was taken in before."""
    undone = _row(merging.other, row["undoes"])
    number = _made_by(merging.writing.connection, merging.runs[undone["run_id"]])
    return None if number is None else {"undoes": number}


def _decision(merging: Merging, row: sqlite3.Row) -> rows.Cells | None:
    cells: rows.Cells = {name: _key_here(merging, row[name]) for name in _NAMES if row[name] is not None}
    return None if None in cells.values() else cells


def _key_here(merging: Merging, key: str) -> str | None:
    """A statement's key here: another one where the text was read there under another id."""
    connection = merging.writing.connection
    for line in merging.other.execute(_THERE, (key,)):
        version_id = placing.version_with(connection, line["text_hash"])
        if version_id is None:
            continue
        if connection.execute(_HERE, (key, version_id)).fetchone() is not None:
            return key
        spans = (line["source_spans"], line["cue_spans"], line["content_spans"])
        found = connection.execute(_SAME_SPANS, (version_id, *spans)).fetchone()
        if found is not None:
            return str(found["key"])
    return None


def _made_by(connection: sqlite3.Connection, run_id: int) -> int | None:
    """The decision of a run: each has one of its own, by which it is known in every ledger."""
    found = connection.execute("SELECT id FROM claim_decision WHERE run_id = ?", (run_id,)).fetchone()
    return None if found is None else int(found["id"])


def _row(connection: sqlite3.Connection, number: rows.Cell) -> sqlite3.Row:
    row: sqlite3.Row = connection.execute("SELECT * FROM claim_decision WHERE id = ?", (number,)).fetchone()
    return row
