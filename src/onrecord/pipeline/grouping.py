"""Grouping: the ledger's articles into stories, what is said in them into claims, as far as that is not done.

    ungrouped articles -> Sketch -> place -> Move -> story_line                    (placing)
    stories with unmatched articles -> Saying -> Matcher -> Stance                 (matching)

Each article is placed in the order of its arrival. What was not written down when a program ended is done
again at the next time; what comes of the same articles is the same, in however many steps they came.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING

from onrecord.ledger import shelf, stances, ungrouped
from onrecord.ledger.runs import Run
from onrecord.ledger.store import Store
from onrecord.pipeline.matching import Grouped, Matching
from onrecord.pipeline.story_shelf import Placing, titles
from onrecord.records import Refusal

if TYPE_CHECKING:
    from onrecord.claims.judge import Judge

SECONDS = 0.5  # of work in one transaction at most: others write between
PLACED = 50  # articles in one transaction


def group(store: Store, *, judge: Judge | None = None) -> Iterator[Grouped | Refusal]:
    """Bring stories and claims up to date; gives each article when it is placed, and when it is matched.

    Where nothing is to be done that takes no time and loads nothing. An article on which an error in onrecord
    is met is passed over: a Refusal, which `ungrouped.passed_over` lists. Without a `judge` the small model
    in the package reads. Raises LedgerError, and ModelError where the model is missing.
    """
    with Grouping(store, judge=judge) as grouping:
        yield from grouping.catch_up()


class Grouping:
    """Catching up, as often as is wanted, in one run of the ledger, begun when there is something to do."""

    def __init__(self, store: Store, *, judge: Judge | None = None) -> None:
        self._store = store
        self._run: Run | None = None
        self._matching = Matching(store, judge)

    def __enter__(self) -> Grouping:
        ungrouped.try_again(self._store)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._run is None:
            return
        if kind is GeneratorExit:  # nobody wants the rest
            self._run.stop()
            self._run.__exit__(None, None, None)
        else:
            self._run.__exit__(kind, error, trace)

    def stop(self) -> None:
        """Say that it ends before its work is done."""
        if self._run is not None:
            self._run.stop()

    def catch_up(self) -> Iterator[Grouped | Refusal]:
        """Place what is new or has changed, then match what is said in it."""
        while ungrouped.count(self._store) and (done := self._place_some()):
            yield from done
        self._entitle()
        with self._store.in_plain_words("read"):
            waiting = stances.waiting(self._store.connection)
        for story_id in waiting:
            yield from self._matching.match(story_id)

    def _place_some(self) -> list[Grouped | Refusal]:
        """Place some articles in one transaction."""
        if self._run is None:
            self._run = Run(self._store, command="group", settings={}).__enter__()
        until = time.monotonic() + SECONDS
        done: list[Grouped | Refusal] = []
        with self._store.writing() as moment:
            placing = Placing(self._run.writing(moment))
            for waiting in ungrouped.waiting(self._store.connection, PLACED):
                placed = placing.place(waiting)
                done.append(placed if isinstance(placed, Refusal) else Grouped(waiting.key, placed))
                if time.monotonic() >= until:
                    break
        return done

    def _entitle(self) -> None:
        """Choose the titles of the stories that have grown."""
        with self._store.in_plain_words("read"):
            waiting = shelf.untitled(self._store.connection)
        while waiting:
            until = time.monotonic() + SECONDS
            with self._store.writing():
                while waiting and time.monotonic() < until:
                    titles(self._store, *waiting.pop())
