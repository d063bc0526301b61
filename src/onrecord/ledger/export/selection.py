"""What is exported: through the ledger article by article, in the order in which they came.

    question -> the lines that answer it -> their versions -> each version with its lines

One state of the ledger is exported, whatever is added meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.ledger import read_back, rows
from onrecord.ledger.entries import entries
from onrecord.ledger.export.exported import Appearance, Exported
from onrecord.ledger.store import Store
from onrecord.records import Entry, Figure, Span, Statement, Timex

if TYPE_CHECKING:
    from onrecord.ledger.question import Question

# The versions that have a line that is current, and the latest of each article, with or without statements.
_VERSIONS = """
SELECT v.id FROM version v
WHERE EXISTS (SELECT 1 FROM statement s WHERE s.version_id = v.id
    AND NOT EXISTS (SELECT 1 FROM succession c WHERE c.old_id = s.id))
  OR v.number = (SELECT max(w.number) FROM version w WHERE w.article_id = v.article_id)
ORDER BY v.article_id, v.number
"""
_CURRENT = """
SELECT id FROM statement s WHERE version_id = ?
  AND NOT EXISTS (SELECT 1 FROM succession c WHERE c.old_id = s.id)
"""
_VERSIONS_OF_LINES = """
SELECT v.article_id, v.number, v.id, s.id AS line FROM json_each(?) j JOIN statement s ON s.id = j.value
JOIN version v ON v.id = s.version_id
"""
_BY_HAND = """
SELECT s.id FROM statement s JOIN run r ON r.id = s.run_id WHERE s.version_id = ? AND r.person IS NOT NULL
"""
_APPEARANCES = """
SELECT p.outlet, p.headline, p.url, p.archive_url, p.published_at, p.fetched_at, g.hash AS page_hash
FROM appearance p LEFT JOIN page g ON g.id = p.page_id
WHERE p.version_id = ? AND p.recorded_at <= ? ORDER BY p.id
"""
# A version is entered together with its first reading: there is one at every moment at which it has lines.
_READING = """
SELECT coalesce(same_as, id) AS id, model FROM reading WHERE version_id = ? AND recorded_at <= ?
ORDER BY id DESC LIMIT 1
"""
_KEY = "SELECT key FROM article WHERE id = ?"
_TIMEXES = "SELECT * FROM timex WHERE reading_id = ? ORDER BY place"
_FIGURES = "SELECT * FROM figure WHERE reading_id = ? ORDER BY place"
_ALWAYS = "9999"  # later than every moment
# Answers that are looked up at once.
_AT_ONCE = 1_000


def select(store: Store, question: Question | None = None) -> Iterator[Exported]:
    """All that is current, or all lines that answer the question, version by version. Raises LedgerError.

    Without a question the latest version of each article comes, even where nothing was said in it. The
    question's `sort`, `limit` and `after` do not matter: all answers come, in the order of the ledger. Until
    the last is taken nothing can be written through this store.
    """
    connection = store.connection
    with store.in_plain_words("read"), _one_state(connection):
        if question is None:
            for version_id in _numbers(connection, _VERSIONS):
                yield _exported(connection, version_id, _numbers(connection, _CURRENT, version_id), _ALWAYS)
            return
        for version_id, numbers in _asked_for(connection, question):
            yield _exported(connection, version_id, numbers, question.as_of or _ALWAYS)


@contextmanager
def _one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """See the ledger as it is at the first look, until the end."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _numbers(connection: sqlite3.Connection, command: str, *values: int) -> list[int]:
    return [number for (number,) in connection.execute(command, values)]


def _asked_for(connection: sqlite3.Connection, question: Question) -> Iterator[tuple[int, list[int]]]:
    """The versions in which there are answers, in order, with the numbers of the lines."""
    from onrecord.ledger.newest import newest
    from onrecord.ledger.slices import SAID_AT

    versions: defaultdict[tuple[int, int, int], list[int]] = defaultdict(list)
    answers = newest(connection, question, SAID_AT, None)
    while numbers := [found.number for found in islice(answers, _AT_ONCE)]:
        for article_id, number, version_id, line in connection.execute(
            _VERSIONS_OF_LINES, (rows.packed(numbers),)
        ):
            versions[article_id, number, version_id].append(line)
    for article_id, number, version_id in sorted(versions):
        yield version_id, versions[article_id, number, version_id]


def _exported(
    connection: sqlite3.Connection, version_id: int, numbers: Sequence[int], until: str
) -> Exported:
    """A version with some of its lines, as it was known at a moment."""
    version = read_back.version_row(connection, version_id)
    (key,) = connection.execute(_KEY, (version["article_id"],)).fetchone()
    reading = connection.execute(_READING, (version_id, until)).fetchone()
    met = connection.execute(_APPEARANCES, (version_id, until))
    by_hand = frozenset(_numbers(connection, _BY_HAND, version_id))
    timexes, figures = _parts(connection, reading["id"])
    return Exported(
        article=rows.article_of(version),
        key=key,
        version=version["number"],
        model=reading["model"],
        entries=_ordered(entries(connection, sorted(numbers))),
        timexes=timexes,
        figures=figures,
        appearances=tuple(Appearance(**row) for row in met),
        by_hand=by_hand.intersection(numbers),
    )


def _parts(connection: sqlite3.Connection, reading_id: int) -> tuple[tuple[Timex, ...], tuple[Figure, ...]]:
    timexes = map(rows.timex_of, connection.execute(_TIMEXES, (reading_id,)))
    figures = map(rows.figure_of, connection.execute(_FIGURES, (reading_id,)))
    return tuple(timexes), tuple(figures)


def _ordered(lines: Sequence[Entry]) -> tuple[Entry, ...]:
    """The lines in the order of the text, each before those within it, as a reading has them.

    A line that was corrected stands where the one stood that it replaced, not at the end.
    """
    by_key = {entry.statement.id: entry for entry in lines}

    def outermost(entry: Entry) -> Entry:
        seen = {entry.number}
        while (outer := by_key.get(entry.statement.within or "")) and outer.number not in seen:
            entry = outer
            seen.add(entry.number)
        return entry

    def place(entry: Entry) -> tuple[Span, int, bool, int]:
        outer = outermost(entry)
        return _start(outer.statement), outer.number, outer is not entry, entry.number

    return tuple(sorted(lines, key=place))


def _start(statement: Statement) -> Span:
    parts = (statement.source, statement.cue, statement.content)
    return min((span for words in parts if words for span in words.spans), default=Span(0, 0))
