"""The model that reads attributions: its files, its version, and one run over some words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from onrecord.errors import ModelError
from onrecord.model.network import Network, Seen
from onrecord.model.tokenizer import Ints, Pieces
from onrecord.statements.links import DISTANCES, View
from onrecord.statements.roles import LABELS, Floats

FOLDER = Path(str(files("onrecord.statements") / "reader"))
# Raised when the shapes, labels or columns that code and model agree on change.
LAYOUT = 1


@dataclass(frozen=True, slots=True, eq=False)
class Settings:
    """What the model needs beside its network, from reader.json.

    `transitions` (LABELS, LABELS), `distances` (2, DISTANCES), `calibration` the weights of
    scores.FEATURES and a last constant term, `cue_words` the words that a cue is likely made of.
    """

    version: str
    transitions: Floats
    distances: Floats
    calibration: Floats
    cue_words: frozenset[str]


@cache
def settings(folder: Path = FOLDER) -> Settings:
    """The model's settings. Raises ModelError where they are missing or of another layout."""
    path = folder / "reader.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the model's file {path.name} cannot be read ({error}): install onrecord again"
        ) from None
    if found.get("layout") != LAYOUT:
        raise ModelError(
            f"the model's layout is {found.get('layout')}, this program reads {LAYOUT}: update both"
        )
    return Settings(
        version=str(found["version"]),
        transitions=np.array(found["transitions"], dtype=np.float32).reshape(LABELS, LABELS),
        distances=np.array(found["distances"], dtype=np.float32).reshape(2, DISTANCES),
        calibration=np.array(found["calibration"], dtype=np.float32),
        cue_words=frozenset(found["cue_words"]),
    )


@cache
def _network(folder: Path) -> Network:
    return Network(folder / "reader.onnx")


@dataclass(frozen=True, slots=True, eq=False)
class Output:
    """What the model says of some words.

    `emissions` (n_words, LABELS): of each word. `none` (n_words,): how well it goes, as the first word
    of a cue, without a source. `views`: the link vectors, window by window.
    """

    emissions: Floats
    none: Floats
    views: tuple[View, ...]


def run(pieces: Pieces, shapes: Ints, folder: Path = FOLDER) -> Output:
    """Run the model over some words, at least one."""
    return merged(_network(folder).run(pieces, shapes))


def merged(seen: Sequence[Seen]) -> Output:
    """One reading of all words from those of the windows.

    Where windows overlap, each counts by the words that it shows around the word: .005 better in linked
    soft F1 on held-out articles, with either of two models, than to take the one that shows more.
    """
    n_words = seen[-1].window.end
    sums = np.zeros((n_words, LABELS + 1))
    weights = np.zeros((n_words, 1))
    for each in seen:
        size = each.window.end - each.window.start
        around = 1 + np.minimum(np.arange(size), np.arange(size)[::-1])[:, None]
        rows = np.concatenate([each.outputs[0], each.outputs[1][:, -1:]], axis=1)
        sums[each.window.start : each.window.end] += around * rows
        weights[each.window.start : each.window.end] += around
    means = (sums / weights).astype(np.float32)
    views = tuple(View(each.window.start, each.outputs[1]) for each in seen)
    return Output(means[:, :LABELS], means[:, LABELS], views)
