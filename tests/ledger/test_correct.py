from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import add, as_of, check_whole, counts, dump, ledger, moment, put, reading, rows, said

from onrecord.ledger import Store, open_store
from onrecord.ledger.correct import Correction, CorrectionError, correct, undo
from onrecord.records import Span

REPORT = """Port of Sarn
[[Ana Ruiz]] ((said)) {{the port would close on 2024-10-25 with 12 ships and 40 men in it}}.
[[Tom Fox]] ((denied)) {{there was a fire}}.
Nobody was hurt."""
LATER = REPORT + "\n[[Ida Lund]] ((said)) {{the quay was dry}}."
HOW = {"person": "R. Amin", "why": "heard the recording"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = ledger(tmp_path / "a.db", reading(REPORT, url="https://a.example/port"))
    yield opened
    opened.close()


def span(store: Store, words: str) -> tuple[Span]:
    text = rows(store, "SELECT text FROM version")[0][0]
    return (Span(text.index(words), text.index(words) + len(words)),)


# field of the correction, what it says, the column of statement_list that shows it, and what that shows then
FIELDS: list[tuple[str, Any, str, Any]] = [
    ("name", "Ana María Ruiz", "who", "Ana María Ruiz"),
    ("role", "harbour master", "role", "harbour master"),
    ("kind", "unnamed", "kind", "unnamed"),
    ("kind", None, "kind", None),
    ("type", "belief", "type", "belief"),
    ("act", "predict", "act", "predict"),
    ("act", None, "act", None),
    ("certainty", "possible", "certainty", "possible"),
    ("polarity", "negated", "polarity", "negated"),
    ("quotation", "direct", "quotation", "direct"),
    ("said_at", "2024-10-24", "said_at", "2024-10-24"),
    ("said_at", "XXXX-10-24T08:30", "said_at", "XXXX-10-24T08:30"),
    ("said_at", "PAST_REF", "said_at", "PAST_REF"),
    ("said_at", "2024-10-24/2024-10-26", "said_at", "2024-10-24/2024-10-26"),
    ("event_times", ("2024-W43", "2024-Q4", "199"), "event_times", "2024-W43; 2024-Q4; 199"),
    ("event_times", ("XXXX-WXX-2TEV",), "event_times", "XXXX-WXX-2TEV"),
    ("event_times", (), "event_times", None),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "column", "shown"), FIELDS)
def test_a_field_is_put_right(store: Store, field: str, value: Any, column: str, shown: Any) -> None:
    number = correct(store, 1, Correction(**{field: value}), **HOW)
    after = dict(rows(store, f"SELECT number, {column} FROM statement_list"))
    assert after[number] == shown
    assert set(after) == {2, number}
    told = rows(store, "SELECT key, reading_id, score FROM statement WHERE id IN (1, ?)", number)
    assert told[0] == told[1]
    assert rows(store, "SELECT old_id, new_id, why, note FROM succession") == [
        (1, number, "correction", "heard the recording")
    ]
    assert rows(store, "SELECT command, person, outcome FROM run_list ORDER BY run DESC")[0] == (
        "correct",
        "R. Amin",
        "done",
    )
    check_whole(store)


# what is wrong, and what is told
WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, "nothing to correct"),
    ({"act": "assert"}, "line 1 says so already"),
    ({"kind": "dog"}, "'dog' is no kind: it is one of person, organisation"),
    ({"act": "claim"}, "'claim' is no act"),
    ({"type": None}, "type cannot be left unknown"),
    ({"name": "  "}, "name is empty"),
    ({"said_at": "yesterday"}, "'yesterday' is no time: write it as"),
    ({"said_at": "2024-02-30"}, "the calendar has no such day"),
    ({"said_at": "2024-10-25T27:00"}, "is no time"),
    ({"said_at": "2023-W53"}, "the calendar has no such day"),
    ({"event_times": ("2024-10-25", "2024-10-25/")}, "is no time"),
    ({"event_times": ("2024-10-25/2024-10-26/2024-10-27",)}, "is no time"),
    ({"content": ((5, 5),)}, "content 5-5 does not lie in the text"),
    ({"content": ((-3, 4),)}, "does not lie in the text"),
    ({"content": ((3, 9999),)}, "does not lie in the text"),
    ({"content": ()}, "content stands nowhere"),
    ({"content": None}, "content cannot be left unknown"),
    ({"content": ((40, 50), (30, 35))}, "not in the order of the text"),
    ({"content": ((30, 40), (35, 50))}, "lie over one another at 35"),
    ({"cue": ((13, 20),)}, "source, cue and content lie over one another at 13"),
    ({"source": None, "name": "Ana"}, "no words stand for the source"),
    ({"withdrawn": True, "act": "deny"}, "what is no statement has no act"),
]


