"""Two rows of words laid beside one another: what is the same in both, in order, and what is not.

Words that stand once in both are held fast first (the "patience" way); between them few words are compared
with all others, and of many nothing is taken to be the same. So it takes a second for two rows of 170,000
words that share little, and a moment for two that share most.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Stretch = tuple[bool, range, range]
"""Whether a stretch is the same in both, and where it stands in each; one may be empty where it is not."""
# Comparisons between the words of two gaps, and of all gaps of two rows together.
_EACH, _ALL = 40_000, 1_500_000
_DEPTH = 24


@dataclass(slots=True)
class Budget:
    """Comparisons that are left to be made."""

    left: int = _ALL

    def takes(self, cells: int) -> bool:
        """Whether so many more may be made; then they are taken off."""
        if cells > min(_EACH, self.left):
            return False
        self.left -= cells
        return True


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two rows of words, or of paragraphs, to be laid beside one another."""

    old: Sequence[str]
    new: Sequence[str]

    def stretches(self, budget: Budget) -> Iterator[Stretch]:
        """What is the same and what is not, in turn, from the beginning of both to the end of both."""
        is_same: bool | None = None
        a = b = range(0)
        for same, i, j in self._found(budget):
            if not i and not j:
                continue
            if same is is_same:
                a, b = range(a.start, i.stop), range(b.start, j.stop)
                continue
            if is_same is not None:
                yield is_same, a, b
            is_same, a, b = same, i, j
        if is_same is not None:
            yield is_same, a, b

    def _found(self, budget: Budget) -> Iterator[Stretch]:
        # A stack instead of recursion: what is to be looked at, or to be given as it is, the first on top.
        stack: list[tuple[range, range, int, bool | None]] = [
            (range(len(self.old)), range(len(self.new)), 0, None)
        ]
        while stack:
            a, b, depth, is_same = stack.pop()
            if is_same is not None:
                yield is_same, a, b
                continue
            low, high = self._edges(a, b)
            yield True, a[:low], b[:low]
            inner_a, inner_b = a[low : len(a) - high], b[low : len(b) - high]
            if high:
                stack.append((a[len(a) - high :], b[len(b) - high :], depth, True))
            if not inner_a or not inner_b:
                yield False, inner_a, inner_b
                continue
            pairs = self._fixed(inner_a, inner_b) if depth < _DEPTH else []
            if not pairs and budget.takes(len(inner_a) * len(inner_b)):
                pairs = self._longest(inner_a, inner_b)
            if not pairs:
                yield False, inner_a, inner_b
                continue
            stack.extend(reversed(list(_between(inner_a, inner_b, pairs, depth + 1))))

    def _edges(self, a: range, b: range) -> tuple[int, int]:
        """How many are the same at the beginning, and at the end."""
        most, low = min(len(a), len(b)), 0
        while low < most and self.old[a[low]] == self.new[b[low]]:
            low += 1
        high = 0
        while high < most - low and self.old[a[-1 - high]] == self.new[b[-1 - high]]:
            high += 1
        return low, high

    def _fixed(self, a: range, b: range) -> list[tuple[int, int]]:
        """Those that stand once in both, as many as stand in the same order."""
        olds, news = Counter(self.old[i] for i in a), Counter(self.new[j] for j in b)
        at = {self.new[j]: j for j in b if news[self.new[j]] == 1 and self.new[j]}
        pairs = [(i, at[word]) for i in a if (word := self.old[i]) in at and olds[word] == 1]
        return _rising(pairs)

    def _longest(self, a: range, b: range) -> list[tuple[int, int]]:
        """The longest row of words that stand in the same order in both: of few words only."""
        lengths = [[0] * (len(b) + 1)]
        for i in reversed(a):
            below, here = lengths[-1], [0] * (len(b) + 1)
            for place in range(len(b) - 1, -1, -1):
                if self.old[i] == self.new[b[place]]:
                    here[place] = below[place + 1] + 1
                else:
                    here[place] = max(below[place], here[place + 1])
            lengths.append(here)
        lengths.reverse()
        pairs, row, place = list[tuple[int, int]](), 0, 0
        while row < len(a) and place < len(b):
            if self.old[a[row]] == self.new[b[place]]:
                pairs.append((a[row], b[place]))
                row, place = row + 1, place + 1
            elif lengths[row + 1][place] >= lengths[row][place + 1]:
                row += 1
            else:
                place += 1
        return pairs


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs that rises on both sides; `pairs` rise on the first."""
    ends: list[int] = []  # the second of the pair that a row of each length ends with, as small as can be
    last: list[int] = []
    before: list[int] = []
    for place, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(j)
            last.append(place)
        else:
            ends[at], last[at] = j, place
    row = []
    place = last[-1] if last else -1
    while place >= 0:
        row.append(pairs[place])
        place = before[place]
    return row[::-1]


def _between(
    a: range, b: range, pairs: Sequence[tuple[int, int]], depth: int
) -> Iterator[tuple[range, range, int, bool | None]]:
    """The pairs, and what stands between them and is still to be looked at."""
    edges = [(a.start - 1, b.start - 1), *pairs, (a.stop, b.stop)]
    for (i, j), (k, m) in pairwise(edges):
        if k > i + 1 or m > j + 1:
            yield range(i + 1, k), range(j + 1, m), depth, None
        if (k, m) != (a.stop, b.stop):
            yield range(k, k + 1), range(m, m + 1), depth, True
