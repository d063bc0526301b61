"""Calibrate the scores and write the model card: python -m training.measure DATA.

Scores are fitted on the even articles of PolNeAR dev and measured on the odd ones.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from gates.evaluate import attribution
from onrecord import article as articles
from onrecord.model.tokenizer import Pieces
from onrecord.records import Page
from onrecord.statements import passage
from onrecord.statements.attributions import Attribution
from onrecord.statements.reader import FOLDER
from onrecord.statements.roles import RoleSpan
from training.card import Step, card
from training.corpus import Example, examples

Floats = npt.NDArray[np.float64]
WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Sides:
    """One attribution as sets of word numbers, to compare a predicted with a gold one."""

    source: Words
    cue: Words
    content: Words


@dataclass(frozen=True, slots=True)
class Predicted:
    """A predicted attribution: what its score is made of, and whether it is right (linked soft)."""

    features: tuple[float, ...]
    right: bool


def read(example: Example) -> list[tuple[Pieces, Attribution]]:
    """What the shipped model finds in a gold article, by the way that a user's text goes."""
    article = articles.extract(Page(origin=example.id, format="text", raw=example.text, id=example.id))
    return list(passage.attributions(passage.of_article(article)))


def compare(example: Example) -> tuple[list[Predicted], int]:
    """The predictions in an article, each right or not, and how many gold attributions it has."""
    numbers = _word_numbers(example.text)
    gold = [
        Sides(*(_numbered(numbers, role) for role in (a.source, a.cue, a.content)))
        for a in example.attributions
    ]
    found = read(example)
    sides = [_sides(numbers, pieces, attribution) for pieces, attribution in found]
    right = _matched(gold, sides)
    return [Predicted(a.features, i in right) for i, (_, a) in enumerate(found)], len(gold)


def _word_numbers(text: str) -> npt.NDArray[np.int64]:
    numbers = np.full(len(text), -1, dtype=np.int64)
    for number, match in enumerate(WORD.finditer(text)):
        numbers[match.start() : match.end()] = number
    return numbers


def _numbered(numbers: npt.NDArray[np.int64], spans: Iterable[tuple[int, int]]) -> Words:
    return frozenset(n for start, end in spans for n in numbers[start:end].tolist() if n >= 0)


def _sides(numbers: npt.NDArray[np.int64], pieces: Pieces, found: Attribution) -> Sides:
    def words(parts: Iterable[RoleSpan]) -> Words:
        return _numbered(numbers, [(int(pieces.start[p.first]), int(pieces.end[p.last])) for p in parts])

    return Sides(words([found.source] if found.source else []), words([found.cue]), words(found.contents))


def _overlap(a: Words, b: Words) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0


def _matched(gold: list[Sides], found: list[Sides]) -> set[int]:
    """Which predictions match a gold attribution one to one, contents best overlapping first."""
    pairs = [
        (-_overlap(g.content, f.content), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if _overlap(g.content, f.content) >= 0.5
        and _overlap(g.source, f.source) >= 0.5
        and (not g.cue or g.cue & f.cue)
    ]
    used: set[int] = set()
    right: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in used and j not in right:
            used.add(i)
            right.add(j)
    return right


def fit(rows: list[Predicted]) -> list[float]:
    """Weights of the features and the constant: logistic regression (Platt 1999), lightly held back."""
    model = LogisticRegression(C=1.0).fit([r.features for r in rows], [r.right for r in rows])
    return [round(float(w), 4) for w in (*model.coef_[0], model.intercept_[0])]


def chances(rows: list[Predicted], weights: list[float]) -> Floats:
    """The score of each prediction."""
    totals = np.array([r.features for r in rows]) @ np.array(weights[:-1]) + weights[-1]
    return np.asarray(1 / (1 + np.exp(-totals)))


def calibration_error(scores: Floats, right: Floats, bins: int = 10) -> float:
    """Expected calibration error over equally wide bins (Guo et al., ICML 2017)."""
    which = np.minimum((scores * bins).astype(int), bins - 1)
    gaps = [
        abs(scores[which == b].mean() - right[which == b].mean()) * (which == b).mean() for b in set(which)
    ]
    return float(np.sum(gaps))


def steps(scores: Floats, right: Floats, n_gold: int) -> Iterator[Step]:
    """Precision and recall of what is left at each least score."""
    for least in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = right[scores >= least]
        yield Step(least, float(kept.mean()) if len(kept) else 1.0, float(kept.sum()) / n_gold)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    given = parser.parse_args()
    dev = [compare(example) for example in examples(given.data / "polnear" / "dev.jsonl.gz")]
    fitted = [row for rows, _ in dev[::2] for row in rows]
    weights = fit(fitted)
    path = FOLDER / "reader.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(settings | {"calibration": weights}, indent=1) + "\n", encoding="utf-8")
    odd = [row for rows, _ in dev[1::2] for row in rows]
    scores, right = chances(odd, weights), np.array([row.right for row in odd], dtype=np.float64)
    table = list(steps(scores, right, sum(n for _, n in dev[1::2])))
    error = calibration_error(scores, right)
    text = card(settings["version"], attribution(given.data), error, table)
    (FOLDER / "MODEL_CARD.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
