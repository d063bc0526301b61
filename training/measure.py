"""Calibrate the scores and write the model card: python -m training.measure DATA.

Scores are fitted on the even articles of PolNeAR dev and measured on the odd ones.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from gates.evaluate import attribution, own
from onrecord import article as articles
from onrecord.records import Page, Quotation, Span
from onrecord.statements import passage
from onrecord.statements.reader import FOLDER
from training.card import Measured, Share, Step, card
from training.corpus import Example, examples
from training.matching import right
from training.plot import draw

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Predicted:
    """A predicted attribution: what its score is made of, how it is quoted, whether it is right."""

    features: tuple[float, ...]
    quotation: Quotation
    right: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold attribution: how it is quoted, and whether it was found (linked soft)."""

    quotation: Quotation
    found: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One article, as it was annotated and as it was read."""

    outlet: str
    predicted: tuple[Predicted, ...]
    gold: tuple[Gold, ...]


def compare(example: Example) -> Compared:
    """An article read by the way that a user's text goes, beside its gold attributions."""
    article = articles.extract(Page(origin=example.id, format="text", raw=example.text, id=example.id))
    whole = passage.of_article(article)
    found = list(passage.attributions(whole))
    matched = right(example, found)
    predicted = []
    for number, (pieces, one) in enumerate(found):
        content = [Span(int(pieces.start[part.first]), int(pieces.end[part.last])) for part in one.contents]
        predicted.append(Predicted(one.features, passage.quotation(whole, content), number in matched))
    hit = set(matched.values())
    gold = [
        Gold(passage.quotation(whole, one.content), n in hit) for n, one in enumerate(example.attributions)
    ]
    return Compared(example.outlet, tuple(predicted), tuple(gold))


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


def by_quotation(rows: list[Compared]) -> Iterator[Share]:
    """Direct, indirect and mixed: recall over the gold ones of a kind, precision over the predicted."""
    for kind in get_args(Quotation):
        gold = [g.found for row in rows for g in row.gold if g.quotation == kind]
        predicted = [p.right for row in rows for p in row.predicted if p.quotation == kind]
        yield Share(kind, len(gold), sum(predicted) / len(predicted), sum(gold) / len(gold))


def by_outlet(rows: list[Compared]) -> Iterator[Share]:
    """The same for each outlet, in the order of their names."""
    for outlet in sorted({row.outlet for row in rows}):
        some = [row for row in rows if row.outlet == outlet]
        hits, predicted, gold = (
            sum(sum(g.found for g in row.gold) for row in some),
            sum(len(row.predicted) for row in some),
            sum(len(row.gold) for row in some),
        )
        yield Share(outlet, gold, hits / predicted, hits / gold)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    given = parser.parse_args()
    dev = [compare(example) for example in examples(given.data / "polnear" / "dev.jsonl.gz")]
    weights = fit([one for row in dev[::2] for one in row.predicted])
    path = FOLDER / "reader.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(settings | {"calibration": weights}, indent=1) + "\n", encoding="utf-8")
    odd = [one for row in dev[1::2] for one in row.predicted]
    scores, hits = chances(odd, weights), np.array([one.right for one in odd], dtype=np.float64)
    table = list(steps(scores, hits, sum(len(row.gold) for row in dev[1::2])))
    draw(scores, hits, table, FOLDER / "scores.svg")
    measured = Measured(
        settings["version"],
        polnear=attribution(given.data),
        choose=own(given.data, "choose"),
        kept=own(given.data, "kept"),
        quotations=list(by_quotation(dev)),
        outlets=list(by_outlet(dev)),
        error=calibration_error(scores, hits),
        steps=table,
    )
    (FOLDER / "MODEL_CARD.md").write_text(card(measured), encoding="utf-8")
    print(card(measured))


if __name__ == "__main__":
    main()
