"""Readings out of the ledger: an article's version with the lines that are current for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger import rows
from onrecord.records import Figure, Place, Reading, Statement, Timex

# The lines of a version that no other line of it has replaced; `entity` is the key that the record holds.
_CURRENT = """
SELECT s.*, e.key AS entity FROM statement s LEFT JOIN entity e ON e.id = s.entity_id
WHERE s.version_id = ? AND NOT EXISTS (SELECT 1 FROM succession WHERE old_id = s.id AND why <> 'version')
ORDER BY s.id
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading as the ledger keeps it, with the number of each statement's line (by the statement's id)."""

    reading: Reading
    numbers: Mapping[str, int]


def version_row(connection: sqlite3.Connection, version_id: int) -> sqlite3.Row:
    """The row of a version."""
    row: sqlite3.Row = connection.execute("SELECT * FROM version WHERE id = ?", (version_id,)).fetchone()
    return row


def current(connection: sqlite3.Connection, version_id: int) -> Kept | None:
    """What is current for a version; None where it was never read."""
    reading_row = latest_reading(connection, version_id)
    if reading_row is None:
        return None
    article = rows.article_of(version_row(connection, version_id))
    told = reading_row["same_as"] or reading_row["id"]
    timexes, figures = _timexes(connection, told), _figures(connection, told)
    lines = connection.execute(_CURRENT, (version_id,)).fetchall()
    statements = tuple(statement(connection, line, article.text, figures) for line in lines)
    reading = Reading(article, statements, reading_row["model"], timexes, figures)
    return Kept(reading, {line["key"]: line["id"] for line in lines})


def latest_reading(connection: sqlite3.Connection, version_id: int) -> sqlite3.Row | None:
    """The row of the newest reading of a version."""
    found: sqlite3.Row | None = connection.execute(
        "SELECT * FROM reading WHERE version_id = ? ORDER BY id DESC LIMIT 1", (version_id,)
    ).fetchone()
    return found


def statement(
    connection: sqlite3.Connection, line: sqlite3.Row, text: str, figures: Sequence[Figure]
) -> Statement:
    """The statement of a line; its figures are told as places in `figures`, all of which may be it."""
    number = line["id"]
    events = connection.execute(
        "SELECT value FROM statement_event WHERE statement_id = ? ORDER BY place", (number,)
    )
    found = connection.execute(
        "SELECT name, spans FROM statement_place WHERE statement_id = ? ORDER BY place", (number,)
    )
    named: Iterable[Place] = [rows.place_of(row) for row in found]
    # A figure is known by where it stands: the line may use those of an earlier reading, in other places.
    at = {(figure.start, figure.end): place for place, figure in enumerate(figures)}
    own = [(figure.start, figure.end) for figure in figures_of(connection, number)]
    counted = [at[span] for span in own if span in at]
    return rows.statement_of(line, text, [event["value"] for event in events], tuple(named), counted)


def figures_of(connection: sqlite3.Connection, number: int) -> tuple[Figure, ...]:
    """The figures of a line, in its order."""
    found = connection.execute(
        "SELECT f.* FROM statement_figure sf JOIN figure f ON f.id = sf.figure_id"
        " WHERE sf.statement_id = ? ORDER BY sf.place",
        (number,),
    )
    return tuple(rows.figure_of(row) for row in found)


def _timexes(connection: sqlite3.Connection, reading_id: int) -> tuple[Timex, ...]:
    found = connection.execute("SELECT * FROM timex WHERE reading_id = ? ORDER BY place", (reading_id,))
    return tuple(rows.timex_of(row) for row in found)


def _figures(connection: sqlite3.Connection, reading_id: int) -> tuple[Figure, ...]:
    found = connection.execute("SELECT * FROM figure WHERE reading_id = ? ORDER BY place", (reading_id,))
    return tuple(rows.figure_of(row) for row in found)
