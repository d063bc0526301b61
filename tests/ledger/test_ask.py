from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger import Store, filters, marks, newest, open_store, slices
from onrecord.ledger.amounts import AmountAsked
from onrecord.ledger.ask import Answer, ask
from onrecord.ledger.question import ACTS, KINDS, QUOTATIONS, TYPES, Days, Question, QuestionError
from onrecord.ledger.question import read as read_question
from onrecord.records import Entry, Figure, Part, Place, Reading, Span

WORDS = "port strike pay talks dockers offer the of union berth sëlgian harbour crane".split()
PEOPLE = (
    ("Ana Ruiz", "Ana Ruiz", "port director", "e1"),
    ("Anita Ruiz", "Anita Ruiz", None, "e1"),
    ("the minister", "Ilse Brändeau", "transport minister", "e2"),
    ("Dockers' Federation", "Dockers' Federation", None, "e3"),
    ("officials", None, None, None),
)
DAYS = ("2024-10-25", "2024-10-24", "2024-10", "2024", "2024-W43", "1999-12-31", "2031-01-01", "199", None)
PUBLISHED = (
    "2024-10-25T08:30:00+02:00",
    "2024-10-25T07:00:00Z",
    "2024-10-25",
    "2023-01-01",
    "2024-10-26T01:00",
    None,
)
OUTLETS = ("The Varnholm Post", "Harbour Times", "Selgian Echo", None)
EVENTS = ((), ("2024-10-25",), ("2024-11", "2030"), ("2020-01-01/2024-12-31",), ("XXXX-10-25",))
EVERYTHING = frozenset(TYPES)


def readings(seed: int = 3, count: int = 90) -> Iterator[Reading]:
    """Reports that differ in all that can be asked for."""
    rng = random.Random(seed)
    for number in range(count):
        lines = [
            f"[[{rng.choice(PEOPLE)[0]}]] ((said)) {{{{{' '.join(rng.choices(WORDS, k=6))} {rng.choice([7, 30, 1200])} x}}}}."
            for _ in range(3)
        ]
        told = made.reading(
            f"Report {number}.\n" + "\n".join(lines),
            id=f"a{number}",
            url=f"https://a.example/{number}",
            outlet=rng.choice(OUTLETS),
            headline=" ".join(rng.choices(WORDS, k=3)),
            published_at=rng.choice(PUBLISHED),
        )
        told = replace(told, figures=tuple(figure(rng, each) for each in told.figures))
        for place in range(3):
            told = made.put(told, place, **facts(rng, told.statements[place].source.text))  # type: ignore[union-attr]
        yield told


def figure(rng: random.Random, known: Figure) -> Figure:
    low, high = rng.choice(((known.low, known.low), (known.low, None), (None, known.low), (known.low, 2000)))
    counted, unit = rng.choice((("dock workers", None), ("ships", None), (None, "%"), (None, "USD")))
    return replace(known, low=low, high=high, counted=counted, unit=unit, approximate=rng.random() < 0.3)


def facts(rng: random.Random, source: str) -> dict[str, Any]:
    _, name, role, entity = next(each for each in PEOPLE if each[0] == source)
    return {
        "name": name,
        "role": role,
        "entity": entity,
        "kind": rng.choice(KINDS),
        "act": rng.choice((*ACTS, None)),
        "type": rng.choice(TYPES),
        "quotation": rng.choice(QUOTATIONS),
        "said_at": rng.choice(DAYS),
        "event_times": rng.choice(EVENTS),
        "score": rng.choice((0.2, 0.5, 0.81, 0.93, 0.999)),
    }


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


@dataclass(frozen=True)
class Line:
    """A line as a plain reading of the tables tells it."""

    row: dict[str, Any]
    figures: list[Figure]
    events: list[tuple[str, str]]
    outlets: set[str]
    replaced: str | None

    def words(self) -> dict[str, list[str]]:
        who = f"{self.row['name'] or ''} | {self.row['source'] or ''} | {self.row['role'] or ''}"
        texts = {"content": self.row["content"], "who": who, "headline": self.row["headline"] or ""}
        return {column: re.findall(r"\w+", text.lower()) for column, text in texts.items()}


@pytest.fixture(scope="module")
def lines(store: Store) -> list[Line]:
    found = store.connection.execute(
        "SELECT s.*, v.headline, v.published_at, v.outlet, a.key AS article, e.key AS entity,"
        " (SELECT recorded_at FROM succession WHERE old_id = s.id) AS replaced"
        " FROM statement s JOIN version v ON v.id = s.version_id JOIN article a ON a.id = v.article_id"
        " LEFT JOIN entity e ON e.id = s.entity_id"
    ).fetchall()
    return [line(store, dict(row)) for row in found]