@pytest.mark.parametrize(("fields", "told"), WRONG)
def test_what_is_wrong_is_told_and_nothing_is_written(
    store: Store, fields: dict[str, Any], told: str
) -> None:
    before = dump(store)
    with pytest.raises(CorrectionError, match=told):
        correct(store, 1, Correction(**fields), **HOW)
    assert dump(store) == before


@pytest.mark.parametrize(("person", "why"), [("", "so"), (" ", "so"), ("R. Amin", "")])
def test_a_person_and_a_reason_are_asked_for(store: Store, person: str, why: str) -> None:
    with pytest.raises(CorrectionError):
        correct(store, 1, Correction(act="deny"), person=person, why=why)
    with pytest.raises(CorrectionError):
        undo(store, 1, person=person, why=why)


def test_a_line_is_named_by_its_number_or_its_statement(store: Store) -> None:
    ((key,),) = rows(store, "SELECT key FROM statement WHERE id = 1")
    number = correct(store, key, Correction(act="deny"), **HOW)
    assert correct(store, key, Correction(act="ask"), **HOW) == number + 1
    for unknown in (99, "no such key"):
        with pytest.raises(CorrectionError, match="there is no"):
            correct(store, unknown, Correction(act="deny"), **HOW)


def test_an_old_line_names_the_one_in_its_place(store: Store) -> None:
    second = correct(store, 1, Correction(act="deny"), **HOW)
    third = correct(store, second, Correction(act="ask"), **HOW)
    for old in (1, second):
        with pytest.raises(CorrectionError, match=f"line {old} is not current: line {third} took its place"):
            correct(store, old, Correction(act="predict"), **HOW)


def test_other_words_have_other_figures_and_a_sure_score(store: Store) -> None:
    content = span(store, "the port would close on 2024-10-25 with 12 ships")
    number = correct(store, 1, Correction(content=content), **HOW)
    assert rows(store, "SELECT content, score FROM statement WHERE id = ?", number) == [
        ("the port would close on 2024-10-25 with 12 ships", 1.0)
    ]
    assert rows(store, "SELECT low FROM figure_list WHERE number = ?", number) == [(12.0,)]
    before = "SELECT low FROM statement_figure JOIN figure f ON f.id = figure_id WHERE statement_id = 1"
    assert rows(store, before) == [(12.0,), (40.0,)]


def test_a_source_may_be_somebody_else_or_nobody(store: Store) -> None:
    other = correct(store, 2, Correction(source=span(store, "Nobody"), name=None, kind="unnamed"), **HOW)
    columns = "source, name, kind, entity_id"
    assert rows(store, f"SELECT {columns} FROM statement WHERE id = ?", other) == [
        ("Nobody", None, "unnamed", None)
    ]
    none = correct(store, other, Correction(source=None), **HOW)
    assert rows(store, f"SELECT {columns} FROM statement WHERE id = ?", none) == [(None, None, None, None)]


