"""Titles word by word: "Mr", "Lt. Gen.", "Datuk Seri", "foreign minister"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.statements import reference
from onrecord.statements.reference import Gender
from onrecord.statements.who.nouns import PERSON
from onrecord.word_list import words

# Courtesies: they tell no role, unlike "Senator" or "General".
_COURTESY = words("dr prof professor hon honourable honorable engr barr adv barrister advocate chief")
# Police ranks as they are written before names in Britain, India, Africa and Malaysia.
_RANKS = words("sp asp dsp dcp acp dig aig cp csp pc dc ds di dci supt ssp ig")
_SMALL = words("of the and for de to in")


@dataclass(frozen=True, slots=True)
class Title:
    """One word that can end a title. `courtesy` where it tells no role."""

    courtesy: bool
    gender: Gender | None


@cache
def _titles() -> dict[str, Title]:
    words: dict[str, Title] = {}
    for row in reference.titles():
        parts = [part.lower() for part in row.words.replace(".", " ").split()]
        courtesy = row.sort == "honorific" and (row.gender is not None or parts[-1] in _COURTESY)
        inner = parts if row.sort == "honorific" else parts[-1:]
        for part in inner:
            if part not in _SMALL:
                words.setdefault(part, Title(courtesy, row.gender))
    for part in _RANKS:
        words.setdefault(part, Title(False, None))
    for noun in PERSON:
        words.setdefault(noun, Title(False, None))
    return words


def title(word: str) -> Title | None:
    """The title that a word is or ends, None where it is none."""
    plain = word.lower().rstrip(".")
    return _titles().get(plain) or _titles().get(plain.rpartition("-")[2])
