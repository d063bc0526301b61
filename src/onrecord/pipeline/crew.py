"""The worker processes, each with the thread that talks to it.

Writing to a pipe and waiting at one blocks: in threads none holds up another, on every platform. The threads
decide nothing: they take pages as they get free, and report.
"""

from __future__ import annotations

import threading
from queue import SimpleQueue

from onrecord.errors import ModelError
from onrecord.pipeline import blame
from onrecord.pipeline.child import Child
from onrecord.pipeline.frames import Find, Task
from onrecord.pipeline.ticket import Found, Ticket
from onrecord.records import Article


class Crew:
    """At most so many workers; each is started when there is a page that none of the others is free for."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._workers: list[tuple[Child, threading.Thread]] = []
        self._waiting: SimpleQueue[Ticket | None] = SimpleQueue()
        self._is_closed = False

    def put(self, ticket: Ticket, busy: int) -> None:
        """Have a page read; `busy` pages, this one counted, are at work or wait for it."""
        if self._is_closed:
            raise RuntimeError("the readers are closed")
        if len(self._workers) < min(self.most, busy):
            self._start()
        self._waiting.put(ticket)

    def close(self) -> None:
        """End all workers at once and wait until they are gone."""
        self._is_closed = True
        for child, _ in self._workers:
            child.stop()
            self._waiting.put(None)
        for _, thread in self._workers:
            thread.join()
        self._workers.clear()

    def _start(self) -> None:
        child = Child()
        # A daemon: a program that ends without closing is not held up by it.
        thread = threading.Thread(
            target=_work, args=(child, self._waiting), daemon=True, name="onrecord-worker"
        )
        self._workers.append((child, thread))
        thread.start()


def _work(child: Child, waiting: SimpleQueue[Ticket | None]) -> None:
    try:
        while (ticket := waiting.get()) is not None:
            if ticket.is_wanted:
                _read(child, ticket)
    finally:
        child.close()


def _read(child: Child, ticket: Ticket) -> None:
    """The order of the stages: an article, then the statements in it unless they are not wanted."""
    assert ticket.task is not None, "only pages are put in line"
    found = _ask(child, ticket.task)
    ticket.events.put((ticket, found))
    if isinstance(found, Article) and (find := ticket.answers.get()) is not None:
        ticket.events.put((ticket, _ask(child, find)))


def _ask(child: Child, asked: Task | Find) -> Found:
    try:
        return child.ask(asked)
    except ModelError as error:
        return error
    except Exception as error:  # one bad page never stops the run
        return blame.refusal(asked.origin, asked.stage, error)
