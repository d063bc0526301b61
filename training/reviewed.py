"""Reviewed statements as examples: what `onrecord reviews --training FILE` writes.

A text teaches where there is nothing only where all that was found in it was decided on. So of an article in
which that is not so only those lines become examples in which it is.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.records import Span
from onrecord.statements.roles import ROLES
from training.corpus import Attribution, Example, paragraphs

Row = dict[str, Any]
"""A line of the file: see `onrecord.ledger.review_training.training_line`."""


def reviewed_examples(path: Path) -> Iterator[Example]:
    """Articles that were reviewed whole, and lines of others; what is within a content is left out."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            whole = [Span(0, len(row["text"]))]
            for stretch in whole if row["complete"] else _decided(row):
                yield _example(row, stretch)


def _decided(row: Row) -> list[Span]:
    """The lines of the text in which something was decided, and nothing was left open."""
    by_id = {each["id"]: each for each in row["statements"]}
    decided, left = list[Span](), list[Span]()
    for review in row["reviews"]:
        said = review["said"] or by_id[review["statement"]]
        reach = _reach([span for role in ROLES for span in (said[role] or {"spans": []})["spans"]])
        (left if review["verdict"] is None else decided).append(reach)
    lines = paragraphs(row["text"])
    # What reaches from one line into the next is cut off in both.
    left += [span for span in decided if not any(_holds(line, span) for line in lines)]
    return [
        line
        for line in lines
        if any(_holds(line, span) for span in decided) and not any(_meets(line, span) for span in left)
    ]


def _example(row: Row, stretch: Span) -> Example:
    found = []
    for each in row["attributions"]:
        if _holds(stretch, _reach([span for role in ROLES for span in each[role]])):
            roles = (
                tuple(Span(s - stretch.start, e - stretch.start) for s, e in each[role]) for role in ROLES
            )
            found.append(Attribution(*roles))
    text = row["text"][stretch.start : stretch.end]
    return Example(f"{row['id']}:{stretch.start}", row["outlet"] or "unknown", text, tuple(found))


def _reach(spans: Sequence[Sequence[int]]) -> Span:
    return Span(min(start for start, _ in spans), max(end for _, end in spans))


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
