"""Passwords: what is asked of one, and argon2id, which makes guessing from a stolen file dear."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from onrecord.desk.file import DeskError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST, MOST = 12, 1_024
"""Characters. The least is NIST SP 800-63B's with room; the most bounds the work of one log-in."""
# OWASP's Password Storage Cheat Sheet, argon2id: 19 MiB, two rounds, one lane. Raise them, and passwords are
# hashed anew as people log in.
MEMORY_KIB, ROUNDS, LANES = 19_456, 2, 1
_FEWEST_DIFFERENT = 5


def checked(password: str, name: str) -> str:
    """The password as it is hashed, or DeskError that says what is wrong with it."""
    prepared = _prepared(password)
    if len(prepared) < LEAST:
        raise DeskError(f"the password is too short: take {LEAST} characters or more, four words for example")
    if len(prepared) > MOST:
        raise DeskError(f"the password is too long: take {MOST:,} characters at most")
    if len(set(prepared.casefold())) < _FEWEST_DIFFERENT or prepared.casefold() == name.casefold():
        raise DeskError("the password is too easy to guess: take four words that nobody puts together")
    return prepared


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher().hash(_prepared(password))


def is_right(kept: str | None, password: str) -> bool:
    """Whether it is the one that is kept.

    Where none is kept, the same work is done on another, so that the time of the answer does not tell which
    names there are.
    """
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        found = _hasher().verify(kept or _nobodys(), _prepared(password)[:MOST])
    except (VerificationError, InvalidHashError):
        return False
    return found and kept is not None and len(password) <= MOST


def is_outdated(kept: str) -> bool:
    """Whether it was hashed with other parameters than today's."""
    return _hasher().check_needs_rehash(kept)


def _prepared(password: str) -> str:
    # The same letters may come composed or not, as the keyboard has it.
    return unicodedata.normalize("NFKC", password.encode("utf-8", "replace").decode("utf-8"))


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES)


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody has this password")
