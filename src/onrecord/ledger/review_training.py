"""Reviewed statements as training data: whole articles, with what persons accepted, put right and rejected.

    decisions -> versions of articles in which they are -> each with its statements -> a line of JSON

An article teaches where there is nothing only where all that was found in it was decided on (`is_complete`):
elsewhere what is not among the statements may only not have been looked at. What the model overlooked is in
none of both.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from onrecord import article_json
from onrecord.ledger import verdict
from onrecord.ledger.export.json_line import json_line
from onrecord.ledger.history import History, Standing, as_reading, history
from onrecord.ledger.judged import FIELDS, judged
from onrecord.ledger.store import Store
from onrecord.ledger.verdict import Verdict
from onrecord.records import BY_HAND, Reading, Statement, Words

_VERSION = """
SELECT v.id, a.key, v.number FROM statement s JOIN version v ON v.id = s.version_id
  JOIN article a ON a.id = v.article_id WHERE s.id = ?
"""
_MODELS = "SELECT id, model FROM reading WHERE version_id = ?"


@dataclass(frozen=True, slots=True)
class ReviewedStatement:
    """A statement with what was decided on it, None where nothing was.

    `stands` is what it says now, None where it was rejected; `said` what the model said, None where a person
    found it. Their figures are left out.
    """

    id: str
    verdict: Verdict | None
    model: str
    stands: Statement | None
    said: Statement | None


@dataclass(frozen=True, slots=True)
class ReviewedArticle:
    """A version of an article in which a person decided on a statement.

    `article` is its key, `reading` has the statements that stand as persons decided, in the order of the
    text; `statements` are all that stand or were rejected, in that order.
    """

    article: str
    version: int
    reading: Reading
    statements: tuple[ReviewedStatement, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every statement that was found in it was decided on."""
        return all(each.verdict is not None for each in self.statements)


def training(store: Store) -> Iterator[ReviewedArticle]:
    """The articles in which a person decided on a statement, in the order of the ledger. Raises LedgerError.

    Until the last is taken nothing can be written through this store.
    """
    connection = store.connection
    with store.in_plain_words("read"), _one_state(connection):
        versions = {
            tuple(connection.execute(_VERSION, (each.line,)).fetchone()) for each in judged(connection)
        }
        for version_id, key, number in sorted(versions):
            told = history(connection, version_id)
            if told.model != BY_HAND:
                models = dict(connection.execute(_MODELS, (version_id,)).fetchall())
                yield _reviewed(told, key, number, models)


def training_line(one: ReviewedArticle) -> str:
    """The JSON of an article, without the newline: that of `onrecord read`, and what was decided.

    `attributions` are the statements that stand, in the form of PolNeAR: their spans, of those that are
    within no other. `reviews` are all statements in the order of the text: `said` is what the model said of
    one that was put right or rejected, or that nobody decided on (`verdict` is null).
    """
    reviews = [_review(each) for each in one.statements]
    attributions = [_attribution(each) for each in one.reading.statements if each.within is None]
    told = {"article": one.article, "version": one.version, "complete": one.is_complete}
    return json_line(
        {**article_json.describe(one.reading), **told, "attributions": attributions, "reviews": reviews}
    )


@contextmanager
def _one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """See the ledger as it is at the first look, until the end."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _reviewed(told: History, key: str, number: int, models: dict[int, str]) -> ReviewedArticle:
    standings = sorted(told.standings, key=lambda each: _place(each.statement))
    decided = [each.line for each in standings if verdict.verdict(each) in ("accepted", "corrected")]
    statements = tuple(_statement(each, models) for each in standings)
    return ReviewedArticle(key, number, as_reading(told, decided), statements)


def _statement(standing: Standing, models: dict[int, str]) -> ReviewedStatement:
    found, said = verdict.verdict(standing), standing.machine
    line = said or standing.line
    return ReviewedStatement(
        id=standing.statement.id,
        verdict=found,
        model=models[line.reading_id],
        stands=None if found == "rejected" else replace(standing.statement, figures=()),
        said=replace(said.statement, figures=()) if said else None,
    )


def _place(statement: Statement) -> tuple[object, ...]:
    spans = [span for words in _words(statement) if words for span in words.spans]
    return min(spans, default=(0, 0)), statement.content.spans, statement.id


def _words(statement: Statement) -> tuple[Words | None, Words | None, Words]:
    return statement.source, statement.cue, statement.content


def _attribution(statement: Statement) -> dict[str, list[list[int]]]:
    roles = zip(("source", "cue", "content"), _words(statement), strict=True)
    return {role: [[*span] for span in words.spans] if words else [] for role, words in roles}


def _review(one: ReviewedStatement) -> dict[str, object]:
    said = one.said if one.verdict != "accepted" else None
    return {
        "statement": one.id,
        "verdict": one.verdict,
        "model": one.model,
        "put_right": _put_right(one.said, one.stands) if one.said and one.stands else [],
        "said": article_json.describe_statement(said) if said else None,
    }


def _put_right(said: Statement, stands: Statement) -> list[str]:
    """The fields that a person put right, by their names in `Correction`."""
    before, after = _fields(said), _fields(stands)
    return [name for name in FIELDS if before[name] != after[name]]


def _fields(statement: Statement) -> dict[str, object]:
    source = statement.source
    of_source = {name: getattr(source, name, None) for name in ("name", "role", "kind", "entity")}
    spans = _attribution(statement)
    own = {name: getattr(statement, name) for name in FIELDS if name not in (*of_source, *spans)}
    return {**own, **of_source, **spans}
