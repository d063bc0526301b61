"""From a question to a search of the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.ledger import amounts, marks, moments, names, of_story
from onrecord.ledger.amounts import AmountAsked
from onrecord.ledger.cells import AMOUNTS, DAYS, SHARES, Levels
from onrecord.ledger.match import quoted
from onrecord.ledger.of_story import SearchOfStory
from onrecord.ledger.question import DEED, TYPES, Question
from onrecord.ledger.rows import clean
from onrecord.ledger.search import Search, marked, present
from onrecord.ledger.typed import moment

# Those that people have made one point to one of them, which does not point to itself.
_ONE_ENTITY = """
WITH one (id) AS (
  SELECT coalesce(n.now_id, e.id) FROM entity e LEFT JOIN entity_now n ON n.entity_id = e.id
  WHERE e.key = :key
)
SELECT id FROM one UNION SELECT n.entity_id FROM one JOIN entity_now n ON n.now_id = one.id
"""
# From here on so few lines are as sure as that, that it pays to ask the index for them.
_SURE = 0.8
# So many marks are asked for as they are; of more, first those are left out that no line has.
_FEW = 8


def search(
    connection: sqlite3.Connection, question: Question, words: Sequence[str], out: Sequence[str]
) -> Search:
    """The search for a question, of whose words these expressions are to be found, and those left out."""
    then = None if question.as_of is None else moment("as_of", question.as_of)
    conditions = [moments.CURRENT if then is None else moments.CURRENT_THEN]
    values: dict[str, str | int | float] = {} if then is None else {"moment": then}
    for condition, value in _conditions(question):
        conditions.append(condition)
        values |= value
    first, last = _bounds(connection, question, then)
    found = Search(
        connection=connection,
        found=(*words, *_marks(connection, question)),
        left_out=(*out, *([] if question.types else [marked([marks.fact(marks.TYPE, DEED)])])),
        first=first,
        last=last,
        condition=" AND ".join(conditions),
        values=values,
        figure=question.figure,
    )
    return found if question.story is None else _of_story(found, question.story, then)


def _of_story(search: Search, story: str, then: str | None) -> Search:
    if not search.found:  # the index is asked for something in any case
        search = replace(search, found=(marked(marks.fact(marks.TYPE, each) for each in TYPES),))
    return SearchOfStory.narrowed(search, of_story.lines(search.connection, story, then))


def _bounds(connection: sqlite3.Connection, question: Question, then: str | None) -> tuple[int, int]:
    """The first and the last number that a line can have."""
    if question.article is not None:
        first, last = connection.execute(
            "SELECT min(s.id), max(s.id) FROM statement s JOIN version v ON v.id = s.version_id"
            " JOIN article a ON a.id = v.article_id WHERE a.key = ?",
            (question.article,),
        ).fetchone()
        return (first, last) if first is not None else (1, 0)
    if then is not None:
        return 1, moments.last_line(connection, then)
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM statement").fetchone()
    return 1, last


def _marks(connection: sqlite3.Connection, question: Question) -> Iterator[str]:
    """What the index is asked besides words."""
    types = question.types if question.types != frozenset(TYPES) else ()
    lists = (
        (marks.ACT, question.acts),
        (marks.TYPE, types),
        (marks.KIND, question.kinds),
        (marks.QUOTATION, question.quotations),
    )
    for letter, asked in lists:
        if asked:
            yield marked(marks.fact(letter, each) for each in sorted(asked))
    if question.source is not None:
        yield marked(marks.entity(each) for each in source(connection, question.source))
    if question.outlets:
        yield marked(marks.name(marks.OUTLET, each) for each in names.outlets(connection, question.outlets))
    for letter, stretch in ((marks.SAID, question.said), (marks.EVENT, question.about_time)):
        if stretch:
            days = marks.day(stretch.first), marks.day(stretch.last)
            yield _reaching(connection, letter, DAYS, *days)
    if question.min_score >= _SURE:
        cells = SHARES.cover(marks.share(question.min_score), "99")
        yield marked(marks.SCORE + cell for cell in cells)
    if question.figure is not None:
        yield from _figure(connection, question.figure)


def source(connection: sqlite3.Connection, key: str) -> list[int]:
    """The entity with the key and those that are one with it; where there is none, one that no line has."""
    found = connection.execute(_ONE_ENTITY, {"key": clean(key)})
    return [number for (number,) in found] or [0]


def _figure(connection: sqlite3.Connection, figure: AmountAsked) -> Iterator[str]:
    bounds = marks.amount(figure.low), marks.amount(figure.high)
    yield _reaching(connection, marks.AMOUNT, AMOUNTS, *bounds)
    if figure.unit is not None:
        yield marked([marks.name(marks.UNIT, figure.unit)])
    for word in figure.counted:
        spelt = " OR ".join(quoted(each) for each in amounts.spellings(word))
        yield f"(counted : ({spelt})) OR ({marked([marks.name(marks.UNIT, word)])})"


def _reaching(connection: sqlite3.Connection, letter: str, levels: Levels, first: str, last: str) -> str:
    found = marks.reaching(letter, levels, first, last)
    if len(found) > _FEW:
        found = present(connection, found) or found[:1]
    return marked(found)


def _conditions(question: Question) -> Iterator[tuple[str, dict[str, str | int | float]]]:
    """What is looked up, because the index does not tell it, or not to the day."""
    if question.min_score:
        yield "s.score >= :score", {"score": question.min_score}
    if question.said is not None:
        first, last = question.said
        yield (
            "s.said_from <= :said_last AND s.said_to >= :said_first",
            {"said_first": first, "said_last": last},
        )
    if question.about_time is not None:
        first, last = question.about_time
        event = "SELECT 1 FROM statement_event e WHERE e.statement_id = s.id"
        yield (
            f"EXISTS ({event} AND e.begin <= :about_last AND e.finish >= :about_first)",
            {"about_first": first, "about_last": last},
        )
    if question.article is not None:
        article = "SELECT v.id FROM version v JOIN article a ON a.id = v.article_id WHERE a.key = :article"
        yield f"s.version_id IN ({article})", {"article": question.article}
