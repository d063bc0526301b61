"""The full-text index: the words by which a line is found, and the marks by which filters find it.

A line's words are its content, who said it (name, words of the source, role), the headline it stands under,
and what its figures count. The index is no record: it follows from the lines, and from where they appeared.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ledger import marks

_LINES = """
SELECT s.id, s.content, s.source, s.name, s.role, s.kind, s.entity_id, s.quotation, s.type, s.act,
  s.said_from, s.said_to, s.score, v.headline, v.outlet, v.published_at
FROM statement s JOIN version v ON v.id = s.version_id WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY
s.id
"""
_FIGURES = """
SELECT sf.statement_id, f.low, f.high, f.unit, f.counted
FROM statement_figure sf JOIN figure f ON f.id = sf.figure_id
WHERE sf.statement_id IN (SELECT value FROM json_each(?)) ORDER BY sf.statement_id, sf.place
"""
_EVENTS = """
SELECT statement_id, begin, finish FROM statement_event
WHERE statement_id IN (SELECT value FROM json_each(?)) AND begin IS NOT NULL ORDER BY statement_id, place
"""
_WORDS = """
SELECT s.id, s.content, s.name, s.source, s.role, s.entity_id, v.headline FROM statement s JOIN version v ON
v.id = s.version_id WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.id
"""
_ADD = "INSERT INTO statement_words (rowid, content, who, headline, counted, marks) VALUES (?, ?, ?, ?, ?, ?)"
# The index keeps no copy of its words: to take a line out it has to be told them once more.
_TAKE_OUT = (
    "INSERT INTO statement_words (statement_words, rowid, content, who, headline, counted, marks)"
    " VALUES ('delete', ?, ?, ?, ?, ?, ?)"
)
_Row = tuple[int, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """What the index is told of a line. `outlet` is the version's, `events` have their first and last day."""

    figures: Sequence[Counted]
    events: Sequence[tuple[str, str]]
    number: int
    content: str
    source: str | None
    name: str | None
    role: str | None
    kind: str | None
    entity_id: int | None
    quotation: str
    type: str
    act: str | None
    said_from: str | None
    said_to: str | None
    score: float
    headline: str | None
    outlet: str | None
    published_at: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """What the index is told of a figure."""

    low: float | None
    high: float | None
    unit: str | None
    counted: str | None


def outlets(connection: sqlite3.Connection, version_id: int) -> tuple[str, ...]:
    """The outlets in which a version appeared, in the order of their names."""
    found = connection.execute(
        "SELECT DISTINCT outlet FROM appearance WHERE version_id = ? AND outlet IS NOT NULL ORDER BY outlet",
        (version_id,),
    )
    return tuple(outlet for (outlet,) in found)


def add(connection: sqlite3.Connection, number: int, outlets: Sequence[str]) -> None:
    """Take a line up; `outlets` are those in which its version appeared."""
    add_all(connection, [number], outlets)


def add_all(connection: sqlite3.Connection, numbers: Sequence[int], outlets: Sequence[str]) -> None:
    """Take lines of one version up; for many at once this takes half the time of one by one."""
    connection.executemany(_ADD, _rows(connection, numbers, outlets))


def add_version(connection: sqlite3.Connection, version_id: int, outlets: Sequence[str]) -> None:
    """Take up all lines of a version."""
    add_all(connection, _numbers(connection, version_id), outlets)


def take_out_version(connection: sqlite3.Connection, version_id: int, outlets: Sequence[str]) -> None:
    """Take out all lines of a version; `outlets` are those that they were taken up with."""
    connection.executemany(_TAKE_OUT, _rows(connection, _numbers(connection, version_id), outlets))


def make_anew(connection: sqlite3.Connection) -> None:
    """Take all lines out and up again: after a change in what the index is told of them."""
    connection.execute("INSERT INTO statement_words (statement_words) VALUES ('delete-all')")
    for (version_id,) in connection.execute("SELECT id FROM version ORDER BY id").fetchall():
        add_version(connection, version_id, outlets(connection, version_id))


def words(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[tuple[int, str, str, str, str]]:
    """Of each line its number, its words (content, who, headline) and the mark of its entity."""
    found = connection.execute(_WORDS, (json.dumps(numbers),))
    return [
        (number, content, _who(name, source, role), headline or "", marks.entity(entity_id or 0))
        for number, content, name, source, role, entity_id, headline in found
    ]


def _numbers(connection: sqlite3.Connection, version_id: int) -> list[int]:
    found = connection.execute("SELECT id FROM statement WHERE version_id = ? ORDER BY id", (version_id,))
    return [number for (number,) in found]


def _rows(connection: sqlite3.Connection, numbers: Sequence[int], outlets: Sequence[str]) -> list[_Row]:
    asked = (json.dumps(numbers),)
    figures, events = defaultdict(list), defaultdict(list)
    for number, *figure in connection.execute(_FIGURES, asked):
        figures[number].append(Counted(*figure))
    for number, begin, finish in connection.execute(_EVENTS, asked):
        events[number].append((begin, finish))
    found = connection.execute(_LINES, asked)
    lines = (Line(figures[row[0]], events[row[0]], *row) for row in found)
    return [_row(line, outlets) for line in lines]


def _who(*words: str | None) -> str:
    return " | ".join(each for each in words if each)


def _row(line: Line, outlets: Sequence[str]) -> _Row:
    who = _who(line.name, line.source, line.role)
    counted = " | ".join(figure.counted for figure in line.figures if figure.counted)
    return line.number, line.content, who, line.headline or "", counted, marks.of(line, outlets)
