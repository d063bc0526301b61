"""The newest first, however many there are: time is looked through from its end, slice by slice.

A word that half of all lines have matches too many to sort. So the index is asked for it within the last
year; where these are still too many, within its last month, and so on down to a day (or a minute), where all
are equally new. Only slices that hold few are sorted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.ledger import marks
from onrecord.ledger.cells import DAYS, MINUTES, Levels
from onrecord.ledger.search import Search, present

# So many are looked up and sorted in a few milliseconds, and a slice of so many is mostly more than is
# wanted.
FEW = 1_000
_FIRST_LOOK = 200


class Found(NamedTuple):
    """A line and its place in the order: the larger the newer. What has no date has the key ""."""

    key: str
    number: int


class Time(NamedTuple):
    """A time to go by: the letter of its marks, its slices, and the column that it is read from."""

    letter: str
    levels: Levels
    column: str

    def key(self, cell: str | None) -> str:
        """The key of what stands in the column."""
        if self.levels is MINUTES:
            return marks.minute(cell) or ""
        return marks.day(cell) if cell else ""


SAID_AT = Time(marks.SAID, DAYS, "s.said_from")
PUBLISHED_AT = Time(marks.PUBLISHED, MINUTES, "v.published_at")


def newest(search: Search, time: Time, behind: Found | None, few: int = FEW) -> Iterator[Found]:
    """All lines that are asked for, the newest first, the higher number first of two that are equally new.

    `behind` is the line to go on behind; up to `few` are sorted at once. They are found as they are taken:
    whoever stops early saves the rest.
    """
    if search.found:
        numbers = search.numbers(None, few + 1)
        if len(numbers) <= few:
            yield from _in_order(search, time, numbers, behind)
            return
    for year in _years(search, time):
        yield from _within(search, time, year, behind, few)
    if search.numbers(time.letter + marks.UNKNOWN, 1):
        yield from _equally_new(search, time, marks.UNKNOWN, "", behind)


def _years(search: Search, time: Time) -> list[str]:
    """The years in which any line is, the last first."""
    cells = [""]
    while len(cells[0]) < len("2024"):
        inner = [time.letter + each for cell in cells for each in time.levels.within(cell)]
        cells = [mark.removeprefix(time.letter) for mark in present(search.connection, inner)]
        if not cells:
            return []
    return cells


def _within(search: Search, time: Time, cell: str, behind: Found | None, few: int) -> Iterator[Found]:
    if behind is not None and cell > behind.key[: len(cell)]:
        return  # all of it is newer
    if time.levels.is_smallest(cell):
        yield from _equally_new(search, time, cell, cell, behind)
        return
    numbers = search.numbers(time.letter + cell, few + 1)
    if len(numbers) <= few:
        yield from _in_order(search, time, numbers, behind)
        return
    for inner in time.levels.within(cell):
        yield from _within(search, time, inner, behind, few)


def _in_order(search: Search, time: Time, numbers: list[int], behind: Found | None) -> Iterator[Found]:
    found = [Found(time.key(cell), number) for number, cell in search.looked_up(numbers, time.column)]
    yield from sorted((each for each in found if behind is None or each < behind), reverse=True)


def _equally_new(search: Search, time: Time, cell: str, key: str, behind: Found | None) -> Iterator[Found]:
    """What is in a slice in which nothing is newer than the rest: by number, as the index can give it."""
    last = behind.number - 1 if behind is not None and behind.key == key else search.last
    most = _FIRST_LOOK
    while numbers := search.newest(time.letter + cell, most, last):
        found = search.looked_up(numbers, "s.id")
        yield from (Found(key, number) for number, _ in sorted(found, reverse=True))
        if len(numbers) < most:
            return
        last, most = numbers[-1] - 1, FEW
