"""Figures in print: "~12,000 North Korean troops", "≥30", "$3.2bn", "33% of voters"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from onrecord.records import Figure

UNKNOWN = "?"


class _Signs(NamedTuple):
    """How the bounds of a figure are told."""

    about: str
    least: str
    most: str
    to: str


_SHORT = _Signs("~", "≥", "≤", "–")
_LONG = _Signs("about ", "at least ", "at most ", " to ")
# The signs that every reader knows; other currencies keep their ISO 4217 code.
_MONEY = {"USD": "$", "GBP": "£", "EUR": "€", "INR": "₹"}
_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
_TOO_LONG = 1e15
"""From here on a double does not hold every whole number."""
_LARGEST_DENOMINATOR = 5
"""Shares in plain words are shown as such: "a third" is 1/3, "two fifths" 2/5; finer ones as decimals."""
_NEAR = 0.001


def short(figure: Figure) -> str:
    """Write a figure with what it counts, bounds as signs: "~12,000 North Korean troops"."""
    return _with_counted(figure, _SHORT)


def spelt(figure: Figure, figures: Sequence[Figure]) -> str:
    """Write a figure in words, with the whole that it is a part of."""
    whole = "" if figure.part_of is None else f", part of {_with_counted(figures[figure.part_of], _LONG)}"
    return _with_counted(figure, _LONG) + whole


def listed(places: Sequence[int], figures: Sequence[Figure]) -> Iterator[str]:
    """Write the figures at these places, parts behind their whole: "212 people (incl. 30 children)".

    A part is put behind its whole if that stands in the list itself and is no part; else it names it.
    """
    tops = {at for at in places if figures[at].part_of is None}
    parts: dict[int, list[str]] = {}
    for at in places:
        whole = figures[at].part_of
        if whole is not None and whole in tops:
            parts.setdefault(whole, []).append(short(figures[at]))
    for at in places:
        whole = figures[at].part_of
        if whole is None:
            inner = f" (incl. {', '.join(parts[at])})" if at in parts else ""
            yield short(figures[at]) + inner
        elif whole not in tops:
            yield f"{short(figures[at])} (of {short(figures[whole])})"


def _with_counted(figure: Figure, signs: _Signs) -> str:
    if not figure.counted:
        return _amount(figure, signs)
    of = " of " if figure.unit == "%" or _is_share(figure) else " "
    return f"{_amount(figure, signs)}{of}{figure.counted}"


def _amount(figure: Figure, signs: _Signs) -> str:
    bounded = _bounded(figure, signs)
    if not figure.unit or figure.unit in _MONEY:
        return bounded
    return f"{bounded}%" if figure.unit == "%" else f"{bounded} {figure.unit}"


def _bounded(figure: Figure, signs: _Signs) -> str:
    about = signs.about if figure.approximate else ""
    if figure.low is None:
        return UNKNOWN if figure.high is None else f"{signs.most}{about}{_value(figure.high, figure)}"
    if figure.high is None:
        return f"{signs.least}{about}{_value(figure.low, figure)}"
    if figure.low == figure.high:
        return f"{about}{_value(figure.low, figure)}"
    return f"{about}{_value(figure.low, figure)}{signs.to}{_value(figure.high, figure)}"


def _value(value: float, figure: Figure) -> str:
    share = _share(value) if figure.unit is None else None
    return f"{_MONEY.get(figure.unit or '', '')}{share or _number(value)}"


def _is_share(figure: Figure) -> bool:
    value = figure.high if figure.low is None else figure.low
    return figure.unit is None and value is not None and _share(value) is not None


def _share(value: float) -> Fraction | None:
    if not 0 < value < 1:
        return None
    share = Fraction(value).limit_denominator(_LARGEST_DENOMINATOR)
    return share if abs(share - value) < _NEAR else None


def _number(value: float) -> str:
    if abs(value) >= _TOO_LONG:
        return f"{value:.3g}"
    for scale, letter in _SCALES:
        scaled = value / scale
        # 2,300,000 is 2.3m, but 2,345,678 is told to the last digit.
        if abs(scaled) >= 1 and abs(scaled - round(scaled, 2)) < 1e-9:
            return f"{round(scaled, 2):,.15g}{letter}"
    return f"{round(value, 4) or value:,.15g}"
