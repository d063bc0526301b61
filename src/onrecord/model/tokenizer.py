"""Text to word pieces, with the place of every word in the text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import tokenizers

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The words of a text and the word pieces that they are made of.

    `ids` (n_pieces,): vocabulary ids. `start`, `end` (n_words,): half-open code points of each word.
    `first` (n_words + 1,): index of each word's first piece, and behind the last word n_pieces.
    """

    ids: Ints
    start: Ints
    end: Ints
    first: Ints

    def __len__(self) -> int:
        """The number of words."""
        return len(self.start)

    def between(self, low: int, high: int) -> Pieces:
        """Words [low, high) alone."""
        first = self.first[low : high + 1]
        return Pieces(
            self.ids[first[0] : first[-1]], self.start[low:high], self.end[low:high], first - first[0]
        )

    def keep(self, wanted: npt.NDArray[np.bool_]) -> Pieces:
        """The same with the wanted words alone; `wanted` is (n_words,)."""
        sizes = np.diff(self.first)
        return Pieces(
            ids=self.ids[np.repeat(wanted, sizes)],
            start=self.start[wanted],
            end=self.end[wanted],
            first=np.concatenate(([0], np.cumsum(sizes[wanted]))).astype(np.int64),
        )


def split(text: str, tokenizer_path: Path) -> Pieces:
    """The words and word pieces of a text, as the tokenizer file says (BERT: space and punctuation)."""
    encoding = _tokenizer(tokenizer_path).encode(text, add_special_tokens=False)
    words = np.array(encoding.word_ids, dtype=np.int64)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    opens = np.flatnonzero(np.diff(words, prepend=-1))
    closes = np.append(opens[1:], len(words)) - 1 if len(opens) else opens
    return Pieces(
        ids=np.array(encoding.ids, dtype=np.int64),
        start=offsets[opens, 0],
        end=offsets[closes, 1],
        first=np.append(opens, len(words)).astype(np.int64),
    )


@cache
def _tokenizer(path: Path) -> tokenizers.Tokenizer:
    import tokenizers

    tokenizer = tokenizers.Tokenizer.from_file(str(path))
    # The file that comes with the start weights cuts at 128 pieces; windows are made by us.
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
