"""Topics: what people follow. A query under a name; what the query means, the ledger knows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from onrecord.desk import drafts, names, topic_file
from onrecord.desk.drafts import Draft
from onrecord.desk.file import Desk, DeskError, NotAtDesk, now, row_number
from onrecord.desk.topic_file import TopicFileError as TopicFileError  # import_ raises it

MOST = 5_000
"""Topics of a desk."""
_ALL = "SELECT id, key, name, asked, feeds, is_public, made_by, made_at FROM topic"


@dataclass(frozen=True, slots=True)
class Topic:
    """What somebody follows.

    `key` stands in addresses and stays when the name changes. `asked` are pairs of an option and its text, as
    the ledger reads them; `feeds` addresses that are polled for it; whoever likes may subscribe where
    `is_public`. `made_by` is the name of an account.
    """

    number: int
    key: str
    name: str
    asked: tuple[tuple[str, str], ...]
    feeds: tuple[str, ...]
    is_public: bool
    made_by: str | None
    made_at: str


class TopicTaken(DeskError):
    """Another topic has the name: `topic` is that one."""

    def __init__(self, topic: Topic) -> None:
        super().__init__(f"there is a topic {topic.name!r} already: change that one, or take another name")
        self.topic = topic


def add(
    desk: Desk,
    name: str,
    asked: Iterable[tuple[str, str]],
    *,
    feeds: Iterable[str] = (),
    is_public: bool = False,
    made_by: str | None = None,
) -> Topic:
    """A new topic. Raises TopicTaken, and DeskError where a part of it cannot be (`drafts.checked`)."""
    draft = drafts.checked(Draft(name, tuple(asked), tuple(feeds), is_public))
    with desk.writing() as connection:
        return _added(connection, draft, made_by)


def change(
    desk: Desk,
    number: int,
    *,
    name: str | None = None,
    asked: Iterable[tuple[str, str]] | None = None,
    feeds: Iterable[str] | None = None,
    is_public: bool | None = None,
) -> Topic:
    """Change the parts that are given; number and key stay. Raises as `add`, and NotAtDesk."""
    with desk.writing() as connection:
        known = _one(connection, number)
        draft = drafts.checked(
            Draft(
                known.name if name is None else name,
                known.asked if asked is None else tuple(asked),
                known.feeds if feeds is None else tuple(feeds),
                known.is_public if is_public is None else is_public,
            )
        )
        return _changed(connection, known, draft)


def remove(desk: Desk, number: int) -> Topic:
    """Let go of a topic, with its subscriptions, their mails and its hooks; gives what it was."""
    with desk.writing() as connection:
        known = _one(connection, number)
        connection.execute("DELETE FROM topic WHERE id = ?", (known.number,))
        return known


def all_topics(desk: Desk) -> tuple[Topic, ...]:
    """All topics, by name."""
    with desk.reading() as connection:
        return tuple(_topic(row) for row in connection.execute(f"{_ALL} ORDER BY name_key"))


def one(desk: Desk, number: int) -> Topic:
    """The topic of a number. Raises NotAtDesk."""
    with desk.reading() as connection:
        return _one(connection, number)


def find(desk: Desk, named: str) -> Topic:
    """The topic of a key, a name or a number in digits, looked for in this order. Raises NotAtDesk."""
    with desk.reading() as connection:
        for which, value in _ways(named):
            row = connection.execute(f"{_ALL} WHERE {which} = ?", (value,)).fetchone()
            if row is not None:
                return _topic(row)
    raise NotAtDesk(f"there is no topic {names.cleaned(named)[:100]!r}: onrecord topics shows all")


def told(desk: Desk, topic: int, who: str) -> int | None:
    """The change up to which somebody has been told of a topic by hand; None: never."""
    with desk.reading() as connection:
        asked = (row_number(topic), names.visible(who))
        row = connection.execute(
            "SELECT cursor FROM topic_told WHERE topic = ? AND who = ?", asked
        ).fetchone()
    return None if row is None else int(row["cursor"])


def tell(desk: Desk, topic: int, who: str, number: int) -> None:
    """Note up to which change somebody has been told. Raises NotAtDesk where the topic is gone."""
    with desk.writing() as connection:
        known = _one(connection, topic)
        connection.execute(
            "INSERT INTO topic_told (topic, who, cursor) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET cursor = excluded.cursor",
            (known.number, names.visible(who), max(number, 0)),
        )


def export(desk: Desk) -> str:
    """All topics as a file that `import_` reads, by name; the same topics give the same file."""
    return topic_file.write(
        Draft(each.name, each.asked, each.feeds, each.is_public, each.key) for each in all_topics(desk)
    )


def import_(desk: Desk, text: str, *, replace: bool = False, made_by: str | None = None) -> tuple[Topic, ...]:
    """Take in the topics of a file: all or none. Gives those that are new or replaced.

    A topic whose name is there already is kept as it is, or with `replace` takes what the file says; its
    number and key stay. Raises TopicFileError, which names the place.
    """
    wanted = topic_file.read(text)
    with desk.writing() as connection:
        return tuple(
            _changed(connection, known, draft) if known is not None else _added(connection, draft, made_by)
            for draft in wanted
            if (known := _named(connection, draft.name)) is None or replace
        )


def _added(connection: sqlite3.Connection, draft: Draft, made_by: str | None) -> Topic:
    taken = _named(connection, draft.name)
    if taken is not None:
        raise TopicTaken(taken)
    (topics,) = connection.execute("SELECT count(*) FROM topic").fetchone()
    if topics >= MOST:
        raise DeskError(f"there are {MOST:,} topics already: remove one first")
    added = connection.execute(
        "INSERT INTO topic (key, name, name_key, asked, feeds, is_public, made_by, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (_free_key(connection, draft), *_columns(draft), made_by, now()),
    )
    return _one(connection, added.lastrowid or 0)


def _changed(connection: sqlite3.Connection, known: Topic, draft: Draft) -> Topic:
    other = _named(connection, draft.name)
    if other is not None and other.number != known.number:
        raise TopicTaken(other)
    connection.execute(
        "UPDATE topic SET name = ?, name_key = ?, asked = ?, feeds = ?, is_public = ? WHERE id = ?",
        (*_columns(draft), known.number),
    )
    return _one(connection, known.number)


def _columns(draft: Draft) -> tuple[str, str, str, str, bool]:
    asked, feeds = (json.dumps(each, ensure_ascii=False) for each in (draft.asked, draft.feeds))
    return draft.name, names.key(draft.name), asked, feeds, draft.is_public


def _free_key(connection: sqlite3.Connection, draft: Draft) -> str:
    wanted = draft.key or names.slug(draft.name)
    for number in count(1):
        key = wanted if number == 1 else f"{wanted}-{number}"
        if connection.execute("SELECT 1 FROM topic WHERE key = ?", (key,)).fetchone() is None:
            return key
    raise AssertionError  # numbers do not end


def _ways(named: str) -> tuple[tuple[str, str | int], ...]:
    digits = named.strip().removeprefix("#")
    is_number = digits.isascii() and digits.isdigit() and len(digits) < 19
    by_number: tuple[tuple[str, str | int], ...] = (("id", int(digits)),) if is_number else ()
    return (("key", names.visible(named).strip()), ("name_key", names.key(named)), *by_number)


def _named(connection: sqlite3.Connection, name: str) -> Topic | None:
    row = connection.execute(f"{_ALL} WHERE name_key = ?", (names.key(name),)).fetchone()
    return _topic(row) if row is not None else None


def _one(connection: sqlite3.Connection, number: int) -> Topic:
    row = connection.execute(f"{_ALL} WHERE id = ?", (row_number(number),)).fetchone()
    if row is None:
        raise NotAtDesk(f"there is no topic {number}: it may have been removed; onrecord topics shows all")
    return _topic(row)


def _topic(row: sqlite3.Row) -> Topic:
    return Topic(
        number=row["id"],
        key=row["key"],
        name=row["name"],
        asked=tuple((option, text) for option, text in json.loads(row["asked"])),
        feeds=tuple(json.loads(row["feeds"])),
        is_public=bool(row["is_public"]),
        made_by=row["made_by"],
        made_at=row["made_at"],
    )
