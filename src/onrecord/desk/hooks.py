"""Hooks: programs that are told of the changes of a topic, each up to its own change."""

from __future__ import annotations

import base64
import re
import secrets
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime

from onrecord.desk import names, topics
from onrecord.desk.file import Desk, DeskError, NotAtDesk, as_moment, beyond, now, row_number

LONGEST_URL = 2_000
MOST = 1_000
"""Hooks of a desk."""
SECRET_PREFIX = "whsec_"
_SECRET_BYTES = 32  # Standard Webhooks asks for 24 to 64
_LONGEST_WHY = 500
_ADDRESS = re.compile(r"https?://[^/\s]\S*", re.IGNORECASE)
_ALL = (
    "SELECT id, topic, url, secret, cursor, failures, due_at, paused_why, made_at, failing_since, problem"
    " FROM hook"
)


@dataclass(frozen=True, slots=True)
class Hook:
    """An address that is told of each change of a topic.

    `secret`: 32 bytes that sign what is sent; `cursor`: the last change that was taken; `failures` in a row,
    the first of them `failing_since`, the last for the reason `problem`; nothing is sent before `due_at`.
    """

    number: int
    topic: int
    url: str
    secret: bytes = field(repr=False)
    cursor: int
    failures: int
    due_at: str | None
    paused_why: str | None
    made_at: str
    failing_since: str | None
    problem: str | None

    @property
    def shown_secret(self) -> str:
        """The secret as the program that is told needs it (Standard Webhooks): whsec_ and base64."""
        return SECRET_PREFIX + base64.b64encode(self.secret).decode()


def add(desk: Desk, topic: int, url: str, cursor: int) -> Hook:
    """Tell an address of the changes of a topic after `cursor`.

    Raises NotAtDesk where there is no such topic, DeskError where the address is none or told already.
    """
    url = names.visible(url).strip()
    if len(url) > LONGEST_URL or not _ADDRESS.fullmatch(url):
        raise DeskError(f"{url[:100]!r} is no address of the web: write https://…")
    known = topics.one(desk, topic)
    with desk.writing() as connection:
        (hooks,) = connection.execute("SELECT count(*) FROM hook").fetchone()
        if hooks >= MOST:
            raise DeskError(f"there are {MOST:,} hooks already: remove one first")
        added = connection.execute(
            "INSERT INTO hook (topic, url, secret, cursor, made_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (topic, url) DO NOTHING",
            (known.number, url, secrets.token_bytes(_SECRET_BYTES), max(cursor, 0), now()),
        )
        if added.rowcount == 0:
            raise DeskError(f"{url[:100]!r} is told of {known.name!r} already: onrecord hooks list shows it")
        return _one(connection, added.lastrowid or 0)


def remove(desk: Desk, number: int) -> Hook:
    """Tell an address no more; gives what it was. Raises NotAtDesk."""
    with desk.writing() as connection:
        known = _one(connection, number)
        connection.execute("DELETE FROM hook WHERE id = ?", (known.number,))
        return known


def one(desk: Desk, number: int) -> Hook:
    """The hook of a number. Raises NotAtDesk."""
    with desk.reading() as connection:
        return _one(connection, number)


def all_hooks(desk: Desk) -> tuple[Hook, ...]:
    """All hooks, by number."""
    with desk.reading() as connection:
        return tuple(Hook(*row) for row in connection.execute(f"{_ALL} ORDER BY id"))


def due(desk: Desk, now: str | datetime | None = None) -> tuple[Hook, ...]:
    """The hooks that may be told at a moment (None: this one), by number."""
    at = as_moment(now)
    with desk.reading() as connection:
        command = (
            f"{_ALL} WHERE paused_why IS NULL AND (due_at IS NULL OR due_at <= ? OR due_at > ?) ORDER BY id"
        )
        return tuple(Hook(*row) for row in connection.execute(command, (at, beyond(at))))


def done(desk: Desk, number: int, cursor: int) -> None:
    """Note that changes up to one were taken: failures before are over."""
    _noted(
        desk,
        number,
        "cursor = max(cursor, :cursor), failures = 0, due_at = NULL, failing_since = NULL, problem = NULL",
        cursor=cursor,
    )


def put_off(desk: Desk, number: int, due_at: str | datetime, why: str) -> Hook | None:
    """Note a failure: nothing is sent before a moment. Gives the hook as it is now; None where it is gone."""
    return _noted(
        desk,
        number,
        "failures = failures + 1, due_at = :due_at, problem = :why,"
        " failing_since = coalesce(failing_since, :now)",
        due_at=as_moment(due_at),
        why=_why(why),
        now=now(),
    )


def pause(desk: Desk, number: int, why: str) -> None:
    """Tell an address nothing until `resume`; its cursor stays. Raises NotAtDesk."""
    if _noted(desk, number, "paused_why = :why", why=_why(why)) is None:
        raise _gone(number)


def resume(desk: Desk, number: int) -> None:
    """Let a hook go on from where it stood, at once. Raises NotAtDesk."""
    how = "paused_why = NULL, failures = 0, due_at = NULL, failing_since = NULL, problem = NULL"
    if _noted(desk, number, how) is None:
        raise _gone(number)


def _noted(desk: Desk, number: int, what: str, **values: str | int) -> Hook | None:
    with desk.writing() as connection:
        asked = {**values, "id": row_number(number)}
        if connection.execute(f"UPDATE hook SET {what} WHERE id = :id", asked).rowcount == 0:
            return None
        return _one(connection, number)


def _one(connection: sqlite3.Connection, number: int) -> Hook:
    row = connection.execute(f"{_ALL} WHERE id = ?", (row_number(number),)).fetchone()
    if row is None:
        raise _gone(number)
    return Hook(*row)


def _gone(number: int) -> NotAtDesk:
    return NotAtDesk(f"there is no hook {number}: it may have been removed; onrecord hooks list shows all")


def _why(why: str) -> str:
    return " ".join(names.visible(why).split())[:_LONGEST_WHY] or "no reason given"
