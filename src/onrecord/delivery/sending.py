"""Letters of the outbox are handed to the post, one after the other.

Between the post's taking a letter and our noting it lies the one moment at which a crash has it sent again:
with the same Message-ID, for the letter stands in the outbox as it was.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from onrecord import clock
from onrecord.delivery import backoff
from onrecord.delivery.post import NotDelivered, Post
from onrecord.delivery.reader_links import ReaderLinks
from onrecord.desk import outbox, subscribers
from onrecord.desk.file import Desk
from onrecord.desk.outbox import Mail

AT_ONCE = 100
"""Letters that are sent before it is asked again what is due."""
# A server that takes nothing is not asked by every letter; it is left alone for a while, which grows to this.
_LONGEST_REST = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters were taken, put off and given up."""

    sent: int = 0
    put_off: int = 0
    failed: int = 0


class Sending:
    """Empties the outbox. `problem` is why no letter can leave, None once one has."""

    def __init__(
        self, desk: Desk, links: ReaderLinks, open_post: Callable[[], Post], stop: threading.Event
    ) -> None:
        self._desk = desk
        self._links = links
        self._open_post = open_post
        self._stop = stop
        self._post: Post | None = None
        self._rested_from: datetime | None = None
        self._rest = timedelta()
        self._failures = 0  # of the server, in a row
        self.problem: str | None = None

    def send(self) -> Sent:
        """Send what is due. Raises DeskError."""
        now = clock.now()
        if self._is_resting(now):
            return Sent()
        mails = outbox.due(self._desk, now, AT_ONCE)
        if not mails:
            return Sent()
        with self._open_post() as post:
            self._post = post
            try:
                return self._send(post, mails)
            finally:
                self._post = None

    def cut(self) -> None:
        """Give up the letter that is being sent; it stays in the outbox. For another thread."""
        post = self._post
        if post is not None:
            post.cut()

    def _send(self, post: Post, mails: tuple[Mail, ...]) -> Sent:
        sent = put_off = failed = 0
        for mail in mails:
            if self._stop.is_set():
                break
            try:
                post.send(self._links.return_path(mail.subscription), mail.to, mail.body)
            except NotDelivered as refused:
                if self._stop.is_set():  # we hung up ourselves
                    break
                given_up = self._not_delivered(mail, refused)
                failed, put_off = failed + given_up, put_off + (not given_up)
                if refused.is_about_server:
                    self._let_rest()
                    break
            else:
                self._delivered(mail)
                sent += 1
        return Sent(sent, put_off, failed)

    def _delivered(self, mail: Mail) -> None:
        outbox.sent(self._desk, mail.number)
        self._failures, self._rested_from, self.problem = 0, None, None
        # Where letters come back to us, taking one says nothing yet.
        if self._links.settings.mail.bounces_to is None:
            subscribers.delivered(self._desk, mail.to)

    def _not_delivered(self, mail: Mail, refused: NotDelivered) -> bool:
        """Note it; whether the letter is given up."""
        if refused.is_about_server:
            self.problem = refused.reason
        wait = None if refused.is_permanent else backoff.wait(mail.attempts + 1)
        if wait is not None:
            outbox.put_off(self._desk, mail.number, clock.now() + wait, refused.reason)
            return False
        outbox.failed(self._desk, mail.number, refused.reason)
        if refused.is_about_address:
            subscribers.bounced(self._desk, mail.to, refused.is_permanent, refused.reason)
        return True

    def _let_rest(self) -> None:
        self._failures += 1
        self._rest = min(backoff.wait(self._failures) or _LONGEST_REST, _LONGEST_REST)
        self._rested_from = clock.now()

    def _is_resting(self, now: datetime) -> bool:
        # A clock that went back ends the rest: it is no reason to wait.
        return self._rested_from is not None and timedelta() <= now - self._rested_from < self._rest
