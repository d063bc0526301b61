"""Watching feeds: each asked when it is due, what is new in it entered, failures answered with patience.

    feed's state -> fetch, if changed -> new items -> their pages -> Readers -> ledger -> feed's state

What was taken up is noted only once it is kept: a crash costs a second look at some pages and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from onrecord.errors import Refused
from onrecord.intake import feed as feeds
from onrecord.intake.feed_item import Feed, Item
from onrecord.ledger import watch
from onrecord.ledger.enter import Entered, Entering
from onrecord.ledger.store import Store
from onrecord.ledger.watch import FeedState
from onrecord.net import Fetcher, NotFetched
from onrecord.pipeline.adding import add
from onrecord.pipeline.readers import Readers
from onrecord.records import Refusal

# Feeds that say nothing of it are asked four times an hour; one that fails half as often each time, down to
# once a day.
LEAST_SECONDS = 900.0
MOST_SECONDS = 86_400.0
_NOT_CHANGED = 304
# A clock is put back a little whenever it is set by that of others; no feed is asked anew for that.
_CLOCK_SECONDS = 60.0


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watching:
    """Where what the feeds bring is put, and how it gets there.

    `is_stopped` says that somebody has ended the readers: what was not read then is as if it were not seen.
    """

    store: Store
    fetcher: Fetcher
    readers: Readers
    entering: Entering
    least_seconds: float = LEAST_SECONDS
    is_stopped: Callable[[], bool] = _never

    def due(self, addresses: tuple[str, ...], now: datetime) -> list[FeedState]:
        """Those feeds that are due by `now`, those that wait longest first.

        One that was asked later than now is due, too: the clock was put back, and nobody knows for how long
        it has waited.
        """
        known = [watch.state(self.store, address) for address in addresses]
        return sorted((feed for feed in known if _is_due(feed, now)), key=due_at)

    def poll(self, state: FeedState, now: datetime) -> Iterator[Entered]:
        """Ask a feed and take up what is new; what fails is told as a refusal, and asked again later.

        Raises LedgerError, and ModelError; nothing on account of a feed.
        """
        try:
            fetched = self.fetcher.fetch(state.address, etag=state.etag, last_modified=state.last_modified)
            headers = dict(fetched.headers)
            asked = replace(state, asked_at=_iso(now), failures=0, message=None)
            if fetched.status == _NOT_CHANGED:
                watch.keep(self.store, replace(asked, due_at=self._next(now, None)))
                return
            feed = feeds.parse(fetched.body, fetched.final_url)
        except Refused as refused:
            watch.keep(self.store, self._failed(state, refused, now))
            refusal = Refusal(state.address, refused.stage, refused.reason, refused.advice)
            yield from self.entering.enter(None, refusal)
            yield from self.entering.flush()
            return
        told = replace(
            asked,
            title=feed.title,
            etag=headers.get("etag"),
            last_modified=headers.get("last-modified"),
            due_at=self._next(now, feed.period),
        )
        yield from self._take_up(told, feed)

    def _take_up(self, state: FeedState, feed: Feed) -> Iterator[Entered]:
        unseen = set(watch.unseen(self.store, state.address, map(_mark, feed.items)))
        new = tuple(item for item in feed.items if _mark(item) in unseen)
        later = set()
        pages = feeds.pages(replace(feed, items=new), state.address, self.fetcher)
        for entered in add(pages, self.readers, self.entering):
            if entered.refusal is not None and entered.refusal.stage == "fetch":
                later.add(entered.origin)  # perhaps it is there at the next time
            yield entered
        if self.is_stopped():
            return
        if later:  # a feed that says "not changed" next time would keep them from us
            state = replace(state, etag=None, last_modified=None)
        watch.keep(self.store, state, [_mark(item) for item in new if item.url not in later])

    def _failed(self, state: FeedState, refused: Refused, now: datetime) -> FeedState:
        failures = state.failures + 1
        wait = min(self.least_seconds * 2**failures, MOST_SECONDS)
        if isinstance(refused, NotFetched) and refused.retry_after:
            wait = max(wait, refused.retry_after)
        due = _iso(now + timedelta(seconds=wait))
        return replace(state, asked_at=_iso(now), due_at=due, failures=failures, message=refused.reason)

    def _next(self, now: datetime, period: int | None) -> str:
        wait = min(max(self.least_seconds, period or 0), MOST_SECONDS)
        return _iso(now + timedelta(seconds=wait))


def due_at(feed: FeedState) -> datetime:
    """When a feed is due; one that was never asked always is."""
    return datetime.fromisoformat(feed.due_at) if feed.due_at else datetime.min.replace(tzinfo=UTC)


def _is_due(feed: FeedState, now: datetime) -> bool:
    return due_at(feed) <= now or _asked_at(feed) > now + timedelta(seconds=_CLOCK_SECONDS)


def _asked_at(feed: FeedState) -> datetime:
    return datetime.fromisoformat(feed.asked_at) if feed.asked_at else datetime.min.replace(tzinfo=UTC)


def _mark(item: Item) -> str:
    """What an item is known by: one that was changed since is new again, and its page a new version."""
    return f"{item.id} {item.updated_at or item.published_at or ''}"


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