def line(store: Store, row: dict[str, Any]) -> Line:
    figures = made.rows(
        store,
        "SELECT f.low, f.high, f.approximate, f.unit, f.counted FROM statement_figure sf JOIN figure f"
        " ON f.id = sf.figure_id WHERE sf.statement_id = ?",
        row["id"],
    )
    return Line(
        row,
        [
            Figure(start=0, end=1, low=low, high=high, approximate=bool(about), unit=unit, counted=counted)
            for low, high, about, unit, counted in figures
        ],
        made.rows(store, "SELECT begin, finish FROM statement_event WHERE statement_id = ?", row["id"]),
        {row["outlet"]}
        | {
            each
            for (each,) in made.rows(
                store, "SELECT outlet FROM appearance WHERE version_id = ?", row["version_id"]
            )
        },
        row["replaced"],
    )


def has(word: str, column: str | None = None, *, begins: bool = False) -> Callable[[Line], bool]:
    def judge(line: Line) -> bool:
        columns = line.words()
        some = columns[column] if column else [each for every in columns.values() for each in every]
        return any(each.startswith(word) if begins else each == word for each in some)

    return judge


def phrase(*words: str) -> Callable[[Line], bool]:
    def judge(line: Line) -> bool:
        return any(
            tuple(some[at : at + len(words)]) == words
            for some in line.words().values()
            for at in range(len(some))
        )

    return judge


# What is typed, and a plain reading of it.
TYPED: tuple[tuple[str, Callable[[Line], bool]], ...] = (
    ("", lambda _: True),
    ("port", has("port")),
    ("PORT the", lambda line: has("port")(line) and has("the")(line)),
    ("port OR crane", lambda line: has("port")(line) or has("crane")(line)),
    ("strike -port", lambda line: has("strike")(line) and not has("port")(line)),
    ("-port", lambda line: not has("port")(line)),
    ('"the port"', phrase("the", "port")),
    ("po*", has("po", begins=True)),
    ("-po*", lambda line: not has("po", begins=True)(line)),
    ("dock* OR the", lambda line: has("dock", begins=True)(line) or has("the")(line)),
    ("harb* crane", lambda line: has("harb", begins=True)(line) and has("crane")(line)),
    ("who:ana", has("ana", "who")),
    (
        "headline:(union OR berth)",
        lambda line: has("union", "headline")(line) or has("berth", "headline")(line),
    ),
    (
        "(port OR pay) (the OR of)",
        lambda line: all(any(has(word)(line) for word in some) for some in (("port", "pay"), ("the", "of"))),
    ),
    ("selgian", has("sëlgian")),
    ("nosuchword", has("nosuchword")),
)
FILTERS: tuple[tuple[dict[str, Any], Callable[[Line], bool]], ...] = (
    ({}, lambda _: True),
    ({"who": "ana"}, lambda line: line.row["entity"] == "e1"),  # Anita is another name of hers
    ({"who": "brandeau"}, lambda line: line.row["entity"] == "e2"),
    ({"who": "min* -transport"}, lambda _: False),
    ({"acts": frozenset({"deny", "non-denial"})}, lambda line: line.row["act"] in ("deny", "non-denial")),
    ({"types": frozenset({"other", "belief"})}, lambda line: line.row["type"] in ("other", "belief")),
    ({"kinds": frozenset({"group"})}, lambda line: line.row["kind"] == "group"),
    ({"quotations": frozenset({"mixed"})}, lambda line: line.row["quotation"] == "mixed"),
    ({"said": Days("2024-10-24", "2024-10-24")}, lambda line: meets(line.row, "2024-10-24", "2024-10-24")),
    ({"said": Days("2024-10-25", "2031-06-30")}, lambda line: meets(line.row, "2024-10-25", "2031-06-30")),
    ({"said": Days("0001-01-01", "2024-01-01")}, lambda line: meets(line.row, "0001-01-01", "2024-01-01")),
    (
        {"about_time": Days("2024-11-05", "2024-11-06")},
        lambda line: any(b and b <= "2024-11-06" and f >= "2024-11-05" for b, f in line.events),
    ),
    ({"outlets": ("harbour times",)}, lambda line: "Harbour Times" in line.outlets),
    ({"outlets": ("wire", "Selgian Echo")}, lambda line: bool({"The Wire", "Selgian Echo"} & line.outlets)),
    (
        {"figure": AmountAsked(low=30, high=float("inf"), relation="over", counted=("worker",))},
        lambda line: any(
            each.counted == "dock workers" and (max(each.low or 0, each.high or 0) > 30 or (each.high is None and each.low == 30))
            for each in line.figures
        ),
    ),
    ({"figure": AmountAsked(low=7, high=7, unit="USD")}, lambda line: any(each.unit == "USD" and 7 in (each.low, each.high) for each in line.figures)),
    ({"min_score": 0.93}, lambda line: line.row["score"] >= 0.93),
    ({"min_score": 0.5}, lambda line: line.row["score"] >= 0.5),
    ({"article": "a7"}, lambda line: line.row["article"] == "a7"),
    ({"article": "none"}, lambda _: False),
)  # fmt: skip


