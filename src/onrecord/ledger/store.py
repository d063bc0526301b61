"""The file: one SQLite database in WAL mode, its migrations, its transactions, its errors in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path

from onrecord import clock
from onrecord.errors import NotThere, OnrecordError

APPLICATION_ID = 0x6F6E7263  # "onrc" in the file's header: `file onrecord.db` and we know it by that
# Another writer's transaction takes milliseconds; a minute covers a slow disk and a merge beside us.
BUSY_SECONDS = 60.0
# Lines of these are added, never changed: a trigger refuses it, also to a person with the sqlite3 shell.
APPEND_ONLY = (
    "run",
    "run_end",
    "page",
    "article",
    "version",
    "appearance",
    "reading",
    "timex",
    "figure",
    "entity",
    "entity_name",
    "statement",
    "statement_figure",
    "statement_event",
    "statement_place",
    "succession",
    "version_difference",
    "refusal",
    "tombstone",
    "tombstone_mark",
    "wire_copy",
    "story_line",
    "review",
    "entity_merge",
    "claim_decision",
    "change",
    "change_pair",
    "change_repeat",
)
# Where the newest moment of the ledger stands: the last line of each of these, by its number.
_TIMED = ("reading", "statement", "version", "appearance", "refusal", "article", "story_line")
_NEWEST = " UNION ALL ".join(
    [f"SELECT recorded_at FROM {table} WHERE id = (SELECT max(id) FROM {table})" for table in _TIMED]
    # What takes a line back adds no other than its run's.
    + ["SELECT started_at FROM run WHERE id = (SELECT max(id) FROM run)"]
)
_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
_LEAST_SQLITE = (3, 37, 0)  # STRICT tables


class LedgerError(OnrecordError):
    """The ledger cannot be opened, read or written: the message names the file, why, and what to do."""


class NotInLedger(LedgerError, NotThere):
    """The ledger holds nothing of that name or number, or more than one thing."""


class Store:
    """An open ledger. All its methods raise LedgerError where the file does not do what is asked."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    @contextmanager
    def writing(self) -> Iterator[str]:
        """One transaction, kept whole or not at all; gives the moment that its lines are recorded at.

        The moment is later than that of every line before, whatever the machine's clock says, so that "as of"
        has one answer.
        """
        with self.in_plain_words("written to"):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._moment()
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def in_plain_words(self, done: str) -> Iterator[None]:
        """Turn SQLite's errors into ours; `done` is what was tried ("read", "written to")."""
        try:
            yield
        except sqlite3.Error as error:
            raise _explained(self.path, done, error) from error

    def close(self) -> None:
        """Close the file; what was written stays."""
        self.connection.close()

    def _moment(self) -> str:
        newest = self.connection.execute(f"SELECT max(recorded_at) FROM ({_NEWEST})").fetchone()[0]
        moment = now()
        if newest is None or moment > newest:
            return moment
        return (datetime.strptime(newest, _MOMENT) + timedelta(microseconds=1)).strftime(_MOMENT)


def now() -> str:
    """The moment of the machine's clock, ISO 8601 in UTC, to the microsecond."""
    return clock.now().strftime(_MOMENT)


def open_store(path: Path, *, create: bool, read_only: bool = False, lent: bool = False) -> Store:
    """Open a ledger; `create` makes it where there is none. Raises LedgerError.

    A `lent` one may go from thread to thread, as long as one at a time uses it.
    """
    if sqlite3.sqlite_version_info < _LEAST_SQLITE:
        least = ".".join(map(str, _LEAST_SQLITE))
        raise LedgerError(f"SQLite {sqlite3.sqlite_version} is too old: a ledger needs {least} or newer")
    if not create and not path.exists():
        raise LedgerError(f"there is no ledger {path}: make one with onrecord add, or name one with --ledger")
    if path.is_dir():
        raise LedgerError(f"{path} is a folder, not a ledger: name a file with --ledger")
    try:
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=not lent
        )
        connection.row_factory = sqlite3.Row
    except sqlite3.Error as error:
        raise _explained(path, "opened", error) from error
    store = Store(path, connection)
    try:
        with store.in_plain_words("opened"):
            _prepare(store, read_only=read_only)
    except BaseException:
        store.close()
        raise
    return store


