from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import add, as_of, check_whole, counts, dump, ledger, moment, put, reading, rows, said, without

from onrecord.ledger import LedgerError, Store
from onrecord.ledger.correct import Correction, CorrectionError, correct, undo
from onrecord.ledger.reread import Reread, Rereading, waiting
from onrecord.records import Article, Reading, Span

REPORT = """Port of Sarn
[[Ana Ruiz]] ((said)) {{the port would close on 2024-10-25 with 12 ships and 40 men in it}}.
[[Tom Fox]] ((denied)) {{there was a fire}}.
[[Ida Lund]] ((said)) {{the quay was dry}}."""
LATER = REPORT + "\n[[Jon Berg]] ((asked)) {{who had 3 keys}}."
HOW = {"person": "R. Amin", "why": "heard the recording"}
FIRST = reading(REPORT, url="https://a.example/port")
NEW = replace(FIRST, model="model 2")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = ledger(tmp_path / "a.db", FIRST)
    yield opened
    opened.close()


def reread(store: Store, *told: Reading, version: int = 1) -> Reread:
    with Rereading(store, settings={}, code="test") as rereading:
        return [rereading.enter(version, each) for each in told][-1]


def span(told: Reading, words: str) -> tuple[Span]:
    at = told.article.text.index(words)
    return (Span(at, at + len(words)),)


def scored(told: Reading, score: float) -> Reading:
    return replace(told, statements=tuple(replace(each, score=score) for each in told.statements))


def test_the_same_reading_changes_nothing(store: Store) -> None:
    before = dump(store, ("run", "run_end", "reading"))
    for told in (FIRST, NEW, NEW):
        assert reread(store, told) == Reread(same=3)
    assert dump(store, ("run", "run_end", "reading")) == before
    assert rows(store, "SELECT model, same_as FROM reading") == [
        ("model 1", None),
        ("model 1", 1),
        ("model 2", 1),
        ("model 2", 1),
    ]


# what another model finds, and what becomes of the lines
FOUND: list[tuple[str, Reading, Reread]] = [
    ("a score by hundredths", scored(NEW, 0.86), Reread(same=3)),
    ("a score by much", scored(NEW, 0.5), Reread(changed=3)),
    ("an act", put(NEW, 1, act="non-denial"), Reread(same=2, changed=1)),
    ("a name", put(NEW, 1, name="Thomas Fox"), Reread(same=2, changed=1)),
    ("who that is", put(NEW, 1, entity="person:thomas-fox"), Reread(same=2, changed=1)),
    ("when it was said", put(NEW, 2, said_at="2024-10-24"), Reread(same=2, changed=1)),
    ("a figure less", put(NEW, 0, figures=(0,)), Reread(same=2, changed=1)),
    (
        "a figure read otherwise",
        replace(NEW, figures=(replace(NEW.figures[0], low=None), *NEW.figures[1:])),
        Reread(same=2, changed=1),
    ),
    ("fewer words", put(NEW, 0, content=span(NEW, "the port would close")), Reread(same=2, changed=1)),
    ("nothing", without(NEW, 0, 1, 2), Reread(withdrawn=3)),
    ("one less", without(NEW, 1), Reread(same=2, withdrawn=1)),
    (
        "another statement",
        put(NEW, 1, cue=span(NEW, "Sarn"), content=span(NEW, "Port")),
        Reread(same=2, added=1, withdrawn=1),
    ),
    ("no times or figures", replace(without(NEW, 0), timexes=(), figures=()), Reread(same=2, withdrawn=1)),
]  # fmt: skip


@pytest.mark.parametrize(("_found", "told", "became"), FOUND, ids=[name for name, _, _ in FOUND])
def test_what_another_model_finds(store: Store, _found: str, told: Reading, became: Reread) -> None:
    then, answer = moment(store), as_of(store, moment(store))
    assert reread(store, told) == became
    assert as_of(store, then) == answer
    wanted = [
        (each.id, each.source.name if each.source else None, each.act, each.content.text, each.said_at)
        for each in told.statements
    ]
    assert said(store, "key", "who", "act", "content", "said_at") == sorted(wanted, key=repr)
    if became != Reread(same=3):
        assert {why for (why,) in rows(store, "SELECT why FROM succession")} == {"reread"}
    assert reread(store, told) == Reread(same=len(told.statements))
    check_whole(store)


def test_a_text_that_was_not_read_is_read(tmp_path: Path) -> None:
    store = ledger(tmp_path / "b.db", replace(FIRST, statements=(), timexes=(), figures=(), model="none"))
    assert reread(store, FIRST) == Reread(added=3)
    assert len(said(store)) == 3
    store.close()


