"""What is due becomes a letter in the outbox, in the same transaction in which its reader counts as told.

Nothing is taken beyond the ledger's last change as it was before anything was asked: changes are written down
only when stories and claims are up to date, and what comes meanwhile is told next time.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.delivery import letters, schedule
from onrecord.delivery.letters import Parts
from onrecord.delivery.reader_links import ReaderLinks
from onrecord.delivery.settings import DeliverySettings
from onrecord.desk import outbox, subscribers
from onrecord.desk.cursors import clamp_cursors
from onrecord.desk.file import Desk
from onrecord.desk.outbox import Mail
from onrecord.desk.subscribers import Following as Reader
from onrecord.desk.subscribers import Subscription
from onrecord.desk.topics import Topic
from onrecord.display.links import Links
from onrecord.errors import OnrecordError
from onrecord.follow.digest import digest
from onrecord.ledger import changes as log
from onrecord.ledger import topics
from onrecord.ledger.store import Store
from onrecord.pipeline.following import Following
from onrecord.records import Change, Digest

AT_ONCE = 200
"""Letters that are made before those that are made are sent."""
_LOG = logging.getLogger(__name__)
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"
# Cursors of alerts that had nothing to tell move in memory alone: a write for each reader and each report
# would be many. They are written down when they have moved so far.
_MOVED = 500


@dataclass(frozen=True, slots=True)
class _Due:
    """A subscription whose period has come, and the change after which it is told."""

    following: Reader
    period: str
    after: int


@dataclass(frozen=True, slots=True)
class _Told:
    """What readers are told who were told the same before: ids of the news, and the text with blank links."""

    news: tuple[str, ...]
    digest: Digest
    parts: Parts | None  # None: nothing is new
    blank: Links


class Queueing:
    """Fills the outbox. `problems` are those of the last time, in plain words."""

    def __init__(self, desk: Desk, settings: DeliverySettings, links: ReaderLinks) -> None:
        self._desk = desk
        self._settings = settings
        self._links = links
        self._looked: dict[int, int] = {}  # by subscription: changes up to this one are none of its topic
        self._last = -1
        self.problems: list[str] = []

    def queue(self, store: Store, now: datetime) -> int:
        """Put into the outbox what is due, AT_ONCE or so; how many letters. Raises LedgerError, DeskError."""
        self.problems = []
        last = log.last(store)
        if last < self._last or self._last < 0:
            # Another ledger may stand there now: cursors that its changes have not reached would wait long.
            clamp_cursors(self._desk, last)
            self._looked.clear()
        self._last = last
        queued = 0
        news = Following(store, until=last)
        for topic, due in self._due(now, last):
            if queued >= AT_ONCE:
                break
            with self._noting(topic):
                for mails in self._tell(news, topic, due, last, now):
                    queued += mails
                    if queued >= AT_ONCE:
                        break
        return queued

    @contextmanager
    def _noting(self, topic: Topic) -> Iterator[None]:
        """What goes wrong with a topic, or one reader of it, is kept: others are told all the same."""
        try:
            yield
        except OnrecordError as error:
            self.problems.append(f"topic {topic.name!r}: {error}")
        except Exception as error:
            _LOG.error("a topic cannot be told", exc_info=error)
            self.problems.append(f"topic {topic.name!r}: an error in onrecord: {type(error).__name__}")

    def _due(self, now: datetime, last: int) -> Iterator[tuple[Topic, list[_Due]]]:
        """What is due, by topic."""
        by_topic = defaultdict[Topic, list[_Due]](list)
        active = subscribers.active(self._desk)
        for each in active:
            subscription = each.subscription
            after = max(subscription.cursor, self._looked.get(subscription.number, 0))
            if subscription.rhythm == "at-once" and after >= last:
                continue
            period = schedule.period(
                subscription.rhythm,
                now,
                self._settings.digest,
                subscription.last_period,
                _begun(subscription),
            )
            if period is not None:
                by_topic[each.topic].append(_Due(each, period, min(after, last)))
        known = {each.subscription.number for each in active}
        self._looked = {number: cursor for number, cursor in self._looked.items() if number in known}
        yield from by_topic.items()

    def _tell(
        self, news: Following, topic: Topic, due: Sequence[_Due], last: int, now: datetime
    ) -> Iterator[int]:
        """Queue what is due of one topic; yield how many letters each reader gets."""
        asked = topics.read(topic.asked)
        found = news.since_number(asked, min(each.after for each in due))
        made: dict[tuple[int, str], _Told] = {}
        for each in due:
            since = _since(each.following.subscription, self._settings, now)
            key = (each.after, since)
            if key not in made:
                new = [change for change in found if change.number > each.after]
                made[key] = self._told(topic, new, since, _written(now))
            with self._noting(topic):
                yield self._queue(each, made[key], last, now)

    def _told(self, topic: Topic, new: Sequence[Change], since: str, until: str) -> _Told:
        told, blank = digest(topic.name, new, since=since, until=until), self._links.blank(topic)
        parts = Parts.of(told, blank) if told.headlines or told.changes else None
        return _Told(tuple(change.id for change in new if not change.is_late), told, parts, blank)

    def _queue(self, due: _Due, told: _Told, last: int, now: datetime) -> int:
        subscription = due.following.subscription
        if told.parts is not None:
            mail = self._letter(due, told, told.parts, now)
            return outbox.queue(self._desk, mail, cursor=(subscription.number, last, due.period))
        if subscription.rhythm != "at-once":  # nothing to tell, and the day is done
            outbox.queue(self._desk, cursor=(subscription.number, last, due.period))
        elif last - subscription.cursor >= _MOVED:
            outbox.queue(self._desk, cursor=(subscription.number, last, None))
        else:
            self._looked[subscription.number] = last
        return 0

    def _letter(self, due: _Due, told: _Told, parts: Parts, now: datetime) -> Mail:
        subscription, address, topic = due.following
        links = self._links.of(subscription.number, topic, now)
        # Of what is told, not of when: the same changes are the same letter, whatever a clock or cursor did.
        message_id = letters.message_id(self._settings, "digest", subscription.number, *told.news)
        body = letters.digest_letter(
            told.digest,
            to=address,
            topic=topic,
            settings=self._settings,
            links=links,
            message_id=message_id,
            mailto=self._links.mailto(subscription.number),
            parts=parts.with_links(told.blank, links),
        )
        return Mail(message_id=message_id, to=address, body=body, subscription=subscription.number)


def _begun(subscription: Subscription) -> datetime:
    return datetime.fromisoformat(subscription.confirmed_at or subscription.made_at)


def _since(subscription: Subscription, settings: DeliverySettings, now: datetime) -> str:
    """When the reader was last told, or began to be one; never later than now."""
    begun = _begun(subscription)
    if subscription.last_period is not None:
        begun = max(begun, schedule.begins(subscription.last_period, settings.digest))
    return _written(min(begun, now))


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(_MOMENT)
