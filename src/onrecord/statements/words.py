"""What the model is told of each word beside its letters: case, quotation, start of a paragraph.

The word pieces are lower-case and without line ends; names, quotations and paragraphs are what
tells who said what, so each word carries its shape as a number below SHAPES.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from onrecord.model.tokenizer import Ints, Pieces
from onrecord.records import Span

Bools = npt.NDArray[np.bool_]

CASES = 4
SHAPES = CASES * 2 * 2


def shapes(text: str, pieces: Pieces, opening: Bools, inside: Bools) -> Ints:
    """One number below SHAPES for each word, (n_words,): case + 4 * in quotation + 8 * opens a paragraph."""
    words = zip(pieces.start.tolist(), pieces.end.tolist(), strict=True)
    case = np.array([_case(text[start:end]) for start, end in words], dtype=np.int64)
    return case + CASES * inside.astype(np.int64) + 2 * CASES * opening.astype(np.int64)


def _case(word: str) -> int:
    if not word[:1].isupper():
        return 0
    if len(word) == 1:
        return 1
    return 3 if word.isupper() else 2


def covered(pieces: Pieces, spans: Sequence[Span]) -> Bools:
    """Which words begin inside one of some spans, which are in order and do not overlap, (n_words,)."""
    if not spans:
        return np.zeros(len(pieces), dtype=np.bool_)
    starts, ends = np.array(spans, dtype=np.int64).T
    at = np.searchsorted(starts, pieces.start, side="right") - 1
    return np.asarray((at >= 0) & (pieces.start < ends[at]))


def opening(pieces: Pieces, paragraphs: Sequence[Span]) -> Bools:
    """Which words are the first of a paragraph, (n_words,)."""
    opens = np.zeros(len(pieces), dtype=np.bool_)
    first = np.searchsorted(pieces.start, [paragraph.start for paragraph in paragraphs])
    opens[first[first < len(pieces)]] = True
    return opens
