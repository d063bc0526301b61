"""Another ledger, opened to be read: as it is at one moment, and nothing of it changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from onrecord.ledger import store as files
from onrecord.ledger.store import LedgerError, Store, open_store


@contextmanager
def opened(path: Path, beside: Path) -> Iterator[Store]:
    """Another ledger than the one at `beside`, in one read transaction.

    A ledger of an earlier schema is copied, and the copy brought up to date. Raises LedgerError where the
    file is no ledger, or the same.
    """
    if not path.is_file():
        raise LedgerError(f"there is no ledger {path}: name a file")
    if path.samefile(beside):
        raise LedgerError(f"{path} is the ledger itself: name another one")
    with TemporaryDirectory(prefix="onrecord-") as folder:
        source = path
        if _version(path) < len(files.migrations()):
            source = Path(folder) / "earlier.db"
            _copy(path, source)
        other = open_store(source, create=False, read_only=True)
        try:
            with other.in_plain_words("read"):
                other.connection.execute("BEGIN")
                yield other
        finally:
            other.close()


def _version(path: Path) -> int:
    """The version of its schema, read without changing anything."""
    with closing(_read_only(path)) as connection:
        try:
            (kind,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        except sqlite3.DatabaseError as error:
            raise LedgerError(f"{path} is not a ledger ({error}): name another file") from error
    if kind != files.APPLICATION_ID:
        raise LedgerError(f"{path} is not a ledger: name another file")
    return int(version)


def _copy(path: Path, copy: Path) -> None:
    with closing(_read_only(path)) as connection, closing(sqlite3.connect(copy)) as target:
        try:
            connection.backup(target)
        except sqlite3.Error as error:
            raise LedgerError(f"{path} cannot be read ({error}): check the file and the free room") from error


def _read_only(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise LedgerError(f"{path} cannot be opened ({error}): check your right to read it") from error
