"""Subscribers: who gets mail about which topic, how often, and up to which change they have been told.

A subscription counts once its reader has confirmed it. Addresses stand at the desk alone, and go with the
last subscription.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal, NamedTuple, get_args

from onrecord.desk import addresses, names, topics
from onrecord.desk.file import Desk, DeskError, NotAtDesk, as_moment, now, row_number
from onrecord.desk.topics import Topic

Rhythm = Literal["at-once", "daily", "weekly"]
RHYTHMS: tuple[Rhythm, ...] = get_args(Rhythm)
State = Literal["waiting", "active", "paused"]
"""Nothing confirmed yet; gets mail; gets none until somebody lets it go on."""
MOST_BOUNCES = 3
"""Temporary failures in a row that pause an address."""
FORMAT = "onrecord subscribers 1"
_LONGEST_WHY = 500
_SUBSCRIBER = (
    "SELECT id, address, CASE WHEN paused_why IS NOT NULL THEN 'paused' WHEN confirmed_at IS NOT NULL"
    " THEN 'active' ELSE 'waiting' END, made_at, confirmed_at, paused_why, bounces FROM subscriber"
)
_FOLLOWING = (
    "SELECT subscription.id, subscriber, topic, rhythm, cursor, last_period, subscription.made_at,"
    " subscription.confirmed_at, address FROM subscription JOIN subscriber ON subscriber.id = subscriber"
)
_OF = "(:key IS NULL OR subscriber.key = :key)"
_EXPORTED_FOLLOWING = (
    "SELECT subscription.id AS number, address, topic.key AS topic, name, rhythm, cursor, last_period,"
    " subscription.made_at, subscription.confirmed_at FROM subscription"
    " JOIN subscriber ON subscriber.id = subscriber JOIN topic ON topic.id = topic"
)
_EXPORTED_MAIL = (
    'SELECT message_id, "to", queued_at, sent_at, failed_at, attempts, problem, subscription FROM mail'
    ' WHERE :key IS NULL OR lower("to") = :key ORDER BY id'
)


@dataclass(frozen=True, slots=True)
class Subscriber:
    """An address. `bounces`: temporary failures in a row; `confirmed_at`: its first confirmation."""

    number: int
    address: str
    state: State
    made_at: str
    confirmed_at: str | None
    paused_why: str | None
    bounces: int


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a subscriber gets.

    `cursor`: the last change that was sent or waits in the outbox; `last_period`: the day, week or change
    that the last digest was for; `confirmed_at` None: asked for, not confirmed.
    """

    number: int
    subscriber: int
    topic: int
    rhythm: Rhythm
    cursor: int
    last_period: str | None
    made_at: str
    confirmed_at: str | None


class Following(NamedTuple):
    """A subscription, and whose it is of what."""

    subscription: Subscription
    address: str
    topic: Topic


def ask(desk: Desk, address: str, topic: int, rhythm: Rhythm, cursor: int) -> Subscription:
    """Somebody wants mail at an address: it waits until that is confirmed from there.

    Asked for again before, the last wish counts. A subscription that is confirmed stays as it is: whoever
    asks may be another. Raises AddressError, NotAtDesk where there is no such topic, DeskError for a wrong
    rhythm.
    """
    address, rhythm, at = addresses.checked(address), checked_rhythm(rhythm), now()
    known = topics.one(desk, topic)
    with desk.writing() as connection:
        connection.execute(
            "INSERT INTO subscriber (address, key, made_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (address, addresses.key(address), at),
        )
        (subscriber,) = connection.execute(
            "SELECT id FROM subscriber WHERE key = ?", (addresses.key(address),)
        ).fetchone()
        connection.execute(
            "INSERT INTO subscription (subscriber, topic, rhythm, cursor, made_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (subscriber, topic) DO UPDATE SET rhythm = excluded.rhythm,"
            " cursor = excluded.cursor, made_at = excluded.made_at WHERE confirmed_at IS NULL",
            (subscriber, known.number, rhythm, max(cursor, 0), at),
        )
        row = connection.execute(
            f"{_FOLLOWING} WHERE subscriber = ? AND topic = ?", (subscriber, known.number)
        ).fetchone()
    return _subscription(row)


