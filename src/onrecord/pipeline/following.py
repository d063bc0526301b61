"""Following: the changes that a topic is told of, out of the ledger's log."""

from __future__ import annotations

from onrecord.ledger import changes as log
from onrecord.ledger import topics
from onrecord.ledger.store import Store
from onrecord.ledger.topics import TopicAsked
from onrecord.records import Change


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


class Following:
    """The same for many topics, one after the other: what several are told of is read once.

    It holds every change that it gave, some ten kilobytes each: for one round.
    """

    def __init__(self, store: Store, *, until: int | None = None) -> None:
        self._store = store
        self._until = until
        self._known: dict[int, Change | None] = {}  # None: of a line that a person took back

    def since_number(self, asked: TopicAsked, after: int) -> tuple[Change, ...]:
        """The changes of a topic, as `since_number` gives them."""
        numbers = topics.matching(self._store, asked, after=after, until=self._until)
        unknown = [number for number in numbers if number not in self._known]
        self._known |= dict.fromkeys(unknown)
        self._known |= {change.number: change for change in log.read(self._store, unknown)}
        return tuple(change for number in numbers if (change := self._known[number]) is not None)