def test_inner_statements_stay_within_theirs(store: Store) -> None:
    told = put(NEW, 2, within=NEW.statements[1].id)
    assert reread(store, told) == Reread(same=2, changed=1)
    # The outer one is seen otherwise: it has another key, and the inner one is within that.
    other = put(told, 1, content=span(NEW, "there was a"))
    assert reread(store, other) == Reread(same=1, changed=2)
    ((within,),) = rows(store, "SELECT within FROM statement WHERE id = (SELECT max(id) FROM statement)")
    assert (within,) in rows(store, "SELECT key FROM statement_list")
    assert reread(store, other) == Reread(same=3)


def test_what_a_person_decided_stands(store: Store) -> None:
    corrected = correct(store, 1, Correction(name="Eva Sol"), **HOW)
    moved = correct(store, 2, Correction(content=span(FIRST, "fire")), **HOW)
    correct(store, 3, Correction(withdrawn=True), **HOW)
    before = said(store, "number", "who", "content", "act")
    for told in (
        NEW,
        put(NEW, 0, act="predict"),
        put(put(NEW, 2, content=span(NEW, "quay was dry")), 1, content=span(NEW, "was a fire")),
        without(NEW, 0, 1, 2),
    ):
        assert reread(store, told).kept_corrections == 3
        assert said(store, "number", "who", "content", "act") == before
    assert [row[0] for row in before] == [corrected, moved]


def test_what_a_person_put_back_stands(store: Store) -> None:
    assert reread(store, without(NEW, 1)) == Reread(same=2, withdrawn=1)
    again = undo(store, 2, person="R. Amin", why="it is one")
    assert reread(store, without(NEW, 1)) == Reread(same=2, kept_corrections=1)
    assert ("Tom Fox", again) in said(store, "who", "number")


def test_what_was_undone_is_the_models_again(store: Store) -> None:
    undo(store, correct(store, 1, Correction(name="Eva Sol"), **HOW), **HOW)
    assert reread(store, put(NEW, 0, name="Ana M. Ruiz")) == Reread(same=2, changed=1)
    number = rows(store, "SELECT number FROM statement_list WHERE who = 'Ana M. Ruiz'")[0][0]
    undo(store, number, person="R. Amin", why="the first was right")
    assert reread(store, put(NEW, 0, name="Ana M. Ruiz")) == Reread(same=2, kept_corrections=1)
    assert ("Ana Ruiz",) in said(store, "who")


def test_what_is_found_again_after_it_was_not(store: Store) -> None:
    reread(store, without(NEW, 1))
    assert reread(store, FIRST) == Reread(same=2, added=1)
    assert reread(store, NEW) == Reread(same=3)
    with pytest.raises(CorrectionError, match="line 4 took its place"):
        undo(store, 2, **HOW)


def test_statements_that_a_later_version_has_are_not_touched(store: Store) -> None:
    later = reading(LATER, url="https://a.example/port")
    add(store, later)
    before = said(store, "number", "who", "act", "version")
    # The first version: one of its lines stays current, for its statement was dropped from the page.
    assert reread(store, put(put(NEW, 0, act="predict"), 1, name="T. Fox"), version=1) == Reread(same=3)
    assert said(store, "number", "who", "act", "version") == before


def test_what_is_found_in_two_versions_is_one_statement(store: Store) -> None:
    """What a better model finds is told of the versions beside it: the later line is current."""
    add(store, reading(LATER, url="https://a.example/port"))
    without_fox = without(FIRST, 1)
    other = ledger(store.path.with_name("b.db"), without_fox)
    later = reading(LATER, url="https://a.example/port")
    add(other, without(later, 1))
    assert len(said(other)) == 3
    assert reread(other, later, version=2) == Reread(same=3, added=1)
    assert reread(other, FIRST, version=1) == Reread(same=2, added=1)
    assert said(other, "who", "version") == said(store, "who", "version")
    assert reread(other, FIRST, version=1) == reread(other, FIRST, version=1) == Reread(same=3)
    other.close()


def test_what_was_taken_back_does_not_come_in_another_version(store: Store) -> None:
    later = reading(LATER, url="https://a.example/port")
    add(store, without(later, 1))  # the model did not find it there
    correct(store, 2, Correction(withdrawn=True), **HOW)
    assert reread(store, later, version=2) == Reread(same=3, added=1)
    assert ("Tom Fox",) not in said(store, "who")


