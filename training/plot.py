"""The model card's picture: what --min-score keeps, and whether scores are what they say."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure

from training.card import Step

# Text stays text (small, and found by a search), and the same numbers give the same file.
matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "onrecord", "font.size": 11})
DARK, LIGHT = "#1f4e79", "#c05a00"


def draw(
    scores: npt.NDArray[np.float64], hits: npt.NDArray[np.float64], steps: list[Step], path: Path
) -> None:
    """Write an SVG: precision and recall at each least score; right ones among those with about a score."""
    figure = Figure(figsize=(9, 3.8), layout="constrained")
    left, right = figure.subplots(1, 2)
    least = [step.least for step in steps]
    for name, values, colour, above in (
        ("precision", [step.precision for step in steps], DARK, 10),
        ("recall", [step.recall for step in steps], LIGHT, -20),
    ):
        left.plot(least, values, marker="o", color=colour)
        left.annotate(
            name, (least[4], values[4]), (0, above), textcoords="offset points", color=colour, ha="center"
        )
    left.set(title="What --min-score keeps", xlabel="least score", ylabel="share", ylim=(0, 1))
    bins = np.minimum((scores * 10).astype(int), 9)
    some = [b for b in range(10) if (bins == b).sum() >= 10]
    right.plot([0, 1], [0, 1], color="#888888", linestyle="--")
    right.plot(
        [scores[bins == b].mean() for b in some],
        [hits[bins == b].mean() for b in some],
        marker="o",
        color=DARK,
    )
    right.set(title="Is a score what it says?", xlabel="score", ylabel="share right", ylim=(0, 1))
    for axes in (left, right):
        axes.grid(color="#dddddd")
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, format="svg", facecolor="white", metadata={"Date": None})
