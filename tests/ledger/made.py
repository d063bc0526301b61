"""Readings for the tests of the ledger, made by hand: no model, every value as the test says.

A report is written with its statements marked, one in a line at most:

    [[Ana Ruiz]] ((said)) {{the port would close on 2024-10-25 with 12 ships}}.

A line without braces holds none. Numbers in braces are figures, days are times.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.ledger import Store, open_store
from onrecord.ledger.enter import Entered, Entering
from onrecord.records import Article, Figure, Page, Part, Reading, Source, Span, Statement, Timex, Words

_MARKED = re.compile(r"\[\[(?P<source>.+?)\]\]|\(\((?P<cue>.+?)\)\)|\{\{(?P<content>.+?)\}\}", re.DOTALL)
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_NUMBER = re.compile(r"(?<![\d-])\d+(?![\d-])")
_OF_SOURCE = ("name", "role", "kind", "entity")


def reading(marked: str, *, model: str = "model 1", id: str = "a", **about: Any) -> Reading:  # noqa: A002
    """The reading of a report with its statements marked; `about` are fields of the article."""
    text, places = "", list[dict[str, list[Span]]]()
    for line in marked.split("\n"):
        places.append({"source": [], "cue": [], "content": []})
        at = 0
        for found in _MARKED.finditer(line):
            text += line[at : found.start()]
            role = str(found.lastgroup)
            places[-1][role].append(Span(len(text), len(text) + len(found[role])))
            text += found[role]
            at = found.end()
        text += f"{line[at:]}\n"
    article = Article(id=id, text=text[:-1], parts=(Part(0, len(text) - 1, "body"),), **about)
    timexes = tuple(_timex(found) for found in _DAY.finditer(article.text))
    figures = tuple(_figure(found) for found in _NUMBER.finditer(article.text))
    bare = Reading(article, (), model, timexes, figures)
    return replace(bare, statements=tuple(_statement(bare, each) for each in places if each["content"]))


def put(told: Reading, place: int, **fields: Any) -> Reading:
    """The reading with other values in one of its statements; spans of words, too (`content=((3, 9),)`)."""
    statement = told.statements[place]
    for field in ("cue", "content"):
        if field in fields:
            fields[field] = _words(told.article.text, fields[field])
    if "source" in fields:
        words = _words(told.article.text, fields.pop("source"))
        statement = replace(statement, source=Source(words.spans, words.text, words.text, None, "person"))
    of_source = {name: fields.pop(name) for name in _OF_SOURCE if name in fields}
    if of_source and statement.source:
        statement = replace(statement, source=replace(statement.source, **of_source))
    statement = replace(statement, **fields)
    key = key_of(told.article.id, statement)
    others = [replace(each, within=key) if each.within == statement.id else each for each in told.statements]
    others[place] = replace(statement, id=key)
    return replace(told, statements=tuple(others))


def without(told: Reading, *places: int) -> Reading:
    """The reading without some of its statements."""
    left = (each for place, each in enumerate(told.statements) if place not in places)
    return replace(told, statements=tuple(left))


def key_of(article_id: str, statement: Statement) -> str:
    """A statement's key, made of the article's id and of where its words stand."""
    parts = (statement.source, statement.cue, statement.content)
    spans = [[tuple(span) for span in words.spans] if words else [] for words in parts]
    return hashlib.sha256(f"{article_id} {spans}".encode()).hexdigest()[:16]


def page(told: Reading, **about: Any) -> Page:
    """The page that an article came as: its text, at its address."""
    article = told.article
    given = {"url": article.url, "outlet": article.outlet, "headline": article.headline, **about}
    return Page(origin=f"{article.id}.txt", format="text", raw=article.text, **given)


def add(store: Store, *readings: Reading, **about: Any) -> list[Entered]:
    """Enter readings, each as a page of its own."""
    with Entering(store, command="add", settings={}, code="test") as entering:
        given = [entering.enter(page(each, **about), each) for each in readings]
        return [entered for some in (*given, entering.flush()) for entered in some]


def ledger(path: Path, *readings: Reading) -> Store:
    """A ledger with some readings."""
    store = open_store(path, create=True)
    store.connection.execute("PRAGMA synchronous = OFF")  # no power is cut here, and commits are many
    add(store, *readings)
    return store


def rows(store: Store, command: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows that a command of SQL gives."""
    return [tuple(row) for row in store.connection.execute(command, values)]


