"""How alike the contents of statements are, from their vectors (see `statements.vectors`)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def matrix(vectors: Sequence[bytes]) -> Floats:
    """Vectors as rows of unit length, (len(vectors), numbers of a vector).

    A row is of zeros where the vector is b"", is all zeros, or has another length than the first that is
    known: vectors of two models do not compare.
    """
    size = next((len(vector) for vector in vectors if vector), 0)
    unknown = bytes(size)
    same = b"".join(vector if len(vector) == size else unknown for vector in vectors)
    rows = np.frombuffer(same, dtype=np.int8).reshape(len(vectors), size).astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def likeness(one: bytes, many: Floats) -> Floats:
    """The cosine, -1 to 1, of a vector with each row of a matrix, (len(many),).

    0 where one of them is unknown, or of another length.
    """
    if len(one) != many.shape[1]:
        return np.zeros(len(many), dtype=np.float32)
    return np.asarray(many @ matrix([one])[0], dtype=np.float32)
