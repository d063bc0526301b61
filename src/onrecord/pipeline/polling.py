"""Polling: the feeds that names lead to, each asked when it is due, into one ledger.

feed lists -> addresses -> those that are due -> Watching.poll -> ledger
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from onrecord import clock
from onrecord.ledger import open_store
from onrecord.ledger.enter import Entered, Entering
from onrecord.ledger.rows import Cells
from onrecord.ledger.watch import FeedState
from onrecord.net import Fetcher
from onrecord.pipeline.feed_lists import FeedLists
from onrecord.pipeline.readers import Readers
from onrecord.pipeline.watching import LEAST_SECONDS, Watching

__all__ = ["Means", "Polling", "opened"]


def none() -> tuple[str, ...]:
    """No feeds besides those of the lists."""
    return ()


def never() -> bool:
    """Nobody asks it to stop."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What polling works with.

    `more` gives the addresses of feeds besides those of the lists. `is_stopped` says that somebody ends the
    `readers` in the middle: what they were reading then is asked for again at another time.
    """

    lists: FeedLists
    fetcher: Fetcher
    readers: Readers
    least_seconds: float = LEAST_SECONDS
    any_language: bool = False
    more: Callable[[], Iterable[str]] = none
    is_stopped: Callable[[], bool] = never


class Polling:
    """Feeds that are asked as they fall due. For use in one thread; `opened` gives one."""

    def __init__(self, means: Means, watching: Watching) -> None:
        self._means = means
        self._watching = watching

    def due(self) -> list[FeedState]:
        """Those feeds that are due now, those that wait longest first; lists that changed are read again."""
        addresses = dict.fromkeys((*self._means.lists.addresses(), *self._means.more()))
        return self._watching.due(tuple(addresses), clock.now())

    def poll(self, feed: FeedState) -> Iterator[Entered]:
        """Ask a feed now, as `Watching.poll` does."""
        return self._watching.poll(feed, clock.now())

    def stop(self) -> tuple[Entered, ...]:
        """Say that it ends before its work is done; what waits to be written down is written, and given."""
        self._watching.entering.stop()
        return self._watching.entering.flush()


@contextmanager
def opened(ledger: Path, means: Means) -> Iterator[Polling]:
    """Poll into a ledger, which is made where there is none, as one run. Raises LedgerError."""
    settings: Cells = {"any_language": means.any_language}
    with ExitStack() as stack:
        store = open_store(ledger, create=True)
        stack.callback(store.close)
        entering = stack.enter_context(Entering(store, command="watch", settings=settings))
        watching = Watching(
            store, means.fetcher, means.readers, entering, means.least_seconds, means.is_stopped
        )
        yield Polling(means, watching)
