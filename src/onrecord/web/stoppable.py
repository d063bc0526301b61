"""Readers that another thread may stop in the middle of a page."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Self

from onrecord.pipeline.readers import Readers, never
from onrecord.pipeline.ticket import Outcome
from onrecord.records import Article, Note, Page, Refusal

_MOMENT = 0.01


class StoppableReaders(Readers):
    """As `Readers`, but `stop` may be called from another thread than the one that reads.

    What was being read then is given up: it is no refusal, and nothing is told of it.
    """

    def __init__(self, *, published: str | None = None, any_language: bool = False) -> None:
        self.is_stopped = False
        self._lock = threading.Lock()
        super().__init__(published=published, any_language=any_language)

    def __enter__(self) -> Self:
        return self

    def close(self) -> None:
        """As `Readers.close`, from any thread."""
        with self._lock:
            super().close()

    def stop(self) -> None:
        """End the worker processes, and `read`, at once."""
        self.is_stopped = True
        waiting = self._flight.copy()
        while not self._is_closed():
            time.sleep(_MOMENT)
        for ticket in waiting:  # whoever waits for these has to hear of it
            ticket.events.put((ticket, Refusal("", "article", "the reading was stopped", "read it again")))

    def _is_closed(self) -> bool:
        """Close; False where just now a page is put in line or a process is started."""
        try:
            self.close()
        except RuntimeError:
            return False
        return True

    def read(
        self,
        entries: Iterable[Page | Note | Article | Refusal],
        *,
        knows_page: Callable[[Page], bool] = never,
        knows_text: Callable[[Article], bool] = never,
    ) -> Iterator[Outcome]:
        """As `Readers.read`; ends without a word where it is stopped."""
        wanted = self._until_stopped(entries)
        try:
            for outcome in super().read(wanted, knows_page=knows_page, knows_text=knows_text):
                if self.is_stopped:
                    return
                yield outcome
        except RuntimeError:  # the workers went away while a page was put in line
            if not self.is_stopped:
                raise

    def _until_stopped(
        self, entries: Iterable[Page | Note | Article | Refusal]
    ) -> Iterator[Page | Note | Article | Refusal]:
        for entry in entries:
            if self.is_stopped:
                return
            yield entry