def confirm(desk: Desk, number: int) -> Following:
    """The reader confirms a subscription; an address that was paused goes on. Raises NotAtDesk."""
    with desk.writing() as connection:
        known = _one(connection, number)
        connection.execute(
            "UPDATE subscription SET confirmed_at = coalesce(confirmed_at, ?) WHERE id = ?", (now(), number)
        )
        # What they confirm came by mail: the address works.
        connection.execute(
            "UPDATE subscriber SET confirmed_at = coalesce(confirmed_at, ?), paused_why = NULL, bounces = 0"
            " WHERE id = ?",
            (now(), known["subscriber"]),
        )
    return one(desk, number)


def unsubscribe(desk: Desk, number: int) -> Following:
    """End a subscription, with its mails; the address goes with the last one. Gives what it was.

    Raises NotAtDesk where there is none of the number, as when it was ended before.
    """
    known = one(desk, number)
    with desk.writing() as connection:
        connection.execute("DELETE FROM subscription WHERE id = ?", (row_number(number),))
    return known


def set_rhythm(desk: Desk, number: int, rhythm: Rhythm) -> Following:
    """How often a subscription is to be told from now on. Raises NotAtDesk, DeskError for a wrong rhythm."""
    rhythm = checked_rhythm(rhythm)
    with desk.writing() as connection:
        _one(connection, number)
        # A day is no week: the period of another rhythm would say nothing.
        connection.execute(
            "UPDATE subscription SET rhythm = :rhythm, last_period = NULL"
            " WHERE id = :id AND rhythm <> :rhythm",
            {"rhythm": rhythm, "id": number},
        )
    return one(desk, number)


def checked_rhythm(written: str) -> Rhythm:
    """One of RHYTHMS. Raises DeskError."""
    for rhythm in RHYTHMS:
        if written == rhythm:
            return rhythm
    raise DeskError(f"there is no such rhythm: choose one of {', '.join(RHYTHMS)}")


def pause(desk: Desk, address: str, why: str) -> Subscriber:
    """Send an address nothing until `resume`; what waits for it waits. Raises NotAtDesk."""
    return _marked(desk, address, "paused_why = ?", _why(why))


def resume(desk: Desk, address: str) -> Subscriber:
    """Let an address go on. Raises NotAtDesk."""
    return _marked(desk, address, "paused_why = NULL, bounces = ?", 0)


def bounced(desk: Desk, address: str, permanent: bool, why: str) -> bool:
    """A mail to an address came back: whether that pauses it now, or it is paused already.

    One permanent failure does, or MOST_BOUNCES temporary ones in a row. An address that is not known is no
    error: it may have left while the mail was on its way.
    """
    with desk.writing() as connection:
        row = connection.execute(
            "UPDATE subscriber SET bounces = bounces + 1, paused_why = coalesce(paused_why,"
            " iif(:permanent OR bounces + 1 >= :most, :why, NULL)) WHERE key = :key"
            " RETURNING paused_why",
            {"permanent": permanent, "most": MOST_BOUNCES, "why": _why(why), "key": addresses.key(address)},
        ).fetchone()
    return row is not None and row["paused_why"] is not None


def delivered(desk: Desk, address: str) -> None:
    """A mail reached an address: failures before are no longer in a row."""
    with desk.writing() as connection:
        counted = (addresses.key(address),)
        connection.execute("UPDATE subscriber SET bounces = 0 WHERE key = ? AND bounces > 0", counted)


def find(desk: Desk, address: str) -> Subscriber | None:
    """The subscriber of an address, if there is one."""
    with desk.reading() as connection:
        row = connection.execute(f"{_SUBSCRIBER} WHERE key = ?", (addresses.key(address),)).fetchone()
    return None if row is None else Subscriber(*row)


def listed(desk: Desk, *, after: int = 0, limit: int = 1_000) -> tuple[Subscriber, ...]:
    """Subscribers in the order in which they came, those with greater numbers than `after`."""
    with desk.reading() as connection:
        command = f"{_SUBSCRIBER} WHERE id > ? ORDER BY id LIMIT ?"
        return tuple(Subscriber(*row) for row in connection.execute(command, (after, limit)))


def one(desk: Desk, number: int) -> Following:
    """A subscription, confirmed or not. Raises NotAtDesk."""
    with desk.reading() as connection:
        row = _one(connection, number)
    return Following(_subscription(row), row["address"], topics.one(desk, row["topic"]))


