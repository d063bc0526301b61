"""Noticing: what changed by the texts that came last, written into the ledger's log of changes.

    story with new texts, all matched -> Heard, Series, Revision -> follow.changes -> change, change_repeat

Each text is looked at once. What was not written down when a program ended is done again at the next time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord import clock
from onrecord.follow.changes import News, changes
from onrecord.follow.heard import Heard, Noted, Revision
from onrecord.ledger import noticed, stances, stories, uniting
from onrecord.ledger.noticed import Text, Written
from onrecord.ledger.stances import Member
from onrecord.ledger.store import Store
from onrecord.pipeline.likeness import Comparison


def notice(store: Store) -> Iterator[int]:
    """Bring the log of changes up to date; gives, story by story, how many changes are new.

    Stories of which something is still to be matched wait. Where nothing is to be done it takes no time.
    Raises LedgerError.
    """
    if not noticed.count(store):
        return
    with store.writing():
        noticed.let_go(store.connection)
    story_id = 0
    while (found := _next(store, story_id)) is not None:
        story_id = found
        yield _notice_story(store, story_id)


def _next(store: Store, behind: int) -> int | None:
    with store.in_plain_words("read"):
        return noticed.next_story(store.connection, behind)


def _notice_story(store: Store, story_id: int) -> int:
    connection = store.connection
    with store.in_plain_words("read"):
        key = stories.story(connection, story_id).id
        seen = noticed.texts(connection, story_id, clock.now())
        news = _news(store, story_id, seen)
    written = [
        Written(
            each.kind,
            each.version,
            each.claim,
            tuple((pair.what, pair.old, pair.new, pair.was, pair.now) for pair in each.pairs),
        )
        for each in news.notices
    ]
    repeats = [(each.line, each.of) for each in news.repeats]
    with store.writing() as moment:
        return noticed.write(store, moment, key, seen, written, repeats)


def _news(store: Store, story_id: int, seen: Sequence[Text]) -> News:
    from onrecord.claims.order import in_order
    from onrecord.claims.series import series

    latest = {each.version_id: each for each in seen if each.is_latest}
    if not latest:
        return News((), ())
    members = noticed.held_against(store.connection, story_id, list(latest))
    heard = _heard(store, members, latest)
    sayings = in_order([each.saying for each in heard])
    return changes(heard, series(sayings), _revisions(store, seen), Comparison())


def _heard(store: Store, members: Sequence[Member], latest: dict[int, Text]) -> list[Heard]:
    """The statements of articles, those of texts that are to be looked at as new, as far as they are."""
    from onrecord.claims.sayings import sayings

    connection = store.connection
    versions = [member.version_id for member in members]
    at = noticed.times(connection, versions)
    copies = noticed.copies(connection, versions)
    merged = uniting.merged(connection)
    found: list[Heard] = []
    for member in members:
        told = stances.told(connection, member)
        if told is None:
            continue
        held = stances.of_article(connection, member)
        added = _added(store, latest.get(member.version_id))
        for place, saying in enumerate(sayings(told.reading)):
            line = told.numbers[saying.statement.id]
            found.append(
                Heard(
                    saying=uniting.as_one(saying, merged),
                    line=line,
                    version=member.version_id,
                    place=place,
                    at=at[member.version_id],
                    stances=held.get(saying.statement.id, ()),
                    is_new=member.version_id in latest and (added is None or line in added),
                    is_copy=member.version_id in copies,
                )
            )
    return found


def _added(store: Store, text: Text | None) -> set[int] | None:
    """The lines that a later version has more than the one before; None where all of a text are new."""
    if text is None or text.before is None:
        return None
    found = noticed.differences(store.connection, text.version_id)
    return {each.new for each in found if each.what == "added" and each.new is not None}


def _revisions(store: Store, seen: Sequence[Text]) -> Iterator[Revision]:
    """The later versions of articles that were looked at before, with what became of their statements."""
    connection = store.connection
    for text in seen:
        if text.before is None:
            continue
        pairs = tuple(
            Noted(each.what, each.old, each.new, each.was, each.now)
            for each in noticed.differences(connection, text.version_id)
            if each.what != "added"
        )
        if pairs:
            yield Revision(
                text.version_id, pairs, noticed.is_emptied(connection, text.version_id, text.before)
            )
