"""How alike statements and figures are, as `claims` has it, for those who follow a story."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from onrecord.claims import agreement, movement, rejecting
from onrecord.claims.content import bare, points
from onrecord.claims.likeness import likeness, matrix
from onrecord.claims.terms import terms
from onrecord.records import Point, Saying

# Contents that are this far apart by their vectors alone are not compared word by word.
_FAR = 0.3


class Comparison:
    """Compares the statements of one story (`follow.heard.Comparing`)."""

    def alike(self, one: Saying, other: Saying) -> float:
        """The mean of the share of terms that both contents have and of the cosine of their vectors."""
        return self.nearest(one, (other,))[1]

    def nearest(self, one: Saying, others: Sequence[Saying]) -> tuple[int, float]:
        """The place of the likest, the first of equals, and how alike it is."""
        if not others:
            return -1, 0.0
        near = likeness(one.vector, matrix([one.vector, *(each.vector for each in others)])[1:])
        own = _terms(one.statement.content.text)
        best, most = -1, 0.0
        for place, other in enumerate(others):
            has_vector = bool(one.vector and other.vector)
            if has_vector and near[place] < _FAR:
                continue
            by_terms = _shared(own, _terms(other.statement.content.text))
            alike = (by_terms + max(float(near[place]), 0.0)) / 2 if has_vector else by_terms
            if alike > most:
                best, most = place, alike
        return best, most

    def is_pointing(self, one: Saying) -> bool:
        """Whether a content says nothing by itself ("the allegations")."""
        return points(one)

    def is_rejecting(self, one: Saying) -> bool:
        """Whether a statement says of what others said that it is not so."""
        return rejecting.is_rejecting(one)

    def differ(self, one: Point, other: Point) -> bool:
        """Whether two figures of one count cannot both be right."""
        return not agreement.agree(one, other)

    def scope(self, point: Point) -> str:
        """How far those counted are."""
        return movement.way(point.scope)


@lru_cache(20_000)
def _terms(content: str) -> frozenset[str]:
    return frozenset(terms(bare(content)))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of two sets of terms that both have (Dice), 0 to 1.

    Not weighted: what is rare elsewhere, the names of a story, stands in half of its statements.
    """
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
