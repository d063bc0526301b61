"""Pages read side by side in worker processes; what comes out stands in the order of the input.

All that is decided is decided in the thread that iterates `Readers.read`: which page comes next, whether a
page or a text is known, what stands where in the order. So a ledger that may be used by one thread only
can be asked.
"""

from __future__ import annotations

import atexit
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from queue import SimpleQueue
from types import TracebackType

from onrecord.errors import ModelError
from onrecord.intake import is_iso_date
from onrecord.model.cores import available
from onrecord.pipeline.crew import Crew
from onrecord.pipeline.frames import Find, Task
from onrecord.pipeline.ticket import Found, Outcome, Ticket
from onrecord.records import Article, Note, Page, Reading, Refusal

# 47 real news pages took trafilatura 0.02 s in the middle and 0.07 s at most, 5 MB of bare paragraphs 13 s.
PAGE_SECONDS = 20.0
# On one thread a text of 490,000 characters, nearly the longest that is read, took 30 s as reports, 112 s as
# nothing but quotation marks on a busy machine. This gives it nine minutes, and a short one a minute.
FIND_SECONDS, FIND_SECONDS_A_CHARACTER = 60.0, 0.001
# Pages drawn and not yet given, for each worker: one that it reads, one that is there when it gets free, and
# one that is read and waits for a slower one before it.
AHEAD = 3
# Bytes or characters of pages, after which no more is drawn ahead: a page may have 20 million.
AHEAD_SIZE = 60_000_000
# Where a page took so long to come, somebody waits for it at the end of a pipe or of the network: what came
# before is read and given first, so that it does not wait for the next one.
SLOW_SECONDS = 1.0


def never(_: object) -> bool:
    """Nothing is known."""
    return False


class Readers:
    """Worker processes, started when there are pages for them. A context manager, for use in one thread.

    `workers` is their number, by default one for each core that this process may use. `published` is the
    ISO 8601 date of pages that bear none, `any_language` reads what does not look English too, `page_seconds`
    is the time one page may take until its article is found. Without `statements` the model is not run:
    readings then have no statements and the model "none", but for notes, which need no model.
    Raises ValueError if `published` is no ISO 8601 date, or if there are to be no `workers`.
    """

    def __init__(
        self,
        *,
        workers: int | None = None,
        published: str | None = None,
        any_language: bool = False,
        page_seconds: float = PAGE_SECONDS,
        statements: bool = True,
    ) -> None:
        if published is not None and not is_iso_date(published):
            raise ValueError(f"published is not an ISO 8601 date: {published!r}; write it as 2024-10-25")
        if workers is not None and workers < 1:
            raise ValueError(f"at least one worker is needed, not {workers}")
        self._published = published
        self._any_language = any_language
        self._page_seconds = page_seconds
        self._statements = statements
        self._crew = Crew(workers or available())
        self._flight: deque[Ticket] = deque()
        self._is_reading = False
        self._is_slow = False
        # A program may end in the middle; when Python itself goes, it is too late to wait for threads.
        atexit.register(self.close)

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker processes at once; what they were reading is given up."""
        atexit.unregister(self.close)
        self._give_up()
        self._crew.close()

    def read(
        self,
        entries: Iterable[Page | Note | Article | Refusal],
        *,
        knows_page: Callable[[Page], bool] = never,
        knows_text: Callable[[Article], bool] = never,
    ) -> Iterator[Outcome]:
        """Read all pages; the outcomes stand in the order of the input, whatever the number of workers.

        In place of a page a note may stand, an article that is read again, or a refusal.
        Few pages are drawn ahead of what is given. Both questions are put in the thread that iterates:
        `knows_page` before a page is sent to a worker, in order; `knows_text` before statements are looked
        for, in any order.
        What kills its worker, takes too long or meets a bug is that page's Refusal. Raises ModelError if the
        model is missing, which is no page's fault, and RuntimeError if another read is not finished.
        """
        if self._is_reading:
            raise RuntimeError("one read at a time: finish or close the other first")
        self._is_reading = True
        events: SimpleQueue[tuple[Ticket, Found]] = SimpleQueue()
        incoming = iter(entries)
        has_more = True
        try:
            while has_more or self._flight:
                if self._flight and (outcome := self._flight[0].outcome):
                    self._flight.popleft()
                    yield outcome
                elif has_more and self._has_room():
                    has_more = self._draw(incoming, knows_page, events)
                else:
                    self._hear(*events.get(), knows_text)
                while not events.empty():
                    self._hear(*events.get(), knows_text)
        finally:
            self._is_reading = False
            self._give_up()

    def _has_room(self) -> bool:
        if self._is_slow:
            return not self._flight
        ahead = sum(ticket.size for ticket in self._flight)
        return len(self._flight) < AHEAD * self._crew.most and ahead < AHEAD_SIZE

    def _draw(
        self,
        incoming: Iterator[Page | Note | Article | Refusal],
        knows_page: Callable[[Page], bool],
        events: SimpleQueue[tuple[Ticket, Found]],
    ) -> bool:
        """Take one page from the input and have it read, unless it is known. False at the input's end."""
        begun = time.monotonic()
        entry = next(incoming, None)
        self._is_slow = time.monotonic() - begun > SLOW_SECONDS
        if entry is None:
            return False
        ticket = Ticket(entry, events)
        self._flight.append(ticket)
        if isinstance(entry, Refusal):
            ticket.outcome = Outcome(entry.page, entry)
        elif ticket.page and knows_page(ticket.page):
            ticket.outcome = Outcome(ticket.page, None)
        else:
            ticket.task = self._task(entry)
            self._crew.put(ticket, self._busy())
        return True

    def _task(self, entry: Page | Note | Article) -> Task:
        seconds = _find_seconds(entry.content) if isinstance(entry, Note) else self._page_seconds
        return Task(entry, self._published, self._any_language, seconds)

    def _busy(self) -> int:
        return sum(ticket.outcome is None for ticket in self._flight)

    def _hear(self, ticket: Ticket, found: Found, knows_text: Callable[[Article], bool]) -> None:
        """Note what was found; of an article say whether to go on."""
        result: Reading | Article | Refusal | None = None
        if isinstance(found, ModelError):
            raise found
        if isinstance(found, Refusal):
            result = replace(found, page=ticket.page)
        elif isinstance(found, Article):
            result = self._without_model(found, knows_text)
            ticket.answers.put(None if result else self._find(ticket, found))
        elif isinstance(ticket.entry, Note) and knows_text(found.article):
            result = found.article
        else:
            result = found
        if result is not None:
            ticket.outcome = Outcome(ticket.page, result)

    def _without_model(
        self, article: Article, knows_text: Callable[[Article], bool]
    ) -> Article | Reading | None:
        """What stands already, before any statements are looked for; None where they are to be."""
        if knows_text(article):
            return article
        return None if self._statements else Reading(article, (), "none")

    def _find(self, ticket: Ticket, article: Article) -> Find:
        processes = min(self._crew.most, self._busy())
        origin = ticket.task.origin if ticket.task else article.id
        return Find(origin, _find_seconds(article.text), processes)

    def _give_up(self) -> None:
        """Tell the workers' threads that nobody waits for what they read."""
        for ticket in self._flight:
            ticket.is_wanted = False
            ticket.answers.put(None)
        self._flight.clear()


def _find_seconds(text: str) -> float:
    return FIND_SECONDS + FIND_SECONDS_A_CHARACTER * len(text)
