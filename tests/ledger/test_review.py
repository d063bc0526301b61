"""Decisions of persons on statements: who and when, undone, read again, in later versions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made import add, counts, dump, ledger, put, reading, rows, said, without
from reviewed_examples import (
    ANNA,
    ASKS,
    BEN,
    DENIES,
    FIRST,
    HOW,
    LATER,
    NEW,
    WITHDRAWN,
    check_all,
    queued,
    reread,
    tally,
    told,
)

from onrecord.ledger import Store
from onrecord.ledger.correct import CorrectionError, correct
from onrecord.ledger.correct import undo as undo_correction
from onrecord.ledger.reread import Reread
from onrecord.ledger.review import accept, decisions, note, undo
from onrecord.records import Span


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = ledger(tmp_path / "a.db", FIRST)
    yield opened
    opened.close()


def test_every_decision_says_who_and_when(store: Store) -> None:
    accept(store, 1, **ANNA)
    number = correct(store, 1, DENIES, **HOW)
    note(store, number, "  see page 3 ", **BEN)
    correct(store, number, WITHDRAWN, **HOW)
    assert told(store, 1) == [
        ("r1", "accept", "R. Amin", False),
        (f"s{number}", "correct", "R. Amin", False),
        ("r2", "note", "T. Ek", False),
        (f"s{number}", "reject", "R. Amin", False),
    ]
    found = decisions(store, number)
    assert [each.note for each in found] == [None, "heard the recording", "see page 3", "heard the recording"]
    assert [each.line for each in found] == [1, number, number, number]
    moments = [each.recorded_at for each in found]
    assert moments == sorted(moments)
    assert rows(store, "SELECT command, person, outcome FROM run_list ORDER BY run")[1:] == [
        ("review", "R. Amin", "done"),
        ("correct", "R. Amin", "done"),
        ("review", "T. Ek", "done"),
        ("correct", "R. Amin", "done"),
    ]
    assert decisions(store, 99) == decisions(store, 2) == ()
    check_all(store)


def test_what_is_undone_gives_back_what_stood_before(store: Store) -> None:
    accept(store, 1, **ANNA)
    second = correct(store, 1, DENIES, **HOW)
    accept(store, second, **BEN)
    third = correct(store, second, ASKS, **HOW)
    correct(store, third, WITHDRAWN, **HOW)
    line, acts = third, []
    for _ in range(5):
        line = undo(store, line, person="U. Sand", why="no")
        acts += [act for number, act in said(store, "number", "act") if number == line]
    assert acts == ["ask", "deny", "deny", "assert", "assert"]
    assert all(each.undone_by == "U. Sand" for each in decisions(store, line))
    assert queued(store) == [2, 3, line]
    with pytest.raises(CorrectionError, match="nothing was decided on line"):
        undo(store, line, **HOW)
    check_all(store)


def test_the_second_of_two_is_told(store: Store) -> None:
    accept(store, 1, **ANNA)
    accept(store, 1, **ANNA)  # once is enough, twice says no more
    assert counts(store, "review") == [1]
    day = rows(store, "SELECT recorded_at FROM review")[0][0][:10]
    with pytest.raises(CorrectionError, match=rf"line 1 was accepted on {day} by R\. Amin already"):
        accept(store, 1, **BEN)
    number = correct(store, 1, DENIES, **HOW)
    with pytest.raises(CorrectionError, match=f"line 1 is not current: line {number} took its place"):
        accept(store, 1, **BEN)
    with pytest.raises(CorrectionError, match=f"line {number} took its place"):
        undo(store, 1, **HOW)
    accept(store, number, **BEN)
    with pytest.raises(CorrectionError, match=r"the last decision was another one \(accept, .*, T\. Ek\)"):
        undo(store, number, last=f"s{number}", **HOW)
    correct(store, number, WITHDRAWN, **HOW)
    with pytest.raises(CorrectionError, match=r"was taken back on .* by R\. Amin"):
        accept(store, number, **BEN)


# what is wrong, and what is told
WRONG: list[tuple[Any, str]] = [
    (lambda store: accept(store, 1, person=" "), "name a person"),
    (lambda store: accept(store, 99, **ANNA), "there is no line 99"),
    (lambda store: note(store, 99, "so", **ANNA), "there is no line 99"),
    (lambda store: note(store, 1, " \n", **ANNA), "the note is empty"),
    (lambda store: note(store, 1, "n" * 10_001, **ANNA), "10,000 are the most"),
    (lambda store: undo(store, 1, person="R. Amin", why=""), "no reason is given"),
    (lambda store: undo(store, 99, **HOW), "there is no line 99"),
    (lambda store: undo(store, 1, **HOW), "there is nothing to undo"),
]


@pytest.mark.parametrize(("done", "why"), WRONG)
def test_what_is_wrong_is_told_and_nothing_is_written(store: Store, done: Any, why: str) -> None:
    before = dump(store)
    with pytest.raises(CorrectionError, match=why):
        done(store)
    assert dump(store) == before


def test_a_review_is_never_changed(store: Store) -> None:
    accept(store, 1, **ANNA)
    for command in ("UPDATE review SET kind = 'note'", "DELETE FROM review"):
        with pytest.raises(Exception, match="never changed"):
            store.connection.execute(command)


def test_what_the_command_undid_is_told_too(store: Store) -> None:
    """`onrecord correct --undo` goes back and forth between the last two."""
    number = correct(store, 1, DENIES, **HOW)
    back = undo_correction(store, number, **HOW)
    assert told(store, back) == [(f"s{number}", "correct", "R. Amin", True)]
    again = undo_correction(store, back, **HOW)
    assert told(store, again) == [(f"s{number}", "correct", "R. Amin", False)]
    assert said(store, "number", "act")[-1] == (again, "deny")
    last = undo(store, again, **HOW)
    assert told(store, last)[0][3]
    assert said(store, "number", "act")[-1] == (last, "assert")


# Re-reading


def test_what_was_accepted_stands_whatever_a_model_finds(store: Store) -> None:
    accept(store, 1, **ANNA)
    accept(store, 2, **ANNA)
    span = (Span(NEW.article.text.index("the port"), NEW.article.text.index(" with 12")),)
    assert reread(store, put(without(NEW, 1), 0, content=span, act="deny")) == Reread(
        same=1, kept_corrections=2
    )
    assert said(store, "number", "act") == [(1, "assert"), (2, "assert"), (3, "assert")]
    undo(store, 2, **HOW)  # then it is the model's again
    assert reread(store, without(NEW, 1)) == Reread(same=1, withdrawn=1, kept_corrections=1)
    assert told(store, 2) == [("r2", "accept", "R. Amin", True), ("s2", "reread", None, False)]
    assert decisions(store, 2)[-1].note == "model 2"


def test_a_note_stays_with_what_is_found_otherwise(store: Store) -> None:
    note(store, 2, "who is he?", **ANNA)
    span = (Span(NEW.article.text.index("a fire"), NEW.article.text.index("a fire") + 6),)
    assert reread(store, put(NEW, 1, content=span)) == Reread(same=2, changed=1)
    number = max(number for (number,) in said(store, "number"))
    assert told(store, number) == [("r1", "note", "R. Amin", False), (f"s{number}", "reread", None, False)]
    back = undo(store, number, **HOW)  # what a model found anew, too
    assert [each.note for each in decisions(store, back)] == ["who is he?", "model 2"]
    assert rows(store, "SELECT content FROM statement_list WHERE number = ?", back) == [("there was a fire",)]


# Later versions of the article


def test_what_was_accepted_is_accepted_in_the_next_version(store: Store) -> None:
    accept(store, 1, **ANNA)
    accept(store, 2, **BEN)
    add(store, reading(LATER.replace("a fire", "a great fire"), url="https://a.example/port"))
    numbers = dict(said(store, "who", "number"))
    assert told(store, numbers["Ana Ruiz"]) == [("r1", "accept", "R. Amin", False)]
    with pytest.raises(CorrectionError, match=r"by R\. Amin already"):
        accept(store, numbers["Ana Ruiz"], **BEN)
    assert sorted(queued(store)) == sorted(numbers[who] for who in ("Tom Fox", "Ida Lund", "Jon Berg"))
    assert tally(store) == (1, 0, 0, 1)  # what reads otherwise now is to be looked at again
    check_all(store)
    undo(store, numbers["Ana Ruiz"], **HOW)
    assert told(store, numbers["Ana Ruiz"]) == [("r1", "accept", "R. Amin", True)]
    assert numbers["Ana Ruiz"] in queued(store)


def test_a_decision_on_an_earlier_version_is_undone_where_it_holds(store: Store) -> None:
    correct(store, 1, DENIES, **HOW)
    correct(store, 2, WITHDRAWN, **HOW)
    add(store, put(reading(LATER, url="https://a.example/port"), 2, act="predict"))
    number = dict(said(store, "who", "number"))["Ana Ruiz"]
    assert [row[1:] for row in told(store, number)] == [("correct", "R. Amin", False)]
    assert tally(store) == (0, 1, 1, 1)
    back = undo(store, number, **HOW)
    assert dict(said(store, "number", "act"))[back] == "assert"
    assert tally(store) == (0, 0, 1, 0)
    gone = rows(store, "SELECT max(old_id) FROM succession WHERE why = 'withdrawal'")[0][0]
    assert [row[1:] for row in told(store, gone)] == [("reject", "R. Amin", False)]
    undo(store, gone, **HOW)
    assert ("Tom Fox",) in said(store, "who")
    assert tally(store) == (0, 0, 0, 0)
    check_all(store)


def test_a_decision_that_does_not_hold_any_more_cannot_be_undone(store: Store) -> None:
    correct(store, 1, DENIES, **HOW)
    add(store, put(reading(LATER, url="https://a.example/port"), 0, act="ask"))
    number = dict(said(store, "who", "number"))["Ana Ruiz"]
    with pytest.raises(CorrectionError, match="of another version of the article"):
        undo(store, number, **HOW)
    assert number in queued(store)
