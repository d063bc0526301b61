"""Readings out of the ledger: an article's version with the lines that are current for it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger import rows, vectors
from onrecord.records import Figure, Place, Reading, Statement, Timex

# The lines of a version that no other line of it has replaced; `entity` is the key that the record holds.
_CURRENT = """
SELECT s.*, e.key AS entity FROM statement s LEFT JOIN entity e ON e.id = s.entity_id
WHERE s.version_id = ? AND NOT EXISTS (SELECT 1 FROM succession WHERE old_id = s.id AND why <> 'version')
ORDER BY s.id
"""


_EVENTS = """
SELECT e.statement_id, e.value FROM statement s JOIN statement_event e ON e.statement_id = s.id
WHERE s.version_id = ? ORDER BY e.statement_id, e.place
"""
_PLACES = """
SELECT p.statement_id, p.name, p.spans FROM statement s JOIN statement_place p ON p.statement_id = s.id
WHERE s.version_id = ? ORDER BY p.statement_id, p.place
"""
_COUNTED = """
SELECT c.statement_id, f.start, f.stop FROM statement s JOIN statement_figure c ON c.statement_id = s.id
JOIN figure f ON f.id = c.figure_id WHERE s.version_id = ? ORDER BY c.statement_id, c.place
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading as the ledger keeps it, with the number of each statement's line (by the statement's id)."""

    reading: Reading
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Parts:
    """Of one line: the times and places that it names, and its figures as places among the reading's."""

    events: list[str]
    places: list[Place]
    figures: list[int]


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
    parts = _parts(connection, version_id, figures)
    statements = tuple(_statement(line, article.text, parts[line["id"]]) for line in lines)
    known = vectors.of_version(connection, version_id)
    reading = Reading(
        article,
        statements,
        reading_row["model"],
        timexes,
        figures,
        tuple(known.get(line["id"], b"") for line in lines) if known else (),
    )
    return Kept(reading, {line["key"]: line["id"] for line in lines})


def latest_reading(connection: sqlite3.Connection, version_id: int) -> sqlite3.Row | None:
    """The row of the newest reading of a version."""
    found: sqlite3.Row | None = connection.execute(
        "SELECT * FROM reading WHERE version_id = ? ORDER BY id DESC LIMIT 1", (version_id,)
    ).fetchone()
    return found


def _statement(line: sqlite3.Row, text: str, parts: _Parts) -> Statement:
    return rows.statement_of(line, text, parts.events, tuple(parts.places), parts.figures)


def _parts(
    connection: sqlite3.Connection, version_id: int, figures: Sequence[Figure]
) -> Mapping[int, _Parts]:
    """What the lines of a version hold in tables of their own, by their numbers."""
    # A figure is known by where it stands: the line may use those of an earlier reading, in other places.
    at = {(figure.start, figure.end): place for place, figure in enumerate(figures)}
    found: defaultdict[int, _Parts] = defaultdict(lambda: _Parts([], [], []))
    for number, value in connection.execute(_EVENTS, (version_id,)):
        found[number].events.append(value)
    for row in connection.execute(_PLACES, (version_id,)):
        found[row["statement_id"]].places.append(rows.place_of(row))
    for number, *span in connection.execute(_COUNTED, (version_id,)):
        if tuple(span) in at:
            found[number].figures.append(at[span[0], span[1]])
    return found


def _timexes(connection: sqlite3.Connection, reading_id: int) -> tuple[Timex, ...]:
    found = connection.execute("SELECT * FROM timex WHERE reading_id = ? ORDER BY place", (reading_id,))
    return tuple(rows.timex_of(row) for row in found)


def _figures(connection: sqlite3.Connection, reading_id: int) -> tuple[Figure, ...]:
    found = connection.execute("SELECT * FROM figure WHERE reading_id = ? ORDER BY place", (reading_id,))
    return tuple(rows.figure_of(row) for row in found)
