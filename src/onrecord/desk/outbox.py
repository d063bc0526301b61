"""The outbox: mails on their way. A mail and the cursor of its subscription move in one transaction.

So after a crash a mail is either here or was never made: none is lost, and none is made twice.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from onrecord.desk import addresses, file, names
from onrecord.desk.file import Desk, DeskError, as_moment, beyond, row_number

LARGEST = 4_000_000
"""Bytes of a mail: ten times the longest digest; servers take about as many."""
_MESSAGE_ID = re.compile(r"[!-~]{1,250}")
_LONGEST_PROBLEM = 500
_COLUMNS = (
    'mail.id, message_id, "to", body, subscription, due_at, queued_at, attempts, sent_at, failed_at, problem'
)
_IN_LINE = "sent_at IS NULL AND failed_at IS NULL"
# What the reader has not confirmed is the letter that asks for it: it brings a paused address back.
_HELD = (
    "EXISTS (SELECT 1 FROM subscription JOIN subscriber ON subscriber.id = subscriber"
    " WHERE subscription.id = mail.subscription AND subscription.confirmed_at IS NOT NULL"
    " AND paused_why IS NOT NULL)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail to one address. Who queues it gives the first five; `due_at` "" is at once.

    `subscription` is whose mail it is: it waits while the address is paused and goes with the subscription.
    None: it is about the address itself. `body` is empty once the mail was sent. `attempts` counts tries,
    `problem` is that of the last, `failed_at` when it was given up.
    """

    message_id: str
    to: str
    body: bytes
    subscription: int | None = None
    due_at: str = ""
    number: int = 0
    queued_at: str = ""
    attempts: int = 0
    sent_at: str | None = None
    failed_at: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many mails wait, wait for a paused address, were sent, were given up (the last two: while kept).

    `oldest_at`: when the oldest of those that wait (and are not held) was queued, `sent_at`: when the last
    was sent.
    """

    waiting: int
    held: int
    sent: int
    failed: int
    oldest_at: str | None
    sent_at: str | None = None


def queue(desk: Desk, *mails: Mail, cursor: tuple[int, int, str | None] | None = None) -> int:
    """Put mails in line and move the cursor of a subscription, both or neither; how many mails are new.

    `cursor` is (subscription, change up to which it is told, period or None). A mail whose id is known is in
    line or sent already; a cursor never goes back. Where the subscription has ended, nothing is done. Raises
    DeskError for an address, id or size that cannot be sent.
    """
    checked = tuple(_checked(mail) for mail in mails)
    with desk.writing() as connection:
        if cursor is not None and not _moved(connection, *cursor):
            return 0
        return sum(_added(connection, mail) for mail in checked)


def due(desk: Desk, now: str | datetime | None = None, limit: int = 100) -> tuple[Mail, ...]:
    """The mails to be sent at a moment (None: this one), the oldest first."""
    at = as_moment(now)
    with desk.reading() as connection:
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM mail WHERE {_IN_LINE} AND (due_at <= :at OR due_at > :far)"
            f" AND NOT {_HELD} ORDER BY mail.id LIMIT :limit",
            {"at": at, "far": beyond(at), "limit": limit},
        ).fetchall()
    return tuple(_mail(row) for row in rows)


def one(desk: Desk, number: int) -> Mail | None:
    """The mail of a number, if it is kept."""
    with desk.reading() as connection:
        command = f"SELECT {_COLUMNS} FROM mail WHERE id = ?"
        row = connection.execute(command, (row_number(number),)).fetchone()
    return None if row is None else _mail(row)


def sent(desk: Desk, number: int) -> None:
    """Note that a mail was taken by the server. What was in it is let go; its id is kept against a repeat."""
    _noted(desk, number, "sent_at = :at, body = x'', problem = NULL", None)


def put_off(desk: Desk, number: int, due_at: str | datetime, problem: str) -> None:
    """Note that a mail could not be sent: it is to be tried again at a moment."""
    _noted(desk, number, "due_at = :due_at, problem = :problem", problem, due_at=as_moment(due_at))


def failed(desk: Desk, number: int, problem: str) -> None:
    """Note that a mail is given up. It is kept, with the reason, until it is cleared."""
    _noted(desk, number, "failed_at = :at, problem = :problem", problem)


def counts(desk: Desk) -> Counts:
    """How it stands with the outbox."""
    with desk.reading() as connection:
        row = connection.execute(
            f"SELECT coalesce(sum({_IN_LINE} AND NOT {_HELD}), 0), coalesce(sum({_IN_LINE} AND {_HELD}), 0),"
            " coalesce(sum(sent_at IS NOT NULL), 0), coalesce(sum(failed_at IS NOT NULL), 0),"
            f" min(iif({_IN_LINE} AND NOT {_HELD}, queued_at, NULL)), max(sent_at) FROM mail"
        ).fetchone()
    return Counts(*row)


def queued_to(desk: Desk, address: str, since: str | datetime, *, prefix: str = "") -> int:
    """How many mails to an address were queued after a moment, with ids that begin with `prefix`."""
    with desk.reading() as connection:
        (found,) = connection.execute(
            'SELECT count(*) FROM mail WHERE lower("to") = ? AND queued_at > ?'
            " AND substr(message_id, 1, ?) = ?",
            (addresses.key(address), as_moment(since), len(prefix), prefix),
        ).fetchone()
    return int(found)


def clear(desk: Desk, before: str | datetime) -> int:
    """Let go of mails that were sent or given up before a moment; how many there were."""
    with desk.writing() as connection:
        command = "DELETE FROM mail WHERE coalesce(sent_at, failed_at) < ?"
        return connection.execute(command, (as_moment(before),)).rowcount


def _moved(connection: sqlite3.Connection, subscription: int, cursor: int, period: str | None) -> bool:
    moved = connection.execute(
        "UPDATE subscription SET last_period = iif(:cursor >= cursor, coalesce(:period, last_period),"
        " last_period), cursor = max(cursor, :cursor) WHERE id = :id",
        {"id": row_number(subscription), "cursor": cursor, "period": period},
    )
    return moved.rowcount == 1


def _added(connection: sqlite3.Connection, mail: Mail) -> int:
    added = connection.execute(
        'INSERT INTO mail (message_id, "to", body, queued_at, due_at, subscription)'
        " SELECT :message_id, :to, :body, :at, :due_at, :subscription"
        " WHERE :subscription IS NULL OR EXISTS (SELECT 1 FROM subscription WHERE id = :subscription)"
        " ON CONFLICT (message_id) DO NOTHING",
        {
            "message_id": mail.message_id,
            "to": mail.to,
            "body": mail.body,
            "at": file.now(),
            "due_at": mail.due_at,
            "subscription": mail.subscription,
        },
    )
    return added.rowcount


def _checked(mail: Mail) -> Mail:
    if addresses.checked(mail.to) != mail.to:
        raise DeskError(f"{mail.to!r} has blanks around it: take the address as it is kept")
    if not _MESSAGE_ID.fullmatch(mail.message_id):
        raise DeskError(f"{mail.message_id[:100]!r} is no Message-ID: 1 to 250 visible characters of ASCII")
    if len(mail.body) > LARGEST:
        raise DeskError(f"a mail has more than {LARGEST:,} bytes: put less into it")
    return mail


def _noted(desk: Desk, number: int, what: str, problem: str | None, *, due_at: str = "") -> None:
    # A mail that has left with its subscription meanwhile is no error, nor one that is done.
    with desk.writing() as connection:
        connection.execute(
            f"UPDATE mail SET attempts = attempts + 1, {what} WHERE id = :id AND {_IN_LINE}",
            {
                "id": row_number(number),
                "at": file.now(),
                "due_at": due_at,
                "problem": problem and " ".join(names.visible(problem).split())[:_LONGEST_PROBLEM],
            },
        )


def _mail(row: sqlite3.Row) -> Mail:
    number, message_id, to, body, subscription, due_at, queued_at, attempts, sent_at, failed_at, problem = row
    return Mail(
        message_id=message_id,
        to=to,
        body=bytes(body),
        subscription=subscription,
        due_at=due_at,
        number=number,
        queued_at=queued_at,
        attempts=attempts,
        sent_at=sent_at,
        failed_at=failed_at,
        problem=problem,
    )
