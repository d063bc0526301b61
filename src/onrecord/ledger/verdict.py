"""What a person decided on a line: it was right, was put right, or is no statement; or nobody decided yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import Literal

from onrecord.ledger.history import Standing, history
from onrecord.records import BY_HAND

Verdict = Literal["accepted", "corrected", "rejected"]
_VERSIONS = """
SELECT DISTINCT version_id FROM statement WHERE id IN (SELECT value FROM json_each(?))
"""
_WAIT = "INSERT OR IGNORE INTO waiting SELECT id, score FROM statement WHERE id = ?"


def verdict(standing: Standing) -> Verdict | None:
    """What was decided on what the machine said of a statement; None where nobody did, or who did undid it.

    A line that was put right, and accepted so by another, was put right. Who splits a source looks at no
    statement by itself.
    """
    if standing.is_withdrawn:
        return "rejected"
    if standing.is_moved and not standing.is_accepted:
        return None
    if standing.is_corrected:
        return "corrected"
    return "accepted" if standing.is_accepted else None


def renew_waiting(connection: sqlite3.Connection, numbers: Collection[int]) -> None:
    """Let each of these lines wait for a reviewer, or not, as it stands now.

    Those wait that are current and a model's, and that nobody decided on.
    """
    asked = (f"[{','.join(map(str, numbers))}]",)
    waiting = set[int]()
    for (version_id,) in connection.execute(_VERSIONS, asked).fetchall():
        told = history(connection, version_id)
        if told.model != BY_HAND:
            open_ = (each for each in told.standings if not each.is_followed and verdict(each) is None)
            waiting |= {each.line.number for each in open_}
    for number in numbers:
        done = _WAIT if number in waiting else "DELETE FROM waiting WHERE statement_id = ?"
        connection.execute(done, (number,))
