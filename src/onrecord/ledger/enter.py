"""Entering: what was read becomes lines of the ledger, many articles in one short transaction.

page, result -> met before? -> which article, which version? -> appearance, page, reading, lines
"""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Literal

from onrecord.ledger import pages, placing, rows, table, wire
from onrecord.ledger.lines import Writing
from onrecord.ledger.pages import PackedPage
from onrecord.ledger.runs import Run
from onrecord.ledger.store import LedgerError, Store
from onrecord.records import Article, Note, Page, Reading, Refusal

Fate = Literal[
    "new",  # an article that was not there
    "version",  # a changed text of an article that was
    "appearance",  # a text that was there, at another address or in another outlet
    "again",  # nothing new
    "refused",  # not read
    "forgotten",  # taken out of the ledger earlier, and not taken in again
]
# What came is written down this often, in one transaction: a person sees what is kept soon, and the disk is
# not waited for with every article.
SECONDS = 0.5
PAGES = 256
BYTES = 16_000_000


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of a page: kept for good once this is given out.

    `article` is the article's key, `statements` how many lines were added, `changes` how many of an earlier
    version's statements changed; `refusal` why it was not taken in.
    """

    origin: str
    fate: Fate
    article: str | None = None
    version: int | None = None
    statements: int = 0
    changes: int = 0
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class _Waiting:
    page: PackedPage | None
    result: Reading | Article | Refusal | None


class Entering:
    """One run that adds to the ledger. Leaving the `with` block writes down what is still waiting.

    A run that ends by an exception keeps what was given out before, and says so in its last line.
    """

    def __init__(
        self,
        store: Store,
        *,
        command: str,
        settings: rows.Cells,
        code: str | None = None,
        person: str | None = None,
    ) -> None:
        self._store = store
        self._run = Run(store, command=command, settings=settings, code=code, person=person)
        self._waiting: list[_Waiting] = []
        self._hashes: set[str] = set()
        self._bytes = 0
        self._since = time.monotonic()

    def __enter__(self) -> Entering:
        with self._store.writing() as moment:
            wire.keep_up(self._store.connection)
            self._run.begin(moment)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.flush()
        self._run.__exit__(kind, error, trace)

    def stop(self) -> None:
        """Say that the run ends before its work is done."""
        self._run.stop()

    def knows_page(self, page: Page) -> bool:
        """Whether the page is in the ledger already, or was taken out of it: it need not be read."""
        packed = pages.hashed(page)
        if packed in self._hashes:  # it waits to be written down: read once more, it will be found known
            return False
        with self._store.in_plain_words("read"):
            return placing.knows_page(self._store.connection, page, packed)

    def knows_text(self, article: Article) -> bool:
        """Whether the article's text is in the ledger already: its statements need not be looked for."""
        with self._store.in_plain_words("read"):
            return placing.version_with(self._store.connection, rows.hash_of(article.text)) is not None

    def enter(
        self, page: Page | Note | None, result: Reading | Article | Refusal | None
    ) -> tuple[Entered, ...]:
        """Take in what became of a page. Gives what has been kept by now, in order: often nothing yet.

        `result` is None where the page is known, an Article where its text is. Raises LedgerError.
        """
        page = page.page if isinstance(page, Note) else page
        if page is None and isinstance(result, Refusal):
            page = result.page
        packed = pages.packed(page) if page else None
        self._waiting.append(_Waiting(packed, result))
        if packed:
            self._hashes.add(packed.hash)
            self._bytes += len(packed.bytes)
        is_full = len(self._waiting) >= PAGES or self._bytes >= BYTES
        return self.flush() if is_full or time.monotonic() - self._since >= SECONDS else ()

    def flush(self) -> tuple[Entered, ...]:
        """Write down all that waits and give what became of it."""
        if not self._waiting:
            return ()
        with self._store.writing() as moment:
            writing = self._run.writing(moment)
            entered = tuple(_enter_whole(writing, each) for each in self._waiting)
        self._waiting.clear()
        self._hashes.clear()
        self._bytes = 0
        self._since = time.monotonic()
        return entered


# Disk, locks, damage. SQLite's other errors (a constraint, a value that it does not take) are one page's.
_OF_THE_FILE = (sqlite3.OperationalError, sqlite3.DatabaseError, sqlite3.InternalError)


def _enter_whole(writing: Writing, waiting: _Waiting) -> Entered:
    """Enter it whole or not at all: one bad page takes no other with it."""
    connection = writing.connection
    connection.execute("SAVEPOINT page")
    try:
        entered = _enter(writing, waiting)
    except Exception as error:
        if isinstance(error, LedgerError) or type(error) in _OF_THE_FILE:
            raise
        connection.execute("ROLLBACK TO page")
        origin = waiting.page.page.origin if waiting.page else ""
        reason = f"an error in onrecord: {type(error).__name__}"
        refusal = Refusal(origin, "ledger", reason, "please report it with the page")
        entered = _refuse(writing, waiting.page, refusal)
    connection.execute("RELEASE page")
    return entered


def _enter(writing: Writing, waiting: _Waiting) -> Entered:
    page, result = waiting.page, waiting.result
    if isinstance(result, Refusal):
        return _refuse(writing, page, result)
    grave = placing.tombstone(writing.connection, page, result)
    if grave is not None:
        advice = "leave it out; what was taken out is not taken in again"
        refusal = Refusal(_origin(page, result), "ledger", f"taken out of the ledger {grave}", advice)
        return Entered(refusal.origin, "forgotten", refusal=refusal)
    met = placing.place(writing, page, result)
    return Entered(_origin(page, result), met.fate, met.article, met.version, met.statements, met.changes)


def _refuse(writing: Writing, page: PackedPage | None, refusal: Refusal) -> Entered:
    """Write a refusal down, once: what failed before in the same way is on record."""
    connection = writing.connection
    page_id = pages.add(connection, page) if page else None
    same = (rows.clean(refusal.origin), refusal.stage, rows.clean(refusal.reason), page_id)
    known = connection.execute(
        "SELECT 1 FROM refusal WHERE origin = ? AND stage = ? AND reason = ? AND page_id IS ?", same
    ).fetchone()
    if known is None:
        cells: rows.Cells = {
            **(pages.met_cells(page.page, page_id) if page else {}),
            "origin": same[0],
            "stage": refusal.stage,
            "reason": same[2],
            "advice": rows.clean(refusal.advice),
            **writing.stamp,
        }
        table.add(connection, "refusal", cells)
    return Entered(refusal.origin, "refused", refusal=refusal)


def _origin(page: PackedPage | None, result: Reading | Article | None) -> str:
    if page is not None:
        return page.page.origin
    article = result.article if isinstance(result, Reading) else result
    return (article.url or article.id) if article else ""
