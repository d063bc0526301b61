"""The model card, written from what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gates.evaluate import Figure


@dataclass(frozen=True, slots=True)
class Step:
    """Precision and recall of the attributions with at least this score."""

    least: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Share:
    """A kind of attribution: how many there are, how many of those found are right, how many are found."""

    name: str
    gold: int
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Measured:
    """All that the card says in numbers."""

    version: str
    polnear: list[Figure]
    choose: list[Figure]
    kept: list[Figure]
    quotations: list[Share]
    outlets: list[Share]
    error: float
    steps: list[Step]


def card(measured: Measured) -> str:
    """The card as Markdown: the text of card.md with the tables filled in."""
    figures = {figure.name: figure.value for figure in measured.polnear}
    own = {figure.name: figure.value for figure in measured.kept}
    shares = "precision | recall | F1"
    return (
        Path(__file__)
        .with_name("card.md")
        .read_text(encoding="utf-8")
        .format(
            version=measured.version,
            compared=" | ".join(
                f"**{figures[name]:.3f}**"
                for name in ("source exact", "cue exact", "content exact", "linked soft", "linked exact")
            ),
            figures=_table(f"| | {shares} |", [_figure(figure) for figure in measured.polnear]),
            quotations=_table(f"| | gold | {shares} |", [_share(share) for share in measured.quotations]),
            outlets=_table(f"| | gold | {shares} |", [_share(share) for share in measured.outlets]),
            own=_table(
                "| | `choose`, F1 | `kept`, precision | recall | F1 |",
                [
                    f"| {a.name} | {a.value:.3f} | {b.precision:.3f} | {b.recall:.3f} | {b.value:.3f} |"
                    for a, b in zip(measured.choose, measured.kept, strict=True)
                ],
            ),
            within=f"{own['within soft']:.2f}",
            missed=round(
                10 * (1 - next(f.recall or 0.0 for f in measured.polnear if f.name == "linked soft"))
            ),
            error=measured.error,
            steps=_table(
                "| `--min-score` | precision | recall |",
                [f"| {s.least:.1f} | {s.precision:.3f} | {s.recall:.3f} |" for s in measured.steps],
            ),
        )
    )


def _figure(figure: Figure) -> str:
    return f"| {figure.name} | {figure.precision:.3f} | {figure.recall:.3f} | {figure.value:.3f} |"


def _share(share: Share) -> str:
    both = share.precision + share.recall
    f1 = 2 * share.precision * share.recall / both if both else 0.0
    return f"| {share.name} | {share.gold} | {share.precision:.3f} | {share.recall:.3f} | {f1:.3f} |"


def _table(head: str, rows: list[str]) -> str:
    return "\n".join([head, "|" + "---|" * (head.count("|") - 1), *rows])
