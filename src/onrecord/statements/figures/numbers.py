"""Words and digits to numbers: "12,000", "3.5m", "two hundred and fifty", "half a million"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.statements.figures.plurals import is_plural
from onrecord.statements.figures.tokens import HYPHENS, Tokens
from onrecord.statements.figures.words import STOPS
from onrecord.word_list import words

Sort = Literal[
    "digits",
    "words",
    "vague",  # "dozens", "tens of thousands", "a couple of"
    "share",  # "a third", "half", "one in five"
    "times",  # "doubled", "threefold", "twice as many"
]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: float(value) for value, word in enumerate(_ONES.split())}
SMALL |= {word: float(value) for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)}
SMALL["fourty"] = 40.0
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7}
SCALES |= {"lac": 1e5, "quadrillion": 1e15}
_SHORT = {"bn": 1e9, "mn": 1e6, "mln": 1e6, "bln": 1e9, "tn": 1e12, "trn": 1e12, "cr": 1e7, "mio": 1e6}
# "40m" is 40 million beside money, else it may be 40 metres; "5b", "5t" and "4K" are numbers of money alone.
_SHORT_MONEY = {"m": 1e6, "b": 1e9, "t": 1e12, "k": 1e3, "mm": 1e6}
BIGGEST = 1e18  # what is beyond is no figure of a report
_CHARACTERS = {"½": 0.5, "⅓": 1 / 3, "¼": 0.25, "¾": 0.75, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}

_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3}){0,6},\d{3}(?:\.\d{1,9})?")
_PLAIN = re.compile(r"\d{1,15}(?:\.\d{1,9})?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,5}")
_COMMA = re.compile(r"\d{1,3},\d{1,2}")  # the decimal comma of South African outlets: "R4,5 billion"
_THREE = re.compile(r"\d{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in the pieces `first` to `end` (half-open); `scale` is what it was multiplied by."""

    first: int
    end: int
    low: float | None
    high: float | None
    sort: Sort
    approximate: bool = False
    scale: float = 1.0


def exact(first: int, end: int, value: float, sort: Sort, scale: float = 1.0) -> Number:
    """A number with one value."""
    return Number(first=first, end=end, low=value, high=value, sort=sort, scale=scale)


def value(digits: str) -> float | None:
    """The value of a run of digits with its separators, None where it is a code or a list."""
    if _PLAIN.fullmatch(digits):
        return float(digits)
    if _GROUPED.fullmatch(digits):
        return float(digits.replace(",", ""))
    if _COMMA.fullmatch(digits):
        return float(digits.replace(",", "."))
    return float(digits.replace(".", "")) if _DOTTED.fullmatch(digits) else None


def from_digits(tokens: Tokens, at: int, money: bool) -> Number | None:
    """The number whose digits stand at a place, with its scale ("million", "bn")."""
    amount = value(tokens.words[at])
    if amount is None:
        return None
    amount, end = _spaced(tokens, at, amount)
    extra = _CHARACTERS.get(tokens.word(end), 0.0)
    return _finished(tokens, at, (amount + extra, end + (extra > 0)), "digits", money)


def from_words(tokens: Tokens, at: int) -> Number | None:
    """The number whose words begin at a place: "two hundred and fifty", "twenty-one", "two dozen"."""
    found = cardinal(tokens, at)
    return found and _finished(tokens, at, found, "words", money=False)


def from_scale(tokens: Tokens, at: int) -> Number | None:
    """The number whose scale stands at a place with an article before it: "a hundred", "a million"."""
    first = _article(tokens, at)
    if first is None:
        return None
    found = cardinal(tokens, at, seed=1.0)
    return found and _finished(tokens, first, found, "words", money=False)


def _article(tokens: Tokens, at: int) -> int | None:
    before = at - 1 - (tokens.word(at - 1) in HYPHENS)
    return before if tokens.word(before) in {"a", "an"} else None


def _spaced(tokens: Tokens, at: int, amount: float) -> tuple[float, int]:
    """Digits parted by spaces into groups of three, as South African outlets have them: "12 000"."""
    end = at + 1
    if len(tokens.words[at]) > 3 or tokens.words[at].startswith("0"):
        return amount, end
    while end < at + 5 and _THREE.fullmatch(tokens.word(end)) and _gap(tokens, end) == 1:
        amount = amount * 1000 + float(tokens.words[end])
        end += 1
    return amount, end


def _gap(tokens: Tokens, at: int) -> int:
    return tokens.starts[at] - tokens.ends[at - 1]


