"""An attempt: what is written for one article stays whole or not at all, and takes no other with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from onrecord.errors import OnrecordError

_Given = TypeVar("_Given")
# Disk, locks, damage. SQLite's other errors (a constraint, a value that it does not take) are one article's.
_OF_THE_FILE = (sqlite3.OperationalError, sqlite3.DatabaseError, sqlite3.InternalError)


def attempt(connection: sqlite3.Connection, write: Callable[[], _Given]) -> _Given | Exception:
    """Do something within an open transaction; where it fails, nothing of it is written, and the error given.

    Raises what is no one article's fault: errors of the file, and those that are meant for a person.
    """
    connection.execute("SAVEPOINT attempt")
    try:
        given = write()
    except Exception as error:
        if isinstance(error, OnrecordError) or type(error) in _OF_THE_FILE:
            raise
        connection.execute("ROLLBACK TO attempt")
        connection.execute("RELEASE attempt")
        return error
    connection.execute("RELEASE attempt")
    return given
