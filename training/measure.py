"""Calibrate the scores and write the model card: python -m training.measure DATA.

Scores are fitted on the even articles of PolNeAR dev and measured on the odd ones.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from gates.evaluate import attribution
from onrecord import article as articles
from onrecord.records import Page
from onrecord.statements import passage
from onrecord.statements.passage import Passage
from onrecord.statements.reader import FOLDER
from training.card import Step, card
from training.corpus import Example, examples
from training.matching import right

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Predicted:
    """A predicted attribution: what its score is made of, and whether it is right (linked soft)."""

    features: tuple[float, ...]
    right: bool


def words_of(example: Example) -> Passage:
    """A gold article as a passage, by the way that a user's text goes."""
    article = articles.extract(Page(origin=example.id, format="text", raw=example.text, id=example.id))
    return passage.of_article(article)


def compare(example: Example) -> tuple[list[Predicted], int]:
    """The predictions in an article, each right or not, and how many gold attributions it has."""
    found = list(passage.attributions(words_of(example)))
    matched = right(example, found)
    predicted = [Predicted(each.features, number in matched) for number, (_, each) in enumerate(found)]
    return predicted, len(example.attributions)


def fit(rows: list[Predicted]) -> list[float]:
    """Weights of the features and the constant: logistic regression (Platt 1999), lightly held back."""
    model = LogisticRegression(C=1.0).fit([r.features for r in rows], [r.right for r in rows])
    return [round(float(w), 4) for w in (*model.coef_[0], model.intercept_[0])]


def chances(rows: list[Predicted], weights: list[float]) -> Floats:
    """The score of each prediction."""
    totals = np.array([r.features for r in rows]) @ np.array(weights[:-1]) + weights[-1]
    return np.asarray(1 / (1 + np.exp(-totals)))


def calibration_error(scores: Floats, hits: Floats, bins: int = 10) -> float:
    """Expected calibration error over equally wide bins (Guo et al., ICML 2017)."""
    which = np.minimum((scores * bins).astype(int), bins - 1)
    gaps = [
        abs(scores[which == b].mean() - hits[which == b].mean()) * (which == b).mean() for b in set(which)
    ]
    return float(np.sum(gaps))


def steps(scores: Floats, hits: Floats, n_gold: int) -> Iterator[Step]:
    """Precision and recall of what is left at each least score."""
    for least in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = hits[scores >= least]
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
    scores, hits = chances(odd, weights), np.array([row.right for row in odd], dtype=np.float64)
    table = list(steps(scores, hits, sum(n for _, n in dev[1::2])))
    error = calibration_error(scores, hits)
    text = card(settings["version"], attribution(given.data), error, table)
    (FOLDER / "MODEL_CARD.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
