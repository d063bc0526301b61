"""When lines were said, counted by day, month or year: the finest that a small chart has room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Unit = Literal["day", "month", "year"]
MOST: dict[Unit, int] = {"day": 31, "month": 36, "year": 30}
"""How many are shown at most: a month, three years, a generation."""
# How much of "2024-10-25" names each, the finest first.
_LENGTHS: dict[Unit, int] = {"day": 10, "month": 7, "year": 4}
# A chart is made for the middle nine tenths: one line said in 1912 leaves no day in two years apart.
_ASIDE = 0.05


@dataclass(frozen=True, slots=True)
class TimeCounts:
    """How many lines were said in each of some days, months or years.

    `cells` are ("2024-10", 12), in order, those without lines between them left out. `undated` lines have no
    time, `longer` ones one that is longer than a cell, `outside` ones stand before the first or behind the
    last.
    """

    unit: Unit
    cells: tuple[tuple[str, int], ...]
    undated: int
    longer: int
    outside: int


def count_times(said: Iterable[tuple[str | None, str | None]]) -> TimeCounts:
    """Count stretches of days: the first and the last, ISO 8601."""
    times = list(said)
    dated = [(first, last) for first, last in times if first and last]
    unit, counted = _unit(dated)
    kept = _kept(counted, unit)
    return TimeCounts(
        unit,
        tuple((cell, counted[cell]) for cell in kept),
        undated=len(times) - len(dated),
        longer=len(dated) - counted.total(),
        outside=counted.total() - sum(counted[cell] for cell in kept),
    )


def position(cell: str, unit: Unit) -> int:
    """The number of a day, month or year: one more with each."""
    year, month, day = (int(part) for part in f"{cell}-01-01".split("-")[:3])
    if unit == "day":
        return date(year, month, day).toordinal()
    return year * 12 + month - 1 if unit == "month" else year


def _unit(dated: Sequence[tuple[str, str]]) -> tuple[Unit, Counter[str]]:
    """The finest unit in which half of the stretches or more have a place, and most places are shown."""
    counted: Counter[str] = Counter()
    for unit, length in _LENGTHS.items():
        counted = Counter(first[:length] for first, last in dated if first[:length] == last[:length])
        if counted.total() * 2 >= len(dated) and _reaches(*_middle(counted), unit) <= MOST[unit]:
            return unit, counted
    return "year", counted


def _kept(counted: Counter[str], unit: Unit) -> list[str]:
    cells = sorted(counted)
    if not cells or _reaches(cells[0], cells[-1], unit) <= MOST[unit]:
        return cells
    last = _middle(counted)[1]
    return [cell for cell in cells if cell <= last and _reaches(cell, last, unit) <= MOST[unit]]


def _middle(counted: Counter[str]) -> tuple[str, str]:
    """The first and the last cell without the outermost lines."""
    cells = sorted(counted.elements()) or ["2000"]
    aside = int(len(cells) * _ASIDE)
    return cells[aside], cells[-1 - aside]


def _reaches(first: str, last: str, unit: Unit) -> int:
    return position(last, unit) - position(first, unit) + 1
