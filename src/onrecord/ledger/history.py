"""The lines of a version: which stand, what stood before them, and what a person decided.

A line stands until another takes its place. One that a person took back stands as taken back: the statement
is known, and is not to come again.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.ledger import acceptance, index, lines, read_back, rows, vectors
from onrecord.ledger.lines import Base, Writing
from onrecord.ledger.succession import Succession
from onrecord.records import Article, Figure, Place, Reading, Statement, Timex

_LINES = """
SELECT s.*, e.key AS entity, r.command, r.settings
FROM statement s JOIN run r ON r.id = s.run_id LEFT JOIN entity e ON e.id = s.entity_id
WHERE s.version_id = ? ORDER BY s.id
"""
_EVENTS = """
SELECT e.statement_id, e.value FROM statement_event e JOIN statement s ON s.id = e.statement_id
WHERE s.version_id = ? ORDER BY e.statement_id, e.place
"""
_PLACES = """
SELECT p.statement_id, p.name, p.spans FROM statement_place p JOIN statement s ON s.id = p.statement_id
WHERE s.version_id = ? ORDER BY p.statement_id, p.place
"""
_COUNTED = """
SELECT c.statement_id, f.place FROM statement_figure c JOIN figure f ON f.id = c.figure_id
  JOIN statement s ON s.id = c.statement_id
WHERE s.version_id = ? ORDER BY c.statement_id, c.place
"""
_FIGURES = """
SELECT * FROM figure WHERE reading_id IN (SELECT reading_id FROM statement WHERE version_id = ?)
ORDER BY reading_id, place
"""
_OF_READING = "SELECT * FROM {} WHERE reading_id = ? ORDER BY place"
_SUCCESSIONS = """
SELECT c.* FROM succession c JOIN statement s ON s.id = c.old_id WHERE s.version_id = ?
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: `statement.figures` are places in `figures`, which are those of its reading.

    `is_undone`: it says what an earlier one said; `is_split`: it was split off from a source with others.
    """

    number: int
    statement: Statement
    figures: tuple[Figure, ...]
    reading_id: int
    run_id: int
    is_by_person: bool
    is_undone: bool
    is_split: bool

    @property
    def values(self) -> Hashable:
        """What it says, to be compared."""
        return values(self.statement, self.figures)


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement of a version by the line that stands.

    `machine` is the line that a person corrected, itself where none did. `is_decided`: it stands as a person
    decided, whatever a reading says; `is_accepted`: a person found it right as it is; `is_moved`: all
    that a person did was to split it off from a source, with others; `is_withdrawn`: a person took it back;
    `is_followed`: a later version of the article has it, too. `person_run` is the run of the person who did
    something to it last.
    """

    line: Line
    machine: Line | None
    is_decided: bool
    is_accepted: bool
    is_moved: bool
    is_withdrawn: bool
    is_followed: bool
    person_run: int | None

    @property
    def statement(self) -> Statement:
        """What it says."""
        return self.line.statement

    @property
    def is_corrected(self) -> bool:
        """Whether it says something else than the machine did."""
        said = self.machine
        return self.line.is_by_person and (said is None or said.values != self.line.values)

    @property
    def is_right(self) -> bool:
        """Whether all that a person decided is that it is right as the machine said it."""
        return self.is_accepted and not self.is_corrected

    @property
    def faces(self) -> tuple[Statement, ...]:
        """How it is known: as it stands, and as the machine said it."""
        machine = self.machine
        return (self.statement,) if machine is None else (self.statement, machine.statement)


