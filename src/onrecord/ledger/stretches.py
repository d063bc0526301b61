"""A stretch of an article: its text from one place to another, with the lines that begin there.

A report may have 500,000 characters and 2,000 statements, of which a page shows some at a time. An outline
tells where all of them stand, and costs little; the statements themselves are read stretch by stretch.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.ledger import articles, read_back, rows
from onrecord.ledger.read_back import Kept
from onrecord.ledger.store import NotInLedger, Store
from onrecord.records import Article, Figure, Place, Reading, Timex

_PLACES = """
SELECT s.id, s.key, s.within, s.type, s.name, e.key AS entity, s.content_spans, s.source_spans, s.cue_spans
FROM statement s LEFT JOIN entity e ON e.id = s.entity_id
WHERE s.version_id = ? AND NOT EXISTS (SELECT 1 FROM succession WHERE old_id = s.id AND why <> 'version')
"""
_SOME = "(SELECT value FROM json_each(?))"
_LINES = f"""
SELECT s.*, e.key AS entity FROM statement s LEFT JOIN entity e ON e.id = s.entity_id WHERE s.id IN {_SOME}
"""
_EVENTS = f"SELECT statement_id, value FROM statement_event WHERE statement_id IN {_SOME} ORDER BY 1, place"
_NAMED = (
    f"SELECT statement_id, name, spans FROM statement_place WHERE statement_id IN {_SOME} ORDER BY 1, place"
)
_COUNTED = f"""
SELECT c.statement_id, f.start, f.stop FROM statement_figure c JOIN figure f ON f.id = c.figure_id
WHERE c.statement_id IN {_SOME} ORDER BY c.statement_id, c.place
"""
_WITHIN = "SELECT * FROM {} WHERE reading_id = ? AND start >= ? AND start < ? ORDER BY place"
_WHERE = """
SELECT a.key, v.number FROM statement s JOIN version v ON v.id = s.version_id
JOIN article a ON a.id = v.article_id WHERE s.id = ?
"""
_LAST = 2**63 - 1  # what SQLite can count
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Where a line stands: its content begins at `start`; all its words are from `first` to `last`.

    `key` is its statement's id, `within` that of the one it stands in, `name` and `entity` are its source's.
    """

    number: int
    key: str
    within: str | None
    is_deed: bool
    name: str | None
    entity: str | None
    start: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A version of an article, and where its current lines stand, in the order of the text."""

    article_id: int
    version_id: int
    reading_id: int
    key: str
    version: int
    latest: int
    model: str
    article: Article
    lines: tuple[LinePlace, ...]


def outline(store: Store, name: str, version: int | None = None) -> Outline:
    """The article with this key, the beginning of one, or this address; by default its latest version.

    Raises LedgerError where there is none, or more than one, or no such version.
    """
    with store.in_plain_words("read"):
        connection = store.connection
        article_id, key = articles.find(store, name)
        found = connection.execute(
            "SELECT id, number FROM version WHERE article_id = ? ORDER BY number", (article_id,)
        ).fetchall()
        ids = {row["number"]: row["id"] for row in found}
        latest = found[-1]["number"]
        number = latest if version is None else version
        if number not in ids:
            raise NotInLedger(f"there is no version {number} of article {key}: its latest is {latest}")
        row = read_back.version_row(connection, ids[number])
        reading = read_back.latest_reading(connection, ids[number])
        assert reading is not None, "a version is entered together with its reading"
        return Outline(
            article_id=article_id,
            version_id=ids[number],
            reading_id=reading["same_as"] or reading["id"],
            key=key,
            version=number,
            latest=latest,
            model=reading["model"],
            article=rows.article_of(row),
            lines=_lines(connection, ids[number]),
        )


def where(store: Store, line: int) -> tuple[str, int]:
    """The article (by its key) and the version of a line. Raises LedgerError where there is none."""
    with store.in_plain_words("read"):
        found = None
        if 0 < line <= _LAST:
            found = store.connection.execute(_WHERE, (line,)).fetchone()
    if found is None:
        raise NotInLedger(f"there is no line {line}: onrecord ask shows the numbers")
    return found["key"], found["number"]


def stretch(store: Store, whole: Outline, start: int, end: int, lines: Sequence[int]) -> Kept:
    """Some lines of a version as a reading, with the times and figures that begin from `start` to `end`.

    Its article is the whole one. A figure's whole, or what a time is counted from, is told where it is among
    them.
    """
    with store.in_plain_words("read"):
        connection, asked = store.connection, (json.dumps(list(lines)),)
        found = {row["id"]: row for row in connection.execute(_LINES, asked)}
        timexes = _timexes(connection, whole.reading_id, start, end)
        figures = _figures(connection, whole.reading_id, start, end)
        parts = _parts(connection, asked, figures)
    text = whole.article.text
    statements = tuple(
        rows.statement_of(found[number], text, each.events, each.places, each.figures)
        for number in lines
        if (each := parts.get(number) or _Parts([], [], []))
    )
    reading = Reading(whole.article, statements, whole.model, timexes, figures)
    return Kept(reading, {found[number]["key"]: number for number in lines})


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a line holds in tables of their own; the figures as places among the stretch's."""

    events: list[str]
    places: list[Place]
    figures: list[int]


def _parts(
    connection: sqlite3.Connection, asked: tuple[str], figures: Sequence[Figure]
) -> Mapping[int, _Parts]:
    at = {(figure.start, figure.end): place for place, figure in enumerate(figures)}
    found: defaultdict[int, _Parts] = defaultdict(lambda: _Parts([], [], []))
    for number, value in connection.execute(_EVENTS, asked):
        found[number].events.append(value)
    for row in connection.execute(_NAMED, asked):
        found[row["statement_id"]].places.append(rows.place_of(row))
    for number, *span in connection.execute(_COUNTED, asked):
        if (place := at.get((span[0], span[1]))) is not None:
            found[number].figures.append(place)
    return found


def _lines(connection: sqlite3.Connection, version_id: int) -> tuple[LinePlace, ...]:
    found = (_place(row) for row in connection.execute(_PLACES, (version_id,)))
    return tuple(sorted(found, key=lambda line: (line.start, line.number)))


def _place(row: sqlite3.Row) -> LinePlace:
    content = [int(each) for each in _NUMBER.findall(row["content_spans"])]
    others = f"{row['source_spans'] or ''} {row['cue_spans'] or ''}"
    every = content + [int(each) for each in _NUMBER.findall(others)]
    return LinePlace(
        number=row["id"],
        key=row["key"],
        within=row["within"],
        is_deed=row["type"] == "other",
        name=row["name"],
        entity=row["entity"],
        start=min(content, default=0),
        first=min(every, default=0),
        last=max(every, default=0),
    )


def _timexes(connection: sqlite3.Connection, reading_id: int, start: int, end: int) -> tuple[Timex, ...]:
    found = connection.execute(_WITHIN.format("timex"), (reading_id, start, end)).fetchall()
    at = {row["place"]: place for place, row in enumerate(found)}
    timexes = (rows.timex_of(row) for row in found)
    return tuple(
        timex if timex.anchor is None else replace(timex, anchor=at.get(timex.anchor)) for timex in timexes
    )


def _figures(connection: sqlite3.Connection, reading_id: int, start: int, end: int) -> tuple[Figure, ...]:
    found = connection.execute(_WITHIN.format("figure"), (reading_id, start, end)).fetchall()
    at = {row["place"]: place for place, row in enumerate(found)}
    figures = (rows.figure_of(row) for row in found)
    return tuple(
        figure if figure.part_of is None else replace(figure, part_of=at.get(figure.part_of))
        for figure in figures
    )
