"""Fit what decides an article's stance: python -m training.judge_choose DATA [--measure].

On the stories kept for it: pairs whose claim and article are both in stories with number mod 10 = 3, which
the judge did not learn from. Writes the weights of `claims.whole` into judge.json. With `--measure` it also
prints the figures on mod 5 = 4.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from onrecord.claims import whole
from onrecord.claims.judge import FOLDER, Answers, judge
from onrecord.claims.whole import STANCES, Deciding, Floats, Shared, decide, features, read_with, shared
from training.judge_data import MEANT, Asked, Half, Material, asked, own_pairs, prepared

# "disagree" is rare, and a ledger of who disputes what lives by it: it counts as if it were more frequent.
WORTH = 3.0
STANCED = STANCES[:3]


@dataclass(frozen=True, slots=True)
class Table:
    """Pairs of a half; what the judge says of each, and what is shared; None where it is not read."""

    rows: list[Asked]
    known: list[tuple[Answers, Shared] | None]

    @classmethod
    def of(cls, data: Path, half: Half) -> Table:
        """Have the judge read a half."""
        articles = prepared(data)
        rows = [row for row in asked(data) if row.half == half]
        shares = [shared(row.claim, articles[row.article]) for row in rows]
        near = [place for place, share in enumerate(shares) if share.everything >= whole.LEAST]
        pairs = [(rows[at].claim, read_with(rows[at].claim, articles[rows[at].article])) for at in near]
        known: list[tuple[Answers, Shared] | None] = [None] * len(rows)
        for place, answer in zip(near, judge(pairs), strict=True):
            known[place] = (answer, shares[place])
        return cls(rows, known)

    def gold(self) -> list[str]:
        """The stances of the data."""
        return [row.stance for row in self.rows]

    def decided(self, deciding: Deciding) -> list[str]:
        """The stances as they are told."""
        return [decide(*each, deciding) if each else "unrelated" for each in self.known]


def fit(table: Table) -> Floats:
    """The weights that tell what is related, by logistic regression."""
    both = zip(table.rows, table.known, strict=True)
    read = [(row.stance != "unrelated", features(*each)) for row, each in both if each]
    fitted = LogisticRegression(C=1.0, max_iter=2000).fit([x[:-1] for _, x in read], [y for y, _ in read])
    return np.append(fitted.coef_[0], fitted.intercept_)


def leaning(data: Path) -> Floats:
    """How much more frequent each stance is in the data than in an epoch of training, as logarithms."""
    rows = Counter(row.stance for row in asked(data) if row.half == "learn")
    of_right = {MEANT[stance]: stance for stance in STANCED}
    seen = Counter(of_right.get(pair.right, "") for pair in Material(data).epoch(random.Random(1)))
    ratio = np.array([rows[stance] / seen[stance] for stance in STANCED])
    return np.asarray(np.log(ratio / ratio[0]) + np.log([1.0, WORTH, 1.0]))


def figures(gold: list[str], told: list[str]) -> dict[str, float]:
    """F1 of each stance, their mean, and the challenge's weighted score."""
    both = list(zip(gold, told, strict=True))
    found: dict[str, float] = {}
    for stance in STANCES:
        right = sum(a == b == stance for a, b in both)
        every = gold.count(stance) + told.count(stance)
        found[stance] = 2 * right / every if every else 0.0
    found["macro"] = sum(found[stance] for stance in STANCES) / 4
    best = sum(0.25 if each == "unrelated" else 1.0 for each in gold)
    got = sum((0.25 if a == "unrelated" else 0.75) for a, b in both if a == b)
    got += 0.25 * sum(a != "unrelated" and b != "unrelated" for a, b in both)
    return {**found, "weighted": got / best}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--measure", action="store_true")
    given = parser.parse_args()
    choose = Table.of(given.data, "choose")
    deciding = Deciding(fit(choose), leaning(given.data))
    print("choose ", figures(choose.gold(), choose.decided(deciding)))
    pairs = own_pairs(chosen_on=True)
    answers = judge([(pair.claim, pair.read) for pair in pairs])
    right = sum(int(np.argmax(answer)) in pair.right for pair, answer in zip(pairs, answers, strict=True))
    print(f"own pairs kept to choose on: {right / len(pairs):.4f} of {len(pairs)} right")
    path = FOLDER / "judge.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["related"] = [round(x, 4) for x in deciding.related.tolist()]
    settings["leaning"] = [round(x, 4) for x in deciding.leaning.tolist()]
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    if given.measure:
        measure = Table.of(given.data, "measure")
        print("measure", figures(measure.gold(), measure.decided(deciding)))


if __name__ == "__main__":
    main()
