"""Kept accounts: never older than the ledger, made once, bounded."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from claimed import REPORTS, Report, Told, ledger, put

from onrecord.ledger import LedgerError, Store, open_store, story_marks
from onrecord.ledger.correct import Correction, correct, undo
from onrecord.pipeline import accounts
from onrecord.records import Account
from onrecord.web.kept_accounts import KeptAccounts

ELSEWHERE = Report(
    "e1", (Told("Rolf Tiede", "the lock is shut", "c00000000e1"),), "Tarvian Monitor", "2024-10-09"
)


class Counting:
    """Makes accounts as the pipeline does, and counts them."""

    def __init__(self) -> None:
        self.made: list[tuple[str, int]] = []
        self.error: Exception | None = None

    def __call__(self, store: Store, story: str, /, *, articles: int) -> Account:
        self.made.append((story, articles))
        if self.error is not None:
            raise self.error
        return accounts.account(store, story, articles=articles)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = ledger(tmp_path / "a.db")
    yield opened
    opened.close()


@pytest.fixture
def counting() -> Counting:
    return Counting()


def test_an_account_is_kept_while_nothing_changes(store: Store, counting: Counting) -> None:
    kept = KeptAccounts(make=counting)
    first = kept.account(store, "s1")
    assert kept.account(store, "s1") is first
    assert kept.account(store, "s") is first  # the beginning of its id
    assert len(counting.made) == 1


def test_what_is_written_elsewhere_does_not_touch_it(store: Store, counting: Counting) -> None:
    kept = KeptAccounts(make=counting)
    first = kept.account(store, "s1")
    before = story_marks.mark(store, "s1")
    put(store, ELSEWHERE, story="s2")
    assert story_marks.mark(store, "s1") != before
    assert kept.account(store, "s1") is first
    assert kept.account(store, "s1") is first
    assert len(counting.made) == 1


def contents(told: Account) -> list[str]:
    return [saying.statement.content.text for saying in told.sayings]


def names(told: Account) -> list[str | None]:
    return [saying.statement.source.name for saying in told.sayings if saying.statement.source]


def line_of(store: Store, name: str) -> int:
    number: int = store.connection.execute(
        "SELECT max(id) FROM statement WHERE name = ?", (name,)
    ).fetchone()[0]
    return number


def test_a_correction_is_seen_at_once(store: Store) -> None:
    kept = KeptAccounts()
    assert "Tom Fox" in names(kept.account(store, "s1"))
    correct(store, line_of(store, "Tom Fox"), Correction(name="Tim Fox"), person="Ida", why="misread")
    assert "Tim Fox" in names(kept.account(store, "s1"))
    correct(store, line_of(store, "Tim Fox"), Correction(withdrawn=True), person="Ida", why="not said")
    assert "Tim Fox" not in names(kept.account(store, "s1"))
    undo(store, line_of(store, "Tim Fox"), person="Ida", why="said after all")
    assert "Tim Fox" in names(kept.account(store, "s1"))


def test_a_new_report_is_seen_at_once(store: Store) -> None:
    kept = KeptAccounts()
    before = kept.account(store, "s1")
    put(store, Report("r9", (Told("Kai Moor", "the ferries sail again"),), "Harbour Post"), story="s1")
    after = kept.account(store, "s1")
    assert len(after.sayings) == len(before.sayings) + 1
    assert after.story.articles[-1] == "r9"


def test_the_newest_articles_alone(store: Store, counting: Counting) -> None:
    kept = KeptAccounts(make=counting)
    some = kept.account(store, "s1", articles=2)
    assert {saying.article for saying in some.sayings} == {"r5", "r6"}
    assert len(some.story.articles) == len(REPORTS)
    # All there are is one account, however many were asked for.
    assert kept.account(store, "s1", articles=6) is kept.account(store, "s1", articles=500)
    assert counting.made == [("s1", 2), ("s1", 6)]


def test_no_more_are_kept_than_there_is_room_for(store: Store, counting: Counting) -> None:
    put(store, ELSEWHERE, story="s2")
    kept = KeptAccounts(6, counting)
    first = kept.account(store, "s1")  # seven statements: more than there is room for, but the last
    assert kept.account(store, "s1") is first
    kept.account(store, "s2")
    assert kept.account(store, "s1") is not first
    assert [story for story, _ in counting.made] == ["s1", "s2", "s1"]


def test_the_last_asked_for_stay(store: Store, counting: Counting) -> None:
    put(store, ELSEWHERE, story="s2")
    kept = KeptAccounts(8, counting)
    one, other = kept.account(store, "s1", articles=6), kept.account(store, "s2")
    assert kept.account(store, "s1") is one
    kept.account(store, "s1", articles=1)  # one statement more: s2, which was asked for before s1, goes
    assert kept.account(store, "s1") is one
    assert kept.account(store, "s2") is not other


@pytest.mark.usefixtures("store")
def test_many_who_ask_at_once_wait_for_one(tmp_path: Path, counting: Counting) -> None:
    kept = KeptAccounts(make=counting)
    start = threading.Barrier(8)

    def ask(_number: int) -> Account:
        own = open_store(tmp_path / "a.db", create=False, read_only=True)
        try:
            start.wait(10)
            return kept.account(own, "s1")
        finally:
            own.close()

    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(ask, range(8)))
    assert len(counting.made) == 1
    assert all(each is told[0] for each in told)


def test_one_that_fails_is_tried_again(store: Store, counting: Counting) -> None:
    kept = KeptAccounts(make=counting)
    counting.error = LedgerError("the disk is gone")
    with pytest.raises(LedgerError, match="disk"):
        kept.account(store, "s1")
    counting.error = None
    assert kept.account(store, "s1").story.id == "s1"


def test_there_is_no_such_story(store: Store) -> None:
    with pytest.raises(LedgerError, match="there is no story"):
        KeptAccounts().account(store, "x9")
