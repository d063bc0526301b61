"""How alike contents are, from vectors that are as they should be and from others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.likeness import likeness, matrix


def vector(*numbers: int) -> bytes:
    return np.array(numbers, dtype=np.int8).tobytes()


EAST, NORTH, WEST = vector(127, 0), vector(0, 3), vector(-127, 0)
CASES = [
    (EAST, 1.0),
    (NORTH, 0.0),
    (WEST, -1.0),
    (vector(1, 1), 0.5**0.5),  # length plays no part
    (b"", 0.0),
    (vector(0, 0), 0.0),
    (vector(1, 0, 0), 0.0),  # another model's
    (vector(1), 0.0),
]


@pytest.mark.parametrize(("other", "expected"), CASES)
def test_likeness(other: bytes, expected: float) -> None:
    assert likeness(EAST, matrix([NORTH, other]))[1] == pytest.approx(expected, abs=1e-6)
    assert likeness(other, matrix([EAST, NORTH]))[0] == pytest.approx(expected, abs=1e-6)


def test_nothing_known() -> None:
    assert matrix([]).shape == (0, 0)
    assert matrix([b"", b""]).shape == (2, 0)
    assert likeness(EAST, matrix([b"", b""])).tolist() == [0.0, 0.0]
    assert likeness(b"", matrix([b""])).tolist() == [0.0]


@given(st.lists(st.binary(min_size=6, max_size=6) | st.just(b""), min_size=1, max_size=8))
def test_rows_are_unit_or_zero_and_cosines_are_symmetric(vectors: list[bytes]) -> None:
    rows = matrix(vectors)
    assert rows.dtype == np.float32
    known = [any(vector) for vector in vectors]
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.array(known, dtype=float), abs=1e-5)
    table = np.array([likeness(one, rows) for one in vectors])
    assert np.abs(table).max() <= 1 + 1e-5
    assert table == pytest.approx(table.T, abs=1e-5)
