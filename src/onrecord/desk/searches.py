"""Saved searches: what a person asks of a ledger again and again, under a name."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.desk.file import Desk, DeskError, NotAtDesk, now

LONGEST_NAME = 100
LONGEST_QUERY = 8_000
MOST = 500
"""Searches that a person can keep."""
# NULL is equal to nothing: without accounts there is one person, whose account is none.
_OF = "coalesce(account_id, 0) = coalesce(:account, 0)"
_ALL = "SELECT id, name, query, created_at FROM saved_search"


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved search. `query` is what stands behind the question mark of its address."""

    number: int
    name: str
    query: str
    created_at: str


class NameTaken(DeskError):
    """Another search of this person has the name: `saved` is that one."""

    def __init__(self, saved: Saved) -> None:
        super().__init__(
            f"there is a saved search {saved.name!r} already: replace it, or choose another name"
        )
        self.saved = saved


def save(desk: Desk, account: int | None, name: str, query: str, *, replace: bool = False) -> Saved:
    """Keep a search of a person; `replace` puts it in the place of one with the same name.

    The same search under the same name is kept as it is. Raises NameTaken, and DeskError where the name is
    empty, the name or the query too long, or the person keeps `MOST` already.
    """
    name = _name(name)
    if len(query) > LONGEST_QUERY:
        raise DeskError(f"the search has more than {LONGEST_QUERY:,} characters: ask for less")
    with desk.writing() as connection:
        known = _named(connection, account, name)
        if known is not None and known.query == query:
            return known
        if known is not None and not replace:
            raise NameTaken(known)
        if known is not None:
            connection.execute(
                "UPDATE saved_search SET query = ?, created_at = ? WHERE id = ?", (query, now(), known.number)
            )
            return _one(connection, account, known.number)
        _check_room(connection, account)
        added = connection.execute(
            "INSERT INTO saved_search (account_id, name, query, created_at) VALUES (?, ?, ?, ?)",
            (account, name, query, now()),
        )
        return _one(connection, account, added.lastrowid or 0)


def saved(desk: Desk, account: int | None) -> tuple[Saved, ...]:
    """The searches of a person, the last saved first."""
    with desk.reading() as connection:
        command = f"{_ALL} WHERE {_OF} ORDER BY created_at DESC, id DESC"
        return tuple(Saved(*row) for row in connection.execute(command, {"account": account}))


def one(desk: Desk, account: int | None, number: int) -> Saved:
    """A search of a person. Raises DeskError where they have none of that number."""
    with desk.reading() as connection:
        return _one(connection, account, number)


def rename(desk: Desk, account: int | None, number: int, name: str) -> Saved:
    """Give a search another name. Raises NameTaken, and DeskError where there is no such search."""
    name = _name(name)
    with desk.writing() as connection:
        known = _one(connection, account, number)
        other = _named(connection, account, name)
        if other is not None and other.number != known.number:
            raise NameTaken(other)
        connection.execute("UPDATE saved_search SET name = ? WHERE id = ?", (name, number))
        return _one(connection, account, number)


def delete(desk: Desk, account: int | None, number: int) -> Saved:
    """Let go of a search; gives what it was. Raises DeskError where there is no such search."""
    with desk.writing() as connection:
        known = _one(connection, account, number)
        connection.execute("DELETE FROM saved_search WHERE id = ?", (number,))
        return known


def _name(written: str) -> str:
    name = " ".join(written.encode("utf-8", "replace").decode("utf-8").replace("\0", " ").split())
    if not name:
        raise DeskError("a saved search needs a name: write one")
    if len(name) > LONGEST_NAME:
        raise DeskError(f"the name has more than {LONGEST_NAME} characters: write a shorter one")
    return name


def _check_room(connection: sqlite3.Connection, account: int | None) -> None:
    command = f"SELECT count(*) FROM saved_search WHERE {_OF}"
    (count,) = connection.execute(command, {"account": account}).fetchone()
    if count >= MOST:
        raise DeskError(f"you keep {MOST} searches already: delete one first")


def _named(connection: sqlite3.Connection, account: int | None, name: str) -> Saved | None:
    row = connection.execute(
        f"{_ALL} WHERE {_OF} AND name = :name", {"account": account, "name": name}
    ).fetchone()
    return Saved(*row) if row else None


def _one(connection: sqlite3.Connection, account: int | None, number: int) -> Saved:
    asked = {"account": account, "number": min(max(number, 0), 2**63 - 1)}
    row = connection.execute(f"{_ALL} WHERE {_OF} AND id = :number", asked).fetchone()
    if row is None:
        raise NotAtDesk(f"there is no saved search {number} of yours: it may have been deleted")
    return Saved(*row)
