"""Marks of statements along a line of days: a shape for each kind, stacked where many fall on one day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from onrecord.web.plots import svg
from onrecord.web.plots.scale import TimeScale

KINDS = ("disputes", "non-denial", "declines", "queries", "supports", "mentions", "other")
"""What a statement does, in the order in which marks stand from the line up; each has a shape of its own."""
WORDS = {"other": "towards no claim"}
SIDE = 10.0
"""Of the field that one mark stands in."""
ROWS = 10
"""Of marks above one another: enough for one of each kind."""
_SQUARE = 3  # marks beside one another before they are stacked


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement on a day: one of KINDS."""

    day: date
    kind: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark as it is drawn: its middle across, and its row from the line up."""

    kind: str
    x: float
    row: int


@dataclass(frozen=True, slots=True)
class Stack:
    """The marks of one field, with what they are in words."""

    words: str
    placed: tuple[Placed, ...]


class Fields:
    """The fields of a line: one for each day, or for some days where a day is narrower than a mark."""

    def __init__(self, scale: TimeScale) -> None:
        self._scale = scale
        self._days = max(int(-(-SIDE // scale.day_width)), 1)
        self._columns = max(int((scale.day_width - 2) // SIDE), 1)

    def crowd(self, marks: Iterable[Mark]) -> int:
        """How many statements a mark has to stand for, so that no field holds more than there is room."""
        room = self._columns * ROWS
        full = [_counted(some) for _, some in self._filled(marks)]
        each = 1
        while any(sum(-(-count // each) for count in some.values()) > room for some in full):
            each += max(each // 4, 1)
        return each

    def stacks(self, marks: Iterable[Mark], each: int) -> Iterator[Stack]:
        """The marks where they stand, each for up to so many statements of one kind."""
        for first, some in self._filled(marks):
            counts = _counted(some)
            kinds = [kind for kind, count in counts.items() for _ in range(-(-count // each))]
            yield Stack(_said(some, counts), tuple(self._placed(first, kinds)))

    def _filled(self, marks: Iterable[Mark]) -> Iterator[tuple[date, list[Mark]]]:
        """The first day of each field that has marks, with these, those first that stand lowest."""
        inside = (mark for mark in marks if self._scale.first <= mark.day <= self._scale.last)
        ordered = sorted(inside, key=lambda mark: (mark.day, KINDS.index(mark.kind)))
        for number, some in groupby(ordered, key=self._number):
            yield self._scale.first + timedelta(number * self._days), list(some)

    def _number(self, mark: Mark) -> int:
        return (mark.day - self._scale.first).days // self._days

    def _placed(self, first: date, kinds: Sequence[str]) -> Iterator[Placed]:
        columns = min(self._columns, len(kinds), max(-(-len(kinds) // ROWS), _SQUARE))
        wide = self._scale.day_width * self._days
        left = self._scale.begin(first) + wide / 2 - columns * SIDE / 2
        left = max(min(left, self._scale.right - columns * SIDE), self._scale.left)
        for number, kind in enumerate(kinds):
            row, column = divmod(number, columns)
            yield Placed(kind, left + (column + 0.5) * SIDE, row)


def shape(kind: str, x: float, y: float) -> Markup:
    """The shape of a kind around a place: told apart without colour."""
    named = f"mark mark-{kind}"
    if kind == "supports":
        return svg.element("circle", cx=x, cy=y, r=3.6, class_=named)
    if kind == "disputes":
        return svg.element("path", d=f"M{x - 3.4:.1f} {y - 3.4:.1f}l6.8 6.8m0-6.8l-6.8 6.8", class_=named)
    if kind == "declines":
        return svg.element("rect", x=x - 3.2, y=y - 3.2, width=6.4, height=6.4, class_=named)
    if kind == "non-denial":
        return svg.element("path", d=f"M{x:.1f} {y - 4.2:.1f}l4.2 4.2l-4.2 4.2l-4.2-4.2z", class_=named)
    if kind == "queries":
        return svg.element("path", d=f"M{x:.1f} {y - 3.8:.1f}l3.8 6.9h-7.6z", class_=named)
    return svg.element("circle", cx=x, cy=y, r=2.6 if kind == "mentions" else 1.7, class_=named)


def _counted(marks: Iterable[Mark]) -> dict[str, int]:
    """How many there are of each kind, in the order in which they stand."""
    return dict(sorted(Counter(mark.kind for mark in marks).items(), key=lambda kind: KINDS.index(kind[0])))


def _said(marks: Sequence[Mark], counts: dict[str, int]) -> str:
    first, last = marks[0].day.isoformat(), marks[-1].day.isoformat()
    days = first if first == last else f"{first} to {last}"
    return f"{days}: " + ", ".join(f"{count} {WORDS.get(kind, kind)}" for kind, count in counts.items())
