"""Visits: when somebody was here before, so that they can be told what moved since."""

from __future__ import annotations

from datetime import timedelta

from onrecord import clock
from onrecord.desk.file import Desk, moment, now

PAUSE = timedelta(minutes=30)
"""Without a request for so long, a visit has ended, and the next request begins another."""
NOBODY = 0
"""Stands for the one person at a desk without accounts."""
_TOUCH = timedelta(minutes=1)


def visit(desk: Desk, account: int) -> str | None:
    """Note a request of an account (or NOBODY); the moment of the last request of the visit before it."""
    with desk.reading() as connection:
        row = connection.execute(
            "SELECT visited_at, before_at FROM visit WHERE account = ?", (account,)
        ).fetchone()
    at = clock.now()
    if row is not None and row["visited_at"] > moment(at - _TOUCH):
        return row["before_at"] and str(row["before_at"])
    with desk.writing() as connection:
        found = connection.execute(
            "INSERT INTO visit (account, visited_at) VALUES (:account, :now)"
            " ON CONFLICT (account) DO UPDATE SET visited_at = :now,"
            " before_at = iif(visited_at < :ended, visited_at, before_at)"
            " RETURNING before_at",
            {"account": account, "now": now(), "ended": moment(at - PAUSE)},
        ).fetchone()
    return found["before_at"] and str(found["before_at"])
