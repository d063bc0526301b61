"""Tokens: long random words that stand for somebody. Only their hashes are kept."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from onrecord import clock
from onrecord.desk import accounts
from onrecord.desk.accounts import Account
from onrecord.desk.file import Desk, moment, now

API_PREFIX = "onrecord_"
"""What a token for the API begins with, so that it is known where it is found by mistake."""
_BYTES = 32  # 256 bits: not to be guessed, so that a plain hash of them is enough
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_USED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ApiToken:
    """What is known of a token for the API: not the token."""

    account: str
    made_at: str
    used_at: str | None


def new() -> str:
    """A token: 256 random bits as 43 letters."""
    return secrets.token_urlsafe(_BYTES)


def looks_right(token: str) -> bool:
    """Whether it could be a token."""
    return _TOKEN.fullmatch(token) is not None


def hashed(token: str) -> bytes:
    """What is kept of a token."""
    return sha256(token.encode("utf-8", "replace")).digest()


def make(desk: Desk, name: str) -> str:
    """A token with which programs ask the API in the name of an account. It is shown this once."""
    token = API_PREFIX + new()
    account = accounts.named(desk, name)
    with desk.writing() as connection:
        connection.execute(
            "INSERT INTO api_token (token_hash, account, made_at) VALUES (?, ?, ?)",
            (hashed(token), account.id, now()),
        )
    return token


def end(desk: Desk, name: str) -> int:
    """Make all tokens of an account worthless; how many there were."""
    account = accounts.named(desk, name)
    with desk.writing() as connection:
        return connection.execute("DELETE FROM api_token WHERE account = ?", (account.id,)).rowcount


def listed(desk: Desk) -> tuple[ApiToken, ...]:
    """All tokens, by account."""
    with desk.reading() as connection:
        rows = connection.execute(
            "SELECT name, api_token.made_at, used_at FROM api_token JOIN account ON account.id = account"
            " ORDER BY key, api_token.id"
        ).fetchall()
    return tuple(ApiToken(*row) for row in rows)


def account_of(desk: Desk, token: str) -> Account | None:
    """Whose token it is; None where it is nobody's."""
    if not token.startswith(API_PREFIX) or not looks_right(token.removeprefix(API_PREFIX)):
        return None
    with desk.reading() as connection:
        row = connection.execute(
            f"SELECT {accounts.COLUMNS}, api_token.id AS token, used_at FROM api_token"
            " JOIN account ON account.id = account WHERE token_hash = ?",
            (hashed(token),),
        ).fetchone()
    if row is None:
        return None
    if (row["used_at"] or "") < moment(clock.now() - _USED):
        with desk.writing() as connection:
            connection.execute("UPDATE api_token SET used_at = ? WHERE id = ?", (now(), row["token"]))
    return accounts.account_of(row)
