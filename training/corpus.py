"""PolNeAR as the model sees it: words with role labels, spans, and which span belongs to which cue."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.model.tokenizer import Ints, Pieces, split
from onrecord.records import Span
from onrecord.statements.quotes import quoted
from onrecord.statements.roles import LABELS, ROLES, Role, allowed
from onrecord.statements.words import covered, opening, shapes

Spans = tuple[Span, ...]
Halves = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One gold attribution, in code points of the text."""

    source: Spans
    cue: Spans
    content: Spans

    def role(self, role: Role) -> Spans:
        """The spans with a role."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated article."""

    id: str
    outlet: str
    text: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """How likely each label is, (n_words, LABELS), and each with the one before, (n_words, LABELS, LABELS).

    0 and 1 where somebody annotated; a teacher's probabilities where nobody did. The first word's step
    is not used.
    """

    labels: Halves
    steps: Halves

    @classmethod
    def of(cls, labels: Ints) -> Target:
        """One row of labels, each opened anew where another role cuts its span."""
        before = np.concatenate(([0], labels[:-1]))
        sure = np.eye(LABELS, dtype=np.float16)[labels - ~allowed()[before, labels]]
        return cls(sure, np.concatenate([sure[:1], sure[:-1]])[:, :, None] * sure[:, None, :])


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """An article in words: what labels it has, spans as (n, 2) first and last word, links between them.

    `cue_source` (n_cues,): the index of a source, or -1 for none. `content_cue` (n_contents,): of a cue.
    """

    pieces: Pieces
    shapes: Ints
    target: Target
    sources: Ints
    cues: Ints
    contents: Ints
    cue_source: Ints
    content_cue: Ints


def examples(path: Path) -> list[Example]:
    """The articles of a PolNeAR file, in its order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Example(row["id"], row["outlet"], row["text"], tuple(_attributions(row))) for row in rows]


def _attributions(row: dict[str, list[dict[str, list[list[int]]]]]) -> Iterator[Attribution]:
    for found in row["attributions"]:
        spans = (tuple(Span(s, e) for s, e in found.get(role) or ()) for role in ROLES)
        yield Attribution(*spans)


def paragraphs(text: str) -> Spans:
    """The lines of a text that hold anything; PolNeAR has one paragraph a line."""
    return tuple(Span(*match.span()) for match in re.finditer(r"\S[^\n]*", text))


def label(example: Example, tokenizer_path: Path) -> Labelled:
    """An article as words, labels, spans and links."""
    text, pieces = example.text, split(example.text, tokenizer_path)
    labels = np.zeros(len(pieces), dtype=np.int64)
    numbers: dict[Role, dict[tuple[int, int], int]] = {role: {} for role in ROLES}
    cue_source: dict[int, int] = {}
    content_cue: dict[int, int] = {}
    for attribution in example.attributions:
        found: dict[Role, list[int]] = {}
        for role in ROLES:
            words = [w for span in attribution.role(role) if (w := _words(pieces, span))]
            for first, last in words:
                labels[first] = 1 + 2 * ROLES.index(role)
                labels[first + 1 : last + 1] = 2 + 2 * ROLES.index(role)
            found[role] = [numbers[role].setdefault(w, len(numbers[role])) for w in words]
        if found["cue"]:
            cue = found["cue"][0]
            cue_source[cue] = found["source"][0] if found["source"] else -1
            content_cue |= dict.fromkeys(found["content"], cue)
    return Labelled(
        pieces=pieces,
        shapes=shapes_of(text, pieces),
        target=Target.of(labels),
        sources=_table(numbers["source"]),
        cues=_table(numbers["cue"]),
        contents=_table(numbers["content"]),
        cue_source=np.array([cue_source.get(i, -1) for i in range(len(numbers["cue"]))], dtype=np.int64),
        content_cue=np.array(
            [content_cue.get(i, -1) for i in range(len(numbers["content"]))], dtype=np.int64
        ),
    )


def shapes_of(text: str, pieces: Pieces) -> Ints:
    """The shapes of a text's words."""
    lines = paragraphs(text)
    return shapes(text, pieces, opening(pieces, lines), covered(pieces, quoted(text, lines)))


def _words(pieces: Pieces, span: Span) -> tuple[int, int] | None:
    first = int(np.searchsorted(pieces.end, span.start, side="right"))
    last = int(np.searchsorted(pieces.start, span.end, side="left")) - 1
    return (first, last) if first <= last else None


def _table(numbers: dict[tuple[int, int], int]) -> Ints:
    return np.array(sorted(numbers, key=numbers.__getitem__), dtype=np.int64).reshape(-1, 2)
