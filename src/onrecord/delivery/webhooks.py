"""Programs that are told of changes, as Standard Webhooks has it: a signed POST for each change, in order.

    webhook-id         the change's id: a program that has seen it need not look again
    webhook-timestamp  seconds since 1970, of this attempt
    webhook-signature  v1,<base64 of HMAC-SHA256 over id.timestamp.body>

What is not taken is tried again, the later the oftener it failed; after two days, or where the program says
that it is gone (410), the hook is paused until somebody lets it go on from where it stood.
"""

from __future__ import annotations

import base64
import hmac
import json
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice

from onrecord import clock
from onrecord.delivery import backoff
from onrecord.desk import hooks, topics
from onrecord.desk.file import Desk, NotAtDesk
from onrecord.desk.hooks import Hook
from onrecord.display import change_json
from onrecord.errors import OnrecordError
from onrecord.ledger import changes as log
from onrecord.ledger import topics as asking
from onrecord.ledger.store import Store
from onrecord.net import Fetcher, NotFetched
from onrecord.pipeline import following
from onrecord.records import Change

MOST = 50
"""Changes that a hook is told before the others have their turn."""
SIDE_BY_SIDE = 8
"""Hooks that are told at the same time, so that one that hangs holds up few."""
# Changes of the log that are looked through for one hook at once: no more can match, so none is left out.
_WINDOW = 5_000
_MOVED = 500  # as in `queueing`
_GONE = 410


@dataclass(frozen=True, slots=True)
class _Job:
    """What a hook is told now; afterwards it has been told all up to `until`."""

    hook: Hook
    changes: tuple[Change, ...]
    until: int


class Webhooks:
    """Tells hooks. `problems` are those of the last time, in plain words."""

    def __init__(self, desk: Desk, fetcher: Fetcher, stop: threading.Event) -> None:
        self._desk = desk
        self._fetcher = fetcher
        self._stop = stop
        self._looked: dict[int, int] = {}
        self._last = 0
        self.problems: list[str] = []

    def tell(self, store: Store) -> int:
        """Tell all hooks that are due; how many changes were taken. Raises LedgerError, DeskError."""
        self.problems = []
        last = log.last(store)
        if last < self._last:  # another ledger
            self._looked.clear()
        self._last = last
        jobs = (job for hook in hooks.due(self._desk, clock.now()) for job in self._jobs(store, hook, last))
        taken = 0
        while not self._stop.is_set() and (some := tuple(islice(jobs, SIDE_BY_SIDE))):
            taken += _side_by_side([lambda job=job: self._do(job) for job in some])  # type: ignore[misc]
        return taken

    def _jobs(self, store: Store, hook: Hook, last: int) -> Sequence[_Job]:
        """What a hook is to be told, if anything."""
        after = max(hook.cursor, self._looked.get(hook.number, 0))
        try:
            asked = asking.read(topics.one(self._desk, hook.topic).asked)
            while after < last:
                until = min(last, after + _WINDOW)
                found = following.since_number(store, asked, after, until=until)
                if news := tuple(change for change in found if not change.is_late):
                    self._looked[hook.number] = news[0].number - 1
                    return [_Job(hook, news[:MOST], until if len(news) <= MOST else news[MOST - 1].number)]
                after = self._looked[hook.number] = until
        except OnrecordError as error:
            self.problems.append(f"hook {hook.number}: {error}")
            return []
        if after - hook.cursor >= _MOVED and not hook.failures:
            hooks.done(self._desk, hook.number, after)
        return []

    def _do(self, job: _Job) -> int:
        """Tell one hook; how many changes it took."""
        hook, failures, taken = job.hook, job.hook.failures, 0
        for change in job.changes:
            if self._stop.is_set():
                return taken
            try:
                self._fetcher.post(hook.url, *signed(hook, change, clock.now()))
            except NotFetched as refused:
                self._put_off(hook, failures, refused)
                return taken
            # Noted one by one: after a crash at most one is told again, with the same webhook-id.
            hooks.done(self._desk, hook.number, change.number)
            failures, taken = 0, taken + 1
        self._looked[hook.number] = job.until
        return taken

    def _put_off(self, hook: Hook, failures: int, refused: NotFetched) -> None:
        why = f"{refused.reason}; {refused.advice}"
        self.problems.append(f"hook {hook.number}: {why}")
        wait = None if refused.status == _GONE else backoff.wait(failures + 1)
        if wait is None:
            with suppress(NotAtDesk):  # removed meanwhile
                hooks.pause(self._desk, hook.number, why)
            return
        asked_for = timedelta(seconds=min(refused.retry_after or 0.0, backoff.LONGEST.total_seconds()))
        hooks.put_off(self._desk, hook.number, clock.now() + max(wait, asked_for), why)


def signed(hook: Hook, change: Change, now: datetime) -> tuple[bytes, dict[str, str]]:
    """The body that tells of a change, and the headers that sign it."""
    body = json.dumps(change_json.describe(change), ensure_ascii=False, separators=(",", ":"))
    raw = body.encode("utf-8", "replace")
    timestamp = int(now.timestamp())
    return raw, {
        "Content-Type": "application/json; charset=utf-8",
        "webhook-id": change.id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(hook.secret, change.id, timestamp, raw),
    }


def signature(secret: bytes, id: str, timestamp: int, body: bytes) -> str:  # noqa: A002 - it is one
    """The signature of Standard Webhooks: "v1,…"."""
    mac = hmac.digest(secret, f"{id}.{timestamp}.".encode() + body, sha256)
    return f"v1,{base64.b64encode(mac).decode()}"


def _side_by_side(works: Sequence[Callable[[], int]]) -> int:
    """Do all at the same time; the sum of what they give. Raises what one of them raised."""
    done: list[int] = []
    failed: list[BaseException] = []

    def do(work: Callable[[], int]) -> None:
        try:
            done.append(work())
        except BaseException as error:
            failed.append(error)

    # Daemons: a stop does not wait for a program that hangs.
    threads = [threading.Thread(target=do, args=(work,), daemon=True, name="onrecord-hook") for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return sum(done)
