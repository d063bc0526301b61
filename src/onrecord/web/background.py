"""The work behind the pages: adding, and bringing stories and claims up to date, one after the other.

One thread with a ledger of its own. What somebody asked for comes first; when nothing is asked for, whatever
came into the ledger meanwhile, by whatever program, is put into stories and claims: no page waits for it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from onrecord.errors import OnrecordError
from onrecord.ledger import noticed, open_store, stances, ungrouped
from onrecord.ledger.enter import Entering
from onrecord.ledger.rows import Cells
from onrecord.ledger.store import Store
from onrecord.pipeline.grouping import Grouping
from onrecord.pipeline.matching import Grouped
from onrecord.pipeline.noticing import notice
from onrecord.records import Note, Page, Refusal
from onrecord.web.job_pages import pages
from onrecord.web.jobs import Asked, Job, Jobs, Owner
from onrecord.web.settings import Settings
from onrecord.web.stoppable import StoppableReaders

_LOG = logging.getLogger(__name__)
# How often it is looked whether something came into the ledger, and how long after an error.
POLL_SECONDS, PATIENCE_SECONDS = 3.0, 30.0
COUNT_SECONDS = 0.5
# A step takes half a second at most, but for the small model, which takes two to load, and an address that is
# waited for: that is given up with the program.
CLOSE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Working:
    """What is done just now: `ungrouped` reports are still to be put into stories and claims, and it is
    still to be looked what `unnoticed` texts changed.

    `problem` is what the last attempt failed of, None where it did not.
    """

    is_adding: bool
    is_grouping: bool
    ungrouped: int
    unnoticed: int
    problem: str | None


class Background:
    """One thread that works in the order in which work came. For use in many threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.jobs = Jobs()
        self._thread: threading.Thread | None = None
        self._wake = threading.Event()
        self._is_closing = False
        self._job: Job | None = None
        self._readers: StoppableReaders | None = None
        self._lock = threading.Lock()
        self._is_grouping = False
        self._ungrouped = 0
        self._unnoticed = 0
        self._problem: str | None = None

    def start(self) -> None:
        """Begin."""
        self._thread = threading.Thread(target=self._run, name="onrecord-background", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End after the step that is being done; what is being read is given up. The ledger stays right."""
        self._is_closing = True
        for job in self.jobs.all():
            job.ask_to_stop()
        self._stop_reading(None)
        self._wake.set()
        if self._thread is not None:
            self._thread.join(CLOSE_SECONDS)
        for job in self.jobs.all():
            job.asked.clear()

    def add(self, asked: Asked, owner: Owner) -> Job:
        """Have something added. Raises JobError where too much waits already."""
        job = Job(asked, owner)
        self.jobs.put(job)
        self.wake()
        return job

    def stop(self, job: Job) -> None:
        """Let a job end as soon as can be; what was taken in stays."""
        job.ask_to_stop()
        self._stop_reading(job)
        self.wake()

    def wake(self) -> None:
        """Say that there is something to do."""
        self._wake.set()

    @property
    def working(self) -> Working:
        """What is done just now."""
        busy = self._job is not None, self._is_grouping
        return Working(*busy, self._ungrouped, self._unnoticed, self._problem)

    def _stop_reading(self, job: Job | None) -> None:
        """Stop the readers of a job, or of any."""
        with self._lock:
            readers = self._readers if job is None or job is self._job else None
        if readers is not None:
            readers.stop()

    def _run(self) -> None:
        while not self._is_closing:
            self._guarded(self._work)

    def _work(self) -> None:
        store = open_store(self.settings.ledger, create=True)
        try:
            while not self._is_closing:
                if (job := self.jobs.next()) is not None:
                    self._do(store, job)
                elif self._has_fallen_behind(store):
                    self._guarded(lambda: self._catch_up(store, None))
                elif not self._has_noticed(store):
                    self._guarded(lambda: self._notice(store))
                else:
                    self._wait(POLL_SECONDS)
        finally:
            store.close()

    def _guarded(self, work: Callable[[], None]) -> None:
        """Nothing that goes wrong ends the thread."""
        try:
            work()
            self._problem = None
        except Exception as error:
            self._problem = _told(error)
            self._wait(PATIENCE_SECONDS)

    def _wait(self, seconds: float) -> None:
        if not self._is_closing:
            self._wake.wait(seconds)
            self._wake.clear()

    def _has_fallen_behind(self, store: Store) -> bool:
        self._ungrouped = ungrouped.count(store)
        with store.in_plain_words("read"):
            return self._ungrouped > 0 or bool(stances.waiting(store.connection))

    def _has_noticed(self, store: Store) -> bool:
        self._unnoticed = noticed.count(store)
        return self._unnoticed == 0

    def _notice(self, store: Store) -> None:
        """Notice what changed, story by story, until all is done or something more urgent came."""
        has_begun = False
        for _ in notice(store):
            has_begun = True
            self._unnoticed = noticed.count(store)
            if self._is_called_off(None):
                break
        if not has_begun:  # what is left waits for its stories, which another program is at
            self._wait(POLL_SECONDS)

    def _do(self, store: Store, job: Job) -> None:
        """All of one job. What goes wrong while pages are read is the job's; grouping is tried again."""
        self._job = job
        try:
            self._add(store, job)
            if not job.is_stopped:
                job.enter("grouping")
                self._group(store, job)
            job.enter("stopped" if job.is_stopped else "done")
        except Exception as error:
            job.enter("failed", _told(error))
        finally:
            self._job = None

    def _add(self, store: Store, job: Job) -> None:
        from onrecord.net import Fetcher
        from onrecord.pipeline.adding import add

        asked = job.asked
        job.enter("reading")
        settings: Cells = {
            "published": asked.published,
            "any_language": asked.any_language,
            "statements": True,
        }
        with ExitStack() as stack:
            fetcher = stack.enter_context(Fetcher(allow_private=self.settings.allow_private))
            entering = stack.enter_context(
                Entering(store, command="add", settings=settings, person=job.owner.name)
            )
            readers = stack.enter_context(
                StoppableReaders(published=asked.published, any_language=asked.any_language)
            )
            with self._reading(readers, job):
                for entered in add(_counted(pages(asked, fetcher), job), readers, entering):
                    job.add([entered])
            if job.is_stopped:
                entering.stop()

    @contextmanager
    def _reading(self, readers: StoppableReaders, job: Job) -> Iterator[None]:
        """Let the readers be stopped by other threads."""
        with self._lock:
            self._readers = readers
        try:
            if job.is_stopped:
                readers.stop()
            yield
        finally:
            with self._lock:
                self._readers = None

    def _group(self, store: Store, job: Job) -> None:
        try:
            self._catch_up(store, job)
        except Exception as error:
            self._problem = _told(error)

    def _catch_up(self, store: Store, job: Job | None) -> None:
        """Group until all is done, or all that came of a job, or something more urgent came."""
        counted_at, has_begun = 0.0, False
        self._is_grouping = True
        try:
            with Grouping(store) as grouping:
                for done in grouping.catch_up():
                    has_begun = True
                    if time.monotonic() - counted_at > COUNT_SECONDS:
                        self._ungrouped, counted_at = ungrouped.count(store), time.monotonic()
                    if job is not None:
                        job.group(_behind(done), self._ungrouped)
                    if self._is_called_off(job):
                        grouping.stop()
                        break
        finally:
            self._is_grouping = False
        if job is None and not has_begun:  # another program is at it
            self._wait(POLL_SECONDS)

    def _is_called_off(self, job: Job | None) -> bool:
        if self._is_closing or (job is not None and (job.is_stopped or job.is_grouped)):
            return True
        waiting = self.jobs.next()
        return waiting is not None and waiting is not job


def _counted(found: Iterator[Page | Note | Refusal], job: Job) -> Iterator[Page | Note | Refusal]:
    for each in found:
        if job.is_stopped:
            return
        job.draw()
        yield each


def _behind(done: Grouped | Refusal) -> str | None:
    """The article that is in its story and matched, or never will be."""
    if isinstance(done, Refusal):
        return done.origin
    return None if done.stances is None else done.article


def _told(error: Exception) -> str:
    """What a person is told of an error; one of ours is written down whole."""
    if isinstance(error, OnrecordError):
        return str(error)
    _LOG.error("an error behind the pages", exc_info=error)
    return f"an error in onrecord: {type(error).__name__}"
