"""The judge: how a statement or a passage stands to a claim. A small cross-encoder reads the two together."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np

from onrecord.errors import ModelError
from onrecord.model.pair_network import PairNetwork

FOLDER = Path(str(files("onrecord.claims") / "stance_model"))
PIECES = 160  # of a pair, as in training
LONGEST = 1200  # code points read of each side: more are beyond PIECES


class Answers(NamedTuple):
    """Probabilities that add up to 1: a text supports, disputes, queries or mentions a claim, or none."""

    supports: float
    disputes: float
    queries: float
    mentions: float
    other: float


Judge: TypeAlias = Callable[[Sequence[tuple[str, str]]], list[Answers]]


def judge(pairs: Sequence[tuple[str, str]]) -> list[Answers]:
    """How each text stands to its claim; pairs are (claim, text). Raises ModelError without the model."""
    if not pairs:
        return []
    logits = _network().run([(claim[:LONGEST], read[:LONGEST]) for claim, read in pairs])
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return [Answers(*row) for row in (powers / powers.sum(axis=1, keepdims=True)).tolist()]


@cache
def version() -> str:
    """The version of the judge. Raises ModelError where its files are missing."""
    path = FOLDER / "judge.json"
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"the model's file {path.name} cannot be read ({error}): install onrecord again"
        ) from None


@cache
def _network() -> PairNetwork:
    return PairNetwork(FOLDER / "judge.onnx", FOLDER / "tokenizer.json", PIECES)