def active(desk: Desk) -> tuple[Following, ...]:
    """The subscriptions that get mail: confirmed, and their address not paused; by number."""
    return _following(desk, "subscription.confirmed_at IS NOT NULL AND paused_why IS NULL")


def of_topic(desk: Desk, topic: int) -> tuple[Following, ...]:
    """The subscriptions to a topic, confirmed or not, by number."""
    return _following(desk, "topic = ?", row_number(topic))


def of_address(desk: Desk, address: str) -> tuple[Following, ...]:
    """The subscriptions of an address, confirmed or not, by number."""
    return _following(desk, "key = ?", addresses.key(address))


def forget_unconfirmed(desk: Desk, before: str | datetime) -> int:
    """Let go of what was asked for before a moment and never confirmed; how many there were."""
    with desk.writing() as connection:
        command = "DELETE FROM subscription WHERE confirmed_at IS NULL AND made_at < ?"
        return connection.execute(command, (as_moment(before),)).rowcount


def export(desk: Desk, address: str | None = None) -> str:
    """What is known of an address, or of all, as JSON: subscriptions, mails of the last weeks.

    Raises NotAtDesk where nothing is known of the address.
    """
    key = None if address is None else addresses.key(address)
    which = {"key": key}
    with desk.reading() as connection:
        people = connection.execute(f"{_SUBSCRIBER} WHERE {_OF} ORDER BY id", which).fetchall()
        follows = connection.execute(f"{_EXPORTED_FOLLOWING} WHERE {_OF} ORDER BY number", which).fetchall()
        mails = connection.execute(_EXPORTED_MAIL, which).fetchall()
    if address is not None and not people and not mails:
        raise _not_there()
    written = {
        "format": FORMAT,
        "subscribers": [asdict(Subscriber(*row)) for row in people],
        "subscriptions": [dict(row) for row in follows],
        "mails": [dict(row) for row in mails],
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def erase(desk: Desk, address: str) -> None:
    """Take an address out of the desk, with its subscriptions and mails, to the last byte of the file.

    Raises NotAtDesk where it was not there, and DeskError where another program keeps the file from being
    cleaned; then it is erased, and to be erased once more.
    """
    with desk.writing() as connection:
        key = addresses.key(address)
        mails = connection.execute('DELETE FROM mail WHERE lower("to") = ?', (key,)).rowcount
        people = connection.execute("DELETE FROM subscriber WHERE key = ?", (key,)).rowcount
    desk.scrub()
    if not mails and not people:
        raise _not_there()


def _marked(desk: Desk, address: str, how: str, value: str | int) -> Subscriber:
    with desk.writing() as connection:
        asked = (value, addresses.key(address))
        if connection.execute(f"UPDATE subscriber SET {how} WHERE key = ?", asked).rowcount == 0:
            raise _not_there()
        row = connection.execute(f"{_SUBSCRIBER} WHERE key = ?", (addresses.key(address),)).fetchone()
    return Subscriber(*row)


def _following(desk: Desk, which: str, *values: str | int) -> tuple[Following, ...]:
    known = {topic.number: topic for topic in topics.all_topics(desk)}
    with desk.reading() as connection:
        rows = connection.execute(f"{_FOLLOWING} WHERE {which} ORDER BY subscription.id", values).fetchall()
    # A topic may be added, or removed with its subscriptions, between the two.
    return tuple(
        Following(_subscription(row), row["address"], known[row["topic"]])
        for row in rows
        if row["topic"] in known
    )


def _one(connection: sqlite3.Connection, number: int) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute(
        f"{_FOLLOWING} WHERE subscription.id = ?", (row_number(number),)
    ).fetchone()
    if row is None:
        raise NotAtDesk(f"there is no subscription {number}: it has ended")
    return row


def _subscription(row: sqlite3.Row) -> Subscription:
    return Subscription(*tuple(row)[:8])


def _why(why: str) -> str:
    return " ".join(names.visible(why).split())[:_LONGEST_WHY] or "no reason given"


def _not_there() -> NotAtDesk:
    # Not named again: what is refused is written to logs, and an address is to stand nowhere else.
    return NotAtDesk("the desk has no such address: onrecord subscribers list shows all")
