"""Cells: keys that are rows of digits, gathered by how they begin, as days are in months and years.

A key (the day "20241025") lies in one cell of each level: "2", "20", "202", "2024", "202410" and "20241025".
A stretch of keys is covered by few cells, large ones in its middle and small ones at its ends. So a range of
days becomes a few words of the index, and a walk from the newest day back need not look into what is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# Of a cell in which more of the next level are wanted than this (days of a month, that is) all is taken: what
# is found by cells is looked at once more, so that some days too many cost less than many words to look for.
_MANY = 12


@dataclass(frozen=True, slots=True)
class Levels:
    """How keys are gathered: of each level the length of its cells, the least and most of their last part."""

    levels: tuple[tuple[int, int, int], ...]

    def around(self, key: str) -> list[str]:
        """The cells in which a key lies, the largest first."""
        return [key[:length] for length, _, _ in self.levels]

    def common(self, first: str, last: str) -> str:
        """The smallest cell that holds both keys; "" where none does."""
        shared = [
            one for one, other in zip(self.around(first), self.around(last), strict=True) if one == other
        ]
        return shared[-1] if shared else ""

    def within(self, cell: str) -> Iterator[str]:
        """The cells of the next level in a cell, the last first; "" holds the largest, the smallest none."""
        deeper = next((level for level in self.levels if level[0] > len(cell)), None)
        if deeper is not None:
            length, least, most = deeper
            width = length - len(cell)
            yield from (f"{cell}{part:0{width}}" for part in range(most, least - 1, -1))

    def is_smallest(self, cell: str) -> bool:
        """Whether a cell holds one key alone."""
        return len(cell) == self.levels[-1][0]

    def cover(self, first: str, last: str) -> list[str]:
        """Cells that hold every key from `first` to `last`, and few others."""
        return self._cover("", first, last)

    def _cover(self, cell: str, first: str, last: str) -> list[str]:
        found: list[str] = []
        whole = 0
        for inner in self.within(cell):
            length = len(inner)
            if not first[:length] <= inner <= last[:length]:
                continue
            if self._holds_only(inner, first, last):
                found.append(inner)
                whole += 1
            else:
                found += self._cover(inner, first, last)
        return [cell] if cell and whole > _MANY else found

    def _holds_only(self, cell: str, first: str, last: str) -> bool:
        """Whether all keys of a cell lie between the two."""
        least = most = cell
        for length, low, high in self.levels:
            width = length - len(least)
            if width > 0:
                least, most = f"{least}{low:0{width}}", f"{most}{high:0{width}}"
        return first <= least and most <= last


DAYS = Levels(((1, 0, 9), (2, 0, 9), (3, 0, 9), (4, 0, 9), (6, 1, 12), (8, 1, 31)))
"""Digit by digit down to the year, then months, days."""
MINUTES = Levels((*DAYS.levels, (10, 0, 23), (12, 0, 59)))
"""Days, hours, minutes."""
AMOUNTS = Levels(((2, 0, 20), (3, 0, 9), (4, 0, 9)))
"""Numbers by how many digits they have, then by their first and second digit (`amount`)."""
SHARES = Levels(((1, 0, 9), (2, 0, 9)))
"""Tenths and hundredths of one."""
