"""What a content is about, as a vector: contents that are about much the same have a high cosine.

Each word piece has a row of small whole numbers (`reader/vectors.npy`, made by `training.vectors`); the
vector of a text points where the sum of the rows of its pieces does. The same words have the same vector in
every article and on every machine. Word order plays no part: who disputes what cannot be told from it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.errors import ModelError
from onrecord.model.tokenizer import split
from onrecord.records import Span
from onrecord.statements import reader
from onrecord.statements.passage import bare

PIECES, SIZE = 30_522, 96  # of the vocabulary; numbers of a vector
# Characters that are looked at: a content has hundreds, and what comes later changes the sum little.
LONGEST = 4_000

Rows = npt.NDArray[np.int8]


def of_text(text: str) -> bytes:
    """The vector of a content, or of a sentence as a person types it: SIZE int8, b"" where it has no words.

    Its length says nothing: it is scaled so that its largest number is 127. "that" before the text and
    quotation marks around it play no part. Raises ModelError where the model's file cannot be used.
    """
    start, end = bare(text, Span(0, min(len(text), LONGEST)))
    # A lone surrogate is in no encoding, and the tokenizer takes none.
    plain = text[start:end].encode("utf-8", "replace").decode("utf-8")
    ids = split(plain, reader.FOLDER / "tokenizer.json").ids
    return packed(_rows()[ids].sum(axis=0, dtype=np.int64)) if len(ids) else b""


def packed(total: npt.NDArray[np.int64]) -> bytes:
    """A direction as bytes."""
    longest = int(np.abs(total).max())
    scaled = np.rint(total * (127 / max(longest, 1)))
    return bytes(scaled.astype(np.int8))


@cache
def _rows(folder: Path = reader.FOLDER) -> Rows:
    """(PIECES, SIZE). Raises ModelError where the file is missing or another's."""
    path = folder / "vectors.npy"
    try:
        rows: Rows = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise ModelError(
            f"the model's file {path.name} cannot be read ({error}): install onrecord again"
        ) from None
    if rows.shape != (PIECES, SIZE) or rows.dtype != np.int8:
        raise ModelError(f"the model's file {path.name} is of another model: install onrecord again")
    return rows
