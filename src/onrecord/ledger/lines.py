"""Readings as lines: statements with their figures, times, places and entities, taken up by the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger import index, rows, table, vectors
from onrecord.records import Reading, Statement


@dataclass(frozen=True, slots=True)
class Writing:
    """Where lines are written: the open transaction, the run that makes them, and their moment."""

    connection: sqlite3.Connection
    run_id: int
    moment: str

    @property
    def stamp(self) -> rows.Cells:
        """The cells that every line has."""
        return {"run_id": self.run_id, "recorded_at": self.moment}


@dataclass(frozen=True, slots=True)
class Base:
    """What a line stands on: its version, and the reading whose figures it uses (their numbers, in order)."""

    version_id: int
    reading_id: int
    figure_ids: tuple[int, ...]


def add_reading(writing: Writing, version_id: int, reading: Reading) -> Base:
    """Add a reading with its times and figures, without its statements."""
    connection = writing.connection
    cells: rows.Cells = {"version_id": version_id, "model": reading.model, **writing.stamp}
    reading_id = table.add(connection, "reading", cells)
    timexes = [
        {"reading_id": reading_id, "place": place, **rows.timex_cells(timex)}
        for place, timex in enumerate(reading.timexes)
    ]
    table.add_all(connection, "timex", timexes)
    figure_ids = tuple(
        table.add(
            connection, "figure", {"reading_id": reading_id, "place": place, **rows.figure_cells(figure)}
        )
        for place, figure in enumerate(reading.figures)
    )
    return Base(version_id, reading_id, figure_ids)


def add_lines(writing: Writing, base: Base, reading: Reading) -> Mapping[str, int]:
    """Add a line for each statement, found by its words from now on; gives their numbers by their keys."""
    numbers = {statement.id: _add_line(writing, base, statement) for statement in reading.statements}
    if reading.vectors:
        vectors.add(writing.connection, dict(zip(numbers.values(), reading.vectors, strict=True)))
    outlets = index.outlets(writing.connection, base.version_id)
    index.add_all(writing.connection, list(numbers.values()), outlets)
    return numbers


def add_line(
    writing: Writing, base: Base, statement: Statement, outlets: Sequence[str], vector: bytes = b""
) -> int:
    """Add a line and give its number; `outlets` are those in which its version appeared."""
    number = _add_line(writing, base, statement)
    vectors.add(writing.connection, {number: vector})
    index.add(writing.connection, number, outlets)
    return number


def _add_line(writing: Writing, base: Base, statement: Statement) -> int:
    connection = writing.connection
    cells = {
        **rows.statement_cells(statement),
        "entity_id": _entity(connection, statement),
        "version_id": base.version_id,
        "reading_id": base.reading_id,
        **writing.stamp,
    }
    number = table.add(connection, "statement", cells)
    _add_parts(connection, number, base, statement)
    return number


def _add_parts(connection: sqlite3.Connection, number: int, base: Base, statement: Statement) -> None:
    table.add_all(
        connection,
        "statement_figure",
        [
            {"statement_id": number, "place": place, "figure_id": base.figure_ids[figure]}
            for place, figure in enumerate(statement.figures)
        ],
    )
    events: list[rows.Cells] = []
    for place, value in enumerate(statement.event_times):
        begin, finish = rows.covered(value)
        events.append(
            {"statement_id": number, "place": place, "value": value, "begin": begin, "finish": finish}
        )
    table.add_all(connection, "statement_event", events)
    places: list[rows.Cells] = [
        {"statement_id": number, "place": place, "name": each.name, "spans": rows.spans_cell(each.spans)}
        for place, each in enumerate(statement.places)
    ]
    table.add_all(connection, "statement_place", places)


def _entity(connection: sqlite3.Connection, statement: Statement) -> int | None:
    source = statement.source
    if source is None or source.entity is None:
        return None
    key = rows.clean(source.entity)
    found = connection.execute("SELECT id FROM entity WHERE key = ?", (key,)).fetchone()
    entity_id: int = found[0] if found else table.add(connection, "entity", {"key": key})
    if source.name:
        connection.execute(
            "INSERT OR IGNORE INTO entity_name (entity_id, name) VALUES (?, ?)",
            (entity_id, rows.clean(source.name)),
        )
    return entity_id
