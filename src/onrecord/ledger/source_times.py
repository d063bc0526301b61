"""When a source said what it said, counted by day and act from the index alone."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from onrecord.ledger.typed import Days
from onrecord.records import Act

_Said = tuple[str, str, Act | None]
_Published = tuple[str | None, Act | None]

CURRENT = "s.id NOT IN (SELECT old_id FROM succession)"
"""That a line `s` is current; for many lines at once this is looked up quickest."""
# One entity at a time: then the rows come in the order of the index, and nothing is sorted.
_SAID = f"""
SELECT s.said_from, s.said_to, s.act, count(*) FROM statement s
WHERE s.entity_id = ? AND s.said_from IS NOT NULL AND {CURRENT} GROUP BY s.said_from, s.said_to, s.act
"""
WRITTEN_DAY = """
CASE WHEN v.published_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'
  THEN substr(v.published_at, 1, 10) END
"""
"""The day on which a version `v` was published, as it is written there; NULL where it is not known."""
_PUBLISHED = f"""
SELECT {WRITTEN_DAY} AS day, g.act, sum(g.lines) FROM (
  SELECT s.act, s.version_id, count(*) AS lines FROM statement s
  WHERE s.entity_id = ? AND s.said_from IS NULL AND s.said_to IS NULL AND {CURRENT}
  GROUP BY s.act, s.version_id
) g CROSS JOIN version v INDEXED BY version_published ON v.id = g.version_id GROUP BY day, g.act
"""


class Spoken(NamedTuple):
    """How many statements have one act and one time.

    They were said from day `first` to day `last` (ISO 8601); or (not `is_said`) it is not known when, and
    they were published on that day. None, None where neither is known.
    """

    first: str | None
    last: str | None
    act: Act | None
    is_said: bool
    statements: int


class Within(NamedTuple):
    """Statements that were said in some days, and those published then of which it is not known when."""

    said: int
    published: int


@dataclass(frozen=True)
class Times:
    """All current statements of a source by time and act, those with a known time of saying first."""

    spoken: tuple[Spoken, ...]

    @cached_property
    def total(self) -> int:
        """How many there are."""
        return sum(each.statements for each in self.spoken)

    @cached_property
    def said(self) -> int:
        """How many have a known time of saying."""
        return sum(each.statements for each in self.spoken if each.is_said)

    @cached_property
    def undated(self) -> int:
        """Of how many neither is known when they were said nor when they were published."""
        return sum(each.statements for each in self.spoken if each.first is None)

    @cached_property
    def first_said(self) -> str | None:
        """The first day on which anything was said, as far as known."""
        return min((each.first for each in self.spoken if each.is_said and each.first), default=None)

    @cached_property
    def last_said(self) -> str | None:
        """The last one."""
        return max((each.last for each in self.spoken if each.is_said and each.last), default=None)

    @cached_property
    def stretches(self) -> Mapping[tuple[str, str], int]:
        """How many statements have each time, as its first and last day, whatever was done."""
        counts = Counter[tuple[str, str]]()
        for each in self.spoken:
            if each.first is not None and each.last is not None:
                counts[each.first, each.last] += each.statements
        return counts

    def within(self, days: Days | None, acts: Collection[Act] = ()) -> Within:
        """How many share a day with these days, and have one of the acts; None and no acts ask for all."""
        asked = [each for each in self._with(acts) if days is None or _shares(each, days)]
        said = sum(each.statements for each in asked if each.is_said)
        return Within(said, sum(each.statements for each in asked) - said)

    def _with(self, acts: Collection[Act]) -> Iterator[Spoken]:
        return (each for each in self.spoken if not acts or each.act in acts)


def times(connection: sqlite3.Connection, entities: Sequence[int]) -> Times:
    """When some entities, taken together, said what they said."""
    said, published = Counter[_Said](), Counter[_Published]()
    for number in entities:
        for first, last, act, lines in connection.execute(_SAID, (number,)):
            said[first, last, act] += lines
        for day, act, lines in connection.execute(_PUBLISHED, (number,)):
            published[day, act] += lines
    return Times(
        (
            *(Spoken(first, last, act, True, lines) for (first, last, act), lines in said.items()),
            *(Spoken(day, day, act, False, lines) for (day, act), lines in published.items()),
        )
    )


def _shares(spoken: Spoken, days: Days) -> bool:
    return (
        spoken.first is not None
        and spoken.last is not None
        and spoken.first <= days.last
        and spoken.last >= days.first
    )