@dataclass(frozen=True)
class History:
    """All lines of a version by their numbers, what took their places, and which stand.

    `accepted` are lines that a person accepted, with the runs in which that was done. `timexes` and `figures`
    are those of its newest reading, by `model`; None where there is no reading.
    """

    version_id: int
    article: Article
    model: str | None
    timexes: Sequence[Timex]
    figures: Sequence[Figure]
    lines: Mapping[int, Line]
    successions: Mapping[int, Succession]
    accepted: Mapping[int, int]

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """The lines that stand, in the order of their numbers."""
        return tuple(self._standing(line) for line in self.lines.values() if self._stands(line))

    def repeats(self, timexes: Sequence[Timex], figures: Sequence[Figure]) -> bool:
        """Whether these are the times and figures of the newest reading."""
        return (
            [*map(rows.timex_cells, self.timexes)] == [*map(rows.timex_cells, timexes)]
            and [*map(rows.figure_cells, self.figures)] == [*map(rows.figure_cells, figures)]
        )  # fmt: skip

    def _stands(self, line: Line) -> bool:
        settled = self.successions.get(line.number)
        if settled is None or settled.why == "version":
            return True
        return settled.why == "withdrawal" and not self._is_put_back(line)

    def _is_put_back(self, line: Line) -> bool:
        return any(
            each.is_undone
            and each.number > line.number
            and each.statement.id == line.statement.id
            and each.number not in self._corrected
            for each in self.lines.values()
        )

    @cached_property
    def _corrected(self) -> Mapping[int, int]:
        """The line that each correction corrected; the first of several that were made one by a merge."""
        found: dict[int, int] = {}
        for old, settled in sorted(self.successions.items()):
            if settled.why == "correction" and settled.new is not None and settled.new in self.lines:
                found.setdefault(settled.new, old)
        return found

    def _is_moved(self, line: Line) -> bool:
        moved = (each for each in self._moved if each.statement.id == line.statement.id)
        return line.is_by_person and any(each.values == line.values for each in moved)

    @cached_property
    def _moved(self) -> Sequence[Line]:
        """Lines that were split off and that no person has looked at otherwise."""
        moved: dict[int, Line] = {}
        for line in self.lines.values():
            before = self.lines.get(self._corrected.get(line.number, 0))
            if before is None or not line.is_split or before.number in self.accepted:
                continue
            if not before.is_by_person or before.number in moved:
                moved[line.number] = line
        return [*moved.values()]

    def _machine(self, line: Line) -> Line | None:
        while line.is_by_person:
            before = self._corrected.get(line.number)
            if before is None:
                return None
            line = self.lines[before]
        return line

    def _said(self, line: Line) -> Line | None:
        """What a machine said of the statement before a person put it back, or in the ledger it came from.

        A correction is of the same reading as the line that it corrected.
        """
        before = (each for each in self.lines.values() if each.number < line.number and not each.is_by_person)
        return max(
            (each for each in before if each.statement.id == line.statement.id),
            key=lambda each: (each.reading_id == line.reading_id, each.number),
            default=None,
        )

    def _standing(self, line: Line) -> Standing:
        settled = self.successions.get(line.number)
        machine = self._machine(line)
        is_withdrawn = settled is not None and settled.why == "withdrawal"
        # Who undid a correction left it to the machine again.
        is_left = machine is not None and (machine is line or machine.values == line.values)
        is_accepted = line.number in self.accepted and not is_withdrawn
        own_run = line.run_id if line.is_by_person else None
        return Standing(
            line,
            machine or self._said(line),
            is_decided=is_withdrawn or is_accepted or not is_left,
            is_accepted=is_accepted,
            is_moved=self._is_moved(line),
            is_withdrawn=is_withdrawn,
            is_followed=settled is not None and settled.why == "version",
            person_run=settled.run_id
            if settled and is_withdrawn
            else own_run or self.accepted.get(line.number),
        )


def history(connection: sqlite3.Connection, version_id: int) -> History:
    """The lines of a version."""
    article = rows.article_of(read_back.version_row(connection, version_id))
    newest = read_back.latest_reading(connection, version_id)
    told = (newest["same_as"] or newest["id"]) if newest else None
    parts = _parts(connection, version_id)
    found = connection.execute(_LINES, (version_id,)).fetchall()
    settled = connection.execute(_SUCCESSIONS, (version_id,))
    return History(
        version_id,
        article,
        newest["model"] if newest else None,
        tuple(rows.timex_of(row) for row in connection.execute(_OF_READING.format("timex"), (told,))),
        tuple(rows.figure_of(row) for row in connection.execute(_OF_READING.format("figure"), (told,))),
        lines={row["id"]: _line(row, article.text, parts) for row in found},
        successions={row["old_id"]: _succession(row) for row in settled},
        accepted=acceptance.of_version(connection, version_id),
    )


