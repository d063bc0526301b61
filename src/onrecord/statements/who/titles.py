"""Titles: "Mr", "Lt. Gen.", "Datuk Seri", "foreign minister"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.remembered import remembered
from onrecord.statements import reference
from onrecord.statements.reference import Gender
from onrecord.statements.who.nouns import PERSON
from onrecord.word_list import words

# Honorifics that tell a role all the same, unlike "Mr" or "Dame".
_ROLES = words(
    """
    king queen prince princess pope sultan sultana emir duke duchess count countess baron baroness emperor
    empress sheikh sheikha bishop cardinal patriarch imam rabbi
    """
)
_COURTESY = words("dr prof professor hon honourable honorable engr barr adv barrister advocate chief")
# Police ranks as they are written before names in Britain, India, Africa and Malaysia.
_RANKS = words(
    """
    attorney-at-law counsel collector mec mca mla mna daw majesty highness excellency holiness sp asp dsp
    dcp acp dig aig cp csp pc dc ds di dci supt ssp ig
    """
)
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Title:
    """A title. `courtesy` where it tells no role."""

    courtesy: bool
    gender: Gender | None


@cache
def _titles() -> dict[str, Title]:
    """Titles by their words; of a role that is several words the last is enough: "foreign minister"."""
    found: dict[str, Title] = {}
    for row in reference.titles():
        parts = row.words.lower().replace(".", " ").split()
        told = parts[-1] in _ROLES or row.sort != "honorific"
        entry = Title(not told and (row.gender is not None or parts[-1] in _COURTESY), row.gender)
        found.setdefault(" ".join(parts), entry)
        if row.sort == "role":
            found.setdefault(parts[-1], entry)
    for word in (*_RANKS, *PERSON):
        found.setdefault(word, Title(False, None))
    return found


@remembered
def title(word: str) -> Title | None:
    """The title that a word is or ends, None where it is none."""
    plain = word.lower().rstrip(".")
    return _titles().get(plain) or _titles().get(plain.rpartition("-")[2])


def title_length(listed: Sequence[str]) -> int:
    """How many words a title at the start of these has: "Datuk Seri Azlan" -> 2, "Azlan" -> 0."""
    for length in range(min(_LONGEST, len(listed)), 1, -1):
        if " ".join(word.lower().rstrip(".") for word in listed[:length]) in _titles():
            return length
    return int(bool(listed) and title(listed[0]) is not None)
