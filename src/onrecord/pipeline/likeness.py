"""How alike statements and figures are, as `claims` has it, for those who follow a story."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from onrecord.claims import agreement, movement, rejecting
from onrecord.claims.content import bare, points
from onrecord.claims.likeness import likeness, matrix
from onrecord.claims.terms import terms
from onrecord.records import Point, Saying

# Contents that are this far apart by their vectors alone are not compared word by word.
_FAR = 0.3


class Comparison:
    """Compares the statements of one story (`follow.heard.Comparing`); it remembers their vectors."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._vectors = matrix([])

    def alike(self, one: Saying, other: Saying) -> float:
        """The mean of the share of terms that both contents have and of the cosine of their vectors."""
        likest = self.nearest(one, (other,))
        return likest[0][1] if likest else 0.0

    def nearest(self, one: Saying, others: Sequence[Saying], most: int = 1) -> list[tuple[int, float]]:
        """The places of the likest, of equals the first, and how alike they are (more than 0)."""
        rows = [self._row(each) for each in others]
        near = likeness(one.vector, self._vectors[rows])
        own = _terms(one.statement.content.text)
        # Vectors of another model, or of none, compare with nothing: then words alone do.
        places = np.flatnonzero(near >= _FAR).tolist() if one.vector else range(len(others))
        found: list[tuple[int, float]] = []
        for place in places:
            shared = _shared(own, _terms(others[place].statement.content.text))
            alike = (shared + float(near[place])) / 2 if one.vector else shared
            if alike > 0:
                found.append((place, alike))
        return sorted(found, key=lambda each: (-each[1], each[0]))[:most]

    def _row(self, saying: Saying) -> int:
        """Where the vector of a statement stands in the matrix, which grows by doubling."""
        known = self._rows.get(saying.statement.id)
        if known is not None:
            return known
        row = self._rows[saying.statement.id] = len(self._rows)
        if self._vectors.shape[1] == 0 and saying.vector:
            self._vectors = np.zeros((max(len(self._vectors), 64), len(saying.vector)), dtype=np.float32)
        if row >= len(self._vectors):
            more = np.zeros((max(2 * row, 64), self._vectors.shape[1]), dtype=np.float32)
            more[: len(self._vectors)] = self._vectors
            self._vectors = more
        if len(saying.vector) == self._vectors.shape[1] and saying.vector:
            self._vectors[row] = matrix([saying.vector])[0]
        return row

    def is_pointing(self, one: Saying) -> bool:
        """Whether a content says nothing by itself ("the allegations")."""
        return points(one)

    def is_rejecting(self, one: Saying) -> bool:
        """Whether a statement says of what others said that it is not so."""
        return rejecting.is_rejecting(one)

    def is_negated(self, one: Saying) -> bool:
        """Whether a content says of something that it is not so."""
        return rejecting.is_negated(one)

    def differ(self, one: Point, other: Point) -> bool:
        """Whether the later of two figures of one count (`other`) tells of another number.

        They cannot both be right, or the earlier said "at least" and the later is clearly more.
        """
        if not agreement.agree(one, other):
            return True
        is_open = one.low is not None and one.high is None and other.low is not None
        return is_open and (other.low or 0) > (one.low or 0) + agreement.tolerance(one.low or 0)

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
