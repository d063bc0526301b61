"""Whether two figures can both be right, as they are worded."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, inf, log10
from typing import NamedTuple, Protocol

# How far the true number may lie from "around" one, as a share of it. The person who rounds tells by the
# zeros how roughly: "around 12,000" is 12,000 give or take half a thousand (11,500 to 12,500). Half of the
# last digit that is written is much for "around 20" and nothing for "about 12,537": hence the two limits.
# Both are ours, set by such examples; no study is behind them.
ROUGHEST, FINEST = 0.1, 0.02
_DIGITS = 12  # figures are compared to so many digits, so that 0.1 + 0.2 is 0.3


class Bounded(Protocol):
    """A Figure, a Point, or what else is bounded as they are."""

    @property
    def low(self) -> float | None:
        """None where it is open below."""

    @property
    def high(self) -> float | None:
        """None where it is open above."""

    @property
    def approximate(self) -> bool:
        """Whether it is "around" so many."""

    @property
    def unit(self) -> str | None:
        """As in Figure."""


class Interval(NamedTuple):
    """Where the number may lie, both ends in; infinite where it is open."""

    low: float
    high: float


def agree(one: Bounded, other: Bounded) -> bool:
    """Whether two figures of one thing agree: some number is within the bounds of both.

    "Around 12,000" agrees with 11,800, "more than 10,000" with 12,000, and 12,000 not with 11,800. Figures in
    two units do not agree; a unit that is not known may be any.
    """
    if one.unit and other.unit and one.unit != other.unit:
        return False
    first, second = interval(one), interval(other)
    return first.low <= second.high and second.low <= first.high


def differ(figures: Iterable[Bounded]) -> bool:
    """Whether some two of the figures of one thing do not agree; takes time linear in their number."""
    known = list(figures)
    if len({each.unit for each in known if each.unit}) > 1:
        return True
    intervals = [interval(each) for each in known]
    # Of intervals on a line every two meet if and only if all of them have a number in common.
    return bool(intervals) and max(each.low for each in intervals) > min(each.high for each in intervals)


def interval(figure: Bounded) -> Interval:
    """Where the number lies that a figure tells of, an approximate one with its tolerance on each side.

    An approximate range ("dozens", "thousands") has vague ends already, and is taken as it is.
    """
    low, high = figure.low, figure.high
    if figure.approximate and (low is None or high is None or low == high):
        low = None if low is None else low - tolerance(low)
        high = None if high is None else high + tolerance(high)
    return Interval(-inf if low is None else _rounded(low), inf if high is None else _rounded(high))


def tolerance(value: float) -> float:
    """How far from an approximate value the true one may lie: half its last digit, within limits."""
    size = abs(value)
    return min(max(_last_digit(size) / 2, FINEST * size), ROUGHEST * size)


def _last_digit(value: float) -> float:
    """What one more of the last digit that is not 0 would add: 1,000 for 12,000, 0.1 for 1.8; 0 for 0."""
    digits = f"{value:.{_DIGITS - 1}e}".split("e")
    written = digits[0].replace(".", "").rstrip("0")
    return float(10.0 ** (int(digits[1]) - len(written) + 1)) if written else 0.0


def _rounded(value: float) -> float:
    return round(value, _DIGITS - 1 - floor(log10(abs(value)))) if value else 0.0
