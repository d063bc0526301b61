"""The desk's file: a SQLite database that only its owner may read, lent to one thread at a time."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from queue import Empty, LifoQueue

from onrecord import clock
from onrecord.errors import NotThere, OnrecordError

APPLICATION_ID = 0x6F6E6465  # "onde" in the file's header
VERSION = 2
"""1: accounts, sessions, searches. 2: topics, subscribers, outbox, hooks beside them."""
BUSY_SECONDS = 20.0
FARTHEST = timedelta(days=7)
"""Nothing that failed is put off for longer."""
_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
_PRIVATE = 0o600


class DeskError(OnrecordError):
    """The desk cannot be opened, read or changed: the message names the file or account, and what to do."""


class NotAtDesk(DeskError, NotThere):
    """The desk has no such account, search, topic, subscription or hook."""


class Desk:
    """An open desk. For use in many threads: each `reading` and `writing` lends a connection of its own.

    Rows come as `sqlite3.Row`. Raises DeskError where the file does not do what is asked.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._free: LifoQueue[sqlite3.Connection] = LifoQueue()
        _make_private(path)
        with self._in_plain_words("opened"):
            connection = self._opened()
            try:
                _prepare(path, connection)
            except BaseException:
                connection.close()
                raise
        self._free.put(connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read with."""
        with self._in_plain_words("read"), self._lent() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection within one transaction, kept whole or not at all."""
        with self._in_plain_words("written to"), self._lent() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def scrub(self) -> None:
        """Write the file anew, so that nothing of what was deleted stands in it or in the files beside it.

        Raises DeskError where another program reads from it all the while.
        """
        with self._in_plain_words("cleaned"), self._lent() as connection:
            # Deleted words are overwritten, but pages that were split or moved may keep a copy of them.
            connection.execute("VACUUM")
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise DeskError(
                f"{self.path}: another program is reading, so that what was deleted may still stand in"
                f" {self.path.name}-wal: close that program and try again"
            )

    def close(self) -> None:
        """Close what is not lent."""
        while True:
            try:
                self._free.get_nowait().close()
            except Empty:
                return

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._free.get_nowait()
        except Empty:
            connection = self._opened()
        try:
            yield connection
        finally:
            self._free.put(connection)

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # addresses that are deleted are to be gone
        return connection

    @contextmanager
    def _in_plain_words(self, done: str) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _explained(self.path, done, error) from error


def now() -> str:
    """The moment of the machine's clock, ISO 8601 in UTC, to the microsecond: as the ledger writes it."""
    return moment(clock.now())


def moment(at: datetime) -> str:
    """A moment as the desk writes it; they sort as text."""
    return at.astimezone(UTC).strftime(_MOMENT)


def as_moment(at: str | datetime | None) -> str:
    """A moment as the desk writes it, of one that is written so, of a datetime, or of now (None)."""
    return at if isinstance(at, str) else moment(at or clock.now())


def beyond(at: str) -> str:
    """After this moment nothing is put off: what seems to be was so by a clock that has gone back since."""
    return moment(datetime.fromisoformat(at) + FARTHEST)


def row_number(number: int) -> int:
    """A number to look for in the file: 0, which no row has, where it is none that SQLite can hold."""
    return number if 0 < number < 2**63 else 0


def _make_private(path: Path) -> None:
    # SQLite would make it as readable as the umask says. Its side files take the mode of this one.
    if path.is_dir():
        raise DeskError(f"{path} is a folder, not a desk: name a file")
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, _PRIVATE))
        if path.stat().st_mode & 0o077:
            path.chmod(_PRIVATE)
    except OSError as error:
        raise DeskError(f"{path} cannot be opened: {error.strerror or error}") from error


def _prepare(path: Path, connection: sqlite3.Connection) -> None:
    # In this order: another program may make it just now, tables and kind at one stroke.
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (kind,) = connection.execute("PRAGMA application_id").fetchone()
    if kind != APPLICATION_ID and tables:
        raise DeskError(f"{path} is a database, but not a desk: name another file")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise DeskError(f"{path} was made by a newer onrecord: install that version to open it")
    _write_ahead(connection)
    if version < VERSION:
        # Two programs may open a new desk at once: the second finds the work done.
        schema = (resources.files("onrecord.desk") / "schema.sql").read_text(encoding="utf-8")
        kinds = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"
        connection.executescript(f"BEGIN IMMEDIATE;\n{schema}\n{kinds} COMMIT;")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to WAL. For this alone SQLite does not wait where another program is at it."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _explained(path: Path, done: str, error: sqlite3.Error) -> DeskError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code; the rest is detail
    if code == sqlite3.SQLITE_FULL:
        return DeskError(f"{path}: the disk is full: make room and try again")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DeskError(f"{path}: another program has been writing to it for {BUSY_SECONDS:g} s: try again")
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return DeskError(f"{path} is not a desk, or is damaged: move it away, and a new one is made")
    return DeskError(f"{path} cannot be {done} ({error}): check the folder and your right to write there")
