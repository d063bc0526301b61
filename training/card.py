"""The model card, written from what was measured."""

from __future__ import annotations

from dataclasses import dataclass

from gates.evaluate import Figure

CARD = """\
# Model card: {version}

Reads news reports for attributions: labels words as source, cue or content, and links them.

- **Network**: MiniLM-L6 (6 layers, width 384, 23 M parameters; start weights all-MiniLM-L6-v2) with an
  embedding of each word's case, quotation and place in the paragraph, a linear-chain CRF over seven
  role labels, and biaffine links of rank 64 from the first and last word of each source and content
  to a cue. Exported to ONNX, dynamic int8, run in windows of 254 word pieces.
- **Data**: PolNeAR 1.0 train (Newell, Margolin and Ruths, LREC 2018), 756 of its 840 US political news
  articles; every tenth is held out to choose with. Typography is varied in training: straight, curly
  and British quotation marks, headlines without full stop.
- **Licences**: onrecord and this model Apache-2.0; all-MiniLM-L6-v2 Apache-2.0; PolNeAR states none.
  No text of the corpus is in these files; reader.json lists single words that cues are made of.
- **Made by** `make train`; measured by `python -m training.measure`.

## Figures on PolNeAR dev (84 articles, 2,192 attributions)

Scored by the project's attribution script. Exact: spans with the same ends; token: words with the same
role; linked soft: content and source overlap by half and cues touch; linked exact: all three equal.

{figures}

## Scores

A score is the probability that source, cue and content are right (linked soft). Fitted on the even
articles of dev, measured on the odd: expected calibration error {error:.3f}.

{steps}

## Reads badly

- English alone, and best the American political news that it learned from.
- About three attributions in ten are missed, among them rarer cues: "put the number at", "did not rule
  out", "in the words of".
- An apposition between dashes ("the country – a major exporter – has said") may be taken for the source.
- Sources many sentences before, when two people speak in turn.
- Deeds that report nothing ("voted to", "plans to") count as attributions in PolNeAR, and so here.
- Attributions inside a content are found by reading the content alone; no corpus marks them, so no
  figure is given.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """Precision and recall of the attributions with at least this score."""

    least: float
    precision: float
    recall: float


def card(version: str, figures: list[Figure], error: float, steps: list[Step]) -> str:
    """The card as Markdown."""
    return CARD.format(
        version=version,
        figures=_table(
            "| | precision | recall | F1 |",
            [f"| {f.name} | {f.precision:.3f} | {f.recall:.3f} | {f.value:.3f} |" for f in figures],
        ),
        error=error,
        steps=_table(
            "| `--min-score` | precision | recall |",
            [f"| {s.least:.1f} | {s.precision:.3f} | {s.recall:.3f} |" for s in steps],
        ),
    )


def _table(head: str, rows: list[str]) -> str:
    return "\n".join([head, "|" + "---|" * (head.count("|") - 1), *rows])
