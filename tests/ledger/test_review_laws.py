"""What holds whatever is decided."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import dump, ledger, put, rows, said, without
from reviewed_examples import FIRST, HOW, NEW, WITHDRAWN, check_all, fresh, queued, reread, state, tally, told

from onrecord.ledger import Store
from onrecord.ledger.correct import Correction, CorrectionError, correct
from onrecord.ledger.merge import Merged, merge
from onrecord.ledger.review import accept, decisions, note, undo

DECISIONS = ("accept", "other accepts", "note", "reject", "undo")
STEPS = st.lists(st.sampled_from([*DECISIONS, "deny", "ask", "assert"]), max_size=9)
# Two persons at two ledgers: the same correction twice would be one line, and none says what the model said.
OURS = st.lists(st.sampled_from([*DECISIONS, "deny", "ask"]), max_size=7)
THEIRS = st.lists(st.sampled_from([*DECISIONS, "predict", "commit"]), max_size=7)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger to copy: to make one takes longer."""
    store = ledger(tmp_path_factory.mktemp("made") / "a.db", FIRST)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return store.path


@settings(max_examples=25)
@given(steps=STEPS)
def test_decisions_are_a_stack(
    made: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    """What stands is what the decisions that were not undone say; those replayed give the same."""
    folder = tmp_path_factory.mktemp("review")
    store = fresh(made, folder / "a.db")
    stack: list[_State] = [("assert", False)]
    line = 2
    for step in steps:
        line = _check_step(store, line, step, stack)
        assert _state(store, line) == _wanted(stack[-1])
    again = fresh(made, folder / "b.db")
    at = 2
    for each in decisions(store, line):
        if each.undone_at is None:
            acts = dict(rows(store, "SELECT id, act FROM statement"))
            step = {"correct": acts[each.line]}.get(each.kind, each.kind)
            at = _step(again, at, step, each.person or "")
    assert _state(again, at) == _state(store, line)
    while len(stack) > 1:
        line = undo(store, line, **HOW)
        stack.pop()
        assert _state(store, line) == _wanted(stack[-1])
    check_all(store)
    store.close()
    again.close()


_State = tuple[str | None, bool | str]


def _check_step(store: Store, line: int, step: str, stack: list[_State]) -> int:
    """Do a step, keep the stack in step with it; the line that stands then."""
    act, accepted = stack[-1]
    person = "T. Ek" if step == "other accepts" else "R. Amin"
    name = step.removeprefix("other ").replace("accepts", "accept")
    refused = {
        "accept": act is None or accepted not in (False, person),
        "note": False,
        "undo": len(stack) == 1,
        "reject": act is None,
    }.get(name, act is None or act == name)
    if refused:
        with pytest.raises(CorrectionError):
            _step(store, line, name, person)
        return line
    if name == "undo":
        stack.pop()
    elif name == "accept":
        if not accepted:  # who accepts twice says nothing new
            stack.append((act, person))
    elif name != "note":
        stack.append((None if name == "reject" else name, False))
    else:
        stack.append(stack[-1])
    return _step(store, line, name, person)


def _step(store: Store, line: int, step: str, person: str) -> int:
    if step == "accept":
        accept(store, line, person=person)
    elif step == "note":
        note(store, line, "so", person=person)
    elif step == "undo":
        return undo(store, line, person=person, why="no")
    else:
        put_right = WITHDRAWN if step == "reject" else Correction(act=step)  # type: ignore[arg-type]
        return correct(store, line, put_right, person=person, why="so")
    return line


def _state(store: Store, line: int) -> Any:
    """The act that stands, whether it waits, and what was counted."""
    acts = [act for number, act in said(store, "number", "act") if number == line]
    return (acts or [None])[0], line in queued(store), tally(store)


def _wanted(state: _State) -> Any:
    act, accepted = state
    verdict = "rejected" if act is None else "corrected" if act != "assert" else "accepted"
    if verdict == "accepted" and not accepted:
        return act, True, (0, 0, 0, 0)
    counted = [int(verdict == each) for each in ("accepted", "corrected", "rejected")]
    return act, False, (*counted, int(verdict != "rejected"))


@settings(max_examples=12)
@given(steps=STEPS, found=st.sampled_from(["same", "otherwise", "nothing"]))
def test_what_was_decided_survives_a_rereading(
    made: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[str], found: str
) -> None:
    store = fresh(made, tmp_path_factory.mktemp("review") / "a.db")
    stack: list[_State] = [("assert", False)]
    line = 2
    for step in steps:
        line = _check_step(store, line, step, stack)
    before = _state(store, line)
    told_before = told(store, line)
    reread(store, {"same": NEW, "otherwise": put(NEW, 1, act="express"), "nothing": without(NEW, 1)}[found])
    if not before[1]:  # decided
        assert _state(store, line) == before
        assert told(store, line) == told_before
    check_all(store)
    store.close()


@settings(max_examples=12)
@given(ours=OURS, theirs=THEIRS)
def test_merging_twice_is_nothing_whatever_was_decided(
    made: Path, tmp_path_factory: pytest.TempPathFactory, ours: list[str], theirs: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("review")
    here, there = (fresh(made, folder / f"{name}.db") for name in ("here", "there"))
    for store, steps in ((here, ours), (there, theirs)):
        stack: list[_State] = [("assert", False)]
        line = 2
        for step in steps:
            line = _check_step(store, line, step, stack)
    merge(here, there.path)
    before = dump(here, ("run", "run_end"))
    assert replace(merge(here, there.path), conflicts=[]) == Merged()
    assert dump(here, ("run", "run_end")) == before
    if not ours:
        assert state(here) == state(there)
    current = rows(here, "SELECT key FROM statement_list")
    assert len(current) == len(set(current))
    check_all(here)
    here.close()
    there.close()
