"""Reading again: what another model, or another version of the rules, finds in the texts that are kept.

A statement that is found again as it was keeps its line; one that is found otherwise gets a new line in its
place; one that is not found any more is taken back. What a person decided stands, whatever a model finds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import TracebackType

from onrecord.ledger import index, lines, read_back, rows, runs, table, vectors, versions
from onrecord.ledger.counterparts import counterparts, spans_of
from onrecord.ledger.history import History, Standing, history, values
from onrecord.ledger.lines import Base, Writing
from onrecord.ledger.store import LedgerError, Store
from onrecord.ledger.succession import Succession, succeed
from onrecord.records import BY_HAND, Article, Reading, Span, Statement

# Scores of one finding differ from machine to machine in the last digits, and by some hundredths from one
# calibration to another: no reason for a new line.
SCORE = 0.05
"""How much a score has to differ for the statement to count as found otherwise."""
_AT_ONCE = 100  # articles that are looked up at a time
# A merge repeats the reading that stands: it was made by the code of the run that made it first.
_WAITING = """
SELECT v.* FROM version v
JOIN reading g ON g.id = (SELECT max(id) FROM reading WHERE version_id = v.id)
JOIN run r ON r.id = g.run_id
LEFT JOIN reading o ON o.id = g.same_as AND r.command = 'merge'
LEFT JOIN run q ON q.id = o.run_id
WHERE v.id > :after AND g.model <> :hand
  AND (g.model <> :model OR coalesce(q.code, r.code) <> coalesce(:code, q.code, r.code))
  AND (:everything OR NOT EXISTS
    (SELECT 1 FROM version w WHERE w.article_id = v.article_id AND w.number > v.number))
