"""Independent texts among articles that no ledger keeps: wire copies of one text are one."""

from __future__ import annotations

from array import array
from collections import Counter

from onrecord.ledger import copies
from onrecord.ledger.copies import Shingles
from onrecord.records import Article

# Of the texts that share a band so many are compared, those that share most bands first: as in the ledger.
_COMPARED = 50


class Texts:
    """Gives each article the number of its text, the same for all copies of one.

    Of a text that is no copy 8 bytes a word are kept, twice; of a copy nothing.
    """

    def __init__(self) -> None:
        self._firsts: list[tuple[array[int], array[int]]] = []
        self._banded: dict[int, list[int]] = {}

    def number(self, article: Article) -> int:
        """The number of its text: an earlier one where this is a copy of it."""
        shingles = copies.shingles(article)
        bands = copies.bands(shingles)
        shared = Counter(first for band in bands for first in self._banded.get(band, ()))
        likely = sorted(shared, key=lambda first: (-shared[first], first))[:_COMPARED]
        found = next((first for first in likely if copies.is_copy(self._shingles(first), shingles)), None)
        return self._keep(shingles, bands) if found is None else found

    def _shingles(self, first: int) -> Shingles:
        own, every = self._firsts[first]
        return Shingles(tuple(own), frozenset(every))

    def _keep(self, shingles: Shingles, bands: tuple[int, ...]) -> int:
        number = len(self._firsts)
        self._firsts.append((array("Q", shingles.own), array("Q", shingles.every)))
        for band in bands:
            self._banded.setdefault(band, []).append(number)
        return number
