"""Questions that name a source by its key, or a story: the same answers as a plain reading gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import made
import pytest
import storied
from asked_examples import FILTERS, TYPED, Line, expected, line, readings

from onrecord.ledger import Store, of_story, slices
from onrecord.ledger.ask import ask
from onrecord.ledger.question import TYPES, Question, QuestionError, read
from onrecord.records import Part

EVERYTHING = frozenset(TYPES)
# Every third article belongs to the one, some of the others to the other.
STORIES = {f"a{number}": "s1a" if number % 3 else "s1b" for number in range(70) if number % 4}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    told = list(readings())
    opened = made.ledger(tmp_path_factory.mktemp("asked") / "a.db", *told)
    for each in told[::7]:  # another version of the article: its lines stand far from those of the first
        text = each.article.text + "More is awaited."
        parts = (Part(0, len(text), "body"),)
        made.add(opened, replace(each, article=replace(each.article, text=text, parts=parts)))
    storied.put(opened, STORIES)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def lines(store: Store) -> list[Line]:
    found = store.connection.execute(
        "SELECT s.*, v.headline, v.published_at, v.outlet, a.key AS article, e.key AS entity,"
        " (SELECT recorded_at FROM succession WHERE old_id = s.id) AS replaced"
        " FROM statement s JOIN version v ON v.id = s.version_id JOIN article a ON a.id = v.article_id"
        " LEFT JOIN entity e ON e.id = s.entity_id"
    ).fetchall()
    return [line(store, dict(row)) for row in found]


@pytest.fixture(params=[(1_000, 500), (3, 0)], ids=["as usual", "few lines are many"])
def sizes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "FEW", request.param[0])
    monkeypatch.setattr(of_story, "_GAP", request.param[1])


def numbers(store: Store, question: Question) -> list[int]:
    found: list[int] = []
    while True:
        answer = ask(store, question)
        found += [entry.number for entry in answer.entries]
        if answer.after is None:
            return found
        question = replace(question, after=answer.after)


Judge = Callable[[Line], bool]
SCOPES: tuple[tuple[dict[str, Any], Judge], ...] = (
    ({"story": "s1a"}, lambda line: STORIES.get(line.row["article"]) == "s1a"),
    ({"story": "s1b"}, lambda line: STORIES.get(line.row["article"]) == "s1b"),
    ({"source": "e1"}, lambda line: line.row["entity"] == "e1"),
    ({"source": "Ana Ruiz"}, lambda _: False),  # a name is no key
    ({"source": "\ud800"}, lambda _: False),
    (
        {"story": "s1a", "source": "e3"},
        lambda line: line.row["entity"] == "e3" and STORIES.get(line.row["article"]) == "s1a",
    ),
)


@pytest.mark.usefixtures("sizes")
@pytest.mark.parametrize(("scope", "within"), SCOPES, ids=[str(scope) for scope, _ in SCOPES])
def test_what_is_asked_is_what_a_plain_reading_finds(
    store: Store, lines: list[Line], scope: dict[str, Any], within: Judge
) -> None:
    for place, ((typed, judge), (fields, also)) in enumerate(product(TYPED[::3], FILTERS[::3])):
        sort: Any = ("said_at", "published_at")[place % 2]
        question = Question(words=typed, sort=sort, limit=40, **{**fields, **scope})

        def asked(line: Line, judge: Judge = judge, also: Judge = also) -> bool:
            return within(line) and judge(line) and also(line)

        assert numbers(store, question) == expected(lines, question, asked), (typed, fields)


def test_relevance_within_a_story(store: Store, lines: list[Line]) -> None:
    question = Question(words="port OR berth", story="s1a", sort="relevance")
    matching = dict(TYPED)["port OR berth"]
    wanted = expected(lines, question, lambda line: matching(line) and SCOPES[0][1](line))
    assert sorted(numbers(store, question)) == sorted(wanted) != []


def test_the_beginning_of_an_id_is_enough_where_it_is_one_storys(store: Store) -> None:
    assert numbers(store, Question(story="s1a")) == numbers(store, read([("story", " s1a ")]))
    for name, told in (("s1", "more than one"), ("t", "there is no story")):
        with pytest.raises(QuestionError, match=f"^story: .*{told}.*write it like s"):
            ask(store, Question(story=name))


@pytest.mark.parametrize("name", ["", " ", "a b", "s'", "s\0", "\ud7ff", "s" * 65, "%"])
def test_no_ids_of_stories(name: str) -> None:
    told = r"^story: .* is no id of a story"
    with pytest.raises(QuestionError, match=told):
        Question(story=name)
    with pytest.raises(QuestionError, match=told):
        read([("story", name)])


def test_a_long_figure_is_told_to_be_wrong() -> None:
    with pytest.raises(QuestionError, match="more than 200 characters"):
        read([("figure", "9" * 20_000 + ".")])


def test_sources_that_are_one_count_as_one(tmp_path: Path) -> None:
    store = made.ledger(tmp_path / "a.db", *readings(count=20))
    apart = [set(numbers(store, Question(source=key))) for key in ("e1", "e2", "e3")]
    ids = dict(made.rows(store, "SELECT key, id FROM entity"))
    with store.writing():
        store.connection.execute("INSERT INTO entity_now VALUES (?, ?)", (ids["e1"], ids["e3"]))
    for key in ("e1", "e3"):
        assert set(numbers(store, Question(source=key))) == apart[0] | apart[2] != apart[2]
    assert set(numbers(store, Question(source="e2"))) == apart[1] != set()
    store.close()


def test_a_story_as_it_was(tmp_path: Path) -> None:
    store = made.ledger(tmp_path / "a.db", *readings(count=6))
    storied.put(store, {"a0": "s1", "a1": "s1", "a2": "s2"})
    (before,) = made.rows(store, "SELECT max(recorded_at) FROM story_line")[0]
    storied.put(store, {"a1": "s2", "a3": "s1"}, why="moved")

    def articles(story: str, as_of: str | None = None) -> set[str]:
        answer = ask(store, Question(story=story, types=EVERYTHING, as_of=as_of))
        return {entry.article for entry in answer.entries}

    assert (articles("s1"), articles("s2")) == ({"a0", "a3"}, {"a1", "a2"})
    assert (articles("s1", before), articles("s2", before)) == ({"a0", "a1"}, {"a2"})
    assert articles("s1", "2020-01-01") == set()
    store.close()


def test_pages_of_a_story_that_grows_meanwhile(tmp_path: Path) -> None:
    store = made.ledger(tmp_path / "a.db", *readings(count=12))
    storied.put(store, {f"a{number}": "s1" for number in range(6)})
    question = Question(story="s1", types=EVERYTHING, limit=5)
    wanted = numbers(store, question)
    first = ask(store, question)
    storied.put(store, {f"a{number}": "s1" for number in range(6, 12)})
    rest = numbers(store, replace(question, after=first.after))
    assert [entry.number for entry in first.entries] + rest == wanted
    store.close()
