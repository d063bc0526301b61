"""The distance between two spans as a bucket, and the score of a pair."""

import numpy as np
import pytest

from onrecord.statements.links import COLUMNS, DISTANCES, FARTHEST, HALF, RANK, distances, ends, scores
from onrecord.statements.roles import NEVER, RoleSpan

ROWS = [
    # (span, cue, bucket)
    ((0, 2), (3, 3), HALF),  # right before: "the mayor said"
    ((4, 5), (3, 3), HALF),  # right behind
    ((0, 1), (3, 3), HALF - 1),
    ((6, 9), (3, 3), HALF + 2),  # 3-4 words
    ((7, 9), (3, 3), HALF + 2),
    ((8, 9), (3, 3), HALF + 3),
    ((500, 501), (3, 3), DISTANCES - 1),  # 129 and more
    ((0, 1), (400, 400), 0),
]


@pytest.mark.parametrize(("span", "cue", "bucket"), ROWS)
def test_distances(span: tuple[int, int], cue: tuple[int, int], bucket: int) -> None:
    assert distances(np.array([span]), np.array([cue])).tolist() == [[bucket]]


def test_score_is_the_biaffine_form_over_first_and_last_words() -> None:
    rng = np.random.default_rng(3)
    vectors = rng.normal(size=(FARTHEST + 9, COLUMNS)).astype(np.float32)
    bias = rng.normal(size=DISTANCES).astype(np.float32)
    spans = [RoleSpan("content", 4, 6), RoleSpan("content", FARTHEST + 5, FARTHEST + 5)]
    cue = RoleSpan("cue", 1, 2)
    found = scores(vectors, spans, [cue], 1, bias)
    first, last, opens, closes = (vectors[:, (4 + i) * RANK : (5 + i) * RANK] for i in range(4))
    near = (first[4] + last[6]) @ (opens[1] + closes[2]) / RANK**0.5 + bias[HALF + 1]
    assert found.shape == (2, 1)
    assert found[0, 0] == pytest.approx(near, rel=1e-4)
    assert found[1, 0] < NEVER / 2  # farther apart than was ever learned from


def test_ends_of_no_span() -> None:
    assert ends([]).shape == (0, 2)
