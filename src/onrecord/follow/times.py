"""What is told of happens at another time than was told before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.follow.heard import Comparing, Heard, Noted, Notice

# Two statements of one claim that name two days tell of one thing that moved if they are this alike, and any
# two of a story if they are so much alike.
OF_CLAIM, OF_STORY = 0.35, 0.6
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def notices(heard: Sequence[Heard], comparing: Comparing) -> Iterator[Notice]:
    """Each statement that names another day than the last one that said the same.

    `heard` are in their order. Statements with more than one day, or with none, are left out: which of two
    days belongs to what is said cannot be told.
    """
    before: list[tuple[str, Heard]] = []
    for one in heard:
        day = _only_day(one)
        if day is None or one.saying.statement.act in {"decline", "ask"}:
            continue
        if one.is_new and not one.is_copy:
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


def _is_of_one_thing(one: Heard, other: Heard, comparing: Comparing) -> bool:
    shares = {each.claim for each in one.stances} & {each.claim for each in other.stances}
    return comparing.alike(one.saying, other.saying) >= (OF_CLAIM if shares else OF_STORY)


def _only_day(heard: Heard) -> str | None:
    days = {found.group() for value in heard.saying.statement.event_times if (found := _DAY.match(value))}
    whole = all(_DAY.match(value) and "/" not in value for value in heard.saying.statement.event_times)
    return next(iter(days)) if len(days) == 1 and whole else None
