"""How a length is written in TIMEX3."""

from __future__ import annotations

from onrecord.statements.timex.names import PLURALS, UNITS

_SMALLER = {"H": ("M", 60), "Y": ("M", 12)}


def singular(word: str) -> str:
    """The unit that a word names: "years" year."""
    return PLURALS.get(word, word)


def length(number: float | None, unit: str) -> str:
    """A duration: (3, "year") P3Y, (None, "day") PXD, (1.5, "hour") PT1H30M, (2, "decade") P20Y."""
    letters, size = UNITS[unit]
    time, letter = ("T", letters[1]) if letters[0] == "T" else ("", letters)
    if number is None:
        return f"P{time}X{letter}"
    number *= size
    rest = number - int(number)
    if not rest:
        return f"P{time}{int(number)}{letter}"
    if letter not in _SMALLER:
        return f"P{time}{number:g}{letter}"
    smaller, many = _SMALLER[letter]
    return f"P{time}{f'{int(number)}{letter}' if number >= 1 else ''}{round(rest * many)}{smaller}"
