"""Accounts: who may log in, and what they may do."""

from __future__ import annotations

import sqlite3
import unicodedata
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.desk import passwords
from onrecord.desk.file import Desk, DeskError, NotAtDesk, now

Role = Literal["reader", "reviewer", "admin"]
"""Each may what the one before may: read; add reports and decide on statements; see what others added."""
ROLES: tuple[Role, ...] = get_args(Role)
LONGEST_NAME = 64
COLUMNS = (
    "account.id, account.name, account.role, account.password IS NOT NULL AS has_password, account.made_at"
)
"""What `account_of` needs of a row."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in, where `has_password`, or whose programs may ask with a token."""

    id: int
    name: str
    role: Role
    has_password: bool
    made_at: str


def add(desk: Desk, name: str, role: Role, password: str | None) -> Account:
    """A new account. Raises DeskError where the name is taken or no name, or the password is too weak."""
    shown = _checked_name(name)
    kept = passwords.hashed(passwords.checked(password, shown)) if password is not None else None
    with desk.writing() as connection:
        if _found(connection, shown) is not None:
            raise DeskError(f"there is an account {shown!r} already: take another name")
        connection.execute(
            "INSERT INTO account (name, key, role, password, made_at) VALUES (?, ?, ?, ?, ?)",
            (shown, key(shown), role, kept, now()),
        )
        return _named(connection, shown)


def remove(desk: Desk, name: str) -> None:
    """Take an account away, with its sessions and tokens. What it decided stays in the ledger."""
    with desk.writing() as connection:
        account = _named(connection, name)
        connection.execute("DELETE FROM visit WHERE account = ?", (account.id,))
        connection.execute("DELETE FROM account WHERE id = ?", (account.id,))


def set_role(desk: Desk, name: str, role: Role) -> Account:
    """Let somebody do more or less, from their next request on."""
    with desk.writing() as connection:
        account = _named(connection, name)
        connection.execute("UPDATE account SET role = ? WHERE id = ?", (role, account.id))
        return _named(connection, name)


def set_password(desk: Desk, name: str, password: str) -> Account:
    """Another password. Ends all sessions of the account: whoever knew the old one is out."""
    account = named(desk, name)
    kept = passwords.hashed(passwords.checked(password, account.name))
    with desk.writing() as connection:
        connection.execute("UPDATE account SET password = ? WHERE id = ?", (kept, account.id))
        connection.execute("DELETE FROM session WHERE account = ?", (account.id,))
        return _named(connection, name)


def listed(desk: Desk) -> tuple[Account, ...]:
    """All accounts, by name."""
    with desk.reading() as connection:
        rows = connection.execute(f"SELECT {COLUMNS} FROM account ORDER BY key").fetchall()
    return tuple(account_of(row) for row in rows)


def exist(desk: Desk) -> bool:
    """Whether there are accounts, so that people have to log in."""
    with desk.reading() as connection:
        return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM account)").fetchone()[0])


def can_log_in(desk: Desk) -> bool:
    """Whether there is an account with a password."""
    with desk.reading() as connection:
        found = connection.execute("SELECT EXISTS (SELECT 1 FROM account WHERE password IS NOT NULL)")
        return bool(found.fetchone()[0])


def with_password(desk: Desk, name: str, password: str) -> Account | None:
    """The account of a name and its password, or None, after the same work whether the name is known or not.

    Takes tens of milliseconds and 19 MiB, on purpose. A password that was hashed with older parameters is
    hashed anew.
    """
    with desk.reading() as connection:
        row = connection.execute(
            f"SELECT {COLUMNS}, account.password FROM account WHERE key = ?", (key(name),)
        ).fetchone()
    kept: str | None = row["password"] if row is not None else None
    if not passwords.is_right(kept, password) or row is None or kept is None:
        return None
    if passwords.is_outdated(kept):
        with desk.writing() as connection:
            anew = (passwords.hashed(password), row["id"], kept)
            connection.execute("UPDATE account SET password = ? WHERE id = ? AND password = ?", anew)
    return account_of(row)


def named(desk: Desk, name: str) -> Account:
    """The account of a name. Raises DeskError where there is none."""
    with desk.reading() as connection:
        return _named(connection, name)


def account_of(row: sqlite3.Row) -> Account:
    """The account of a row with COLUMNS."""
    return Account(row["id"], row["name"], row["role"], bool(row["has_password"]), row["made_at"])


def key(name: str) -> str:
    """A name without what the eye passes over: case, forms of one letter, space around it."""
    return unicodedata.normalize("NFKC", _text(name)).strip().casefold()


def _named(connection: sqlite3.Connection, name: str) -> Account:
    account = _found(connection, name)
    if account is None:
        raise NotAtDesk(f"there is no account {name!r}: onrecord account list shows all")
    return account


def _found(connection: sqlite3.Connection, name: str) -> Account | None:
    row = connection.execute(f"SELECT {COLUMNS} FROM account WHERE key = ?", (key(name),)).fetchone()
    return account_of(row) if row is not None else None


def _checked_name(name: str) -> str:
    shown = unicodedata.normalize("NFC", name).strip()
    if not shown or len(shown) > LONGEST_NAME:
        raise DeskError(f"a name has 1 to {LONGEST_NAME} characters")
    # Letters, marks, numbers, punctuation and single spaces: nothing that cannot be seen or turns the line.
    if "  " in shown or any(unicodedata.category(each)[0] in "CZ" and each != " " for each in shown):
        raise DeskError(f"{name!r} is no name: leave out what cannot be seen")
    return shown


def _text(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")
