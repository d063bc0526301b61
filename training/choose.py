"""Choose how readily spans are opened, on the held-out tenth of train: python -m training.choose DATA.

The CRF is trained for whole rows of labels; what counts are linked attributions, and one that is
missed costs more there than a span too many, which finds no partner. So opening a source, a cue or a
content gets a bonus, chosen by linked soft F1 and written into the transitions of reader.json.
"""

from __future__ import annotations

import argparse
import itertools
import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from onrecord.statements.attributions import decode
from onrecord.statements.passage import Run, runs
from onrecord.statements.reader import FOLDER, Settings, settings
from onrecord.statements.roles import Floats
from training.corpus import Example, examples, held_out
from training.matching import right
from training.measure import words_of

# Finer or higher steps moved the figure by less than its noise (0.2 points between halves).
STEPS = (0.0, 0.5, 1.0)
Bonus = tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A held-out article with the model's runs over it."""

    example: Example
    runs: tuple[Run, ...]


def with_bonus(transitions: Floats, bonus: Bonus) -> Floats:
    """Transitions with a bonus for opening a source, a cue and a content."""
    raised = transitions.copy()
    raised[:, 1::2] += np.array(bonus, dtype=np.float32)
    return raised


def linked_soft(rows: list[Read], settings: Settings) -> float:
    """F1 of whole attributions over some articles."""
    hits = predicted = gold = 0
    for row in rows:
        found = [(run.pieces, each) for run in row.runs for each in decode(run.output, settings)]
        hits += len(right(row.example, found))
        predicted += len(found)
        gold += len(row.example.attributions)
    return 2 * hits / (predicted + gold)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    given = parser.parse_args()
    _, apart = held_out(examples(given.data / "polnear" / "train.jsonl.gz"))
    rows = [Read(example, tuple(runs(words_of(example)))) for example in apart]
    now = settings()
    figures = {}
    for bonus in itertools.product(STEPS, repeat=3):
        figures[bonus] = linked_soft(rows, replace(now, transitions=with_bonus(now.transitions, bonus)))
        print(f"bonus {bonus}: linked soft {figures[bonus]:.4f}", flush=True)
    best = max(figures, key=lambda bonus: figures[bonus])
    path = FOLDER / "reader.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    raised = with_bonus(now.transitions, best)
    found["transitions"] = [[round(float(x), 4) for x in row] for row in raised]
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"chosen: {best}")


if __name__ == "__main__":
    main()
