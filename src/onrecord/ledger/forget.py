"""A takedown: an article is taken out of the ledger, to the last byte of it; a tombstone says so, and why.

The rows go in one transaction, and with them the words of the index, whose parts are made one. Then the whole
file is written anew (VACUUM): pages that are free or half empty keep what stood there, and only a copy of
what is left has none of it. A ledger of 98,000 statements (126 MB) takes 2 s for all, so that a million takes
some 20 s, in which others can read but not write; the disk needs room for twice the ledger.
"""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord.ledger import runs
from onrecord.ledger.store import LedgerError, NotInLedger, Store
from onrecord.ledger.takedown import take_out

_BY_NAME = """
SELECT id, key FROM article WHERE key = :name
UNION SELECT a.id, a.key FROM appearance p JOIN version v ON v.id = p.version_id
  JOIN article a ON a.id = v.article_id WHERE p.address = :name
"""
_BY_BEGINNING = "SELECT id, key FROM article WHERE substr(key, 1, length(:name)) = :name LIMIT 6"
_NEAR = """
SELECT key FROM article WHERE instr(key, :name)
UNION SELECT address FROM appearance WHERE instr(address, :name) LIMIT 5
"""
_BURIED = """
SELECT t.id, t.article_key FROM tombstone t LEFT JOIN tombstone_mark m ON m.tombstone_id = t.id
WHERE t.article_key = :name OR m.mark = :name ORDER BY t.id DESC LIMIT 1
"""
_SHORTEST = 6  # characters of a key that are enough to name what is taken out
_COMPARED = 20_000  # keys that are compared with a name that is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was taken out: how many versions, lines, appearances and pages; none where that was done before.

    `copies` are the keys of other articles that hold all but the same text. `is_wiped` says that no byte of
    it is left in the file and its log; it is False where another program was reading what was there before:
    run the same command again once that is done.
    """

    tombstone: int
    article: str
    versions: int = 0
    statements: int = 0
    appearances: int = 0
    pages: int = 0
    copies: tuple[str, ...] = ()
    is_wiped: bool = False


def forget(store: Store, article: str, *, why: str, person: str) -> Forgotten:
    """Take an article out: its texts, pages and statements, in all versions; it is not taken in again.

    `article` is its key, the beginning of one (six characters at least), or its address. All goes or nothing;
    if the program is ended before the file is wiped, the same command wipes it. Raises LedgerError where no
    article, or more than one, is meant, and where the ledger cannot be written.
    """
    if not person.strip() or not why.strip():
        raise LedgerError("a takedown needs a reason and the name of the person who decides it")
    connection = store.connection
    # Not every reference has an index, so that to look for what names each row would take hours.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA secure_delete = ON")
    try:
        with store.writing() as moment:
            forgotten = _buried(connection, article) or _forget(connection, moment, article, why, person)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return replace(forgotten, is_wiped=_wipe(store))


def _forget(connection: sqlite3.Connection, moment: str, article: str, why: str, person: str) -> Forgotten:
    found = _meant(connection, article)
    writing = runs.at_once(connection, moment, command="forget", settings={}, person=person)
    taken = take_out(writing, found["id"], why)
    return Forgotten(
        tombstone=taken.tombstone,
        article=found["key"],
        versions=taken.versions,
        statements=taken.statements,
        appearances=taken.appearances,
        pages=taken.pages,
        copies=taken.copies,
    )


def _meant(connection: sqlite3.Connection, name: str) -> sqlite3.Row:
    """The article that is meant."""
    asked = {"name": name}
    found = connection.execute(_BY_NAME, asked).fetchall()
    if not found and len(name) >= _SHORTEST:
        found = connection.execute(_BY_BEGINNING, asked).fetchall()
    if len(found) == 1:
        meant: sqlite3.Row = found[0]
        return meant
    if found:
        raise LedgerError(f"{name!r} is more than one article: {', '.join(row['key'] for row in found)}")
    near = _near(connection, asked)
    told = f": did you mean {' or '.join(near)}?" if near else ": onrecord ask shows the keys"
    raise NotInLedger(f"there is no article {name!r}{told}")


def _near(connection: sqlite3.Connection, asked: Mapping[str, str]) -> list[str]:
    """Names like one that is not known."""
    held = [name for (name,) in connection.execute(_NEAR, asked)] if asked["name"] else []
    if held:
        return held
    keys = connection.execute("SELECT key FROM article ORDER BY id DESC LIMIT ?", (_COMPARED,))
    return difflib.get_close_matches(asked["name"], [key for (key,) in keys], n=3)


def _buried(connection: sqlite3.Connection, name: str) -> Forgotten | None:
    """What was taken out before under this name."""
    found = connection.execute(_BURIED, {"name": name}).fetchone()
    again = connection.execute(_BY_NAME, {"name": name}).fetchone()
    if found is None or again is not None:
        return None
    return Forgotten(tombstone=found["id"], article=found["article_key"])


def _wipe(store: Store) -> bool:
    """Write the file anew, so that no free room holds what was taken out; whether the log is empty, too."""
    connection = store.connection
    try:
        with store.in_plain_words("wiped"):
            # The copy that this makes is as large as the ledger: it belongs on the disk.
            connection.execute("PRAGMA temp_store = FILE")
            connection.execute("VACUUM")
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except LedgerError as error:
        message = "the article is taken out, but what it held may still stand in free room of the file"
        raise LedgerError(f"{message}: {error}; then run the same command again") from error
    finally:
        connection.execute("PRAGMA temp_store = MEMORY")
    return not busy