def _prepare(store: Store, *, read_only: bool) -> None:
    connection = store.connection
    _check_kind(store)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    # FULL: what is acknowledged outlives a power cut, too; commits hold many articles, so it costs little.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA journal_size_limit = 67108864")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA mmap_size = 2147418112")
    connection.execute("PRAGMA temp_store = MEMORY")
    _migrate(store)
    if read_only:
        connection.execute("PRAGMA query_only = ON")


def _check_kind(store: Store) -> None:
    connection = store.connection
    # In this order: who makes the same file meanwhile has said its kind before its tables are seen.
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (kind,) = connection.execute("PRAGMA application_id").fetchone()
    if kind != APPLICATION_ID and tables:
        raise LedgerError(f"{store.path} is a database, but not a ledger: name another file with --ledger")


def _migrate(store: Store) -> None:
    scripts = migrations()
    if _version(store) > len(scripts):
        raise LedgerError(f"{store.path} was made by a newer onrecord: install that version to open it")
    if _version(store) == len(scripts):
        return
    connection = store.connection
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = _version(store)  # two programs may open a new ledger at once: the second finds the work done
        for script in scripts[done:]:
            for command in commands(script):
                connection.execute(command)
        _make_views(connection)
        make_triggers(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(scripts)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def migrations() -> list[str]:
    """The scripts that bring a ledger from one version of the schema to the next, the first from nothing."""
    folder = resources.files("onrecord.ledger") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def views() -> str:
    """The script that makes the views."""
    return (resources.files("onrecord.ledger") / "views.sql").read_text(encoding="utf-8")


def commands(script: str) -> Iterator[str]:
    """The commands of a script, one by one: Python's executescript would end our transaction."""
    command = ""
    for line in script.splitlines(keepends=True):
        command += line
        if sqlite3.complete_statement(command):
            yield command
            command = ""


def _version(store: Store) -> int:
    version: int = store.connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _make_views(connection: sqlite3.Connection) -> None:
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        connection.execute(f'DROP VIEW "{name}"')
    for command in commands(views()):
        connection.execute(command)


def make_triggers(connection: sqlite3.Connection) -> None:
    """Let no line be changed or taken out."""
    for table in APPEND_ONLY:
        for change in ("update", "delete"):
            connection.execute(
                f"CREATE TRIGGER IF NOT EXISTS {table}_{change} BEFORE {change} ON {table} BEGIN"
                " SELECT RAISE(ABORT, 'a line of the ledger is never changed: correct or forget it'); END"
            )


def drop_triggers(connection: sqlite3.Connection) -> None:
    """Let lines be taken out, for a takedown; within a transaction that makes the triggers again."""
    for table in APPEND_ONLY:
        for change in ("update", "delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS {table}_{change}")


def _explained(path: Path, done: str, error: sqlite3.Error) -> LedgerError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code; the rest is detail
    if code == sqlite3.SQLITE_FULL:
        return LedgerError(f"{path}: the disk is full: what was kept before is safe; make room and go on")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        held = f"another program has been writing to it for {BUSY_SECONDS:g} s"
        return LedgerError(f"{path}: {held}: wait until it is done and try again")
    if code == sqlite3.SQLITE_NOTADB:
        return LedgerError(f"{path} is not a ledger: name another file with --ledger")
    if code == sqlite3.SQLITE_CORRUPT:
        return LedgerError(
            f"{path} is damaged ({error}): take the last copy of it, or merge it into a new one"
        )
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY):
        return LedgerError(
            f"{path} cannot be {done} ({error}): check the folder and your right to write there"
        )
    if code == sqlite3.SQLITE_IOERR:
        return LedgerError(f"{path} cannot be {done} ({error}): check the disk and its free room")
    return LedgerError(f"{path} cannot be {done}: {error}")
