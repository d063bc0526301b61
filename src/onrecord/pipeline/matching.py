"""Matching: the statements of a story's articles, as the ledger holds them, put to the story's claims.

    unmatched articles -> Saying -> Matcher, restored from what was matched before -> Stance -> ledger

What a matcher says is worked out between two short transactions. Where somebody else changed the story
meanwhile, nothing is written, and it is done again.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.ledger import stances, ungrouped
from onrecord.ledger.stances import Matched, Member, Open, Told
from onrecord.ledger.store import Store
from onrecord.records import Refusal, Saying

if TYPE_CHECKING:
    from onrecord.claims.judge import Judge
    from onrecord.claims.match import Matcher

SECONDS = 0.5  # of work between two transactions: what is done is kept soon
MATCHERS = 8  # of stories that are kept: that of a large one holds some ten megabytes
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Grouped:
    """An article that has its place in a story, kept for good once this is given out.

    `stances` is how many its statements have, None where they are still to be matched.
    """

    article: str
    story: str
    stances: int | None = None


@dataclass(slots=True)
class _Done:
    """What was worked out of a story and is still to be written, up to the article that cannot be matched."""

    matched: list[Matched]
    failed: Member | None = None
    refusal: Refusal | None = None


class Matching:
    """Matches stories of a ledger; what it knows of the last few it need not read again."""

    def __init__(self, store: Store, judge: Judge | None = None) -> None:
        self._store = store
        self._judge = judge
        self._matchers: OrderedDict[int, tuple[int, Matcher]] = OrderedDict()

    def match(self, story_id: int) -> Iterator[Grouped | Refusal]:
        """Match the articles of a story that are not matched, in the order of their arrival.

        One on which an error in onrecord is met has no stances, and is a Refusal. Raises LedgerError, and
        ModelError where the model is missing.
        """
        while (story := self._open(story_id)) is not None:
            done = self._work_out(story)
            if self._write(story, done):
                yield from (Grouped(each.member.key, story.key, len(each.stances)) for each in done.matched)
                if done.refusal is not None:
                    yield done.refusal

    def _open(self, story_id: int) -> Open | None:
        """What is to be matched of a story: all of it, where an article came late."""
        connection = self._store.connection
        with self._store.in_plain_words("read"):
            is_overtaken = stances.is_overtaken(connection, story_id)
        if is_overtaken:
            with self._store.writing():
                stances.clear(connection, story_id)
        with self._store.in_plain_words("read"):
            return stances.opened(connection, story_id)

    def _work_out(self, story: Open) -> _Done:
        """Match some articles, up to one that cannot be."""
        until = time.monotonic() + SECONDS
        done = _Done([])
        for count, member in enumerate(story.waiting, story.matched + 1):
            try:
                done.matched.append(self._matched(story, member))
            except OnrecordError:
                raise
            except Exception as error:
                done.failed, done.refusal = member, _refusal(member, error)
                break
            if time.monotonic() >= until or stances.begins_block(count):
                break
        return done

    def _matched(self, story: Open, member: Member) -> Matched:
        with self._store.in_plain_words("read"):
            told = stances.told(self._store.connection, member)
            matcher = self._matcher(story)
        said = _sayings(told)
        found = matcher.add(said)
        days = {saying.statement.id: day(saying) for saying in said}
        return Matched(member, told.numbers if told else {}, days, found, len(said))

    def _matcher(self, story: Open) -> Matcher:
        """The matcher that knows what was matched of a story up to now."""
        revision, matcher = self._matchers.get(story.story_id, (None, None))
        if matcher is None or revision != story.revision:
            matcher = self._restored(story)
            self._matchers[story.story_id] = story.revision, matcher
        self._matchers.move_to_end(story.story_id)
        while len(self._matchers) > MATCHERS:
            self._matchers.popitem(last=False)
        return matcher

    def _restored(self, story: Open) -> Matcher:
        from onrecord.claims.match import Matcher

        connection = self._store.connection
        matcher = Matcher(story.key, self._judge) if self._judge else Matcher(story.key)
        for member in stances.before(connection, story):
            held = stances.as_matched(connection, member)
            said = _sayings(stances.told(connection, member))
            matcher.restore((each, held.get(each.statement.id, ())) for each in said)
        return matcher

    def _write(self, story: Open, done: _Done) -> bool:
        """Write down what was worked out; False where the story has changed since."""
        connection = self._store.connection
        with self._store.writing() as moment:
            revision = stances.write(connection, story.story_id, story.revision, done.matched)
            if revision is not None and done.failed is not None and done.refusal is not None:
                stances.pass_over(connection, done.failed)
                ungrouped.pass_over(connection, done.failed.article_id, done.refusal.reason, moment)
        known = self._matchers.pop(story.story_id, None)
        has_forgotten = stances.begins_block(story.matched + len(done.matched))
        if known and revision is not None and done.failed is None and not has_forgotten:
            self._matchers[story.story_id] = revision, known[1]
        return revision is not None


def day(saying: Saying) -> int:
    """The day on which a statement was made, as far as known, as a number (20241025); 0 where it is not."""
    from onrecord.claims.order import moment

    found = _DAY.match(moment(saying))
    return int(found.group().replace("-", "")) if found else 0


def refusal(article: str, error: Exception) -> Refusal:
    """What is told of an article on which an error in onrecord was met."""
    reason = f"an error in onrecord: {type(error).__name__}"
    return Refusal(article, "claims", reason, "please report it with the page; its statements are kept")


def _refusal(member: Member, error: Exception) -> Refusal:
    return refusal(member.key, error)


def _sayings(told: Told | None) -> Sequence[Saying]:
    from onrecord.claims.sayings import sayings

    return sayings(told.reading) if told else ()
