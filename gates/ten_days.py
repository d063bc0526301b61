"""Simulated days: outlets publish, feeds are polled, stories and claims grouped, changes noticed.

    NewsServer -> Watching -> Grouping -> notice -> following.changes -> Digest   (each evening and topic)

The machine's clock is put to the simulated moment meanwhile, for this process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from gates.feeding import NewsServer, to_loopback
from gates.follow_gold import Gold
from onrecord import clock
from onrecord.follow.digest import digest
from onrecord.ledger import Store, open_store, topics
from onrecord.ledger import changes as log
from onrecord.ledger.enter import Entering
from onrecord.net import Fetcher
from onrecord.pipeline import Readers, following
from onrecord.pipeline.grouping import Grouping
from onrecord.pipeline.noticing import notice
from onrecord.pipeline.watching import Watching
from onrecord.records import Change, Digest, Refusal

POLLED = range(6, 20)
"""The hours (UTC) at which feeds are asked; nothing is published before the first or after the last."""
EVENING = time(20, tzinfo=UTC)
"""When digests are made."""


@dataclass(frozen=True, slots=True)
class Evening:
    """What a day brought: of each topic, by its key, the changes and the digest; `changes` are all of them.

    `store` is the ledger as it is then, open until the next evening is asked for.
    """

    day: date
    store: Store
    news: NewsServer
    changes: tuple[Change, ...]
    by_topic: dict[str, tuple[Change, ...]]
    digests: dict[str, Digest]


class SimulatedClock:
    """The machine's clock while it is simulated: it stands still until it is moved.

    It gives each asker a moment of its own, a microsecond later than the last, as real ones do.
    """

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Give the moment, in UTC."""
        self.moment += timedelta(microseconds=1)
        return self.moment


@contextmanager
def simulated(moment: datetime) -> Iterator[SimulatedClock]:
    """Put a simulated clock in the machine's place."""
    found = SimulatedClock(moment)
    real = clock.now
    clock.now = found.now
    try:
        yield found
    finally:
        clock.now = real


def live(
    gold: Gold, ledger: Path, *, each_round: Callable[[Store], object] = lambda _store: None
) -> Iterator[Evening]:
    """Live through the days of the gold with a new ledger; gives each evening.

    `each_round` is called with the ledger after each round of polling, when its changes are up to date: the
    place of whatever sends alerts. The clock stays simulated while an evening is looked at.

    Raises OnrecordError; a page or a feed that is refused raises AssertionError: the server has none that is.
    """
    first = datetime.combine(gold.days[0], time(POLLED[0]), UTC)
    with ExitStack() as stack:
        now = stack.enter_context(simulated(first))
        news = stack.enter_context(NewsServer(gold.publications, first))
        store = open_store(ledger, create=True)
        stack.callback(store.close)
        fetcher = stack.enter_context(Fetcher(allow_private=True, delay=0, resolve=to_loopback))
        readers = stack.enter_context(Readers(workers=1))
        entering = stack.enter_context(Entering(store, command="watch", settings={}, code="ten days"))
        grouping = stack.enter_context(Grouping(store))
        watching = Watching(store, fetcher, readers, entering)
        for day in gold.days:
            for hour in POLLED:
                now.moment = news.moment = datetime.combine(day, time(hour), UTC)
                _go_round(watching, news, grouping, now)
                each_round(store)
            now.moment = news.moment = datetime.combine(day, EVENING)
            yield _evening(gold, store, news, day)


def _go_round(watching: Watching, news: NewsServer, grouping: Grouping, now: SimulatedClock) -> None:
    """Ask the feeds that are due, and bring stories, claims and changes up to date."""
    for feed in watching.due(news.feeds, now.moment):
        for entered in watching.poll(feed, now.moment):
            assert entered.refusal is None, entered.refusal
    for grouped in grouping.catch_up():
        assert not isinstance(grouped, Refusal), grouped
    for _ in notice(watching.store):
        pass


def _evening(gold: Gold, store: Store, news: NewsServer, day: date) -> Evening:
    until = datetime.combine(day, EVENING)
    since = _written(until - timedelta(days=1))
    asked = {each.key: topics.read(each.asked) for each in gold.topics}
    by_topic = {
        key: following.changes(store, topic, since=since, until=_written(until))
        for key, topic in asked.items()
    }
    return Evening(
        day=day,
        store=store,
        news=news,
        changes=log.read(store, log.between(store, since, _written(until))),
        by_topic=by_topic,
        digests={
            each.key: digest(each.name, by_topic[each.key], since=since, until=_written(until))
            for each in gold.topics
        },
    )


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
