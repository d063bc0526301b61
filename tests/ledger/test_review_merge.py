"""Decisions of two ledgers; decisions on what is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made import add, dump, put, reading, rows, said, without
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
    Ledgers,
    check_all,
    queued,
    reread,
    state,
    tally,
    told,
)

from onrecord.ledger.correct import Correction, correct
from onrecord.ledger.forget import forget
from onrecord.ledger.merge import Merged, merge
from onrecord.ledger.reread import Reread
from onrecord.ledger.review import accept, note, reviewed, undo


@pytest.fixture
def ledgers(tmp_path: Path) -> Iterator[Ledgers]:
    made = Ledgers(tmp_path)
    yield made
    for store in made.stores:
        store.close()


def test_decisions_come_over_once(ledgers: Ledgers) -> None:
    here = ledgers("here", FIRST)
    there = ledgers.copy(here, "there")
    accept(there, 1, **BEN)
    note(there, 2, "why?", **BEN)
    number = correct(there, 2, DENIES, **HOW)
    undo(there, number, **HOW)
    accept(there, 3, **BEN)
    undo(there, 3, **HOW)
    merged = merge(here, there.path)
    assert merged == Merged(statements=2, corrections=2, reviews=4)
    assert state(here) == state(there)
    before = dump(here, ("run", "run_end"))
    assert merge(here, there.path) == Merged()
    assert dump(here, ("run", "run_end")) == before
    assert merge(there, here.path) == Merged()  # and back is nothing new
    check_all(here)


def test_into_an_empty_ledger_comes_all(ledgers: Ledgers) -> None:
    there, here = ledgers("there", FIRST), ledgers("here")
    accept(there, 1, **ANNA)
    correct(there, 2, WITHDRAWN, **HOW)
    correct(there, 3, DENIES, **HOW)
    assert merge(here, there.path).reviews == 1
    assert state(here) == state(there)
    check_all(here)


def test_what_was_accepted_there_stands_though_it_was_found_otherwise_here(ledgers: Ledgers) -> None:
    here = ledgers("here", FIRST)
    there = ledgers.copy(here, "there")
    accept(there, 1, **BEN)
    accept(there, 2, **BEN)
    reread(here, put(without(NEW, 1), 0, act="deny"))  # one otherwise, one not at all
    merged = merge(here, there.path)
    assert merged.conflicts == []
    assert [row[0] for row in said(here, "who", "act")] == ["Ana Ruiz", "Ida Lund", "Tom Fox"]
    assert {act for (act,) in said(here, "act")} == {"assert"}
    assert tally(here) == (2, 0, 0, 2)
    assert len(queued(here)) == 1
    check_all(here)
    before = dump(here, ("run", "run_end"))
    assert merge(here, there.path) == Merged()
    assert dump(here, ("run", "run_end")) == before
    assert reread(here, put(without(NEW, 1), 0, act="deny")) == Reread(same=1, kept_corrections=2)


def test_what_was_accepted_here_stands_though_it_was_found_otherwise_there(ledgers: Ledgers) -> None:
    here = ledgers("here", FIRST)
    there = ledgers.copy(here, "there")
    accept(here, 1, **BEN)
    accept(here, 2, **BEN)
    reread(there, put(without(NEW, 1), 0, act="deny"))
    merge(here, there.path)
    assert said(here, "number", "act") == [(1, "assert"), (2, "assert"), (3, "assert")]
    assert tally(here) == (2, 0, 0, 2)
    assert queued(here) == [3]


def test_a_correction_there_stands_before_what_was_accepted_here(ledgers: Ledgers) -> None:
    here = ledgers("here", FIRST)
    there = ledgers.copy(here, "there")
    accept(here, 1, **ANNA)
    correct(there, 1, DENIES, **HOW)
    merged = merge(here, there.path)
    assert merged.conflicts == []  # as if the second had come to the first one's desk
    assert said(here, "number", "act")[-1][1:] == ("deny",)
    assert [(kind, is_undone) for _, kind, _, is_undone in told(here, 1)] == [
        ("accept", False), ("correct", False),
    ]  # fmt: skip
    there = ledgers.copy(here, "there too")
    stands = said(here, "number", "act")[-1][0]
    number = correct(here, stands, ASKS, **HOW)
    correct(there, stands, Correction(act="predict"), **HOW)
    assert [each.stands for each in merge(here, there.path).conflicts] == [number]
    # What did not take effect says so.
    assert [is_undone for *_, is_undone in told(here, 1)] == [False, False, False, True]
    assert queued(here) == [2, 3]


def test_a_correction_here_stands_before_what_was_accepted_there(ledgers: Ledgers) -> None:
    here = ledgers("here", FIRST)
    there = ledgers.copy(here, "there")
    number = correct(here, 1, DENIES, **HOW)
    correct(here, 2, WITHDRAWN, **HOW)
    accept(there, 1, **BEN)
    accept(there, 2, **BEN)
    assert merge(here, there.path) == Merged(reviews=2)
    assert said(here, "number", "act") == [(3, "assert"), (number, "deny")]
    assert tally(here) == (0, 1, 1, 1)
    assert queued(here) == [3]


def test_two_that_accepted_the_same_agree(ledgers: Ledgers) -> None:
    here = ledgers("here", FIRST)
    there = ledgers.copy(here, "there")
    accept(here, 1, **ANNA)
    accept(there, 1, **BEN)
    assert merge(here, there.path) == Merged(reviews=1)
    assert [person for _, _, person, _ in told(here, 1)] == ["R. Amin", "T. Ek"]
    undo(here, 1, **HOW)
    assert 1 not in queued(here)  # the other still has it so
    undo(here, 1, **HOW)
    assert 1 in queued(here)


def test_an_undone_decision_is_undone_there_too(ledgers: Ledgers) -> None:
    here = ledgers("here", FIRST)
    accept(here, 1, **ANNA)
    there = ledgers.copy(here, "there")
    undo(there, 1, **HOW)
    assert merge(here, there.path) == Merged(reviews=1)
    assert told(here, 1) == [("r1", "accept", "R. Amin", True)]
    assert 1 in queued(here)


def test_a_decision_on_a_version_comes_over_to_the_next(ledgers: Ledgers) -> None:
    here = ledgers("here", FIRST)
    there = ledgers.copy(here, "there")
    add(here, reading(LATER, url="https://a.example/port"))
    accept(there, 1, **BEN)
    correct(there, 2, DENIES, **HOW)
    merge(here, there.path)
    numbers = dict(said(here, "who", "number"))
    assert [row[1:] for row in told(here, numbers["Ana Ruiz"])] == [("accept", "T. Ek", False)]
    assert dict(said(here, "who", "act"))["Tom Fox"] == "deny"
    check_all(here)
    assert merge(here, there.path) == Merged()


def test_what_is_forgotten_takes_its_reviews_along(ledgers: Ledgers) -> None:
    other = reading(
        "Quiet day\n[[Tom Fox]] ((said)) {{nothing happened}}.", id="b", url="https://a.example/b"
    )
    store = ledgers("a", FIRST, other)
    accept(store, 4, **ANNA)
    note(store, 1, "SECRET-WORDS of a note", **ANNA)
    accept(store, 1, **ANNA)
    undo(store, 1, person="R. Amin", why="SECRET-WORDS of a reason")
    correct(store, 2, WITHDRAWN, **HOW)
    forget(store, "a", person="R. Amin", why="asked to")
    assert rows(store, "SELECT statement_id, kind FROM review") == [(4, "accept")]
    assert queued(store) == []
    assert tally(store) == (1, 0, 0, 1)
    assert [each.entry.number for each in reviewed(store)] == [4]
    check_all(store)
    assert b"SECRET-WORDS" not in store.path.read_bytes()
