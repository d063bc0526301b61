"""The distance between two spans as a bucket, and the score of a pair."""

import numpy as np
import pytest

from onrecord.statements.links import COLUMNS, DISTANCES, HALF, RANK, View, distances, ends, scores
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
    vectors = rng.normal(size=(9, COLUMNS)).astype(np.float32)
    bias = rng.normal(size=DISTANCES).astype(np.float32)
    spans, cue = [RoleSpan("content", 4, 6)], RoleSpan("cue", 1, 2)
    found = scores([View(0, vectors)], spans, [cue], 1, bias)
    first, last, opens, closes = (vectors[:, (4 + i) * RANK : (5 + i) * RANK] for i in range(4))
    near = (first[4] + last[6]) @ (opens[1] + closes[2]) / RANK**0.5 + bias[HALF + 1]
    assert found.shape == (1, 1)
    assert found[0, 0] == pytest.approx(near, rel=1e-4)


def test_each_window_that_shows_a_pair_counts_by_the_words_around_it() -> None:
    views = [
        View(start, np.full((10, COLUMNS), value, dtype=np.float32)) for start, value in ((0, 1), (5, 2))
    ]
    cues = [RoleSpan("cue", 2, 2), RoleSpan("cue", 8, 8), RoleSpan("cue", 13, 13)]
    found = scores(views, [RoleSpan("source", 6, 6)], cues, 0, np.zeros(DISTANCES, dtype=np.float32))
    once, twice = 4 * RANK / RANK**0.5, 16 * RANK / RANK**0.5
    # 6 and 8 have one word behind them in the first window and one before them in the second: as much.
    assert found.tolist() == [[once, (once + twice) / 2, twice]]


def test_a_pair_that_no_window_shows_is_out_of_the_question() -> None:
    views = [View(start, np.ones((5, COLUMNS), dtype=np.float32)) for start in (0, 5)]
    pair = RoleSpan("source", 1, 1), RoleSpan("cue", 7, 7)
    assert scores(views, [pair[0]], [pair[1]], 0, np.ones(DISTANCES, dtype=np.float32)).tolist() == [[NEVER]]


def test_ends_of_no_span() -> None:
    assert ends([]).shape == (0, 2)
