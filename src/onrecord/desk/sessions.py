"""Sessions: who is logged in, from which browser, since when. The token stands in the cookie alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from onrecord import clock
from onrecord.desk import accounts, tokens
from onrecord.desk.accounts import Account
from onrecord.desk.file import Desk, moment, now

IDLE = timedelta(hours=12)
"""Without a request for so long, a session ends: a working day and its breaks."""
LONGEST = timedelta(days=30)
"""However much it is used."""
TOUCH = timedelta(minutes=1)
"""How exactly the last request is kept: not each is worth a write."""
_BROWSER = 200  # characters kept of what a browser calls itself
_LIVE = "session.made_at > :made AND session.seen_at > :seen"


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is logged in; `id` is the hash of its token, in hexadecimal."""

    id: str
    account: Account
    made_at: str
    seen_at: str
    browser: str | None


def begin(desk: Desk, account: Account, browser: str | None) -> str:
    """Log an account in: the token for the cookie, never one that the browser brought."""
    token, at = tokens.new(), now()
    with desk.writing() as connection:
        # Here, where somebody waits anyway: what has ended is taken out.
        connection.execute(f"DELETE FROM session WHERE NOT ({_LIVE})", _bounds())
        connection.execute(
            "INSERT INTO session (token_hash, account, made_at, seen_at, browser) VALUES (?, ?, ?, ?, ?)",
            (tokens.hashed(token), account.id, at, at, browser[:_BROWSER] if browser else None),
        )
    return token


def find(desk: Desk, token: str) -> Session | None:
    """The session of a token that has not ended; notes that it was used."""
    if not tokens.looks_right(token):
        return None
    found = _sessions(desk, "token_hash = :value", tokens.hashed(token))
    if not found:
        return None
    if found[0].seen_at < moment(clock.now() - TOUCH):
        with desk.writing() as connection:
            seen = (now(), tokens.hashed(token))
            connection.execute("UPDATE session SET seen_at = ? WHERE token_hash = ?", seen)
    return found[0]


def of(desk: Desk, account: int) -> tuple[Session, ...]:
    """The sessions of an account that have not ended, the one used last first."""
    return _sessions(desk, "account = :value", account)


def end(desk: Desk, token: str) -> None:
    """Log out."""
    with desk.writing() as connection:
        connection.execute("DELETE FROM session WHERE token_hash = ?", (tokens.hashed(token),))


def end_others(desk: Desk, account: int, token: str) -> int:
    """End the sessions of an account but that of a token; how many there were."""
    with desk.writing() as connection:
        others = (account, tokens.hashed(token))
        command = "DELETE FROM session WHERE account = ? AND token_hash <> ?"
        return connection.execute(command, others).rowcount


def _sessions(desk: Desk, which: str, value: bytes | int) -> tuple[Session, ...]:
    with desk.reading() as connection:
        rows = connection.execute(
            f"SELECT {accounts.COLUMNS}, token_hash, session.made_at AS began_at, seen_at, browser"
            f" FROM session JOIN account ON account.id = account WHERE {which} AND {_LIVE}"
            " ORDER BY seen_at DESC",
            {**_bounds(), "value": value},
        ).fetchall()
    return tuple(
        Session(
            row["token_hash"].hex(), accounts.account_of(row), row["began_at"], row["seen_at"], row["browser"]
        )
        for row in rows
    )


def _bounds() -> dict[str, str]:
    at = clock.now()
    return {"made": moment(at - LONGEST), "seen": moment(at - IDLE)}