def meets(row: dict[str, Any], first: str, last: str) -> bool:
    return bool(row["said_from"]) and row["said_from"] <= last and row["said_to"] >= first


def expected(lines: list[Line], question: Question, judge: Callable[[Line], bool]) -> list[int]:
    """The numbers that a plain reading of the lines gives."""
    wanted = [
        line
        for line in lines
        if judge(line)
        and (line.row["type"] in question.types if question.types else line.row["type"] != "other")
        and (line.replaced is None or (question.as_of is not None and line.replaced > question.as_of))
        and (question.as_of is None or line.row["recorded_at"] <= question.as_of)
    ]
    return [line.row["id"] for line in sorted(wanted, key=lambda line: place(line, question), reverse=True)]


def place(line: Line, question: Question) -> tuple[str, int]:
    if question.sort == "published_at":
        return marks.minute(line.row["published_at"]) or "", line.row["id"]
    return line.row["said_from"] or "", line.row["id"]


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


@pytest.mark.parametrize("sort", ["said_at", "published_at"])
@pytest.mark.parametrize(("typed", "judge"), TYPED, ids=[typed for typed, _ in TYPED])
def test_what_is_asked_is_what_a_plain_reading_finds(
    store: Store, lines: list[Line], small: None, typed: str, judge: Callable[[Line], bool], sort: Any
) -> None:
    for fields, also in FILTERS:
        question = Question(words=typed, sort=sort, limit=13, **fields)
        wanted = expected(lines, question, lambda line, also=also: judge(line) and also(line))  # type: ignore[misc]
        assert numbers(store, question) == wanted, fields


def test_plain_readings_find_something(store: Store, lines: list[Line]) -> None:
    found = [len(expected(lines, Question(), judge)) for _, judge in (*TYPED, *FILTERS)]
    assert sum(count > 3 for count in found) >= len(found) - 4


def test_as_it_was(store: Store, lines: list[Line], small: None) -> None:
    moments = sorted({line.row["recorded_at"] for line in lines})
    for moment in (*moments[:: len(moments) // 5], moments[0], moments[-1], "2020-01-01T00:00:00.000000Z"):
        question = Question(as_of=moment, types=EVERYTHING, limit=100)
        assert numbers(store, question) == expected(lines, question, lambda _: True)
    assert numbers(store, Question(as_of="2020-01-01")) == []


@settings(max_examples=150, deadline=None)
@given(typed=st.one_of(st.text(), st.text('ab "*()-:“”,5\0\ud800💥^+{}NEARORwho')), who=st.booleans())
def test_any_words_are_asked_or_told_to_be_wrong(store: Store, typed: str, who: bool) -> None:
    try:
        question = read_question([("who" if who else "words", typed)])
    except QuestionError as error:
        assert "write it like" in str(error)
    else:
        ask(store, question)


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
    try:
        ask(store, Question(words=typed))
    except QuestionError as error:
        assert error.option == "words"


def test_most_relevant_first(store: Store) -> None:
    (told,) = made.rows(store, "SELECT count(*) FROM statement_list WHERE content LIKE '%port%'")
    assert told[0] > 5
    answers = list(pages(store, Question(words="port OR crane", sort="relevance", limit=7)))
    entries = [entry for answer in answers for entry in answer.entries]
    assert len({entry.number for entry in entries}) == len(entries)
    assert {entry.number for entry in entries} == set(numbers(store, Question(words="port OR crane")))
    hits = [len(re.findall("port|crane", entry.statement.content.text)) for entry in entries]
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
        ask(store, Question(words="crane", limit=2, after=after))


def test_an_entry_says_where_it_stands(tmp_path: Path) -> None:
    told = made.reading(
        "A headline\n[[Ana Ruiz]] ((said)) {{7 of 30 ships would sail on 2024-10-25}}. Nobody else spoke.\nMore.",
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


def test_a_ledger_is_asked_while_it_is_written(store: Store) -> None:
    reader = open_store(store.path, create=False, read_only=True)
    with store.writing():
        assert ask(reader, Question(words="port")).entries == ask(store, Question(words="port")).entries
    reader.close()
