"""Which claims of a story a content may be about: cheap likeness, before the judge reads."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.claims.likeness import likeness, matrix
from onrecord.claims.terms import weight

# A term that stands in more wordings than this tells nothing within a story, and costs.
COMMON = 400


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """One way in which a claim was put: its text, terms, vector."""

    claim: str
    text: str
    terms: frozenset[str]
    vector: bytes


class _Vectors:
    """Vectors in one matrix that grows by doubling; b"" is a row of zeros."""

    def __init__(self) -> None:
        self._rows: npt.NDArray[np.float32] | None = None
        self._size = 0

    def add(self, vector: bytes) -> None:
        self._size += 1
        if self._rows is None:
            if not vector:
                return
            self._rows = np.zeros((max(64, 2 * self._size), len(vector)), dtype=np.float32)
        if self._size > len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        if len(vector) == self._rows.shape[1]:
            self._rows[self._size - 1] = matrix([vector])[0]

    def like(self, vector: bytes) -> npt.NDArray[np.float32] | None:
        """The cosine with each row, or None where nothing can be told."""
        if self._rows is None or len(vector) != self._rows.shape[1]:
            return None
        return likeness(vector, self._rows[: self._size])


class Wordings:
    """All wordings of the claims of a story, to be searched by terms and vectors."""

    def __init__(self) -> None:
        self.all: list[Wording] = []
        self._lengths: list[float] = []
        self._by_term: defaultdict[str, list[int]] = defaultdict(list)
        self._vectors = _Vectors()

    def add(self, wording: Wording) -> None:
        """One more wording."""
        place = len(self.all)
        self.all.append(wording)
        self._lengths.append(math.sqrt(sum(weight(term) ** 2 for term in wording.terms)))
        for term in wording.terms:
            self._by_term[term].append(place)
        self._vectors.add(wording.vector)

    def nearest(
        self, terms: frozenset[str], vector: bytes, most: int, least: float
    ) -> list[tuple[Wording, float]]:
        """At most `most` wordings, one for each claim, of at least a likeness (0 to 1), the best first."""
        scores = self._by_terms(terms)
        alike = self._vectors.like(vector)
        if alike is not None:
            for place in (-alike).argsort(kind="stable")[: 4 * most].tolist():
                scores[place] = scores.get(place, 0.0)
        found: dict[str, tuple[Wording, float]] = {}
        for place, score in scores.items():
            near = max(score, 0.0) if alike is None else (score + max(float(alike[place]), 0.0)) / 2
            wording = self.all[place]
            if near >= least and near > found.get(wording.claim, (wording, -1.0))[1]:
                found[wording.claim] = (wording, near)
        return sorted(found.values(), key=lambda each: (-each[1], each[0].claim))[:most]

    def _by_terms(self, terms: frozenset[str]) -> dict[int, float]:
        """The cosine of weighted terms with each wording that shares one."""
        length = math.sqrt(sum(weight(term) ** 2 for term in terms))
        shared: defaultdict[int, float] = defaultdict(float)
        for term in sorted(terms):
            places = self._by_term.get(term, ())
            for place in places if len(places) <= COMMON else ():
                shared[place] += weight(term) ** 2
        return {place: value / (length * self._lengths[place] or 1.0) for place, value in shared.items()}
