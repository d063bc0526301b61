"""Figures asked for: ">1000 troops", "3000..12000 troops", "~12000", "=500 soldiers", ">5 %", "$1m..$2m".

What counts is the number that a figure names: for "at least 30" that is 30, for "up to 12,000" 12,000, for
"3,000 to 5,000" all between.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.ledger.typed import QuestionError, shown
from onrecord.records import Figure

Relation = Literal["over", "under", "within", "exactly"]
_EXAMPLE = "'>1000 troops', '3000..12000 troops', '~12000' or '$2m..'"
_SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6,
    "bn": 1e9, "billion": 1e9, "tn": 1e12, "trillion": 1e12,
}  # fmt: skip
_MONEY = {"US$": "USD", "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR"}
_SIGN = "|".join(re.escape(sign) for sign in _MONEY)
_NUMBER = rf"(?:{_SIGN})?\s*-?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?\s*(?:(?:{'|'.join(_SCALES)})\b)?"
_ASKED = re.compile(
    rf"\s*(?P<sign>>=|<=|[><=~≥≤])?\s*(?P<low>{_NUMBER})?\s*(?P<to>\.\.)?\s*(?P<high>{_NUMBER})?"
    r"(?P<words>(?:[^\d.].*)?)",
    re.IGNORECASE | re.DOTALL,
)
# What "about" reaches over, to either side.
_ABOUT = 0.1
_PERCENT = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class AmountAsked:
    """What a figure has to name: a number from `low` to `high`, either of which may be infinite.

    `over` leaves out `low` itself and `under` leaves out `high`, but for figures that are open to that side:
    "at least 1,000" may be over 1000. `exactly` takes one number alone, without "about" or "at least". `unit`
    as in a figure; `counted` are words (folded) that all have to stand in what is counted, or in the unit.
    """

    low: float
    high: float
    relation: Relation = "within"
    unit: str | None = None
    counted: tuple[str, ...] = ()

    def fits(self, figure: Figure) -> bool:
        """Whether a figure is one that is asked for."""
        return self._bounds(figure) and self._counts(figure)

    def _bounds(self, figure: Figure) -> bool:
        named = [bound for bound in (figure.low, figure.high) if bound is not None]
        if not named:
            return False
        least, most = named[0], named[-1]
        if self.relation == "over":
            return most > self.low or (figure.high is None and most == self.low)
        if self.relation == "under":
            return least < self.high or (figure.low is None and least == self.high)
        if self.relation == "exactly":
            return not figure.approximate and figure.low == figure.high == self.low
        return most >= self.low and least <= self.high

    def _counts(self, figure: Figure) -> bool:
        if self.unit is not None and (figure.unit or "").casefold() != self.unit.casefold():
            return False
        said = {singular(word) for word in folded(f"{figure.counted or ''} {figure.unit or ''}")}
        return all(singular(word) in said for word in self.counted)


def read(option: str, typed: str) -> AmountAsked:
    """The figure that is asked for. Raises QuestionError."""
    found = _ASKED.fullmatch(typed)
    if found is None or not (found["low"] or found["high"]) or (found["sign"] and found["to"]):
        raise QuestionError(option, f"{shown(typed)} is no number with what it counts", _EXAMPLE)
    words = found["words"]
    unit = _unit(found) or ("%" if _PERCENT.search(words) else None)
    counted = folded(_PERCENT.sub(" ", words))
    counted = counted[1:] if counted[:1] == ("of",) else counted
    if len(counted) > _MOST_WORDS or any(word[-1].isdigit() for word in counted):
        raise QuestionError(option, f"{shown(words.strip())} is nothing that is counted", _EXAMPLE)
    low, high, relation = _range(found)
    if low > high:
        raise QuestionError(option, f"{shown(typed)} ends before it begins", _EXAMPLE)
    return AmountAsked(low, high, relation, unit, counted)


def _range(found: re.Match[str]) -> tuple[float, float, Relation]:
    low = _number(found["low"]) if found["low"] else -math.inf
    high = _number(found["high"]) if found["high"] else math.inf
    match found["sign"]:
        case ">":
            return low, math.inf, "over"
        case "<":
            return -math.inf, low, "under"
        case ">=" | "≥":
            return low, math.inf, "within"
        case "<=" | "≤":
            return -math.inf, low, "within"
        case "=":
            return low, low, "exactly"
        case "~":
            return low - abs(low) * _ABOUT, low + abs(low) * _ABOUT, "within"
    return (low, high, "within") if found["to"] else (low, low, "within")


def _number(written: str) -> float:
    digits = re.search(r"-?[\d,]+(?:\.\d+)?", written)
    scale = re.search(r"[a-z]+$", written.strip().casefold())
    if digits is None:  # the pattern has seen to that
        return math.inf
    return float(digits.group().replace(",", "")) * _SCALES.get(scale.group() if scale else "", 1.0)


def _unit(found: re.Match[str]) -> str | None:
    numbers = f"{found['low'] or ''} {found['high'] or ''}"
    return next((unit for sign, unit in _MONEY.items() if sign.casefold() in numbers.casefold()), None)


@lru_cache(4096)
def folded(text: str) -> tuple[str, ...]:
    """The words of a text without case and accents."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return tuple(re.findall(r"\w+", plain.casefold()))


def singular(word: str) -> str:
    """A word without the ending of the plural: "troops" and "troop" are counted alike."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def spellings(word: str) -> list[str]:
    """A word and the forms of it that `singular` takes for the same, or more."""
    one = singular(word)
    return list(
        dict.fromkeys((word, one, one + "s", one + "es", one[:-1] + "ies" if one.endswith("y") else one))
    )
