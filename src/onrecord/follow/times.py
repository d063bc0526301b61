"""What is told of happens at another time than was told before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.follow.heard import Comparing, Heard, Noted, Notice

# Two statements of one claim that name two days tell of one thing that moved if they are this alike, and any
# two of a story if they are so much alike.
OF_CLAIM, OF_STORY = 0.35, 0.6
OF_BOTH = 0.2
_WHEN = r"(?:on |at |by |until |from |in |the |this |next |last |noon |midnight |early |late )*"
_NAMED = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|\d{1,2}(?:st|nd|rd|th)?\b|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?)"
)
# "On Monday and not this Thursday": the day that does not hold comes behind, or before: "not Thursday but".
_NOT_BEHIND = re.compile(
    rf"(?:\b(?:and|,) not |\binstead of |\brather than ){_WHEN}{_NAMED}(?!.*\bbut\b)", re.IGNORECASE
)
_NOT_BEFORE = re.compile(
    rf"\bnot {_WHEN}{_NAMED}.{{0,40}}\bbut\b|\bfrom {_WHEN}{_NAMED}.{{0,40}}\b(?:to|until)\b", re.IGNORECASE
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def notices(heard: Sequence[Heard], comparing: Comparing) -> Iterator[Notice]:
    """Each statement that names another day than the last one that said the same.

    `heard` are in their order. Statements with more than one day, or with none, are left out: which of two
    days belongs to what is said cannot be told.
    """
    before: list[tuple[str, Heard]] = []
    told: set[tuple[int, str, str]] = set()
    for one in heard:
        moved = _moved(one)
        if moved is not None and one.is_new and not one.is_copy and (one.version, *moved) not in told:
            told.add((one.version, *moved))  # a statement within it names both days, too
            yield _told(one, moved, before, comparing)
        day = moved[1] if moved is not None else _only_day(one)
        if day is None or one.saying.statement.act in {"decline", "ask"}:
            continue
        if moved is None and one.is_new and not one.is_copy:
            yield from _notice(one, day, before, comparing)
        before.append((day, one))


def _notice(
    one: Heard, day: str, before: Sequence[tuple[str, Heard]], comparing: Comparing
) -> Iterator[Notice]:
    alike = [each for each in before if _is_of_one_thing(one, each[1], comparing)]
    if not alike or any(known == day for known, _ in alike):
        return
    was, last = alike[-1]
    claim = next((stance.claim for stance in one.stances), None)
    if last.version != one.version:  # one text knows what it tells of when
        yield Notice("time", one.version, claim, (Noted("time", last.line, one.line, was, day),))


def _told(
    one: Heard, moved: tuple[str, str], before: Sequence[tuple[str, Heard]], comparing: Comparing
) -> Notice:
    """A statement that names both days itself, held against the last that named the earlier one."""
    was, now = moved
    named = [
        each for day, each in before if day == was and comparing.alike(one.saying, each.saying) >= OF_BOTH
    ]
    claim = next((stance.claim for stance in one.stances), None)
    pair = Noted("time", named[-1].line if named else None, one.line, was, now)
    return Notice("time", one.version, claim, (pair,))


def _moved(heard: Heard) -> tuple[str, str] | None:
    """The earlier and the later day, where the content says that one takes the place of the other."""
    days = [found.group() for value in heard.saying.statement.event_times if (found := _DAY.match(value))]
    content = heard.saying.statement.content.text
    if len(dict.fromkeys(days)) != 2 or heard.saying.statement.act in {"decline", "ask"}:
        return None
    first, second = dict.fromkeys(days)
    if _NOT_BEHIND.search(content):
        return second, first
    return (first, second) if _NOT_BEFORE.search(content) else None


def _is_of_one_thing(one: Heard, other: Heard, comparing: Comparing) -> bool:
    shares = {each.claim for each in one.stances} & {each.claim for each in other.stances}
    return comparing.alike(one.saying, other.saying) >= (OF_CLAIM if shares else OF_STORY)


def _only_day(heard: Heard) -> str | None:
    days = {found.group() for value in heard.saying.statement.event_times if (found := _DAY.match(value))}
    whole = all(_DAY.match(value) and "/" not in value for value in heard.saying.statement.event_times)
    return next(iter(days)) if len(days) == 1 and whole else None
