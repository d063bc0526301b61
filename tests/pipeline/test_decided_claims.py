"""What people decide on claims, and articles that are matched before and after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from told import Said, add, ledger, report

from onrecord.claims.judge import Answers
from onrecord.ledger import Store
from onrecord.ledger.claim_decisions import decisions, merge, split, undo
from onrecord.ledger.correct import Correction, correct
from onrecord.ledger.correct import undo as undo_correction
from onrecord.ledger.reread import Rereading
from onrecord.pipeline.accounts import account
from onrecord.pipeline.grouping import group
from onrecord.records import Reading

HOW = {"person": "R. Amin", "why": "they say the same"}
STRIKE = (
    "Dockers at the northern harbour of Varnholm walked out over wages, and ferries stood idle. "
    "Their federation wants an eighth more in wages; the harbour company offers half of that."
)
CLOSES, SHUT = "the harbour of Varnholm stays closed until Monday", "no ship leaves before the week is over"
WAGES = "an eighth more in wages is wanted by the federation"


def reports() -> list[Reading]:
    """One affair: two claims that are one to a reader, and a third."""
    said = [
        (Said("Ida Holm", CLOSES), Said("Ann Ray", WAGES)),
        (Said("Tom Fox", SHUT),),
        (Said("Una Bay", CLOSES, "deny", "denied"),),
        (Said("Ben Low", SHUT, "deny", "denied"), Said("Ida Holm", WAGES)),
        (Said("Eve Moss", SHUT), Said("Eve Moss", CLOSES)),
    ]
    return [
        report(f"r{number}", f"Dockers strike, day {number}", *each, body=f"{STRIKE} Day {number}.")
        for number, each in enumerate(said)
    ]


def judge(pairs: Sequence[tuple[str, str]]) -> list[Answers]:
    """Stands in for the model: the same words are the same claim, "denied" disputes it."""
    return [_answer({*claim.split()}, {*read.rstrip(".").split()}) for claim, read in pairs]


def _answer(claim: set[str], read: set[str]) -> Answers:
    if len(claim & read) < 0.6 * len(claim):
        return Answers(0.0, 0.0, 0.0, 0.0, 1.0)
    return Answers(0.0, 0.9, 0.0, 0.05, 0.05) if "denied" in read else Answers(0.9, 0.0, 0.0, 0.05, 0.05)


def catch_up(store: Store) -> None:
    list(group(store, judge=judge))


def ids(store: Store) -> dict[str, str]:
    """The claim of each content that somebody asserts first."""
    found = store.connection.execute("SELECT content, claim FROM stance_list ORDER BY number DESC")
    return {row["content"]: row["claim"] for row in found}


def held(store: Store) -> list[tuple[str, ...]]:
    """Who stands where, in the ledger whichever."""
    found = store.connection.execute(
        "SELECT article, who, claim, stance, score FROM stance_list ORDER BY article, who, claim"
    )
    return [tuple(row) for row in found]


def decide(store: Store) -> None:
    """Two claims are one; of the third a statement is another."""
    merge(store, ids(store)[SHUT], ids(store)[CLOSES], **HOW)
    (line,) = store.connection.execute("SELECT number FROM stance_list WHERE who = 'Ann Ray'").fetchone()
    if sum(row[2] == ids(store)[WAGES] for row in held(store)) > 1:
        split(store, ids(store)[WAGES], line, **HOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = ledger(tmp_path / "a.db", *reports())
    catch_up(opened)
    yield opened
    opened.close()


def test_an_account_follows_what_was_decided(store: Store) -> None:
    (story,) = [row["key"] for row in store.connection.execute("SELECT key FROM story")]
    assert [len(claim.stances) for claim in account(store, story).claims] == [3, 2, 3]
    decide(store)
    told = account(store, story)
    assert sorted(len(claim.stances) for claim in told.claims) == [1, 1, 6]
    (first,) = [claim for claim in told.claims if len(claim.stances) == 6]
    assert first.id == ids(store)[CLOSES] == ids(store)[SHUT]


@pytest.mark.parametrize("before", [2, 3, 4])
def test_when_it_is_decided_does_not_matter(store: Store, tmp_path: Path, before: int) -> None:
    """Articles that come later are matched as if nothing had been decided, and decided on then."""
    merge(store, ids(store)[SHUT], ids(store)[CLOSES], **HOW)
    other = ledger(tmp_path / "b.db", *reports()[:before])
    catch_up(other)
    merge(other, ids(other)[SHUT], ids(other)[CLOSES], **HOW)
    for each in reports()[before:]:
        add(other, each)
        catch_up(other)
    assert held(other) == held(store)
    other.close()


def test_taken_back_after_more_came(store: Store, tmp_path: Path) -> None:
    other = ledger(tmp_path / "b.db", *reports()[:2])
    catch_up(other)
    number = merge(other, ids(other)[SHUT], ids(other)[CLOSES], **HOW)
    add(other, *reports()[2:])
    catch_up(other)
    assert held(other) != held(store)
    undo(other, number, **HOW)
    assert held(other) == held(store)
    other.close()


def test_it_outlives_corrections_and_readings(store: Store) -> None:
    decide(store)
    before = held(store)
    correct(store, 4, Correction(role="ferryman"), **HOW)
    catch_up(store)
    assert held(store) == before
    number = correct(store, 3, Correction(withdrawn=True), **HOW)
    catch_up(store)
    assert len({row[2] for row in held(store)}) == 4  # it rested on what was taken back: they are two again
    undo_correction(store, number, **HOW)
    catch_up(store)
    assert held(store) == before
    with Rereading(store, settings={}) as rereading:
        rereading.enter(2, _read_anew(reports()[1]))
    catch_up(store)
    assert held(store) == before
    assert [told.kind for told in decisions(store, ids(store)[CLOSES])] == ["merge"]


def _read_anew(told: Reading) -> Reading:
    """Another model finds the same."""
    (one,) = told.statements
    return replace(told, model="model 2", statements=(replace(one, act="predict"),))


def test_nothing_is_to_be_matched_again(store: Store) -> None:
    decide(store)
    assert list(group(store, judge=judge)) == []
    undo(store, 1, **HOW)
    assert list(group(store, judge=judge)) == []
