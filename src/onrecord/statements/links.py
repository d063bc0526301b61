"""Which source and which contents belong to which cue.

Every attribution in PolNeAR has exactly one cue, so the cue stands for it: each cue chooses one
source or none, each content chooses one cue. The score of a pair is a biaffine form over the first
and last word of both spans (Dozat and Manning, ICLR 2017) of low rank, plus a learned term for the
distance between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.model.tokenizer import Ints
from onrecord.statements.roles import NEVER, Floats, RoleSpan

RANK = 64
# Columns of the model's vectors: for each kind of link, the argument's first and last word, then the
# cue's first and last word; in the last column how well the cue goes without a source.
COLUMNS = 2 * 4 * RANK + 1
SOURCE_LINK, CONTENT_LINK = 0, 1
# Buckets of distance in words: 1, 2, 3-4, 5-8, ... 129 and more, before and behind the cue.
HALF = 8
DISTANCES = 2 * HALF + 1


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The link vectors of the words that one window shows, from word `start` on, (n, COLUMNS)."""

    start: int
    vectors: Floats


def distances(arguments: Ints, cues: Ints) -> Ints:
    """The bucket, below DISTANCES, of the words between each span and each cue, (n_arguments, n_cues).

    Both are (n, 2): first and last word.
    """
    before = arguments[:, None, 0] < cues[None, :, 0]
    gap = np.where(before, cues[None, :, 0] - arguments[:, None, 1], arguments[:, None, 0] - cues[None, :, 1])
    size = np.searchsorted(2 ** np.arange(HALF), gap)
    return np.where(before, HALF - size, HALF + size)


def scores(
    views: Sequence[View], arguments: Sequence[RoleSpan], cues: Sequence[RoleSpan], link: int, bias: Floats
) -> Floats:
    """The score of each pair, (len(arguments), len(cues)), NEVER where no window shows both.

    A pair is scored in each window that shows it, and each counts by the words that it shows around
    the pair. Vectors of different windows do not go together: they hold where in the window a word
    stands, and the model was trained on single windows.
    """
    at, to = ends(arguments), ends(cues)
    low = np.minimum(at[:, None, 0], to[None, :, 0])
    high = np.maximum(at[:, None, 1], to[None, :, 1])
    sums, weights = np.zeros(low.shape), np.zeros(low.shape)
    for view in views:
        around = 1 + np.minimum(low - view.start, view.start + len(view.vectors) - 1 - high)
        rows, columns = np.nonzero(around > 0)
        sums[rows, columns] += around[rows, columns] * _pairs(view, at[rows], to[columns], link)
        weights[rows, columns] += around[rows, columns]
    means = sums / np.maximum(weights, 1)
    return np.where(weights > 0, means + bias[distances(at, to)], NEVER).astype(np.float32)


def _pairs(view: View, arguments: Ints, cues: Ints, link: int) -> Floats:
    """The biaffine form for row after row of arguments and cues, (n, 2) each."""
    parts = view.vectors[:, link * 4 * RANK : (link + 1) * 4 * RANK].reshape(len(view.vectors), 4, RANK)
    at, to = arguments - view.start, cues - view.start
    a = parts[at[:, 0], 0] + parts[at[:, 1], 1]
    c = parts[to[:, 0], 2] + parts[to[:, 1], 3]
    return np.asarray((a * c).sum(axis=1) / np.sqrt(RANK), dtype=np.float32)


def ends(spans: Sequence[RoleSpan]) -> Ints:
    """The first and last words of some spans, (n, 2)."""
    return np.array([(span.first, span.last) for span in spans], dtype=np.int64).reshape(-1, 2)
