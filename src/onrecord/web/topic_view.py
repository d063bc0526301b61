"""What the pages of topics show: how much came in a week, what a topic would have sent, and digests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord import clock
from onrecord.desk.topics import Topic
from onrecord.follow.digest import digest
from onrecord.ledger import changes as noticed
from onrecord.ledger import topics
from onrecord.ledger.store import Store
from onrecord.ledger.topics import TopicAsked
from onrecord.ledger.typed import QuestionError
from onrecord.pipeline import following
from onrecord.records import Change, Digest, Entry, Span
from onrecord.web import fragments
from onrecord.web.periods import Period, week_before

SHOWN = 60
"""Changes of a digest on one page; the newest."""
LISTED = 10
"""Changes of a preview that are listed."""
MOST_COUNTED = 5_000
"""Changes of a week that are looked at to count those of a topic."""


@dataclass(frozen=True, slots=True)
class Row:
    """A topic in the list; `week` is how many changes the week brought, `problem` why it cannot be asked."""

    topic: Topic
    week: int
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a topic would have sent: how many changes in seven days, and the newest of them."""

    period: Period
    count: int
    is_more: bool
    newest: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class DigestView:
    """A digest on a page; `is_cut` says that there are more changes than the `total` that stand there.

    `first` is the day of the first of these.
    """

    period: Period
    digest: Digest
    total: int
    is_cut: bool
    first: str | None


def newest_at(store: Store) -> str | None:
    """The moment of the newest change that is on record, as far as can be told at once."""
    found = noticed.between(store, None, None, limit=1)
    return noticed.read(store, found[-1:])[0].at if found else None


def rows(store: Store, listed: Sequence[Topic]) -> tuple[tuple[Row, ...], Period]:
    """Topics with what the last week brought each; all are counted at one stroke."""
    week = week_before(clock.now(), newest_at(store))
    numbers = frozenset(noticed.between(store, week.since, week.until, limit=MOST_COUNTED))
    asked: dict[int, TopicAsked] = {}
    problems: dict[int, str] = {}
    for topic in listed:
        try:
            asked[topic.number] = topics.read(topic.asked)
        except QuestionError as error:
            problems[topic.number] = str(error)
    counts = _counts(store, asked, numbers)
    return tuple(Row(each, counts.get(each.number, 0), problems.get(each.number)) for each in listed), week


def _counts(store: Store, asked: Mapping[int, TopicAsked], numbers: frozenset[int]) -> dict[int, int]:
    if not numbers or not asked:
        return {}
    found = topics.match_all(store, asked, after=min(numbers) - 1)
    return {number: len(numbers.intersection(matching)) for number, matching in found}


def preview(store: Store, asked: TopicAsked) -> Preview:
    """What a topic would have sent in the last seven days, or in the last that are on record."""
    week = week_before(clock.now(), newest_at(store))
    numbers = noticed.between(store, week.since, week.until, limit=MOST_COUNTED)
    if not numbers:
        return Preview(week, 0, False, ())
    matching = topics.matching(store, asked, after=min(numbers) - 1, limit=MOST_COUNTED)
    found = frozenset(numbers).intersection(matching)
    newest = [number for number in reversed(numbers) if number in found][:LISTED]
    is_more = len(numbers) == MOST_COUNTED or len(matching) == MOST_COUNTED
    told = sorted(noticed.read(store, newest), key=lambda change: (change.at, change.number), reverse=True)
    return Preview(week, len(found), is_more, tuple(told))


def view(store: Store, topic: Topic, asked: TopicAsked, of: Period) -> DigestView:
    """The digest of a topic. Raises QuestionError where its story is gone."""
    found = _of_visit(store, asked, of) if of.name == "visit" else _of_days(store, asked, of)
    shown = found[-SHOWN:]
    told = digest(topic.name, shown, since=of.since, until=of.until)
    first = min(each.at for each in shown)[:10] if shown else None
    return DigestView(of, told, len(shown), len(found) > SHOWN, first)


def _of_visit(store: Store, asked: TopicAsked, of: Period) -> tuple[Change, ...]:
    """What was written down since: also what was published before, and came later."""
    newest = noticed.read(store, topics.matching(store, asked, limit=SHOWN + 1))
    return tuple(change for change in newest if change.recorded_at > of.since)


def _of_days(store: Store, asked: TopicAsked, of: Period) -> tuple[Change, ...]:
    """What was published then, however late it came: whoever asks for a day wants all of it."""
    since, until = of.asked
    found = following.changes(store, asked, since=since, until=until, limit=SHOWN + 1)
    return tuple(replace(change, is_late=False) for change in found)


def original(entry: Entry) -> str | None:
    """The publisher's page, opened at the sentence, where the report has an address of the web."""
    words = entry.sentence.text
    return fragments.at_words(entry.url, words, [Span(0, len(words))])
