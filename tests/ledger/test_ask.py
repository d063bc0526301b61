from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import made
import pytest
from asked_examples import FILTERS, TYPED, Line, expected, line, readings
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger import Store, filters, index, newest, open_store, slices
from onrecord.ledger.ask import Answer, ask
from onrecord.ledger.question import TYPES, Question, QuestionError
from onrecord.ledger.question import read as read_question
from onrecord.records import Entry, Part, Place, Span

EVERYTHING = frozenset(TYPES)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    told = list(readings())
    opened = made.ledger(tmp_path_factory.mktemp("asked") / "a.db", *told)
    for each in told[::9]:  # the same text elsewhere
        made.add(opened, each, url=f"{each.article.url}/copy", outlet="The Wire")
    for each in told[::7]:  # another version of the article
        text = each.article.text + "More is awaited."
        parts = (Part(0, len(text), "body"),)
        made.add(opened, replace(each, article=replace(each.article, text=text, parts=parts)))
    yield opened
    opened.close()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few lines are many: slices go down to the day, and beginnings of words are given up on soon."""
    monkeypatch.setattr(slices, "FEW", 3)
    monkeypatch.setattr(slices, "_FIRST_LOOK", 2)
    monkeypatch.setattr(newest, "_AT_ONCE", 4)
    monkeypatch.setattr(newest, "_TRIED", 8)
    monkeypatch.setattr(newest, "_SHARE", 0.4)
    monkeypatch.setattr(newest, "_GATHERED", 5)
    monkeypatch.setattr(filters, "_FEW", 2)


@pytest.fixture(scope="module")
def lines(store: Store) -> list[Line]:
    found = store.connection.execute(
        "SELECT s.*, v.headline, v.published_at, v.outlet, a.key AS article, e.key AS entity,"
        " (SELECT recorded_at FROM succession WHERE old_id = s.id) AS replaced"
        " FROM statement s JOIN version v ON v.id = s.version_id JOIN article a ON a.id = v.article_id"
        " LEFT JOIN entity e ON e.id = s.entity_id"
    ).fetchall()
    return [line(store, dict(row)) for row in found]


def pages(store: Store, question: Question) -> Iterator[Answer]:
    """All pages of an answer."""
    while True:
        answer = ask(store, question)
        yield answer
        assert answer.more == (answer.after is not None)
        if answer.after is None:
            return
        question = replace(question, after=answer.after)


def numbers(store: Store, question: Question) -> list[int]:
    return [entry.number for answer in pages(store, question) for entry in answer.entries]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("typed", "judge"), TYPED, ids=[typed for typed, _ in TYPED])
def test_what_is_asked_is_what_a_plain_reading_finds(
    store: Store, lines: list[Line], typed: str, judge: Callable[[Line], bool]
) -> None:
    for place, (fields, also) in enumerate(FILTERS):
        sort: Any = ("said_at", "published_at")[place % 2]
        question = Question(words=typed, sort=sort, limit=40, **fields)
        wanted = expected(lines, question, lambda line, also=also: judge(line) and also(line))  # type: ignore[misc]
        assert numbers(store, question) == wanted, fields


def test_plain_readings_find_something(lines: list[Line]) -> None:
    found = [len(expected(lines, Question(), judge)) for _, judge in (*TYPED, *FILTERS)]
    assert sum(count > 3 for count in found) >= len(found) - 4


@pytest.mark.usefixtures("small")
def test_as_it_was(store: Store, lines: list[Line]) -> None:
    moments = sorted({line.row["recorded_at"] for line in lines})
    for moment in (*moments[:: len(moments) // 5], moments[0], moments[-1], "2020-01-01T00:00:00.000000Z"):
        question = Question(as_of=moment, types=EVERYTHING, limit=100)
        assert numbers(store, question) == expected(lines, question, lambda _: True)
    assert numbers(store, Question(as_of="2020-01-01")) == []


@settings(max_examples=150, deadline=None)
@given(typed=st.one_of(st.text(), st.text('ab "*()-:“”,5\0\ud800💥^+{}NEARORwho')), who=st.booleans())
def test_any_words_are_asked_or_told_to_be_wrong(store: Store, typed: str, who: bool) -> None:
    with suppress(QuestionError):
        ask(store, read_question([("who" if who else "words", typed)]))


@pytest.mark.parametrize(
    "typed",
    [
        "port" + " talks" * 10_000,
        "(" * 500 + "port",
        "NEAR(" * 500,
        '"' * 4_001,
        "a* " * 60,
        "-" * 4_000 + "x",
        "OR " * 99,
    ],
)
def test_long_words_are_asked_or_told_to_be_wrong(store: Store, typed: str) -> None:
    with suppress(QuestionError):
        ask(store, Question(words=typed))


@pytest.mark.parametrize(
    "typed", ["(port OR (", "(port (", "(port -(", "a -(b OR c d (", "who:(a b OR who:c -("]
)
def test_the_deepest_brackets_are_asked(store: Store, typed: str) -> None:
    deepest = typed * (8 // typed.count("(")) + "port"
    ask(store, Question(words=deepest, who=deepest, acts=frozenset({"deny"}), min_score=0.9))


def test_most_relevant_first(store: Store) -> None:
    (told,) = made.rows(store, "SELECT count(*) FROM statement_list WHERE content LIKE '%port%'")
    assert told[0] > 5
    answers = list(pages(store, Question(words="port OR berth", sort="relevance", limit=7)))
    entries = [entry for answer in answers for entry in answer.entries]
    assert len({entry.number for entry in entries}) == len(entries)
    assert {entry.number for entry in entries} == set(numbers(store, Question(words="port OR berth")))
    hits = [len(re.findall("port|berth", entry.statement.content.text)) for entry in entries]
    assert sum(hits[: len(hits) // 3]) > sum(hits[-(len(hits) // 3) :])


def test_of_many_matches_the_newest_are_weighed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newest, "RANKED", 5)
    answer = ask(store, Question(words="port", sort="relevance"))
    assert {entry.number for entry in answer.entries} == set(numbers(store, Question(words="port"))[:5])
    assert not answer.more


def test_pages_stay_as_they_were_while_lines_are_added(tmp_path: Path) -> None:
    told = list(readings(seed=5, count=12))
    with_more = made.ledger(tmp_path / "a.db", *told)
    for sort, words in product(("said_at", "published_at", "relevance"), ("the OR port OR strike",)):
        question = Question(words=words, sort=sort, limit=4)  # type: ignore[arg-type]
        wanted = numbers(with_more, question)
        first = ask(with_more, question)
        rest = []
        for number in range(3):
            added = next(readings(seed=50 + number, count=1))
            made.add(
                with_more,
                replace(
                    added,
                    article=replace(
                        added.article, id=f"{sort}{number}", text=added.article.text + sort * (number + 1)
                    ),
                ),
            )
        for answer in pages(with_more, replace(question, after=first.after)):
            rest += [entry.number for entry in answer.entries]
        assert [entry.number for entry in first.entries] + rest == wanted
    with_more.close()


@pytest.mark.parametrize("after", ["", "x", "é", "bnVsbA==", "WyIxIiwyXQ==", "W1tbW1tbW1tb" * 900])
def test_after_of_no_answer_is_told(store: Store, after: str) -> None:
    with pytest.raises(QuestionError, match="after"):
        ask(store, Question(after=after))


def test_after_of_another_question_is_told(store: Store) -> None:
    after = ask(store, Question(words="port", limit=2)).after
    with pytest.raises(QuestionError, match="after"):
        ask(store, Question(words="berth", limit=2, after=after))


def test_an_entry_says_where_it_stands(tmp_path: Path) -> None:
    told = made.reading(
        "A headline\n[[Ana Ruiz]] ((said)) {{7 of 30 ships would sail on 2024-10-25}}. Nobody else.\nMore.",
        id="harbour",
        url="https://a.example/1",
        outlet="The Post",
        headline="A headline",
        published_at="2024-10-24",
    )
    part, whole = told.figures[0], told.figures[1]
    told = replace(told, figures=(replace(part, part_of=1), whole))
    told = made.put(told, 0, places=(Place((Span(11, 14),), "Ana"),), said_at="2024-10-24")
    parts = (Part(0, 10, "headline"), Part(11, len(told.article.text), "body"))
    told = replace(told, article=replace(told.article, parts=parts))
    opened = made.ledger(tmp_path / "a.db", told)
    (entry,) = ask(opened, Question()).entries
    assert entry.statement == told.statements[0]
    assert entry == Entry(
        number=1,
        statement=told.statements[0],
        figures=told.figures,
        article="harbour",
        version=1,
        headline="A headline",
        outlet="The Post",
        url="https://a.example/1",
        published_at="2024-10-24",
        sentence=entry.sentence,
        line=2,
        maker="model 1",
        recorded_at=made.moment(opened),
    )
    assert entry.sentence.text == "Ana Ruiz said 7 of 30 ships would sail on 2024-10-25."
    assert told.article.text[slice(*entry.sentence.spans[0])] == entry.sentence.text
    opened.close()


def test_a_line_names_the_one_that_it_replaces(tmp_path: Path) -> None:
    before = made.reading("[[Ana Ruiz]] ((said)) {{the port is shut}}.", url="https://a.example/1")
    after = made.reading("[[Ana Ruiz]] ((said)) {{the port is shut}}.\nIt rained.", url="https://a.example/1")
    opened = made.ledger(tmp_path / "a.db", before)
    moment = made.moment(opened)
    made.add(opened, after)
    (now,), (then,) = ask(opened, Question()).entries, ask(opened, Question(as_of=moment)).entries
    assert (now.version, now.replaces, now.replaced_at) == (2, then.number, None)
    assert (then.version, then.replaces, then.replaced_at) == (1, None, now.recorded_at)
    opened.close()


def test_outlets_and_independent_texts_are_counted(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(80))
    wire = made.reading(f"[[Ana Ruiz]] ((said)) {{{{the port is shut}}}}. {words}", id="a", outlet="The Post")
    trimmed = made.reading(
        f"[[Ana Ruiz]] ((said)) {{{{the port is shut}}}}. {words[:-12]}", id="b", outlet="Echo"
    )
    own = made.reading("[[Ana Ruiz]] ((said)) {{the port is shut}}. So it was.", id="c", outlet="Times")
    opened = made.ledger(tmp_path / "a.db", wire, trimmed, own)
    made.add(opened, wire, url="https://b.example/", outlet="The Mail")
    answer = ask(opened, Question(words="port"))
    assert (len(answer.entries), answer.outlets, answer.texts) == (3, 4, 2)
    opened.close()


def test_text_that_is_no_text_is_asked_for_all_the_same(tmp_path: Path) -> None:
    long = "x" * 20_000 + " "
    told = made.reading(f"\ud800 {long}[[Ana]] ((said)) {{{{\ud83d port 💥 e\u0301t\u00e9}}}}. {long}")
    told = replace(told, article=replace(told.article, parts=()))
    opened = made.ledger(tmp_path / "a.db", told)
    (entry,) = ask(opened, Question(words="port ete")).entries
    assert entry.statement == told.statements[0]
    assert told.article.text[slice(*entry.sentence.spans[0])] == entry.sentence.text
    opened.close()


def test_an_empty_ledger_is_asked(tmp_path: Path) -> None:
    opened = open_store(tmp_path / "a.db", create=True)
    for question in (
        Question(),
        Question(words="port", sort="relevance"),
        Question(as_of="2024-10-25"),
        Question(words="a*"),
    ):
        assert ask(opened, question) == Answer((), more=False, after=None, outlets=0, texts=0)
    opened.close()


def test_an_index_made_anew_finds_the_same(tmp_path: Path) -> None:
    opened = made.ledger(tmp_path / "a.db", *readings(seed=8, count=12))
    made.add(opened, next(readings(seed=8)), url="https://b.example/", outlet="The Wire")
    questions = (Question(words="port"), Question(outlets=("The Wire",)), Question(types=EVERYTHING))
    before = [numbers(opened, question) for question in questions]
    with opened.writing():
        index.make_anew(opened.connection)
    assert [numbers(opened, question) for question in questions] == before
    made.check_whole(opened)
    opened.close()


def test_a_ledger_is_asked_while_it_is_written(store: Store) -> None:
    reader = open_store(store.path, create=False, read_only=True)
    with store.writing():
        assert ask(reader, Question(words="port")).entries == ask(store, Question(words="port")).entries
    reader.close()
