"""Following: the changes that a topic is told of, out of the ledger's log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from onrecord.ledger import changes as log
from onrecord.ledger import topics
from onrecord.ledger.store import Store
from onrecord.ledger.topics import TopicAsked
from onrecord.records import Change

K = TypeVar("K")


def changes(
    store: Store,
    asked: TopicAsked,
    *,
    since: str | None = None,
    until: str | None = None,
    limit: int = 1000,
) -> tuple[Change, ...]:
    """The changes of a topic that came out after `since` and up to `until` (ISO 8601, UTC), by time.

    Of more than `limit` the last. Raises QuestionError, LedgerError.
    """
    found = topics.matching(store, asked)
    told = log.read(store, log.within(store, found, since, until)[-limit:])
    return tuple(sorted(told, key=lambda change: (change.at, change.number)))


def since_number(
    store: Store, asked: TopicAsked, after: int, *, until: int | None = None
) -> tuple[Change, ...]:
    """The changes of a topic that were noticed after the one of a number, up to another, in that order.

    Whoever sends them takes `until` (`ledger.changes.last`) first: what is noticed meanwhile comes next time.
    """
    return log.read(store, topics.matching(store, asked, after=after, until=until))


def of_all(
    store: Store, many: Mapping[K, TopicAsked], *, after: int, until: int | None = None
) -> Iterator[tuple[K, tuple[Change, ...]]]:
    """The same for many topics, each under its key: what several are told of is read once.

    It holds every change that some topic is told of: some ten kilobytes each.
    """
    found = dict(topics.match_all(store, many, after=after, until=until))
    wanted = sorted({number for numbers in found.values() for number in numbers})
    told = {change.number: change for change in log.read(store, wanted)}
    for key, numbers in found.items():
        yield key, tuple(told[number] for number in numbers if number in told)
