"""Cursors: up to which change of the ledger subscriptions, hooks and people have been told."""

from __future__ import annotations

from onrecord.desk.file import Desk

_TABLES = ("subscription", "hook", "topic_told")


def clamp_cursors(desk: Desk, last: int) -> int:
    """Bring cursors that stand beyond the ledger's last change back to it; how many did.

    They do where the ledger was replaced by a younger one: what is noticed from now on is told.
    """
    with desk.writing() as connection:
        return sum(
            connection.execute(
                f"UPDATE {table} SET cursor = :last WHERE cursor > :last", {"last": max(last, 0)}
            ).rowcount
            for table in _TABLES
        )
