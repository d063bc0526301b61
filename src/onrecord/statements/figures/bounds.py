"""What bounds a number: "around", "at least", "no more than", "or more", "an estimated"."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

from onrecord.statements.figures.numbers import Number
from onrecord.statements.figures.tokens import HYPHENS, Tokens
from onrecord.word_list import words

Bound = Literal["about", "least", "most"]

_ABOUT = (
    "around", "about", "some", "roughly", "nearly", "almost", "approximately", "approx", "approx .",
    "circa", "ca",
    "close to", "in the region of", "estimated", "somewhere around", "virtually", "practically", "~", "≈",
    "something like", "nigh on", "near to", "in the order of", "on the order of", "perhaps", "an estimated",
    "nearer", "closer to", "just about", "somewhere near", "approaching", "an approximate", "a rough",
)  # fmt: skip
_LEAST = (
    "at least", "more than", "over", "above", "in excess of", "upwards of", "upward of", "no fewer than",
    "no less than", "not less than", "not fewer than", "a minimum of", "minimum of", "greater than",
    "exceeding",
    "north of", "higher than", "as few as", "as little as", "larger than", "better than", ">", "at a minimum",
    "topping", "past", "beyond", "longer than", "older than", "bigger than", "atleast",
    "nothing below", "nothing under", "nothing less than", "nothing short of", "not below", "no lower than",
)  # fmt: skip
_MOST = (
    "up to", "as many as", "as much as", "no more than", "not more than", "at most", "fewer than",
    "less than",
    "under", "below", "a maximum of", "maximum of", "as high as", "lower than", "<", "shy of", "at the most",
    "no greater than", "smaller than", "upto", "short of", "younger than", "nothing more than",
    "nothing above", "nothing over", "not above", "no higher than",
)  # fmt: skip
PHRASES: dict[str, Bound] = {
    **dict.fromkeys(_ABOUT, "about"),
    **dict.fromkeys(_LEAST, "least"),
    **dict.fromkeys(_MOST, "most"),
}
_SIZES = (4, 3, 2, 1)
# Words before a bound that belong to it: "just over", "well under", "slightly more than", "a little over".
_DEGREES = words("just well slightly far little somewhat only considerably marginally")
# These stand for a place or a subject as well, and then before a small number: "over two rivers".
_LOOSE = words("over under above below about around past beyond near some perhaps")
_SPOKEN = words(
    "heard hear talk talks talked talking ask asked asks asking know knows knew think thinks concern "
    "concerns concerned worry worries worried questions questioned complain complained information details "
    "warn warned warnings truth something anything nothing concerning spoke speak speaking wrote write "
    "book film story stories revolves revolved gathered sat walked wrapped centred centered built turned"
)
_BEHIND: dict[str, Bound] = {
    "or more": "least", "and above": "least", "or above": "least", "and over": "least", "or over": "least",
    "or higher": "least", "and up": "least", "or greater": "least", "and older": "least", "or older": "least",
    "or so": "about", "or thereabouts": "about", "or less": "most", "or fewer": "most", "or under": "most",
    "and under": "most", "or below": "most", "or lower": "most", "and below": "most", "or younger": "most",
    "at least": "least", "at most": "most",
}  # fmt: skip
_GLUED: dict[str, Bound] = {"+": "least", "plus": "least", "odd": "about", "ish": "about"}


class Found(NamedTuple):
    """A bound and the place where it begins (before a number) or ends (behind one)."""

    bound: Bound
    place: int


def before(tokens: Tokens, first: int, loose: bool) -> Found | None:
    """The bound that ends right before a place. `loose` is whether "over" and the like may be one there."""
    for size in _SIZES:
        phrase = tokens.phrase(first - size, first)
        if phrase in PHRASES and (phrase not in _LOOSE or _bounds(tokens, first, phrase, loose)):
            return Found(PHRASES[phrase], _widened(tokens, first - size, phrase))
    return None


def _bounds(tokens: Tokens, first: int, phrase: str, loose: bool) -> bool:
    if phrase in {"about", "around"}:
        return loose or tokens.word(first - 2) not in _SPOKEN
    return loose or phrase in {"some", "perhaps"}


def _widened(tokens: Tokens, first: int, phrase: str) -> int:
    if phrase == "estimated" and tokens.word(first - 1) in {"an", "the"}:
        return first - 1
    if tokens.word(first - 1) not in _DEGREES or tokens.word(first) == "some":
        return first
    return (
        first - 1 - (tokens.word(first - 2) in {"a", "only", "just"} and tokens.word(first - 1) == "little")
    )


def behind(tokens: Tokens, end: int) -> Found | None:
    """The bound that begins at a place: "or more", "+", "-odd"."""
    word = tokens.word(end)
    place = tokens.after_hyphen(end)
    tied = place > end or (word == "+" and tokens.glued(end)) or tokens.raw(end) == "plus"
    if tied and tokens.word(place) in _GLUED and not tokens.is_digits(place + 1):
        return Found(_GLUED[tokens.words[place]], place + 1)
    bound = _BEHIND.get(tokens.phrase(end, end + 2))
    # "500 or more precisely 510", "12 and under orders": the number stays bare before a word that goes on
    if (
        bound
        and word == "and"
        and tokens.is_word(end + 2)
        and tokens.word(end + 1) in {"under", "over", "up"}
    ):
        return None
    if bound and word == "at" and tokens.is_digits(end + 2):
        return None
    return Found(bound, end + 2) if bound else None


def applied(number: Number, bound: Bound) -> Number:
    """A number as a bound leaves it: open above, open below, or approximate."""
    if bound == "about":
        return replace(number, approximate=True)
    if bound == "least":
        return replace(number, high=None)
    return replace(number, low=None)


def dashed(tokens: Tokens, at: int) -> bool:
    """Whether a hyphen or dash at a place stands between two pieces that it touches."""
    return tokens.word(at) in HYPHENS and tokens.glued(at) and tokens.glued(at + 1)
