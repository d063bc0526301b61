"""Numbers as they stand before units and in dates: "three", "twenty-four", "2 1/2", "a couple of", "1998"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements.timex.names import NTHS, SMALL, TENS, bag

VAGUE = bag("several few many some recent coming")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "half": 0.5}
_ARTICLES = frozenset(("a", "an", "one"))


def count(words: Sequence[str]) -> float | None:
    """How many: the number that the words are, None where they do not say ("several")."""
    if VAGUE & set(words):
        return None
    total, seen = 0.0, False
    for word in words:
        value = _single(word)
        if value is None or (word in _ARTICLES and "half" in words):
            continue
        if value in (100, 1000) and seen:
            total *= value
        elif word == "couple":
            total = 2
        elif word == "dozen":
            total = (total or 1) * 12
        else:
            total += value
        seen = True
    return total if seen else None


def _single(word: str) -> float | None:
    if word in _ARTICLES:
        return 1.0
    if word in ("hundred", "thousand"):
        return 100.0 if word == "hundred" else 1000.0
    if word in ("couple", "dozen"):
        return 1.0
    if word in _FRACTIONS:
        return _FRACTIONS[word]
    if len(word) == 3 and word[1] == "/":
        return int(word[0]) / int(word[2])
    spelt = SMALL.get(word, TENS.get(word))
    return float(spelt) if spelt is not None else _digits(word)


def _digits(word: str) -> float | None:
    plain = word.replace(",", "")
    # Nothing is counted with more than nine digits; float() of a longer run is no number of years.
    return float(plain) if len(plain) <= 9 and plain.replace(".", "", 1).isdecimal() else None


def nth(words: Sequence[str]) -> int | None:
    """Which: "3rd" 3, "third" 3, "twenty - first" 21."""
    total = 0
    for word in words:
        if word[:1].isdigit():
            return int("".join(letter for letter in word if letter.isdigit()))
        total += NTHS.get(word, TENS.get(word, 0))
    return total or None


def spelt_year(words: Sequence[str]) -> int | None:
    """A year in words: "nineteen ninety - six" 1996, "two thousand and four" 2004, "twenty thirteen" 2013."""
    numbers = [value for word in words if (value := SMALL.get(word, TENS.get(word))) is not None]
    if not numbers:
        return None
    if "thousand" in words:
        return 1000 * numbers[0] + sum(numbers[1:])
    hundreds, rest = numbers[0], numbers[1:]
    return 100 * hundreds + sum(rest) if rest or "hundred" in words else None
