"""Which source and which contents belong to which cue.

Every attribution in PolNeAR has exactly one cue, so the cue stands for it: each cue chooses one
source or none, each content chooses one cue. The score of a pair is a biaffine form over the first
and last word of both spans (Dozat and Manning, ICLR 2017) of low rank, plus a learned term for the
distance between them.
"""

from __future__ import annotations

from collections.abc import Sequence

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
# Pairs farther apart than a training window is long were never seen; in PolNeAR 12 contents of 23,289
# and no source stand farther from their cue than this, in words.
FARTHEST = 180


def distances(arguments: Ints, cues: Ints) -> Ints:
    """The bucket, below DISTANCES, of the words between each span and each cue, (n_arguments, n_cues).

    Both are (n, 2): first and last word.
    """
    before = arguments[:, None, 0] < cues[None, :, 0]
    gap = np.where(before, cues[None, :, 0] - arguments[:, None, 1], arguments[:, None, 0] - cues[None, :, 1])
    size = np.searchsorted(2 ** np.arange(HALF), gap)
    return np.where(before, HALF - size, HALF + size)


def scores(
    vectors: Floats, arguments: Sequence[RoleSpan], cues: Sequence[RoleSpan], link: int, bias: Floats
) -> Floats:
    """The score of each pair, (len(arguments), len(cues)); `vectors` is (n_words, COLUMNS)."""
    parts = vectors[:, link * 4 * RANK : (link + 1) * 4 * RANK].reshape(len(vectors), 4, RANK)
    at, to = ends(arguments), ends(cues)
    a = parts[at[:, 0], 0] + parts[at[:, 1], 1]
    c = parts[to[:, 0], 2] + parts[to[:, 1], 3]
    far = np.abs(at[:, None, 0] - to[None, :, 0]) > FARTHEST
    return np.asarray(a @ c.T / np.sqrt(RANK) + bias[distances(at, to)] + NEVER * far, dtype=np.float32)


def ends(spans: Sequence[RoleSpan]) -> Ints:
    """The first and last words of some spans, (n, 2)."""
    return np.array([(span.first, span.last) for span in spans], dtype=np.int64).reshape(-1, 2)
