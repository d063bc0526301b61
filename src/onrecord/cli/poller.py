"""Polling behind the explorer: one thread, with a ledger of its own, that nothing which goes wrong ends."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

from onrecord.cli.adding import Tally
from onrecord.cli.feed_news import FeedNews
from onrecord.cli.messages import Messages
from onrecord.errors import OnrecordError
from onrecord.net import Fetcher
from onrecord.pipeline import polling
from onrecord.pipeline.crew import Crew
from onrecord.pipeline.feed_lists import FeedLists
from onrecord.pipeline.polling import Polling
from onrecord.web.stoppable import StoppableReaders

_LOG = logging.getLogger(__name__)
# Between two looks at which feeds are due: who follows a topic is to hear of it within ten seconds of a poll.
NAP_SECONDS = 2.0
# After an error, of the ledger's file or of the model, it is tried again this much later.
PATIENCE_SECONDS = 30.0
# What is being written takes a moment. A site that holds its answer back may take 30 s: it is given up.
CLOSE_SECONDS = 5.0


class Stopped(Exception):
    """Polling ends in the middle of waiting for a site's turn."""


class Poller:
    """A thread that asks the feeds behind `names` as they fall due.

    `more` gives the addresses of further feeds. Raises OnrecordError from `start` where no list can be read
    and there is no feed at all.
    """

    def __init__(
        self,
        names: tuple[str, ...],
        ledger: Path,
        messages: Messages,
        *,
        more: Callable[[], Iterable[str]] = polling.none,
        minutes: int = 15,
        workers: int | None = None,
        any_language: bool = False,
        allow_private: bool = False,
    ) -> None:
        self._ledger = ledger
        self._messages = messages
        self._more = more
        self._least_seconds = minutes * 60.0
        self._workers = workers
        self._any_language = any_language
        self._ending = threading.Event()
        self._fetcher = Fetcher(allow_private=allow_private, sleep=self._wait)
        self.news = FeedNews(messages, Tally())
        self.lists = FeedLists(names, self._fetcher, messages.refuse)
        self._lock = threading.Lock()
        self._readers: _Readers | None = None
        self._problem: str | None = None
        # A daemon: a site that holds its answer back does not hold up the end.
        self._thread = threading.Thread(target=self._run, name="onrecord-poller", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Let it end, after what is being written; may be called more than once, and by any thread."""
        self._ending.set()
        with self._lock:
            readers = self._readers
        if readers is not None:
            readers.stop()

    def close(self) -> bool:
        """End it. False where it still waits for a site, which is given up with the program."""
        self.ask_to_stop()
        if self._thread.ident is not None:
            self._thread.join(CLOSE_SECONDS)
        self._fetcher.close()
        return not self._thread.is_alive()

    def _wait(self, seconds: float) -> None:
        """Wait for a site's turn. Raises Stopped."""
        if self._ending.wait(seconds):
            raise Stopped

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                self._poll_until_stopped()
            except Stopped:
                return
            except Exception as error:
                self._tell(error)
                self._ending.wait(PATIENCE_SECONDS)

    def _poll_until_stopped(self) -> None:
        with ExitStack() as stack:
            readers = stack.enter_context(_Readers(self._workers, any_language=self._any_language))
            stack.callback(self._lend, None)
            self._lend(readers)
            opened = stack.enter_context(polling.opened(self._ledger, self._means(readers)))
            try:
                while not self._ending.is_set():
                    self._go_round(opened)
                    self._problem = None
                    self._ending.wait(NAP_SECONDS)
            except Stopped:
                pass
            self.news.count(opened.stop())

    def _go_round(self, opened: Polling) -> None:
        for feed in opened.due():
            if self._ending.is_set():
                return
            self.news.take(feed, opened.poll(feed))

    def _means(self, readers: _Readers) -> polling.Means:
        return polling.Means(
            lists=self.lists,
            fetcher=self._fetcher,
            readers=readers,
            least_seconds=self._least_seconds,
            any_language=self._any_language,
            more=self._more,
            is_stopped=self._ending.is_set,
        )

    def _lend(self, readers: _Readers | None) -> None:
        """Let the readers be stopped by other threads."""
        with self._lock:
            self._readers = readers

    def _tell(self, error: Exception) -> None:
        """Say what went wrong, once."""
        told = str(error)
        if not isinstance(error, OnrecordError):
            told = f"an error in onrecord: {type(error).__name__}"
        if told != self._problem:
            if not isinstance(error, OnrecordError):
                _LOG.error("an error while polling", exc_info=error)
            self._messages.say(f"polling: {told}; it is tried again every {PATIENCE_SECONDS:.0f} s")
        self._problem = told


class _Readers(StoppableReaders):
    """Readers of so many workers, by default one for each core."""

    def __init__(self, workers: int | None, *, any_language: bool) -> None:
        super().__init__(any_language=any_language)
        if workers is not None:
            self._crew = Crew(workers)
