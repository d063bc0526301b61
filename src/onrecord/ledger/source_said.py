"""What a source said, the newest first, as the index finds it: first what has a time, then what has none.

Of most statements a report does not tell when they were made. These are in the order of publication: what was
published in October was said by then.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice, takewhile

from onrecord.ledger import filters, marks, slices, uniting
from onrecord.ledger.cells import MINUTES
from onrecord.ledger.entries import entries
from onrecord.ledger.question import TYPES, Question
from onrecord.ledger.search import Search, marked
from onrecord.ledger.slices import Found
from onrecord.ledger.source_times import WRITTEN_DAY
from onrecord.ledger.store import LedgerError, NotInLedger, Store
from onrecord.ledger.typed import Days, QuestionError
from onrecord.records import Act, Entry

LIMIT = 30
_AFTER = re.compile(r"([sp])([0-9]{0,12})\.([0-9]{1,18})", re.ASCII)
_IN_DAYS = f"""
(SELECT {WRITTEN_DAY} FROM version v WHERE v.id = s.version_id) BETWEEN :published_first AND :published_last
"""


@dataclass(frozen=True, slots=True)
class SourceStatements:
    """Some statements of a source: `said` have a known time of saying, `published` follow them and have none.

    `after` is what goes on behind them, None where nothing does.
    """

    said: tuple[Entry, ...]
    published: tuple[Entry, ...]
    after: str | None


def statements(
    store: Store,
    entity: str,
    *,
    acts: Collection[Act] = (),
    story: str | None = None,
    days: Days | None = None,
    limit: int = LIMIT,
    after: str | None = None,
) -> SourceStatements:
    """The statements of a source, the newest first, by its key; those made one with it count as its own.

    `acts` are any of these, `story` is a story's id, `days` are those on which they were said or, where that
    is not known, published. Raises LedgerError where there is no such source, QuestionError where there is no
    such story or act, or `after` is none that was given.
    """
    known = frozenset(TYPES)
    question = Question(source=entity, acts=frozenset(acts), story=story, types=known, said=days)
    phase, behind = _place(after)
    with store.in_plain_words("read"):
        connection = store.connection
        if uniting.find(connection, entity) is None:
            raise no_source(entity)
        said = [] if phase == "p" else _said(connection, question, behind, limit + 1)
        left = limit + 1 - len(said)
        place = behind if phase == "p" else None
        published = _published(connection, question, place, left) if left else []
        found = [*(("s", each) for each in said), *(("p", each) for each in published)][:limit]
        told = entries(connection, [each.number for _, each in found])
    count = min(len(said), limit)
    is_more = len(said) + len(published) > limit
    return SourceStatements(told[:count], told[count:], _written(*found[-1]) if is_more else None)


def no_source(entity: str) -> LedgerError:
    """What is told where there is no source of a key."""
    return NotInLedger(f"there is no source {entity!r}: look for it by its name")


def _said(connection: sqlite3.Connection, question: Question, behind: Found | None, most: int) -> list[Found]:
    """Those with a known time of saying; who was said when is not known comes last of all, without a key."""
    if behind is None and question.said is not None:
        behind = Found(marks.day(question.said.last), sys.maxsize)
    found = slices.newest(filters.search(connection, question, (), ()), slices.SAID_AT, behind)
    return list(islice(takewhile(lambda each: each.key, found), most))


def _published(
    connection: sqlite3.Connection, question: Question, behind: Found | None, most: int
) -> list[Found]:
    """Those without one, by the minute of publication."""
    search = filters.search(connection, replace(question, said=None), (), ())
    search = replace(search, found=(*search.found, marked([marks.SAID + marks.UNKNOWN])))
    if question.said is not None:
        search = _in_days(search, question.said)
        behind = behind or Found(_minute(question.said.last, 1, "2359"), sys.maxsize)
    return list(islice(slices.newest(search, slices.PUBLISHED_AT, behind), most))


def _in_days(search: Search, days: Days) -> Search:
    """The search among what was published on some days: as they are written, in whatever zone."""
    cells = MINUTES.cover(_minute(days.first, -1, "0000"), _minute(days.last, 1, "2359"))
    return replace(
        search,
        found=(*search.found, marked(marks.PUBLISHED + cell for cell in cells)),
        condition=f"{search.condition} AND {_IN_DAYS}",
        values={**search.values, "published_first": days.first, "published_last": days.last},
    )


def _minute(day: str, later: int, minute: str) -> str:
    """A minute of a day nearby, as the index knows it, which goes by one zone for all."""
    try:
        moved = date.fromisoformat(day) + timedelta(days=later)
    except OverflowError:  # the calendar's own ends
        moved = date.fromisoformat(day)
    return marks.day(moved.isoformat()) + minute


def _place(after: str | None) -> tuple[str, Found | None]:
    if after is None:
        return "s", None
    found = _AFTER.fullmatch(after)
    if found is None:
        raise QuestionError("after", "it is of no list of statements", "the after of the list before")
    return found[1], Found(found[2], int(found[3]))


def _written(phase: str, found: Found) -> str:
    return f"{phase}{found.key}.{found.number}"