def test_another_text_is_refused_and_nothing_is_written(store: Store) -> None:
    with pytest.raises(LedgerError, match="is of another text"):
        reread(store, reading(LATER))
    assert rows(store, "SELECT outcome FROM run_list WHERE command = 'reread'") == [("failed",)]
    assert reread(store, NEW, version=99) == Reread()  # it was taken out meanwhile


def test_a_run_that_is_stopped_says_so(store: Store) -> None:
    with Rereading(store, settings={"everything": True}, code="test", person="R. Amin") as rereading:
        rereading.stop()
    assert rows(
        store, "SELECT command, outcome, person, settings FROM run_list WHERE command = 'reread'"
    ) == [("reread", "stopped", "R. Amin", '{"everything":true}')]


def names(waiting: Iterator[tuple[int, Article]]) -> list[tuple[int, str]]:
    return [(version, article.id) for version, article in waiting]


def test_what_waits_to_be_read_again(tmp_path: Path) -> None:
    store = ledger(
        tmp_path / "w.db",
        reading(REPORT, id="one", url="https://a.example/1"),
        reading(LATER.replace("Sarn", "Sund"), id="one", url="https://a.example/1"),
        reading("{{It is so}}.", id="two", model="model 2"),
        reading("{{It is not so}}.", id="three", model="noted by hand"),
        reading("{{Nobody looked}}.", id="four", model="none"),
    )
    assert names(waiting(store, "model 1")) == [(3, "two"), (5, "four")]
    assert names(waiting(store, "model 2")) == [(2, "one"), (5, "four")]
    assert names(waiting(store, "model 2", everything=True)) == [(1, "one"), (2, "one"), (5, "four")]
    assert names(waiting(store, "model 2", code="test")) == [(2, "one"), (5, "four")]
    assert names(waiting(store, "model 2", code="newer")) == [(2, "one"), (3, "two"), (5, "four")]
    for version, article in waiting(store, "model 2"):
        assert reread(store, Reading(article, (), "model 2"), version=version).added == 0
    assert names(waiting(store, "model 2")) == []
    store.close()


def test_many_wait_and_are_written_meanwhile(tmp_path: Path) -> None:
    told = [reading(f"{{{{It is {number}}}}}.", id=str(number)) for number in range(230)]
    store = ledger(tmp_path / "w.db", *told)
    with Rereading(store, settings={}, code="test") as rereading:
        seen = [
            rereading.enter(version, replace(told[version - 1], model="new"))
            for version, _ in waiting(store, "new")
        ]
    assert seen == [Reread(same=1)] * 230
    assert names(waiting(store, "new")) == []
    store.close()


ARTICLES = [
    reading(REPORT.replace("Sarn", place), id=place, url=f"https://{place}.example/")
    for place in ("Sarn", "Sund")
]
ACTS = st.sampled_from(["assert", "deny", "ask"])


@st.composite
def found(draw: st.DrawFn, article: int) -> Reading:
    """What some model may find in an article."""
    told = ARTICLES[article]
    for place in range(3):
        told = put(told, place, act=draw(ACTS), said_at=draw(st.sampled_from([None, "2024-10-24"])))
    told = without(told, *draw(st.sets(st.integers(0, 2))))
    return replace(told, model=draw(st.sampled_from(["model 2", "model 3"])))


@settings(max_examples=30)
@given(st.lists(st.tuples(found(0), found(1)), min_size=1, max_size=3), st.integers(0, 5))
def test_the_last_reading_is_what_stands_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[Reading, Reading]], place: int
) -> None:
    folder = tmp_path_factory.mktemp("ledger")
    one, other = (ledger(folder / name, *ARTICLES) for name in ("a.db", "b.db"))
    number = place + 1
    for store in (one, other):
        correct(store, number, Correction(name="Eva Sol"), **HOW)
    asked = [(moment(one), as_of(one, moment(one)))]
    for pair in told:
        for version, each in enumerate(pair, 1):
            reread(one, each, version=version)
        for version, each in reversed([*enumerate(pair, 1)]):
            reread(other, each, version=version)
        asked.append((moment(one), as_of(one, moment(one))))
    columns = "key", "who", "act", "said_at"
    assert said(one, *columns) == said(other, *columns)
    wanted = {each.id: each.act for pair in told[-1:] for each in (*pair[0].statements, *pair[1].statements)}
    corrected = [*ARTICLES[0].statements, *ARTICLES[1].statements][place].id
    assert dict(said(one, "key", "act")) == {**wanted, corrected: "assert"}
    if len({each for each, _ in asked}) == len(asked):
        assert [as_of(one, each) for each, _ in asked] == [answer for _, answer in asked]
    assert counts(one, "reading") == [2 + 2 * len(told)]
    check_whole(one)
    one.close()
    other.close()
