"""The sender: what is due is put into the outbox and sent, and hooks are told, again and again.

Two threads, for a mail server that hangs is no reason to keep programs waiting, nor the other way round. What
goes wrong is kept for who asks (`problem`) and ends nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from onrecord import clock
from onrecord.delivery import links
from onrecord.delivery.alone import alone
from onrecord.delivery.post import Post, open_post
from onrecord.delivery.queueing import Queueing
from onrecord.delivery.reader_links import ReaderLinks
from onrecord.delivery.sending import Sending, Sent
from onrecord.delivery.settings import DeliverySettings
from onrecord.delivery.webhooks import Webhooks
from onrecord.desk import outbox, subscribers
from onrecord.desk.file import Desk
from onrecord.errors import OnrecordError
from onrecord.ledger.store import Store, open_store
from onrecord.net import Fetcher, Limits

_LOG = logging.getLogger(__name__)
POLL_SECONDS = 1.0
"""How often it is asked what is due."""
CLOSE_SECONDS = 2.0
# After an error it is asked less often.
_PATIENCE_SECONDS = 5.0
# A program that is told has so long to answer; Standard Webhooks names 15 to 30 s.
_HOOK = Limits(wire_bytes=1_000_000, body_bytes=0, seconds=15.0, redirects=0)
# Sent letters are kept so long, without their text, as memory against repeats.
_KEPT = timedelta(days=30)
# Asked for and never confirmed: the link is good for two days.
_UNCONFIRMED = timedelta(days=7)
_TIDY_EVERY = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Step:
    """What was done: letters queued, taken by the post, put off, given up; changes that hooks took."""

    queued: int = 0
    sent: int = 0
    put_off: int = 0
    failed: int = 0
    hooked: int = 0


class Sender:
    """Sends for one ledger and one desk. Without settings only hooks are told.

    `post` stands in for the post of the settings, `fetcher` for the way to hooks (private addresses are
    refused unless it allows them).
    """

    def __init__(
        self,
        ledger: Path,
        desk: Path,
        settings: DeliverySettings | None,
        *,
        allow_private: bool = False,
        post: Callable[[], Post] | None = None,
        fetcher: Fetcher | None = None,
    ) -> None:
        self._ledger = ledger
        self._desk = Desk(desk)
        self._stop = threading.Event()
        self._wakes: list[threading.Event] = []
        self._threads: list[threading.Thread] = []
        self._stores: dict[str, Store] = {}
        self._problems: dict[str, str] = {}
        self._tidied_at: datetime | None = None
        self._queueing: Queueing | None = None
        self._sending: Sending | None = None
        if settings is not None:
            reader_links = ReaderLinks(settings, links.key(self._desk))
            self._queueing = Queueing(self._desk, settings, reader_links)
            opening = post or (lambda: open_post(settings))
            self._sending = Sending(self._desk, reader_links, opening, self._stop)
        fetcher = fetcher or Fetcher(allow_private=allow_private, delay=0, limits=_HOOK)
        self._webhooks = Webhooks(self._desk, fetcher, self._stop)

    @property
    def problem(self) -> str | None:
        """What went wrong last, in plain words, with what can be done; None where all went well."""
        return "; ".join(self._problems.values()) or None

    def step(self) -> Step:
        """Do what is due now, once. Nothing is raised for what goes wrong: see `problem`."""
        queued, sent = self._mail()
        return Step(queued, sent.sent, sent.put_off, sent.failed, self._tell_hooks())

    def start(self) -> None:
        """Begin to do what is due, whenever it is."""
        works: tuple[tuple[str, Callable[[], int]], ...] = (
            ("mail", self._mail_on),
            ("hooks", self._tell_hooks),
        )
        for name, work in works:
            wake = threading.Event()
            self._wakes.append(wake)
            thread = threading.Thread(
                target=self._run, args=(name, work, wake), name=f"onrecord-{name}", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    def wake(self) -> None:
        """Say that something may be due."""
        for wake in self._wakes:
            wake.set()

    def close(self) -> None:
        """Stop within about two seconds; a letter that is being sent then is sent again by the next start."""
        self._stop.set()
        self.wake()
        until = time.monotonic() + CLOSE_SECONDS
        self._join(until - CLOSE_SECONDS / 2)
        if self._sending is not None:
            self._sending.cut()
        self._join(until)
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        if not self._threads:
            self._close_stores()
            self._desk.close()

    def _join(self, until: float) -> None:
        for thread in self._threads:
            thread.join(max(until - time.monotonic(), 0.0))

    def _run(self, name: str, work: Callable[[], int], wake: threading.Event) -> None:
        while not self._stop.is_set():
            has_more = work() > 0
            is_well = not any(each.startswith(name) for each in self._problems)
            if not has_more:
                wake.wait(POLL_SECONDS if is_well else _PATIENCE_SECONDS)
                wake.clear()

    def _mail(self) -> tuple[int, Sent]:
        """Put into the outbox what is due, and send it. That one fails is no reason not to do the other."""
        queueing, sending = self._queueing, self._sending
        if queueing is None or sending is None:
            return 0, Sent()
        done: list[int] = []
        sent: list[Sent] = []

        def queue() -> str:
            done.append(queueing.queue(self._store("mail"), clock.now()))
            return "; ".join(queueing.problems)

        def send() -> str:
            sent.append(sending.send())
            return sending.problem or ""

        def work() -> str:
            self._guarded("mail: digests", queue)
            self._guarded("mail: outbox", send)
            self._tidy()
            return ""

        self._guarded("mail", lambda: self._alone("mail", work))
        return sum(done), sent[0] if sent else Sent()

    def _mail_on(self) -> int:
        """The same, for the thread: how much was done."""
        queued, sent = self._mail()
        return queued + sent.sent

    def _tell_hooks(self) -> int:
        taken: list[int] = []

        def tell() -> str:
            taken.append(self._webhooks.tell(self._store("hooks")))
            return "; ".join(self._webhooks.problems)

        self._guarded("hooks", lambda: self._alone("hooks", tell))
        return sum(taken)

    def _alone(self, name: str, work: Callable[[], str]) -> str:
        with alone(self._desk.path, name):
            return work()

    def _guarded(self, name: str, work: Callable[[], str]) -> None:
        """Do it; keep what goes wrong."""
        try:
            problem = work()
        except OnrecordError as error:
            self._forget_store(name)
            problem = str(error)
        except Exception as error:
            self._forget_store(name)
            _LOG.error("an error of the sender", exc_info=error)
            problem = f"an error in onrecord: {type(error).__name__}"
        if problem:
            self._problems[name] = problem
        else:
            self._problems.pop(name, None)

    def _tidy(self) -> None:
        """Let go of what is no longer needed, now and then."""
        now = clock.now()
        if self._tidied_at is not None and abs(now - self._tidied_at) < _TIDY_EVERY:
            return
        self._tidied_at = now
        outbox.clear(self._desk, now - _KEPT)
        subscribers.forget_unconfirmed(self._desk, (now - _UNCONFIRMED).isoformat())

    def _store(self, name: str) -> Store:
        """The ledger, opened by each thread for itself."""
        if name not in self._stores:
            self._stores[name] = open_store(self._ledger, create=False, read_only=True, lent=True)
        return self._stores[name]

    def _forget_store(self, name: str) -> None:
        store = self._stores.pop(name.partition(":")[0], None)
        if store is not None:
            store.close()

    def _close_stores(self) -> None:
        for name in tuple(self._stores):
            self._forget_store(name)
