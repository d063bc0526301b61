"""What the page of a source shows: its acts by time as panels and a table, its months, its list's heading."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.ledger.source_times import Times
from onrecord.ledger.time_counts import MOST, Unit, position
from onrecord.ledger.typed import Days, days
from onrecord.records import Act
from onrecord.web.plots.bars import cell_words
from onrecord.web.plots.multiples import Bar, Line, Panel

# How much of "2024-10-25" names each, the finest first.
_LENGTHS: dict[Unit, int] = {"day": 10, "month": 7, "year": 4}
ACT_UNKNOWN = "act unknown"
# A picture is made for the middle nine tenths: one statement of 1912 leaves no day of this year apart.
_ASIDE = 0.05
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
YEARS = 6
"""Years whose months are shown at once, the last."""


class Both(NamedTuple):
    """Statements that were said at a time, and those published then of which it is not known when."""

    said: int
    published: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.said + self.published


@dataclass(frozen=True, slots=True)
class Chart:
    """Acts by day, month or year (`unit`), the most frequent act first.

    `rows` are the same as a table: the name of a day, month or year, and for each panel what it has there;
    those without any are left out. Not in it are `undated` statements, those said at a time `longer` than one
    unit, and those `outside`: before or behind the stretch that is shown.
    """

    unit: Unit
    line: Line
    panels: tuple[Panel, ...]
    rows: tuple[tuple[str, tuple[Both, ...]], ...]
    highest: int
    undated: int
    longer: int
    outside: int


class Month(NamedTuple):
    """A month of a year, "2024-10", its short and its long name, and how many statements it has."""

    key: str
    short: str
    long: str
    statements: int

    @property
    def days(self) -> Days:
        """Its first and its last day."""
        return days("month", self.key)


class Year(NamedTuple):
    """A year with its twelve months."""

    year: str
    months: tuple[Month, ...]


def chart(times: Times) -> Chart:
    """The acts of a source by time."""
    unit, cells = _cells(times)
    shown = _shown(cells, unit)
    acts = _by_act(times)
    counted = _counted(times, _LENGTHS[unit], set(shown))
    panels = tuple(
        Panel(
            act or ACT_UNKNOWN,
            lines,
            tuple(
                Bar(_reach(shown[0], cell, unit) - 1, *counted[act, cell])
                for cell in shown
                if (act, cell) in counted
            ),
        )
        for act, lines in acts.items()
    )
    dated = times.total - times.undated
    return Chart(
        unit=unit,
        line=_line(shown, unit),
        panels=panels,
        rows=tuple(
            (cell_words(cell), tuple(counted.get((act, cell), Both(0, 0)) for act in acts)) for cell in shown
        ),
        highest=max((bar.total for panel in panels for bar in panel.bars), default=0),
        undated=times.undated,
        longer=dated - cells.total(),
        outside=cells.total() - sum(cells[cell] for cell in shown),
    )


def years(times: Times) -> tuple[Year, ...]:
    """The years in which anything has a time within one month, the last first, each with its months."""
    counts = _of_length(times, _LENGTHS["month"])
    found = sorted({month[:4] for month in counts}, reverse=True)
    return tuple(
        Year(
            year,
            tuple(
                Month(key, _MONTHS[place], f"{_MONTH_NAMES[place]} {year}", counts[key])
                for place in range(12)
                for key in [f"{year}-{place + 1:02}"]
            ),
        )
        for year in found
    )


def days_words(stretch: Days) -> str:
    """Some days in words: "October 2024" for all of one, "2024", else "2024-10-03 to 2024-10-09"."""
    first, last = stretch
    month, year = first[:7], first[:4]
    if stretch == days("days", year):
        return year
    if stretch == days("days", month):
        return f"{_MONTH_NAMES[int(month[5:]) - 1]} {year}"
    if first == last:
        return first
    if first == OPEN.first or last == OPEN.last:
        return f"up to {last}" if first == OPEN.first else f"from {first}"
    return f"{first} to {last}"


OPEN = Days("0001-01-01", "9999-12-31")
"""All days that the calendar has: what an end that is left open comes to."""


def _line(shown: Sequence[str], unit: Unit) -> Line:
    if not shown:
        return Line(0, "", "", unit)
    return Line(_reach(shown[0], shown[-1], unit), cell_words(shown[0]), cell_words(shown[-1]), unit)


def _by_act(times: Times) -> Mapping[Act | None, int]:
    """How many statements each act has, the most first; those without one come last."""
    counts: Counter[Act | None] = Counter()
    for each in times.spoken:
        counts[each.act] += each.statements
    ordered = sorted(counts, key=lambda act: (act is None, -counts[act], act or ""))
    return {act: counts[act] for act in ordered}


def _of_length(times: Times, length: int) -> Counter[str]:
    """How many statements have a time within one cell."""
    counts: Counter[str] = Counter()
    for (first, last), statements in times.stretches.items():
        if first[:length] == last[:length]:
            counts[first[:length]] += statements
    return counts


def _cells(times: Times) -> tuple[Unit, Counter[str]]:
    """The finest unit in which half of what has a time has a place and most places are shown."""
    counts: Counter[str] = Counter()
    for unit, length in _LENGTHS.items():
        counts = _of_length(times, length)
        is_most = counts.total() * 2 >= times.total - times.undated
        if is_most and _reach(*_middle(counts), unit) <= MOST[unit]:
            return unit, counts
    return "year", counts


def _shown(counts: Counter[str], unit: Unit) -> list[str]:
    """The cells that have any: of a stretch that there is room for the one with most, the last of several."""
    cells = sorted(counts)
    start, inside, best = 0, 0, (0, 0, 0)
    for stop, cell in enumerate(cells, 1):
        inside += counts[cell]
        while _reach(cells[start], cell, unit) > MOST[unit]:
            inside -= counts[cells[start]]
            start += 1
        best = max(best, (inside, stop, start))
    return cells[best[2] : best[1]]


def _middle(counts: Counter[str]) -> tuple[str, str]:
    """The first and the last cell without the outermost statements."""
    cells = sorted(counts)
    if not cells:
        return "2000-01-01", "2000-01-01"
    return _behind(cells, counts), _behind(cells[::-1], counts)


def _behind(cells: Sequence[str], counts: Counter[str]) -> str:
    aside = int(counts.total() * _ASIDE)
    for cell in cells:
        aside -= counts[cell]
        if aside < 0:
            return cell
    return cells[-1]


def _counted(times: Times, length: int, shown: set[str]) -> dict[tuple[Act | None, str], Both]:
    counts: defaultdict[tuple[Act | None, str], list[int]] = defaultdict(lambda: [0, 0])
    for first, last, act, is_said, statements in times.spoken:
        if first and last and first[:length] in shown and first[:length] == last[:length]:
            counts[act, first[:length]][not is_said] += statements
    return {key: Both(*both) for key, both in counts.items()}


def _reach(first: str, last: str, unit: Unit) -> int:
    return position(last, unit) - position(first, unit) + 1