def cardinal(tokens: Tokens, at: int, seed: float = 0.0) -> tuple[float, int] | None:
    """The value of the number words from a place on, and the place behind them. Linear: scales only fall."""
    total, group, ceiling, end, place = 0.0, seed, BIGGEST, at, at
    while True:
        word = tokens.word(place)
        if word in SMALL and _follows(group, SMALL[word]):
            group += SMALL[word]
        elif word == "hundred" and 0 < group < 100:
            group *= 100
        elif word in SCALES and group and SCALES[word] < ceiling:
            ceiling = SCALES[word]
            total, group = total + group * ceiling, 0.0
        else:
            break
        end = place + 1
        place = _next_word(tokens, end, word)
    return (total + group, end) if end > at else None


def _next_word(tokens: Tokens, end: int, last: str) -> int:
    """Where the next number word may stand: behind a hyphen, or behind "and" after a hundred or thousand."""
    if tokens.word(end) == "and" and (last == "hundred" or last in SCALES):
        return end + 1 if tokens.word(end + 1) in SMALL and not _own(tokens, end + 1) else end
    return tokens.after_hyphen(end)


def _own(tokens: Tokens, at: int) -> bool:
    # "a hundred and two million": the second number is one by itself
    return tokens.word(at + 1) in SCALES or tokens.word(at + 1) == "hundred"


def _follows(group: float, small: float) -> bool:
    last = group % 100
    return last == 0 or (last >= 20 and last % 10 == 0 and 0 < small < 10)


def _finished(tokens: Tokens, first: int, found: tuple[float, int], sort: Sort, money: bool) -> Number | None:
    """A number with what multiplies it: "and a half", "million", "dozen", "bn"."""
    amount, end = found
    half = tokens.phrase(end, end + 3)
    scale = _last_scale(tokens, end) if half == "and a half" else 1.0
    if half == "and a half":
        amount, end = amount + 0.5 * scale, end + 3
    factor, end = scaled(tokens, end, money) if scale == 1.0 else (1.0, end)
    if amount * factor > BIGGEST:
        return None
    return exact(first, end, amount * factor, sort, factor if factor > 1 else _last_scale(tokens, end))


def _last_scale(tokens: Tokens, end: int) -> float:
    return SCALES.get(tokens.word(end - 1), 1.0)


def scaled(tokens: Tokens, at: int, money: bool) -> tuple[float, int]:
    """What the number before a place is multiplied by, and the place behind that."""
    place = tokens.after_hyphen(at)
    word = tokens.word(place)
    if word in SCALES and not (tokens.glued(at) and place == at and not tokens.is_digits(at - 1)):
        return _twice(tokens, place + 1, SCALES[word])
    if word == "hundred" and tokens.is_digits(at - 1):
        return _twice(tokens, place + 1, 100.0)
    if word == "dozen":
        return 12.0, place + 1
    if word in _SHORT:
        return _twice(tokens, place + 1, _SHORT[word])
    if word in _SHORT_MONEY and (money or _million(tokens, place)) and tokens.glued(place):
        return _SHORT_MONEY[word], place + 1
    return 1.0, at


def _twice(tokens: Tokens, at: int, factor: float) -> tuple[float, int]:
    """Two scales on end are Indian ("2 lakh crore") or a slip of style ("5 thousand million")."""
    factors = SCALES | {"cr": 1e7}
    if tokens.word(at) in factors and not tokens.glued(at) and factors[tokens.words[at]] > factor:
        return factor * factors[tokens.words[at]], at + 1
    return factor, at


_LENGTHS = words(
    "high tall wide deep long away above below off from race final sprint hurdles freestyle relay metres "
    "butterfly backstroke breaststroke medley champion runner record title gold silver bronze steeplechase "
    "individual apart thick drop fall wall walk stretch event heats heat semi-final"
)
_LENGTHS_BEFORE = words(
    "height depth deep waves wave altitude distance width length tall high metres ran swam fell jumped "
    "threw within women's men's elevation dived plunged"
)


_MONEY_BEHIND = words("euros pounds dollars yen yuan rupees roubles rubles kronor kroner rand francs")
_MANY = words("were are have had")


def _million(tokens: Tokens, at: int) -> bool:
    """Whether the "m" or "k" at a place is a million or a thousand though no money stands before it."""
    if tokens.words[at] == "k":
        return tokens.raw(at) == "k" and tokens.word(at + 1) not in {"run", "race", "walk", "video"}
    behind = tokens.word(at + 1)
    if tokens.words[at] != "m" or behind in _LENGTHS or behind in HYPHENS:
        return False
    if any(tokens.word(place) in _LENGTHS_BEFORE for place in range(at - 5, at - 1)):
        return False
    counts = (
        behind in _MANY
        or behind in _MONEY_BEHIND
        or (behind == "of" and tokens.word(at + 2) in {"them", "its", "the", "whom"})
    )
    nouns = (tokens.word(place) for place in range(at + 1, at + 4))
    plural = behind not in STOPS and tokens.is_word(at + 1) and any(is_plural(word) for word in nouns)
    return "." in tokens.words[at - 1] or counts or plural
