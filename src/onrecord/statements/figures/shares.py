"""Numbers that are no plain count: "a third", "one in five", "dozens", "a couple of", "doubled"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord.statements.figures.numbers import (
    SCALES,
    SMALL,
    Number,
    exact,
    from_digits,
    from_scale,
    from_words,
)
from onrecord.statements.figures.tokens import HYPHENS, Tokens
from onrecord.word_list import words

_PARTS = "third quarter fifth sixth seventh eighth ninth tenth"
DENOMINATORS = {word: float(value) for value, word in enumerate(_PARTS.split(), 3)}
DENOMINATORS |= {"half": 2.0, "hundredth": 100.0, "thousandth": 1000.0}
_PLURAL_PARTS = {word + "s": value for word, value in DENOMINATORS.items()} | {"halves": 2.0}
_DETERMINERS = words("of the its their his her our my your those these that all what")
_NOT_HALF = words("first second other latter better opening this that")

# docs/fields.md, "How many": what a round plural says at the least and at the most.
_VAGUE: dict[str, tuple[float, float | None]] = {
    "dozens": (24.0, 99.0),
    "scores": (40.0, 99.0),
    "hundreds": (200.0, 999.0),
    "thousands": (2000.0, 99999.0),
    "millions": (2e6, None),
    "billions": (2e9, None),
    "trillions": (2e12, None),
    "lakhs": (2e5, 9999999.0),
    "crores": (2e7, None),
}
_TENS_OF = {"tens": 10.0, "hundreds": 100.0}
_SEVERAL = frozenset({"several", "few", "many"})
_ROUND = {"dozen": (24.0, 99.0), "hundred": (200.0, 999.0)}
_SCORES_BEHIND = words("of more were have killed injured wounded dead are remain feared")
TIMES = {"doubled": 2.0, "doubling": 2.0, "tripled": 3.0, "tripling": 3.0, "trebled": 3.0, "trebling": 3.0}
TIMES |= {"quadrupled": 4.0, "quadrupling": 4.0, "quintupled": 5.0, "halved": 0.5, "halving": 0.5}
_BASES = {"double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "halve": 0.5, "twice": 2.0}
_BASE_BEFORE = words("to will would could may might can than nearly almost about roughly should")
_BASE_BEHIND = words("the its their that what those his her as")
FOLDS = {word + "fold": amount for word, amount in SMALL.items() if amount >= 2} | {"hundredfold": 100.0}
_RATIO_ENDS = frozenset({2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 20.0, 100.0, 1000.0})
_TIMES_BEHIND = words("as more the its their that what less those")


def read(tokens: Tokens, at: int, money: bool = False) -> Number | None:
    """The number that stands at a place, the article before it included; None where there is none."""
    if tokens.is_digits(at):
        found = from_digits(tokens, at, money)
        return found and _extended(tokens, found)
    reader = _READERS.get(tokens.words[at])
    return reader(tokens, at) if reader else None


def _cardinal(tokens: Tokens, at: int) -> Number | None:
    found = from_words(tokens, at)
    return found and _extended(tokens, found)


def _extended(tokens: Tokens, number: Number) -> Number:
    """A count, or the share or multiple that it opens: "two-thirds", "one in five", "ten times as many"."""
    return _fraction(tokens, number) or _ratio(tokens, number) or _multiple(tokens, number) or number


def _fraction(tokens: Tokens, number: Number) -> Number | None:
    over = number.low or 0.0
    place = tokens.after_hyphen(number.end)
    part = tokens.word(place)
    under = DENOMINATORS.get(part) if over == 1 else _PLURAL_PARTS.get(part)
    if tokens.word(number.end) == "/" and tokens.word(number.end + 2) == "of":
        under, place = _slashed(tokens, number.end + 1), number.end + 1
    if not under or not 0 < over < under or over != int(over):
        return None
    if part == "quarters" and place == number.end and over != 3:
        return None  # "two quarters" are six months
    return exact(number.first, place + 1, over / under, "share")


def _slashed(tokens: Tokens, at: int) -> float | None:
    found = from_digits(tokens, at, money=False) if tokens.is_digits(at) and tokens.glued(at) else None
    return found.low if found and found.end == at + 1 else None


def _ratio(tokens: Tokens, number: Number) -> Number | None:
    """As "one in five", "nine out of 10": a share, where the second number is one that shares are told in."""
    over, place = number.low or 0.0, number.end
    if tokens.phrase(place, place + 2) == "out of":
        place += 2
    elif tokens.word(place) == "in" or tokens.phrase(place, place + 2) == "of every":
        place += 1
    else:
        return None
    place += tokens.word(place) == "every"
    under = _plain(tokens, place)
    if under is None or under.low is None or not 0 < over < under.low or over != int(over):
        return None
    if (over > 1 and under.low not in _RATIO_ENDS) or _is_year(tokens, place):
        return None
    return exact(number.first, under.end, over / under.low, "share")


def _plain(tokens: Tokens, at: int) -> Number | None:
    if tokens.is_digits(at):
        return from_digits(tokens, at, money=False)
    return from_words(tokens, at) or (from_scale(tokens, at + 1) if tokens.word(at) == "a" else None)


def _is_year(tokens: Tokens, at: int) -> bool:
    word = tokens.word(at)
    return len(word) == 4 and word.isdecimal() and 1500 <= int(word) < 2100


def _multiple(tokens: Tokens, number: Number) -> Number | None:
    place = tokens.after_hyphen(number.end)
    word = tokens.word(place)
    if word in {"fold", "x"} and tokens.glued(place) and not tokens.glued(place + 1):
        return replace(number, end=place + 1, sort="times")
    behind = tokens.word(place + 1)
    if word == "times" and (behind in _TIMES_BEHIND or (len(behind) > 4 and behind.endswith("er"))):
        return replace(number, end=place + 1, sort="times") if behind not in {"after", "over"} else None
    return None


def _part(tokens: Tokens, at: int) -> Number | None:
    """As "a third of", "by a quarter", "nearly a fifth": without one of these it is an ordinal."""
    if tokens.word(at - 1) != "a":
        return None
    before = tokens.word(at - 2)
    if tokens.word(at + 1) != "of" and before not in _SHARE_BEFORE:
        return None
    share = 1 / DENOMINATORS[tokens.words[at]]
    found = _of_a_scale(tokens, at - 1, at + 1, share)
    return found or exact(at - 1, at + 1, share, "share")


_SHARE_BEFORE = words("by nearly almost about around roughly over than")


def _of_a_scale(tokens: Tokens, first: int, at: int, share: float) -> Number | None:
    """As "half a million", "a quarter of a million", "half a dozen"."""
    place = at + (tokens.word(at) == "of")
    place = tokens.after_hyphen(place)
    if tokens.word(place) == "a":
        place = tokens.after_hyphen(place + 1)
    scale = _SCALED.get(tokens.word(place))
    return exact(first, place + 1, share * scale, "words", scale) if scale else None


_SCALED = SCALES | {"hundred": 100.0, "dozen": 12.0}


def _half(tokens: Tokens, at: int) -> Number | None:
    found = _of_a_scale(tokens, at, at + 1, 0.5)
    if found:
        return found
    before, behind = tokens.word(at - 1), tokens.word(at + 1)
    if (
        before in _NOT_HALF
        or (before == "the" and behind != "of")
        or (tokens.glued(at + 1) and behind in HYPHENS)
    ):
        return None
    if behind in _DETERMINERS or before in _SHARE_BEFORE:
        return exact(at, at + 1, 0.5, "share")
    return None


def _dozen(tokens: Tokens, at: int) -> Number | None:
    """As "a dozen", "several hundred", "a few thousand", "a couple of dozen"."""
    word, before = tokens.words[at], tokens.word(at - 1)
    if before in _SEVERAL:
        first = at - 1 - (tokens.word(at - 2) == "a")
        low, high = _ROUND.get(word) or (2 * SCALES[word], 10 * SCALES[word] - 1)
        return Number(first=first, end=at + 1, low=low, high=high, sort="vague", approximate=True)
    if word == "dozen":
        return exact(at - 1, at + 1, 12.0, "words") if before == "a" else None
    return from_scale(tokens, at)


def _couple(tokens: Tokens, at: int) -> Number | None:
    behind = tokens.word(at + 1)
    if tokens.word(at - 1) != "a" or behind not in {"of", "more", "dozen", "hundred", "thousand", "million"}:
        return None
    end = at + 1 + (behind == "of")
    scale = _SCALED.get(tokens.word(end), 1.0)
    number = exact(at - 1, end + (scale > 1), 2 * scale, "vague", scale)
    return replace(number, approximate=True)


def _round(tokens: Tokens, at: int) -> Number | None:
    """As "dozens", "thousands", "tens of thousands", "hundreds of millions"."""
    word, scale = tokens.words[at], SCALES.get(tokens.word(at + 2).removesuffix("s"))
    if word in _TENS_OF and tokens.word(at + 1) == "of" and scale and tokens.word(at + 2).endswith("s"):
        low, high = 2 * _TENS_OF[word] * scale, 10 * _TENS_OF[word] * scale - 1
        return Number(first=at, end=at + 3, low=low, high=high, sort="vague", approximate=True)
    if word == "tens":
        bounds: tuple[float, float | None] = (20.0, 99.0)
        ends = tokens.word(at + 1) == "of"
    else:
        bounds, ends = _VAGUE[word], word != "scores" or _are_people(tokens, at)
    if not ends:
        return None
    low, top = bounds
    return Number(first=at, end=at + 1, low=low, high=top, sort="vague", approximate=True)


def _are_people(tokens: Tokens, at: int) -> bool:
    """Whether "scores" counts: "scores were hurt", not "the test scores were low" or "he scores"."""
    behind = tokens.word(at + 1)
    if behind == "of":
        return tokens.word(at - 1) not in {"test", "the", "exam", "credit"}
    plain = not tokens.is_word(at - 1) or tokens.word(at - 1) in {"and", "with", "killed", "injured", "that"}
    return behind in _SCORES_BEHIND and plain


def _times(tokens: Tokens, at: int) -> Number | None:
    word = tokens.words[at]
    amount = TIMES.get(word) or FOLDS.get(word)
    before, behind = tokens.word(at - 1), tokens.word(at + 1)
    if word in TIMES and behind in {"down", "up", "as", "back"}:
        return None
    if amount is None:
        fits = before in _BASE_BEFORE and word != "twice" and not tokens.glued(at + 1)
        amount = _BASES[word] if behind in _BASE_BEHIND or fits else None
    return None if amount is None else exact(at, at + 1, amount, "times")


_READERS: dict[str, Callable[[Tokens, int], Number | None]] = {}
_READERS |= dict.fromkeys(SMALL, _cardinal)
_READERS |= dict.fromkeys(DENOMINATORS, _part) | {"half": _half}
_READERS |= dict.fromkeys([*SCALES, "hundred", "dozen"], _dozen) | {"couple": _couple}
_READERS |= dict.fromkeys([*_VAGUE, "tens"], _round)
_READERS |= dict.fromkeys([*TIMES, *FOLDS, *_BASES], _times)
WORDS = frozenset(_READERS)
