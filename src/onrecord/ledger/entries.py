"""Entries: lines with the article, the sentence and the line of the text that they stand in."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.ledger import rows
from onrecord.ledger.store import NotInLedger, Store
from onrecord.records import Article, Entry, Figure, Part, Place, Span, Words
from onrecord.sentences import LONGEST, around, sentences

_LAST = 2**63 - 1  # what SQLite can count
_IS_THERE = "SELECT 1 FROM statement WHERE id = ?"
_IN = "IN (SELECT value FROM json_each(?))"
_LINES = f"""
SELECT s.*, e.key AS entity, coalesce(CASE WHEN r.command = 'correct' THEN r.person END, g.model) AS maker
FROM statement s LEFT JOIN entity e ON e.id = s.entity_id JOIN run r ON r.id = s.run_id
  JOIN reading g ON g.id = s.reading_id
WHERE s.id {_IN}
"""
_VERSIONS = (
    f"SELECT v.*, a.key AS article FROM version v JOIN article a ON a.id = v.article_id WHERE v.id {_IN}"
)
_FIGURES = f"""
SELECT sf.statement_id, f.* FROM statement_figure sf JOIN figure f ON f.id = sf.figure_id
WHERE sf.statement_id {_IN} ORDER BY sf.statement_id, sf.place
"""
_EVENTS = f"SELECT * FROM statement_event WHERE statement_id {_IN} ORDER BY statement_id, place"
_PLACES = f"SELECT * FROM statement_place WHERE statement_id {_IN} ORDER BY statement_id, place"
_REPLACED = f"SELECT old_id AS number, recorded_at FROM succession WHERE old_id {_IN}"
_REPLACES = (
    f"SELECT new_id AS number, max(old_id) AS old_id FROM succession WHERE new_id {_IN} GROUP BY new_id"
)


@dataclass(frozen=True, slots=True)
class _Version:
    article: Article
    key: str
    number: int


def entries(connection: sqlite3.Connection, numbers: Sequence[int]) -> tuple[Entry, ...]:
    """The entries of lines, in the order of their numbers as given. Each version's text is read once."""
    return _Gathering(connection, numbers).entries()


def entry(store: Store, number: int) -> Entry:
    """The line of a number, current or not. Raises LedgerError where there is none."""
    with store.in_plain_words("read"):
        connection = store.connection
        if 0 < number <= _LAST and connection.execute(_IS_THERE, (number,)).fetchone():
            return entries(connection, [number])[0]
    raise NotInLedger(f"there is no line {number}: onrecord ask shows the numbers")


class _Gathering:
    """The rows of some lines, gathered with one query for each table."""

    def __init__(self, connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
        self._connection = connection
        self._numbers = numbers
        self._lines = {row["id"]: row for row in self._rows(_LINES, numbers)}
        self._versions = self._all_versions()
        self._figures = self._by_line(_FIGURES)
        self._events = self._by_line(_EVENTS)
        self._places = self._by_line(_PLACES)
        self._replaced = {row["number"]: row["recorded_at"] for row in self._rows(_REPLACED, numbers)}
        self._replaces = {row["number"]: row["old_id"] for row in self._rows(_REPLACES, numbers)}

    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entry(self._lines[number]) for number in self._numbers)

    def _rows(self, command: str, numbers: Sequence[int]) -> list[sqlite3.Row]:
        return self._connection.execute(command, (json.dumps(list(numbers)),)).fetchall()

    def _by_line(self, command: str) -> Mapping[int, list[sqlite3.Row]]:
        found: dict[int, list[sqlite3.Row]] = defaultdict(list)
        for row in self._rows(command, self._numbers):
            found[row["statement_id"]].append(row)
        return found

    def _all_versions(self) -> Mapping[int, _Version]:
        wanted = sorted({line["version_id"] for line in self._lines.values()})
        return {
            row["id"]: _Version(rows.article_of(row), row["article"], row["number"])
            for row in self._rows(_VERSIONS, wanted)
        }

    def _entry(self, line: sqlite3.Row) -> Entry:
        number, version = line["id"], self._versions[line["version_id"]]
        article = version.article
        figures = _figures(self._figures.get(number, []))
        events = [row["value"] for row in self._events.get(number, [])]
        places: tuple[Place, ...] = tuple(rows.place_of(row) for row in self._places.get(number, []))
        statement = rows.statement_of(line, article.text, events, places, range(len(figures)))
        spans = statement.content.spans
        return Entry(
            number=number,
            statement=statement,
            figures=figures,
            article=version.key,
            version=version.number,
            headline=article.headline,
            outlet=article.outlet,
            url=article.url,
            published_at=article.published_at,
            sentence=_sentence(article, spans[0]) if spans else statement.content,
            line=article.text.count("\n", 0, spans[0].start) + 1 if spans else 1,
            maker=line["maker"],
            recorded_at=line["recorded_at"],
            replaces=self._replaces.get(number),
            replaced_at=self._replaced.get(number),
        )


def _figures(found: Sequence[sqlite3.Row]) -> tuple[Figure, ...]:
    """A line's figures; that one is part of another is told where the other is among them."""
    at = {row["place"]: place for place, row in enumerate(found)}
    figures = (rows.figure_of(row) for row in found)
    return tuple(
        figure if figure.part_of is None else replace(figure, part_of=at.get(figure.part_of))
        for figure in figures
    )


def _sentence(article: Article, content: Span) -> Words:
    """The sentence in which a content begins; where it begins in none, the content itself."""
    block = _block(article, content.start)
    # The splitter takes no half characters.
    inside = Article(
        id="",
        text=rows.clean(article.text[block.start : block.end]),
        parts=(Part(0, block.end - block.start, "body"),),
    )
    found = around(sentences(inside), content.start - block.start)
    span = content if found is None else Span(block.start + found.start, block.start + found.end)
    text = article.text[span.start : span.end].rstrip()
    return Words((Span(span.start, span.start + len(text)),), text)


def _block(article: Article, at: int) -> Span:
    """The part or, where there are none, the line that a place stands in; of a very long one what is near."""
    part = next((part for part in article.parts if part.start <= at < part.end), None)
    if part is not None:
        start, end = part.start, part.end
    else:
        line_end = article.text.find("\n", at)
        start, end = article.text.rfind("\n", 0, at) + 1, line_end if line_end >= 0 else len(article.text)
    return Span(max(start, at - LONGEST), min(end, at + LONGEST))