ORDER BY v.id LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of the lines of an article: how many are as they were, changed, new, or not found again.

    `kept_corrections` are those that stand as a person decided: accepted, corrected, put back or
    taken back, whatever was found this time.
    """

    same: int = 0
    changed: int = 0
    added: int = 0
    withdrawn: int = 0
    kept_corrections: int = 0


def waiting(
    store: Store, model: str, everything: bool = False, code: str | None = None
) -> Iterator[tuple[int, Article]]:
    """Texts whose newest reading is by another model (or, where `code` is given, by other rules).

    They come with the numbers of their versions, in the order in which they were met: the latest of each
    article, or all with `everything`. Statements that a person noted are no model's to find. Lines may be
    written while this goes on. Raises LedgerError.
    """
    after = 0
    while True:
        with store.in_plain_words("read"):
            asked = {"after": after, "everything": everything, "model": model, "code": code, "hand": BY_HAND}
            found = store.connection.execute(_WAITING, {**asked, "limit": _AT_ONCE}).fetchall()
        for row in found:
            yield row["id"], rows.article_of(row)
        if len(found) < _AT_ONCE:
            return
        after = found[-1]["id"]


class Rereading:
    """One run that reads again what is kept. Each article is one short transaction."""

    def __init__(
        self, store: Store, *, settings: rows.Cells, code: str | None = None, person: str | None = None
    ) -> None:
        self._store = store
        self._run = runs.Run(store, command="reread", settings=settings, code=code, person=person)

    def __enter__(self) -> Rereading:
        self._run.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run.__exit__(kind, error, trace)

    def stop(self) -> None:
        """Say that the run ends before its work is done."""
        self._run.stop()

    def enter(self, version_id: int, reading: Reading) -> Reread:
        """Write down what was found this time; kept for good once this returns.

        `reading` is of the article that `waiting` gave. Raises LedgerError where it is of another text.
        """
        with self._store.writing() as moment:
            connection = self._store.connection
            if connection.execute("SELECT 1 FROM version WHERE id = ?", (version_id,)).fetchone() is None:
                return Reread()  # somebody took it out since
            told = history(connection, version_id)
            if reading.article.text != told.article.text:
                raise LedgerError(
                    f"the reading of {reading.article.id} is of another text than version {version_id}"
                )
            return _enter(self._run.writing(moment), told, reading)


@dataclass(frozen=True, slots=True)
class _Found:
    """How a statement stands (None: it is new), and how a reading has it (None: it does not find it)."""

    standing: Standing | None
    statement: Statement | None
    vector: bytes = b""

    @property
    def is_free(self) -> bool:
        """Whether a reading may change it."""
        return self.standing is None or not (self.standing.is_decided or self.standing.is_followed)


def _enter(writing: Writing, told: History, reading: Reading) -> Reread:
    found = _compared(told, reading)
    others = [each for each in found if each.is_free and not _is_same(each, reading)]
    if others or not (told.model is not None and told.repeats(reading.timexes, reading.figures)):
        base = lines.add_reading(writing, told.version_id, reading)
        written = [(_write(writing, base, each), each) for each in others]
        added = [number for number, each in written if number and not each.standing]
        if added:
            versions.join(writing, told.version_id, added)
    else:
        written = []
        _repeat(writing, told.version_id, reading.model)
    _measure(writing, told.version_id, found, written)
    count = Counter((each.standing is not None, each.statement is not None) for each in others)
    decided = sum(each.standing is not None and each.standing.is_decided for each in found)
    same = len(found) - len(others) - decided
    return Reread(same, count[True, True], count[False, True], count[True, False], decided)


def _compared(told: History, reading: Reading) -> list[_Found]:
    """Each statement of the reading, then those that stand and that it does not find."""
    pairs = counterparts([each.faces for each in told.standings], [(each,) for each in reading.statements])
    standings = {place: told.standings[at] for at, place in pairs.items()}
    keys = {
        statement.id: standings[place].statement.id
        for place, statement in enumerate(reading.statements)
        if place in standings and _keeps_key(standings[place], statement)
    }
    found = [
        _Found(
            standings.get(place),
            replace(
                each,
                id=keys.get(each.id, each.id),
                within=keys.get(each.within, each.within) if each.within else None,
            ),
            reading.vectors[place] if reading.vectors else b"",
        )
        for place, each in enumerate(reading.statements)
    ]
    return found + [_Found(each, None) for at, each in enumerate(told.standings) if at not in pairs]


def _keeps_key(standing: Standing, statement: Statement) -> bool:
    """Whether it is one statement to the character, or its line stays."""
    return not _Found(standing, statement).is_free or spans_of(standing.statement) == spans_of(statement)


def _is_same(found: _Found, reading: Reading) -> bool:
    if found.standing is None or found.statement is None:
        return False
    line, statement = found.standing.line, found.statement
    return (
        line.values == values(statement, reading.figures)
        and line.statement.within == statement.within
        and abs(line.statement.score - statement.score) < SCORE
    )


def _measure(
    writing: Writing, version_id: int, found: Sequence[_Found], written: Sequence[tuple[int | None, _Found]]
) -> None:
    """Keep this reading's vectors for the lines that say now what it found."""
    known = {
        each.standing.line.number: each.vector
        for each in found
        if each.standing and each.statement and _content(each.standing.statement) == _content(each.statement)
    }
    new = {number: each.vector for number, each in written if number is not None}
    vectors.renew(writing.connection, version_id, known | new)


def _content(statement: Statement) -> Sequence[Span]:
    return statement.content.spans


def _repeat(writing: Writing, version_id: int, model: str) -> None:
    newest = read_back.latest_reading(writing.connection, version_id)
    assert newest is not None, "what is repeated was read"
    same_as = newest["same_as"] or newest["id"]
    cells: rows.Cells = {"version_id": version_id, "model": model, "same_as": same_as, **writing.stamp}
    table.add(writing.connection, "reading", cells)


def _write(writing: Writing, base: Base, found: _Found) -> int | None:
    """Write down what differs; gives the new line, None where a line was taken back."""
    new = None
    if found.statement is not None:
        outlets = index.outlets(writing.connection, base.version_id)
        new = lines.add_line(writing, base, found.statement, outlets)
    if found.standing is not None:
        succeed(writing, found.standing.line.number, Succession(new, "reread", None, writing.run_id))
    return new
