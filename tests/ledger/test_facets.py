"""Facets: counted as a plain reading counts them, and when lines were said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import made
import pytest
import storied
from asked_examples import PEOPLE, readings
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger import Store
from onrecord.ledger.ask import ask
from onrecord.ledger.facets import Count, are_more, facets, source_name, story_title
from onrecord.ledger.question import TYPES, Days, Question, QuestionError
from onrecord.ledger.time_counts import MOST, TimeCounts, count_times, position
from onrecord.records import Entry

EVERYTHING = frozenset(TYPES)
QUESTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"types": EVERYTHING},
    {"words": "port", "types": EVERYTHING},
    {"words": "po* OR strike", "acts": frozenset({"deny", "assert"})},
    {"source": "e1"},
    {"story": "s1"},
    {"said": Days("2024-10-01", "2024-12-31")},
    {"words": "nosuchword"},
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    told = list(readings())
    opened = made.ledger(tmp_path_factory.mktemp("facets") / "a.db", *told)
    for each in told[::9]:  # the same text elsewhere
        made.add(opened, each, url=f"{each.article.url}/copy", outlet="The Wire")
    storied.put(opened, {f"a{number}": f"s{number % 3}" for number in range(50)})
    yield opened
    opened.close()


def plain(found: Counter[str], most: int) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda each: (-each[1], each[0]))[:most]


def told(counts: tuple[Count, ...]) -> list[tuple[str, int]]:
    return [(count.value, count.lines) for count in counts]


def outlets(store: Store, entry: Entry) -> set[str]:
    found = made.rows(store, "SELECT outlet FROM appearance_list WHERE article = ?", entry.article)
    return {outlet for (outlet,) in found if outlet}


@pytest.mark.parametrize("fields", QUESTIONS, ids=range(len(QUESTIONS)))
def test_facets_are_counts_of_the_answer(store: Store, fields: dict[str, Any]) -> None:
    question = Question(limit=1_000, **fields)
    entries = ask(store, question).entries
    counted = facets(store, replace(question, limit=1))
    assert (counted.lines, counted.is_all) == (len(entries), True)
    statements = [entry.statement for entry in entries]
    sources = Counter(each.source.entity for each in statements if each.source and each.source.entity)
    assert dict(told(counted.sources)) == sources
    assert dict(told(counted.acts)) == Counter(each.act for each in statements if each.act)
    assert dict(told(counted.quotations)) == Counter(each.quotation for each in statements)
    kinds = Counter(each.source.kind for each in statements if each.source and each.source.kind)
    assert dict(told(counted.kinds)) == kinds
    assert told(counted.outlets) == plain(
        Counter(outlet for entry in entries for outlet in outlets(store, entry)), 12
    )
    numbers = [int(entry.article[1:]) for entry in entries]
    stories = Counter(f"s{number % 3}" for number in numbers if number < 50)
    assert told(counted.stories) == plain(stories, 8)


def test_each_count_is_what_its_option_finds(store: Store) -> None:
    question = Question(types=EVERYTHING, limit=1_000)
    counted = facets(store, question)
    asked = [(replace(question, source=count.value), count) for count in counted.sources]
    asked += [(replace(question, story=count.value), count) for count in counted.stories]
    asked += [(replace(question, outlets=(count.value,)), count) for count in counted.outlets]
    for narrowed, count in asked:
        assert len(ask(store, narrowed).entries) == count.lines


def test_the_newest_are_counted_where_there_are_more(store: Store) -> None:
    question = Question(types=EVERYTHING, limit=40)
    counted = facets(store, question, most=40)
    assert (counted.lines, counted.is_all) == (40, False)
    acts = Counter(entry.statement.act for entry in ask(store, question).entries if entry.statement.act)
    assert dict(told(counted.acts)) == acts
    assert are_more(store, question, 40)
    total = facets(store, question).lines
    assert [are_more(store, question, most) for most in (total - 1, total, total + 1)] == [True, False, False]


def test_names(store: Store) -> None:
    labels = {count.value: count.label for count in facets(store, Question(types=EVERYTHING)).sources}
    names = {entity: name for _, name, _, entity in PEOPLE if entity in ("e2", "e3")}
    assert {key: labels[key] for key in names} == names
    assert labels["e1"] in ("Ana Ruiz", "Anita Ruiz")
    assert [source_name(store, key) for key in ("e2", "nobody", "\ud800")] == ["Ilse Brändeau", None, None]
    assert [story_title(store, key) for key in ("s1", "s", "t", "\ud800")] == [
        "The story s1",
        None,  # three begin so
        None,
        None,
    ]


def test_merged_sources_are_counted_together(tmp_path_factory: pytest.TempPathFactory) -> None:
    store = made.ledger(tmp_path_factory.mktemp("merged") / "a.db", *readings(count=20))
    apart = dict(told(facets(store, Question()).sources))
    ids = dict(made.rows(store, "SELECT key, id FROM entity"))
    with store.writing():
        store.connection.execute("INSERT INTO entity_now VALUES (?, ?)", (ids["e1"], ids["e3"]))
    together = dict(told(facets(store, Question()).sources))
    assert together == {"e3": apart["e1"] + apart["e3"], "e2": apart["e2"]}
    store.close()


def test_no_such_story(store: Store) -> None:
    with pytest.raises(QuestionError, match="there is no story"):
        facets(store, Question(story="t1"))


Said = tuple[str | None, str | None]
# What was said when, and the chart of it.
TIMES: tuple[tuple[Sequence[Said], TimeCounts], ...] = (
    ([], TimeCounts("day", (), 0, 0, 0)),
    ([(None, None)] * 3, TimeCounts("day", (), 3, 0, 0)),
    (
        [("2024-10-25", "2024-10-25")] * 2 + [("2024-11-03", "2024-11-03"), (None, None)],
        TimeCounts("day", (("2024-10-25", 2), ("2024-11-03", 1)), 1, 0, 0),
    ),
    # "in October" has no place among days
    (
        [("2024-10-25", "2024-10-25")] * 2 + [("2024-10-01", "2024-10-31")],
        TimeCounts("day", (("2024-10-25", 2),), 0, 1, 0),
    ),
    # more than half are known by the month alone
    (
        [("2024-10-25", "2024-10-25")] + [("2024-10-01", "2024-10-31")] * 3,
        TimeCounts("month", (("2024-10", 4),), 0, 0, 0),
    ),
    (
        [("2024-01-25", "2024-01-25"), ("2024-10-25", "2024-10-25"), ("2024-01-01", "2024-12-31")],
        TimeCounts("month", (("2024-01", 1), ("2024-10", 1)), 0, 1, 0),
    ),
    (
        [("2019-01-25", "2019-01-25"), ("2024-10-25", "2024-10-25")],
        TimeCounts("year", (("2019", 1), ("2024", 1)), 0, 0, 0),
    ),
    # one line of long ago does not make days into years
    (
        [("1912-01-25", "1912-01-25")] + [("2024-10-25", "2024-10-25")] * 30,
        TimeCounts("day", (("2024-10-25", 30),), 0, 0, 1),
    ),
)


@pytest.mark.parametrize(("said", "counted"), TIMES)
def test_times(said: Sequence[Said], counted: TimeCounts) -> None:
    assert count_times(said) == counted


stretches = st.tuples(st.dates(), st.dates()).map(sorted).map(lambda pair: (str(pair[0]), str(pair[1])))
near = st.dates(date(2024, 9, 1), date(2024, 12, 1)).map(lambda day: (str(day), str(day)))


@given(st.lists(st.one_of(st.just((None, None)), near, stretches)))
def test_each_line_is_counted_once_or_told_to_be_left_out(said: Sequence[Said]) -> None:
    counted = count_times(said)
    shown = sum(lines for _, lines in counted.cells)
    assert shown + counted.undated + counted.longer + counted.outside == len(said)
    assert all(lines > 0 for _, lines in counted.cells)
    places = [position(cell, counted.unit) for cell, _ in counted.cells]
    assert all(one < other for one, other in pairwise(places))
    assert not places or places[-1] - places[0] < MOST[counted.unit]
