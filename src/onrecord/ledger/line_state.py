"""One line of the ledger with what bears on it: its history, its claims, the times that it hangs on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.ledger import claim_ids, read_back, rows
from onrecord.ledger.entries import entry
from onrecord.ledger.stances import KINDS, THOUSAND
from onrecord.ledger.store import Store
from onrecord.records import Article, Entry, StanceKind, Timex

# A statement that was corrected, read again and versioned more often than this shows its newest lines.
STEPS = 50
_LINKED = """
WITH RECURSIVE linked (id) AS (
  SELECT id FROM (
    SELECT o.id FROM statement n JOIN statement o ON o.key = n.key AND o.version_id = n.version_id
    WHERE n.id = :line ORDER BY o.id DESC LIMIT :most)
  UNION SELECT c.new_id FROM linked JOIN succession c ON c.old_id = linked.id WHERE c.new_id IS NOT NULL
  UNION SELECT c.old_id FROM linked JOIN succession c ON c.new_id = linked.id
  LIMIT 4 * :most
)
SELECT s.id AS number, r.command, r.person, g.model, s.recorded_at, c.new_id, c.why, c.note,
  d.person AS by, c.recorded_at AS settled_at
FROM linked JOIN statement s ON s.id = linked.id JOIN run r ON r.id = s.run_id
  JOIN reading g ON g.id = s.reading_id
  LEFT JOIN succession c ON c.old_id = s.id LEFT JOIN run d ON d.id = c.run_id
ORDER BY s.id DESC LIMIT :most
"""
_WITHIN = """
SELECT o.id, o.content FROM statement n JOIN statement o ON o.key = n.within AND o.version_id = n.version_id
WHERE n.id = ? ORDER BY o.id DESC LIMIT 1
"""
_HOLDS = """
SELECT o.id, o.content FROM statement n JOIN statement o ON o.version_id = n.version_id AND o.within = n.key
WHERE n.id = ? AND NOT EXISTS (SELECT 1 FROM succession WHERE old_id = o.id AND why <> 'version')
ORDER BY o.id LIMIT 20
"""
_STANCES = """
SELECT x.claim_id, x.kind, x.score FROM stance x WHERE x.statement_id = ? ORDER BY x.score DESC, x.claim_id
"""
_STORY = """
SELECT y.id, y.key, y.title FROM statement s JOIN member m ON m.version_id = s.version_id
JOIN story y ON y.id = m.story_id WHERE s.id = ?
"""
_VERSION = """
SELECT s.version_id, coalesce(g.same_as, g.id) AS reading_id,
  (SELECT max(number) FROM version w WHERE w.article_id = v.article_id) AS latest,
  (SELECT archive_url FROM appearance p WHERE p.version_id = v.id AND archive_url IS NOT NULL
    LIMIT 1) AS archive
FROM statement s JOIN version v ON v.id = s.version_id JOIN reading g ON g.id = s.reading_id WHERE s.id = ?
"""
_TIMEX = """
SELECT * FROM timex WHERE reading_id = :reading AND value = :value ORDER BY abs(start - :near), place LIMIT 1
"""
_ANCHOR = "SELECT * FROM timex WHERE reading_id = ? AND place = ?"


@dataclass(frozen=True, slots=True)
class Settled:
    """What took a line's place, or that it was taken back (`new` is None): why, by whom, when."""

    new: int | None
    why: str
    note: str | None
    person: str | None
    recorded_at: str


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a statement: in which command it was written, by which model or person, and what followed.

    `person` is None where none wrote it, `settled` where the line stands.
    """

    number: int
    command: str
    person: str | None
    model: str
    recorded_at: str
    settled: Settled | None


@dataclass(frozen=True, slots=True)
class LineStance:
    """A line's place towards a claim, by the claim's number in this file and its id."""

    number: int
    claim: str
    kind: StanceKind
    score: float


@dataclass(frozen=True, slots=True)
class ToldTime:
    """A time as the line has it, the expression it comes from, and the one which that is counted from."""

    value: str
    timex: Timex | None
    anchor: Timex | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineState:
    """A line with what bears on it.

    `within` is the line that it stands in, `holds` those that stand in it, each with its content. `story` is
    the number, the id and the title of its article's story, where the line is of the article's latest
    version, `latest`.
    """

    entry: Entry
    article: Article
    latest: int
    archive_url: str | None
    said: ToldTime | None
    events: tuple[ToldTime, ...]
    within: tuple[int, str] | None
    holds: tuple[tuple[int, str], ...]
    steps: tuple[Step, ...]
    story: tuple[int, str, str | None] | None
    stances: tuple[LineStance, ...]


def line_state(store: Store, number: int) -> LineState:
    """The line of a number, current or not. Raises LedgerError where there is none."""
    told = entry(store, number)
    with store.in_plain_words("read"):
        connection = store.connection
        of = connection.execute(_VERSION, (number,)).fetchone()
        statement = told.statement
        cue = (statement.cue or statement.content).spans
        near = cue[0].start if cue else 0
        inside = statement.content.spans[0].start if statement.content.spans else 0
        return LineState(
            entry=told,
            article=rows.article_of(read_back.version_row(connection, of["version_id"])),
            latest=of["latest"],
            archive_url=of["archive"],
            said=_told(connection, of["reading_id"], statement.said_at, near) if statement.said_at else None,
            events=tuple(
                _told(connection, of["reading_id"], value, inside) for value in statement.event_times
            ),
            within=_first(connection.execute(_WITHIN, (number,))),
            holds=tuple((row[0], row[1]) for row in connection.execute(_HOLDS, (number,))),
            steps=_steps(connection, number),
            story=_story(connection, number),
            stances=_stances(connection, number),
        )


def _first(found: Iterable[sqlite3.Row]) -> tuple[int, str] | None:
    return next(((row[0], row[1]) for row in found), None)


def _told(connection: sqlite3.Connection, reading_id: int, value: str, near: int) -> ToldTime:
    """The expression nearest to a place that has this value, or of a stretch "a/b" its beginning."""
    asked = {"reading": reading_id, "value": value.partition("/")[0], "near": near}
    row = connection.execute(_TIMEX, asked).fetchone()
    if row is None:
        return ToldTime(value, None, None)
    anchor = None
    if row["anchor"] is not None:
        anchor = connection.execute(_ANCHOR, (reading_id, row["anchor"])).fetchone()
    return ToldTime(value, rows.timex_of(row), rows.timex_of(anchor) if anchor else None)


def _steps(connection: sqlite3.Connection, number: int) -> tuple[Step, ...]:
    """The lines of a statement, those of other versions of the article too, the oldest first."""
    found = connection.execute(_LINKED, {"line": number, "most": STEPS}).fetchall()
    return tuple(_step(row) for row in reversed(found))


def _step(row: sqlite3.Row) -> Step:
    settled = None
    if row["why"] is not None:
        settled = Settled(row["new_id"], row["why"], row["note"], row["by"], row["settled_at"])
    person = row["person"] if row["command"] == "correct" else None
    return Step(row["number"], row["command"], person, row["model"], row["recorded_at"], settled)


def _story(connection: sqlite3.Connection, number: int) -> tuple[int, str, str | None] | None:
    found = connection.execute(_STORY, (number,)).fetchone()
    return (found["id"], found["key"], found["title"]) if found else None


def _stances(connection: sqlite3.Connection, number: int) -> tuple[LineStance, ...]:
    return tuple(
        LineStance(
            row["claim_id"], claim_ids.written(row["claim_id"]), KINDS[row["kind"]], row["score"] / THOUSAND
        )
        for row in connection.execute(_STANCES, (number,))
    )
