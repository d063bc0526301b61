"""The labels that the model gives to words, and how the best row of labels is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Role = Literal["source", "cue", "content"]
Floats = npt.NDArray[np.float32]

ROLES: tuple[Role, ...] = ("source", "cue", "content")
# 0 is "no role"; 1 + 2 * role opens a span, 2 + 2 * role goes on with it (BIO).
LABELS = 1 + 2 * len(ROLES)
# Added to what must not be chosen; finite, so that sums stay finite.
NEVER = -10_000.0


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Words [first, last], both included, with one role."""

    role: Role
    first: int
    last: int


def allowed() -> npt.NDArray[np.bool_]:
    """Which label may follow which, (LABELS, LABELS): a span goes on only where it was opened."""
    table = np.ones((LABELS, LABELS), dtype=np.bool_)
    for inside in range(2, LABELS, 2):
        table[:, inside] = False
        table[[inside - 1, inside], inside] = True
    return table


def within_paragraphs(emissions: Floats, opening: npt.NDArray[np.bool_]) -> Floats:
    """Emissions with which no span runs from one paragraph into the next; `opening` is (n_words,).

    Of 61,492 gold spans in PolNeAR train one does.
    """
    kept = emissions.copy()
    kept[opening, 2::2] = NEVER
    return kept


def best_labels(emissions: Floats, transitions: Floats) -> npt.NDArray[np.int64]:
    """The row of labels with the highest sum (Viterbi), (n_words,).

    `emissions` is (n_words, LABELS), `transitions` (LABELS, LABELS) from row to column.
    """
    steps = len(emissions)
    if not steps:
        return np.zeros(0, dtype=np.int64)
    back = np.zeros((steps, LABELS), dtype=np.int64)
    # The first word cannot go on with a span that was not opened: as if "no role" stood before it.
    score = emissions[0] + transitions[0]
    for step in range(1, steps):
        paths = score[:, None] + transitions
        back[step] = paths.argmax(axis=0)
        score = paths.max(axis=0) + emissions[step]
    labels = np.zeros(steps, dtype=np.int64)
    labels[-1] = score.argmax()
    for step in range(steps - 1, 0, -1):
        labels[step - 1] = back[step, labels[step]]
    return labels


def spans(labels: npt.NDArray[np.int64]) -> tuple[RoleSpan, ...]:
    """The spans that a row of labels marks, in order."""
    opens = np.flatnonzero(labels % 2 == 1)
    found = []
    for first in opens.tolist():
        inside = labels[first] + 1
        last = first
        while last + 1 < len(labels) and labels[last + 1] == inside:
            last += 1
        found.append(RoleSpan(ROLES[(int(labels[first]) - 1) // 2], first, last))
    return tuple(found)


def probabilities(emissions: Floats, transitions: Floats) -> Floats:
    """The probability of each label at each word (forward-backward), (n_words, LABELS)."""
    ahead, behind = forward_backward(emissions, transitions)
    both = ahead * behind
    return np.asarray(both / both.sum(axis=1, keepdims=True), dtype=np.float32)


def forward_backward(emissions: Floats, transitions: Floats) -> tuple[Floats, Floats]:
    """How likely the words up to each, and those behind it, are with each label, rows scaled to sum 1."""
    steps = len(emissions)
    step_odds = np.exp(emissions - emissions.max(axis=1, keepdims=True)) if steps else emissions
    moves = np.exp(transitions)
    ahead, behind = np.ones_like(step_odds), np.ones_like(step_odds)
    for step in range(steps):
        before = ahead[step - 1] @ moves if step else moves[0]
        row = before * step_odds[step]
        ahead[step] = row / row.sum()
    for step in range(steps - 2, -1, -1):
        row = moves @ (step_odds[step + 1] * behind[step + 1])
        behind[step] = row / row.sum()
    return ahead, behind