def as_reading(told: History, standing: Sequence[Line]) -> Reading:
    """The statements of some lines of a version as one reading, whose figures are those that they use."""
    figures, statements = list[Figure](), list[Statement]()
    for line in standing:
        own = [replace(line.figures[place], part_of=None) for place in line.statement.figures]
        places = tuple(range(len(figures), len(figures) + len(own)))
        statements.append(replace(line.statement, figures=places))
        figures += own
    return Reading(told.article, tuple(statements), told.model or "", tuple(told.timexes), tuple(figures))


def add(writing: Writing, version_id: int, like: Line, statement: Statement) -> int:
    """Add a line to a version, of the same reading as another line of it; gives its number."""
    connection = writing.connection
    found = connection.execute(
        "SELECT id FROM figure WHERE reading_id = ? ORDER BY place", (like.reading_id,)
    )
    base = Base(version_id, like.reading_id, tuple(number for (number,) in found))
    is_content = statement.content.spans == like.statement.content.spans
    vector = vectors.of_line(connection, like.number) if is_content else b""
    return lines.add_line(writing, base, statement, index.outlets(connection, version_id), vector)


def values(statement: Statement, figures: Sequence[Figure]) -> Hashable:
    """What a line of a statement says, to be compared: all but its key, the one it is within, and its score.

    The figures are those of its reading, of which a statement tells places.
    """
    cells = rows.statement_cells(statement)
    source = statement.source
    return (
        *(cell for name, cell in cells.items() if name not in ("key", "within", "score")),
        rows.clean(source.entity) if source and source.entity else None,
        statement.event_times,
        tuple((each.name, each.spans) for each in statement.places),
        tuple(_figure_values(figures, place) for place in statement.figures),
    )


def _figure_values(figures: Sequence[Figure], place: int) -> Hashable:
    figure = figures[place]
    whole = figures[figure.part_of] if figure.part_of is not None else None
    cells = rows.figure_cells(figure)
    return (
        *(cell for name, cell in cells.items() if name != "part_of"),
        (whole.start, whole.end) if whole else None,
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """What lines hold in tables of their own, by their numbers; the figures by their readings."""

    events: Mapping[int, Sequence[str]]
    places: Mapping[int, Sequence[Place]]
    counted: Mapping[int, Sequence[int]]
    figures: Mapping[int, Sequence[Figure]]


def _parts(connection: sqlite3.Connection, version_id: int) -> _Parts:
    events, places, counted = defaultdict(list), defaultdict(list), defaultdict(list)
    figures: dict[int, list[Figure]] = defaultdict(list)
    for number, value in connection.execute(_EVENTS, (version_id,)):
        events[number].append(value)
    for row in connection.execute(_PLACES, (version_id,)):
        places[row["statement_id"]].append(rows.place_of(row))
    for number, place in connection.execute(_COUNTED, (version_id,)):
        counted[number].append(place)
    for row in connection.execute(_FIGURES, (version_id,)):
        figures[row["reading_id"]].append(rows.figure_of(row))
    return _Parts(events, places, counted, figures)


def _line(row: sqlite3.Row, text: str, parts: _Parts) -> Line:
    number, is_by_person = row["id"], row["command"] == "correct"
    own = (parts.events.get(number, ()), parts.places.get(number, ()), parts.counted.get(number, ()))
    told = json.loads(row["settings"]) if is_by_person else {}
    return Line(
        number=number,
        statement=rows.statement_of(row, text, *own),
        figures=tuple(parts.figures.get(row["reading_id"], ())),
        reading_id=row["reading_id"],
        run_id=row["run_id"],
        is_by_person=is_by_person,
        is_undone="undo" in told,
        is_split="split" in told,
    )


def _succession(row: sqlite3.Row) -> Succession:
    return Succession(row["new_id"], row["why"], row["note"], row["run_id"])