def test_a_name_that_is_known_brings_its_entity(store: Store) -> None:
    entity = "SELECT e.key FROM statement s LEFT JOIN entity e ON e.id = s.entity_id WHERE s.id = ?"
    known = correct(store, 1, Correction(name="Tom Fox"), **HOW)
    assert rows(store, entity, known) == [("person:tom-fox",)]
    unknown = correct(store, known, Correction(name="Thomas Fox"), **HOW)
    assert rows(store, entity, unknown) == [(None,)]
    named = correct(store, unknown, Correction(entity="person:tom-fox"), **HOW)
    assert rows(store, entity, named) == [("person:tom-fox",)]
    correct(store, named, Correction(role="docker"), **HOW)
    assert said(store, "who", "role") == [("Thomas Fox", "docker"), ("Tom Fox", None)]


def test_what_is_no_statement_is_taken_back(store: Store) -> None:
    assert correct(store, 2, Correction(withdrawn=True), **HOW) == 2
    assert said(store, "who") == [("Ana Ruiz",)]
    assert rows(store, "SELECT number, replaced_by, why, note, person FROM statement_history") == [
        (2, None, "withdrawal", "heard the recording", "R. Amin")
    ]
    with pytest.raises(CorrectionError, match=r"line 2 was taken back on .* by R\. Amin, because: heard"):
        correct(store, 2, Correction(act="deny"), **HOW)


def test_what_was_put_right_can_be_undone(store: Store) -> None:
    before = said(store)
    number = correct(store, 1, Correction(name="Eva Sol", act="deny"), **HOW)
    again = undo(store, number, person="T. Ek", why="it was her after all")
    assert said(store) == before
    assert rows(store, "SELECT old_id, new_id FROM succession") == [(1, number), (number, again)]
    back = undo(store, again, person="R. Amin", why="no")
    assert said(store, "who", "number")[1] == ("Tom Fox", 2)
    assert said(store, "who", "number")[0] == ("Eva Sol", back)
    with pytest.raises(CorrectionError, match=f"line {back} took its place"):
        undo(store, again, **HOW)
    with pytest.raises(CorrectionError, match="nothing to undo"):
        undo(store, 2, **HOW)


def test_what_was_taken_back_can_be_put_back(store: Store) -> None:
    ((key,),) = rows(store, "SELECT key FROM statement WHERE id = 2")
    correct(store, key, Correction(withdrawn=True), **HOW)
    again = undo(store, key, person="T. Ek", why="it is one")
    assert said(store, "who", "number") == [("Ana Ruiz", 1), ("Tom Fox", again)]
    with pytest.raises(CorrectionError, match=f"line {again} took its place"):
        undo(store, 2, **HOW)
    with pytest.raises(CorrectionError, match=f"line {again} took its place"):
        correct(store, 2, Correction(act="ask"), **HOW)
    assert correct(store, key, Correction(act="ask"), **HOW) == again + 1


def test_what_was_asked_as_of_a_moment_stays(store: Store) -> None:
    moments = [moment(store)]
    answers = [as_of(store, moments[0])]
    number = correct(store, 1, Correction(name="Eva Sol"), **HOW)
    moments.append(moment(store))
    answers.append(as_of(store, moments[1]))
    undo(store, number, **HOW)
    correct(store, 2, Correction(withdrawn=True), **HOW)
    assert [as_of(store, each) for each in moments] == answers
    assert [name for _, name, _ in answers[1]] == ["Tom Fox", "Eva Sol"]


def test_a_correction_holds_in_the_next_version(store: Store) -> None:
    fixed = Correction(name="Ana María Ruiz", entity="person:ana-ruiz-2", act="predict", said_at="2024-10-24")
    number = correct(store, 1, fixed, **HOW)
    (entered,) = add(store, reading(LATER, url="https://a.example/port"))
    assert (entered.fate, entered.changes) == ("version", 1)
    columns = "who", "act", "said_at", "maker", "version"
    assert said(store, *columns) == [
        ("Ana María Ruiz", "predict", "2024-10-24", "R. Amin", 2),
        ("Ida Lund", "assert", None, "model 1", 2),
        ("Tom Fox", "assert", None, "model 1", 2),
    ]
    note = f"with the correction of line {number}"
    assert rows(store, "SELECT why, note FROM succession WHERE old_id = ?", number) == [("version", note)]
    assert rows(store, "SELECT change, who_after FROM difference_list") == [("added", "Ida Lund")]
    # And in the one after that.
    add(store, reading(LATER.replace("dry", "wet"), url="https://a.example/port"))
    assert said(store, *columns)[0] == ("Ana María Ruiz", "predict", "2024-10-24", "R. Amin", 3)
    check_whole(store)


