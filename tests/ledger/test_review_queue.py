"""The queue of a reviewer, and what was done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made import ledger, put, reading, said
from reviewed_examples import (
    ANNA,
    DENIES,
    FIRST,
    HOW,
    LATER,
    REPORT,
    WITHDRAWN,
    check_all,
    queued,
    tally,
)

from onrecord.ledger import Store
from onrecord.ledger import review_queue as queue
from onrecord.ledger.correct import correct
from onrecord.ledger.question import QuestionError, read
from onrecord.ledger.review import accept, note, precision, reviewed, undo, waiting
from onrecord.ledger.review_training import training
from onrecord.ledger.splitting import split
from onrecord.records import BY_HAND, Reading


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = ledger(tmp_path / "a.db", FIRST)
    yield opened
    opened.close()


def scored(marked: str, *scores: float) -> Reading:
    found = reading(marked)
    statements = (replace(each, score=score) for each, score in zip(found.statements, scores, strict=True))
    return replace(found, statements=tuple(statements))


def test_the_least_sure_come_first_or_the_newest(tmp_path: Path) -> None:
    store = ledger(tmp_path / "q.db", scored(REPORT, 0.5, 0.9, 0.4))
    assert queued(store) == [3, 1, 2]
    assert queued(store, order="newest") == [3, 2, 1]
    for order, wanted in (("unsure", [3, 1, 2]), ("newest", [3, 2, 1])):
        found, after = list[int](), None
        while True:
            some = waiting(store, order=order, after=after, limit=1)  # type: ignore[arg-type]
            found += [each.number for each in some.entries]
            after = some.after
            if after is None:
                break
        assert found == wanted
    accept(store, 3, **ANNA)
    number = correct(store, 1, DENIES, **HOW)
    assert queued(store) == [2]
    correct(store, 2, WITHDRAWN, **HOW)
    assert queued(store) == []
    assert queue.count(store) == 0
    undo(store, number, **HOW)
    assert queue.count(store) == 1
    store.close()


# what is asked, and who is found
ASKED: list[tuple[list[tuple[str, str]], list[str]]] = [
    ([("words", "port")], ["Ana Ruiz"]),
    ([("words", "fire OR quay")], ["Tom Fox", "Ida Lund"]),
    ([("words", "clos*")], ["Ana Ruiz"]),
    ([("words", "the -quay")], ["Ana Ruiz"]),
    ([("who", "Fox")], ["Tom Fox"]),
    ([("figure", "12")], ["Ana Ruiz"]),
    ([("score", "0.7")], ["Tom Fox"]),
    ([("type", "all")], ["Jon Berg", "Ana Ruiz", "Ida Lund", "Tom Fox"]),
    ([], ["Ana Ruiz", "Ida Lund", "Tom Fox"]),  # a deed is asked for by name
    ([("article", "a")], ["Ana Ruiz", "Ida Lund", "Tom Fox"]),
    ([("words", "nothing")], []),
]


@pytest.mark.parametrize(("asked", "who"), ASKED)
@pytest.mark.parametrize("rare", [queue._RARE, 0])
def test_those_that_a_question_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[tuple[str, str]], who: list[str], rare: int
) -> None:
    """In either way: gathered where they are few, looked for in the queue where they are many."""
    monkeypatch.setattr(queue, "_RARE", rare)
    told = put(scored(LATER, 0.5, 0.8, 0.6, 0.4), 3, type="other")
    store = ledger(tmp_path / "q.db", told)
    found = waiting(store, asked=read(asked))
    names = [each.statement.source.name for each in found.entries if each.statement.source]
    assert sorted(map(str, names)) == sorted(who)
    assert found.after is None
    scores = [each.statement.score for each in found.entries]
    assert scores == sorted(scores)
    store.close()


def test_no_more_is_looked_at_than_a_page_may_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "_RARE", 0)
    monkeypatch.setattr(queue, "_LOOKED_AT", {True: 2, False: 2})
    store = ledger(tmp_path / "q.db", scored(REPORT, 0.4, 0.5, 0.6))
    first = waiting(store, asked=read([("words", "quay")]))
    assert (first.entries, first.after is None) == ((), False)
    rest = waiting(store, asked=read([("words", "quay")]), after=first.after)
    assert ([each.number for each in rest.entries], rest.after) == ([3], None)
    store.close()


@pytest.mark.parametrize(
    "after", ["", "unsure", "newest_3_0.5", "unsure_x_0.5", "unsure_-1_0.5", "unsure_1_nan"]
)
def test_what_is_no_answers_end_is_refused(store: Store, after: str) -> None:
    with pytest.raises(QuestionError):
        waiting(store, after=after)


def test_what_persons_noted_by_hand_does_not_wait(tmp_path: Path) -> None:
    store = ledger(tmp_path / "q.db", replace(FIRST, model=BY_HAND))
    assert queued(store) == []
    accept(store, 1, **ANNA)
    undo(store, 1, **HOW)
    correct(store, 2, DENIES, **HOW)
    assert queued(store) == []
    assert tally(store) == (0, 0, 0, 0)
    assert list(training(store)) == []
    store.close()


def test_the_newest_decisions(store: Store) -> None:
    accept(store, 1, **ANNA)
    number = correct(store, 2, DENIES, person="T. Ek", why="listened")
    note(store, 3, "dry?", **ANNA)
    undo(store, 3, **HOW)
    found = reviewed(store)
    assert [(each.decision.kind, each.entry.number) for each in found] == [
        ("note", 3), ("correct", number), ("accept", 1),
    ]  # fmt: skip
    assert [each.decision.undone_by for each in found] == ["R. Amin", None, None]
    assert [each.decision.kind for each in reviewed(store, person="T. Ek")] == ["correct"]
    assert [each.decision.kind for each in reviewed(store, limit=1)] == ["note"]
    correct(store, 1, WITHDRAWN, **HOW)
    assert reviewed(store, limit=1)[0].entry.replaced_at is not None


def test_what_is_split_off_with_others_was_not_looked_at(store: Store) -> None:
    accept(store, 3, **ANNA)
    for source, line in (("person:ana-ruiz", 1), ("person:ida-lund", 3)):
        split(store, source, lines=[line], to="person:another", name="Another", **HOW)  # type: ignore[arg-type]
    number = next(line for line, content in said(store, "number", "content") if "port" in content)
    assert queued(store) == [2, number]
    assert tally(store) == (0, 1, 0, 1)  # what was accepted before was looked at
    check_all(store)
    accept(store, number, **ANNA)
    assert precision(store).by_field == {"name": 2, "entity": 2}
    undo(store, number, **HOW)
    moved = correct(store, number, DENIES, **HOW)
    assert tally(store) == (0, 2, 0, 2)
    back = undo(store, moved, **HOW)
    assert queued(store) == [2, back]
    assert tally(store) == (0, 1, 0, 1)
    again = undo(store, back, **HOW)
    assert dict(said(store, "number", "who"))[again] == "Ana Ruiz"
    check_all(store)