def said(store: Store, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of the current lines, by default who and what, in their order."""
    wanted = ", ".join(columns or ("who", "content"))
    return sorted(rows(store, f"SELECT {wanted} FROM statement_list"), key=repr)


def counts(store: Store, *tables: str) -> list[int]:
    """How many rows some tables have."""
    return [rows(store, f"SELECT count(*) FROM {table}")[0][0] for table in tables]


def dump(store: Store, leave_out: Iterable[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but those of the index."""
    tables = [
        name
        for (name,) in rows(store, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if not name.startswith(("statement_words", "sqlite_")) and name not in leave_out
    ]
    return {name: sorted(rows(store, f"SELECT * FROM {name}"), key=repr) for name in tables}


def as_of(store: Store, moment: str) -> list[tuple[Any, ...]]:
    """The lines that were current at a moment: numbers, names and contents."""
    return rows(
        store,
        "SELECT id, name, content FROM statement s WHERE recorded_at <= ?1 AND NOT EXISTS"
        " (SELECT 1 FROM succession c WHERE c.old_id = s.id AND c.recorded_at <= ?1) ORDER BY id",
        moment,
    )


def moment(store: Store) -> str:
    """The moment of the newest line."""
    return str(rows(store, "SELECT max(recorded_at) FROM statement")[0][0])


def check_whole(store: Store) -> None:
    """The file is whole, no row names one that is not there, and the index knows every line by its words."""
    assert rows(store, "PRAGMA integrity_check") == [("ok",)]
    assert rows(store, "PRAGMA foreign_key_check") == []
    store.connection.execute("INSERT INTO statement_words (statement_words) VALUES ('integrity-check')")
    for number, content in rows(store, "SELECT id, content FROM statement"):
        word = re.findall(r"\w+", content)[-1]
        found = rows(
            store, "SELECT rowid FROM statement_words WHERE statement_words MATCH ?", f'content:"{word}"'
        )
        assert (number,) in found
    (numbered,) = rows(store, "SELECT count(*) FROM statement_words_docsize")[0]
    assert numbered == counts(store, "statement")[0]


def _statement(told: Reading, places: dict[str, list[Span]]) -> Statement:
    text = told.article.text
    source, cue, content = (_words(text, places[role]) for role in ("source", "cue", "content"))
    inside = [Span(*span) for span in content.spans]
    statement = Statement(
        id="",
        source=_source(source) if source.spans else None,
        cue=cue if cue.spans else None,
        content=content,
        quotation="indirect",
        within=None,
        score=0.9,
        type="assertion",
        act="assert",
        certainty="certain",
        event_times=tuple(each.value for each in told.timexes if each.value and _holds(inside, each)),
        figures=tuple(place for place, each in enumerate(told.figures) if _holds(inside, each)),
    )
    return replace(statement, id=key_of(told.article.id, statement))


def _source(words: Words) -> Source:
    entity = f"person:{words.text.lower().replace(' ', '-')}"
    return Source(words.spans, words.text, name=words.text, kind="person", entity=entity)


def _words(text: str, spans: Iterable[tuple[int, int]]) -> Words:
    made = tuple(Span(*span) for span in spans)
    return Words(made, " ".join(text[start:end] for start, end in made))


def _holds(spans: Iterable[Span], what: Timex | Figure) -> bool:
    return any(span.start <= what.start and what.end <= span.end for span in spans)


def _timex(found: re.Match[str]) -> Timex:
    day = found.group()
    return Timex(start=found.start(), end=found.end(), type="DATE", value=day, begin=day, finish=day)


def _figure(found: re.Match[str]) -> Figure:
    number = float(found.group())
    return Figure(start=found.start(), end=found.end(), low=number, high=number)
