"""Whether two names can be one person's or one body's: the shorter is part of the longer, spellings apart."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements.who.identity import same_sound
from onrecord.statements.who.nouns import IN_COMPANY
from onrecord.word_list import words

SMALL = words("of for on and the de la al el bin ibn van von der & jr sr ii iii")


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names can be one person's: the shorter is part of the longer, spellings apart."""
    short, long = sorted((one, other), key=len)
    short = [word for word in short if word not in SMALL]
    long = [word for word in long if word not in SMALL]
    if not short or not long:
        return False
    if len(short) == 1:
        return any(same_sound(short[0], word) for word in long)
    if len(short) < len(long) and _in_order(short, long):
        return True
    if not same_sound(short[-1], long[-1]):
        # "Kim Jong" no; a second surname may be left out: "Pedro Sánchez (Pérez-Castejón)".
        return len(long) > len(short) and all(same_sound(a, b) for a, b in zip(short, long, strict=False))
    return same_sound(short[0], long[0]) or _initial(short[0], long[0])


def _in_order(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether all words of the shorter name stand in the longer, in its order."""
    rest = iter(long)
    return all(any(same_sound(word, other) for other in rest) for word in short)


def _initial(one: str, other: str) -> bool:
    return one[0] == other[0] and min(len(one), len(other)) == 1


def same_body(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two keys can be one body's: "Kamau" and "Kamau Holdings", "WHO" and its full name."""
    if one == other:
        return True
    one = [word for word in one if word not in SMALL]
    other = [word for word in other if word not in SMALL]
    short, long = sorted((one, other), key=len)
    if len(short) == 1 and len(long) > 1 and acronym(long) == short[0]:
        return True
    if not short or len(short) == len(long):
        return False
    if long[: len(short)] == short:
        # "Kamau" and "Kamau Holdings", but not "Kamau" and "Kamau Community Day".
        return all(word in IN_COMPANY or word in _FORMS for word in long[len(short) :])
    # "County Hospital" of "Kisumu County Hospital", but not "Hospital".
    return len(short) > 1 and long[-len(short) :] == short


_FORMS = words(
    """
    management company club party union association foundation trust university college school
    """
)


def acronym(words: Sequence[str]) -> str:
    """The first letters of the words, small ones left out: "ministry of public works" -> "mpw"."""
    return "".join(word[0] for word in words if word not in SMALL)