def test_a_correction_gives_way_where_the_report_says_otherwise(store: Store) -> None:
    correct(store, 1, Correction(act="predict", said_at="2024-10-24"), **HOW)
    later = put(reading(LATER, url="https://a.example/port"), 0, act="deny")
    add(store, later)
    assert said(store, "act", "said_at", "who")[-1] == ("deny", "2024-10-24", "Ana Ruiz")


def test_what_was_taken_back_stays_so_in_the_next_version(store: Store) -> None:
    correct(store, 2, Correction(withdrawn=True), **HOW)
    add(store, reading(LATER, url="https://a.example/port"))
    assert said(store, "who") == [("Ana Ruiz",), ("Ida Lund",)]
    history = rows(store, "SELECT why, note, person FROM statement_history WHERE replaced_by IS NULL")
    assert history == [("withdrawal", "heard the recording", "R. Amin")] * 2
    # What is said otherwise is another matter.
    add(store, reading(LATER.replace("a fire", "a fire in the northern tower"), url="https://a.example/port"))
    assert ("Tom Fox",) in said(store, "who")


def test_an_undone_correction_is_none_in_the_next_version(store: Store) -> None:
    undo(store, correct(store, 1, Correction(act="predict"), **HOW), **HOW)
    add(store, put(reading(LATER, url="https://a.example/port"), 0, act="ask"))
    assert ("ask", "Ana Ruiz") in said(store, "act", "who")


def test_a_correction_stands_only_for_its_own_article(tmp_path: Path) -> None:
    store = ledger(tmp_path / "b.db", reading(REPORT, id="1"), reading(f"{REPORT}\n\nMore.", id="2"))
    correct(store, 1, Correction(act="deny"), **HOW)
    assert [row for row in said(store, "act", "who") if row[0] == "deny"] == [("deny", "Ana Ruiz")]
    store.close()


ACTS = st.sampled_from(["deny", "ask", "predict", "undo", "withdraw"])


@settings(max_examples=30)
@given(steps=st.lists(st.tuples(st.integers(0, 1), ACTS), max_size=8))
def test_a_statement_has_one_line_at_most_whatever_is_done(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str]]
) -> None:
    told = reading(REPORT)
    store = ledger(tmp_path_factory.mktemp("ledger") / "a.db", told)
    keys = [statement.id for statement in told.statements]
    asked: list[tuple[str, list[tuple[Any, ...]]]] = []
    for place, act in steps:
        asked.append((moment(store), as_of(store, moment(store))))
        done = Correction(withdrawn=True) if act == "withdraw" else Correction(act=act)  # type: ignore[arg-type]
        try:
            if act == "undo":
                undo(store, keys[place], **HOW)
            else:
                correct(store, keys[place], done, **HOW)
        except CorrectionError:
            pass
        current = rows(store, "SELECT key FROM statement_list")
        assert len(current) == len(set(current))
    check_whole(store)
    if not any(act == "withdraw" for _, act in steps):  # a withdrawal adds no line, and so no moment
        assert [as_of(store, each) for each, _ in asked] == [answer for _, answer in asked]
        assert {key for (key,) in rows(store, "SELECT key FROM statement_list")} == set(keys)
    store.close()


def test_two_versions_of_a_page_with_the_same_id(tmp_path: Path) -> None:
    """Where an id is given, a statement has the same key in both: the key names the line that is current."""
    store = open_store(tmp_path / "c.db", create=True)
    first, second = reading(REPORT), reading(LATER)
    add(store, first, second, url="https://a.example/port")
    key = first.statements[0].id
    assert counts(store, "version") == [2]
    number = correct(store, key, Correction(act="ask"), **HOW)
    assert rows(store, "SELECT version, act FROM statement_list WHERE number = ?", number) == [(2, "ask")]
    store.close()
