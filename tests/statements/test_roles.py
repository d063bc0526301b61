"""Rows of labels: the best one, what it marks, how probable each label is, against all rows tried."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.statements.roles import (
    LABELS,
    NEVER,
    Floats,
    RoleSpan,
    allowed,
    best_labels,
    probabilities,
    spans,
    within_paragraphs,
)

SOURCE, SOURCE_ON, CUE, CUE_ON, CONTENT, CONTENT_ON = range(1, LABELS)
MOVES = np.where(allowed(), 0.0, NEVER).astype(np.float32)


def random_numbers(seed: int, steps: int) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(steps, LABELS)).astype(np.float32)
    return emissions, MOVES + rng.normal(size=MOVES.shape).astype(np.float32)


def total(row: tuple[int, ...], emissions: Floats, moves: Floats) -> float:
    before = (0, *row)
    return float(sum(emissions[i, at] + moves[before[i], at] for i, at in enumerate(row)))


@pytest.mark.parametrize("seed", range(5))
def test_best_labels_and_probabilities_agree_with_trying_all_rows(seed: int) -> None:
    emissions, moves = random_numbers(seed, 4)
    rows = list(itertools.product(range(LABELS), repeat=4))
    totals = np.array([total(row, emissions, moves) for row in rows])
    assert tuple(best_labels(emissions, moves)) == rows[int(totals.argmax())]
    odds = np.exp(totals - totals.max())
    expected = np.zeros((4, LABELS))
    for row, odd in zip(rows, odds / odds.sum(), strict=True):
        expected[range(4), row] += odd
    assert np.allclose(probabilities(emissions, moves), expected, atol=1e-4)


@given(st.integers(0, 10_000), st.integers(0, 60))
def test_no_span_goes_on_that_was_not_opened(seed: int, steps: int) -> None:
    emissions, moves = random_numbers(seed, steps)
    labels = [0, *best_labels(emissions, moves).tolist()]
    assert all(allowed()[a, b] for a, b in itertools.pairwise(labels))


@given(st.integers(0, 10_000), st.sets(st.integers(0, 29)))
def test_no_span_runs_into_the_next_paragraph(seed: int, opens: set[int]) -> None:
    emissions, moves = random_numbers(seed, 30)
    opening = np.isin(np.arange(30), list(opens))
    found = spans(best_labels(within_paragraphs(emissions, opening), moves))
    assert not any(opening[span.first + 1 : span.last + 1].any() for span in found)


ROWS = [
    ([], ()),
    ([0, 0], ()),
    ([SOURCE, SOURCE_ON, CUE], (RoleSpan("source", 0, 1), RoleSpan("cue", 2, 2))),
    ([CONTENT, CONTENT, CONTENT_ON], (RoleSpan("content", 0, 0), RoleSpan("content", 1, 2))),  # side by side
    ([CUE, 0, CUE, CUE_ON], (RoleSpan("cue", 0, 0), RoleSpan("cue", 2, 3))),
]


@pytest.mark.parametrize(("labels", "expected"), ROWS)
def test_spans(labels: list[int], expected: tuple[RoleSpan, ...]) -> None:
    assert spans(np.array(labels, dtype=np.int64)) == expected
