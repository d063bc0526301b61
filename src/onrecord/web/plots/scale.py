"""Scales: where a day or a number stands in a picture, and at which of them there are marks and words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
# Numbers larger than this are drawn at the edge: sums and differences of two of them are still numbers.
LARGEST = 1e300
_TWICE_WIDE = 1_000  # times the least to the largest from which on a scale goes by tenfolds


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days from `first` to `last`, each a stretch of the line from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    @property
    def day_width(self) -> float:
        """How wide a day is."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def begin(self, day: date) -> float:
        """Where a day begins; days outside stand at the edge."""
        days = (day - self.first).days
        return min(max(self.left + days * self.day_width, self.left), self.right)

    def end(self, day: date) -> float:
        """Where a day ends."""
        days = (day - self.first).days + 1
        return min(max(self.left + days * self.day_width, self.left), self.right)

    def ticks(self, room: float = 72) -> tuple[Tick, ...]:
        """Marks at the beginnings of days, months or years, as far apart as their words need room."""
        most = max(int((self.right - self.left) // room), 1)
        days = (self.last - self.first).days + 1
        return tuple(_named(self, _days_of(self.first, self.last, days / most)))


@dataclass(frozen=True, slots=True)
class NumberScale:
    """Numbers from `low` to `high` on the line from `left` to `right`; `by_tenfolds` is a logarithmic one."""

    low: float
    high: float
    left: float
    right: float
    by_tenfolds: bool = False

    def x(self, value: float) -> float:
        """Where a number stands; one outside stands at the edge."""
        at, low, high = (self._at(each) for each in (value, self.low, self.high))
        share = (at - low) / (high - low) if high > low else 0.5
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def ticks(self, most: int = 5) -> tuple[float, ...]:
        """Round numbers within, about `most` and one more at most; the lower end where none is."""
        if self.by_tenfolds:
            return _tenfolds(self.low, self.high, most)
        step = _step((self.high - self.low) / most)
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        found = tuple(_exact(number * step) for number in range(first, min(last, first + most) + 1))
        return found or (self.low,)

    def _at(self, value: float) -> float:
        if self.by_tenfolds:
            return math.log10(max(value, self.low))
        # Halves, so that the difference of the largest is a number, too.
        return value / 2


def number_scale(values: list[float], left: float, right: float) -> NumberScale:
    """A scale that shows all of some numbers, with 0 where it is not far from them.

    Where all are above 0 and some a thousand times others, it goes by tenfolds.
    """
    known = sorted(min(max(value, -LARGEST), LARGEST) for value in values if not math.isnan(value))
    low, high = (known[0], known[-1]) if known else (0.0, 1.0)
    if low > 0 and high / low >= _TWICE_WIDE:
        return NumberScale(10.0 ** math.floor(math.log10(low)), high, left, right, by_tenfolds=True)
    if low > 0 and low < high * 0.75:
        low = 0.0
    elif high < 0 and high > low * 0.75:
        high = 0.0
    if high - low <= abs(high) * 1e-9:
        low, high = _around(low)
    return NumberScale(low, high, left, right)


def _around(value: float) -> tuple[float, float]:
    """Bounds around a number that stands alone: from 0 on."""
    if value > 0:
        return 0.0, min(value * 1.25, LARGEST)
    return (value * 1.25, 0.0) if value < 0 else (0.0, 1.0)


def _tenfolds(low: float, high: float, most: int) -> tuple[float, ...]:
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    step = max(math.ceil((last - first + 1) / most), 1)
    return tuple(10.0**power for power in range(first, last + 1, step)) or (low,)


def _step(rough: float) -> float:
    """The next larger of 1, 2, 5 times a power of ten; numbers too small for that have a step of 1."""
    if not rough or math.isinf(rough) or rough < 1e-300:
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough * (1 - 1e-9))


def _exact(value: float) -> float:
    """Without the last digits that come of adding: 0.3 and not 0.30000000000000004."""
    return float(f"{value:.12g}")


def _days_of(first: date, last: date, rough: float) -> Iterator[tuple[date, str]]:
    """The days that have a mark, with the unit that they are named by; `rough` is how many are between."""
    day_step = next((step for step in _DAY_STEPS if step >= rough), None)
    if day_step:
        yield from ((day, "day") for day in _each(first, last, day_step))
        return
    month_step = next((step for step in _MONTH_STEPS if step * 30 >= rough), None)
    if month_step:
        yield from ((day, "month") for day in _months(first, last, month_step))
        return
    step = next((step for step in _YEAR_STEPS if step * 365 >= rough), _YEAR_STEPS[-1])
    for year in range(-(-first.year // step) * step, last.year + 1, step):
        if year >= 1 and first <= date(year, 1, 1) <= last:
            yield date(year, 1, 1), "year"


def _each(first: date, last: date, step: int) -> Iterator[date]:
    """Days so many apart; weeks begin on Mondays."""
    if step >= 7:
        offset = -first.weekday() % 7
        first = first + timedelta(offset) if (date.max - first).days >= offset else first
    for days in range(0, (last - first).days + 1, step):
        yield first + timedelta(days)


def _months(first: date, last: date, step: int) -> Iterator[date]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        if number % 12 % step == 0:
            day = date(number // 12, number % 12 + 1, 1)
            if day >= first:
                yield day


def _named(scale: TimeScale, days: Iterator[tuple[date, str]]) -> Iterator[Tick]:
    """Each with its words: the year stands at the first of it that has a mark."""
    year = None
    for day, unit in days:
        words = {"day": f"{day.day} {_MONTHS[day.month - 1]}", "month": _MONTHS[day.month - 1], "year": ""}[
            unit
        ]
        if day.year != year:
            words = f"{words} {day.year:04d}".strip()
        year = day.year
        yield Tick(scale.begin(day), words)
