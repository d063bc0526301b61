"""The claims of a story that one of them may be one with: those that share most words with it first."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.claims.terms import terms, weight
from onrecord.ledger.claim_list import ListedClaim

LISTED = 20
"""Claims that are offered."""
# Claims that are looked at closely, of those that share most plain words; half a millisecond for twenty.
_CLOSELY = 400
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Choices:
    """Claims to choose from; `more` others of the story, which may be meant all the same, are not listed."""

    claims: tuple[ListedClaim, ...]
    more: int


def choices(text: str, among: Iterable[ListedClaim], *, but: str, words: str = "") -> Choices:
    """The claims, without `but`, that are likest to a text, as far as they share a word that says something.

    With `words` those that have all of these, whatever else they say.
    """
    asked = words.casefold().split()
    others = [each for each in among if each.id != but]
    held = [each for each in others if all(word in each.words.casefold() for word in asked)]
    plain = set(_WORD.findall(text.casefold()))
    held.sort(key=lambda each: (-len(plain.intersection(_WORD.findall(each.words.casefold()))), each.id))
    about = frozenset(terms(text))
    near = [(_likeness(about, frozenset(terms(each.words))), each) for each in held[:_CLOSELY]]
    near.sort(key=lambda pair: -pair[0])
    found = [each for likeness, each in near if asked or likeness > 0][:LISTED]
    return Choices(tuple(found), len(held) - len(found))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The cosine of two sets of terms by their weights."""
    lengths = math.sqrt(_squares(one) * _squares(other))
    return _squares(one & other) / lengths if lengths else 0.0


def _squares(some: frozenset[str]) -> float:
    return math.fsum(weight(term) ** 2 for term in some)
