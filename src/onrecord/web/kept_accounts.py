"""Accounts of stories, kept while nothing in them changes: putting one together reads all its articles."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from onrecord.ledger import story_marks
from onrecord.ledger.store import Store
from onrecord.ledger.story_marks import StoryMark
from onrecord.pipeline import accounts
from onrecord.records import Account

# Statements of all accounts that are kept: one takes about 3 KB, so these take 40 MB.
SAYINGS = 12_000
_Key = tuple[int, int]  # a story's number, and how many of its articles are read


class Make(Protocol):
    """What makes an account: `pipeline.accounts.account`."""

    def __call__(self, store: Store, story: str, /, *, articles: int) -> Account:
        """The account of a story, of its newest articles."""


@dataclass(frozen=True, slots=True)
class _Kept:
    account: Account
    mark: StoryMark
    touched: tuple[object, ...]


@dataclass(slots=True)
class _Turn:
    """Who makes an account holds its lock; `waiting` counts them and those who wait for it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    waiting: int = 0


class KeptAccounts:
    """The accounts that were asked for last. For use in many threads."""

    def __init__(self, sayings: int = SAYINGS, make: Make = accounts.account) -> None:
        self._most, self._make = sayings, make
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()
        self._sayings = 0
        self._turns: dict[_Key, _Turn] = {}
        self._lock = threading.Lock()

    def account(self, store: Store, story: str, *, articles: int = accounts.ARTICLES) -> Account:
        """The account of a story, of its newest `articles`. Raises LedgerError where there is none.

        What is given is never older than the ledger was when it was asked for. Where several ask for one
        account at once it is made once.
        """
        # The mark is read before the account: what changes between makes the account newer than its mark,
        # and the next who asks finds that it does not fit.
        mark = story_marks.mark(store, story)
        key = (mark.number, min(articles, max(mark.articles, 1)))
        with self._turn(key):
            kept = self._fitting(store, key, mark)
            if kept is None:
                touched = story_marks.touched(store, mark.number)
                account = self._make(store, mark.key, articles=key[1])
                kept = _Kept(account, mark, touched)
            self._keep(key, kept)
        return kept.account

    def _fitting(self, store: Store, key: _Key, mark: StoryMark) -> _Kept | None:
        """What is kept and still true, with the mark of now."""
        with self._lock:
            kept = self._kept.get(key)
        if kept is None or kept.mark.state != mark.state or kept.mark.key != mark.key:
            return None
        if kept.mark.ledger != mark.ledger and kept.touched != story_marks.touched(store, mark.number):
            return None
        return _Kept(kept.account, mark, kept.touched)

    def _keep(self, key: _Key, kept: _Kept) -> None:
        with self._lock:
            self._drop(key)
            self._kept[key] = kept
            self._sayings += _size(kept)
            while self._sayings > self._most and len(self._kept) > 1:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: _Key) -> None:
        before = self._kept.pop(key, None)
        if before is not None:
            self._sayings -= _size(before)

    @contextmanager
    def _turn(self, key: _Key) -> Iterator[None]:
        with self._lock:
            turn = self._turns.setdefault(key, _Turn())
            turn.waiting += 1
        try:
            with turn.lock:
                yield
        finally:
            with self._lock:
                turn.waiting -= 1
                if not turn.waiting:
                    del self._turns[key]


def _size(kept: _Kept) -> int:
    """At least one: stories in which nothing is said take room, too."""
    return max(len(kept.account.sayings), 1)
