"""The times of a story, made ready for its timeline and for the table that says the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord import interval
from onrecord.display.time_words import time_words
from onrecord.records import Account, Saying
from onrecord.web.plots.marks import KINDS, WORDS, Mark
from onrecord.web.plots.timeline import Lane, Stretch, Times

_Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A day, or a stretch of time, with what was said on it, what is said to happen on it, and reports."""

    when: str
    said: str
    happens: str
    reports: int


def times(account: Account, published: Iterable[str | None]) -> Times:
    """The times of an account; `published` are those of its reports, as far as known (ISO 8601).

    What is known to the day is a mark; a week, a month, a year is a stretch. A day that a statement names
    twice counts once.
    """
    kinds = {stance.statement: stance.kind for claim in account.claims for stance in claim.stances}
    said = [(saying, [value] if (value := saying.statement.said_at) else []) for saying in account.sayings]
    happens = [(saying, list(saying.statement.event_times)) for saying in account.sayings]
    days = [found[0] for each in published if each and (found := interval.days(each[:10]))]
    return Times(_lane(said, kinds), _lane(happens, kinds), tuple(sorted(days)))


def undated(account: Account) -> tuple[Saying, ...]:
    """The statements of which it is not known in which days of the calendar they were made."""
    return tuple(saying for saying in account.sayings if _days(saying.statement.said_at) is None)


def table(known: Times) -> tuple[TableRow, ...]:
    """The same by day, the first first; stretches of time behind the days."""
    said, happens = _by_day(known.said), _by_day(known.happens)
    reports = Counter(known.published)
    rows = [
        TableRow(day.isoformat(), _words(said.get(day)), _words(happens.get(day)), reports[day])
        for day in sorted({*said, *happens, *reports})
    ]
    stretches: dict[tuple[date, date, str], list[int]] = {}
    for place, lane in enumerate((known.said, known.happens)):
        for each in lane.stretches:
            stretches.setdefault((each.begin, each.finish, each.words), [0, 0])[place] += each.count
    rows += [
        TableRow(words, _statements(counts[0]), _statements(counts[1]), 0)
        for (_, _, words), counts in sorted(stretches.items())
    ]
    return tuple(rows)


def _lane(found: Iterable[tuple[Saying, list[str]]], kinds: Mapping[str, str]) -> Lane:
    marks: list[Mark] = []
    stretches: Counter[tuple[date, date, str]] = Counter()
    unknown = 0
    for saying, values in found:
        kind = kinds.get(saying.statement.id, "other")
        known = {days: value for value in values if (days := _days(value)) is not None}
        unknown += not known
        for (begin, finish), value in known.items():
            if begin == finish:
                marks.append(Mark(begin, kind))
            else:
                stretches[begin, finish, time_words(value)] += 1
    return Lane(tuple(marks), tuple(Stretch(*each, count) for each, count in stretches.items()), unknown)


def _days(value: str | None) -> _Days | None:
    """The first and the last day of a TIMEX3 value or of "a/b"; None where it names no such stretch."""
    first, _, last = (value or "").partition("/")
    begin, finish = interval.days(first), interval.days(last or first)
    if begin is None or finish is None or finish[1] < begin[0]:
        return None
    return begin[0], finish[1]


def _by_day(lane: Lane) -> Mapping[date, Counter[str]]:
    found: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for mark in lane.marks:
        found[mark.day][mark.kind] += 1
    return found


def _statements(count: int) -> str:
    return f"{count:,} statement{'' if count == 1 else 's'}" if count else ""


def _words(counts: Counter[str] | None) -> str:
    counts = counts or Counter()
    return ", ".join(f"{counts[kind]} {WORDS.get(kind, kind)}" for kind in KINDS if counts[kind])
