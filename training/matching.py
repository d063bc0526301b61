"""Which predicted attributions are right, as the project's attribution script has it (linked soft)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.model.tokenizer import Pieces
from onrecord.statements.attributions import Attribution
from onrecord.statements.roles import RoleSpan
from training.corpus import Example

WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Sides:
    """One attribution as sets of word numbers, to compare a predicted with a gold one."""

    source: Words
    cue: Words
    content: Words


def right(example: Example, found: Sequence[tuple[Pieces, Attribution]]) -> dict[int, int]:
    """The numbers of the attributions found that match a gold one, each with that one's, one to one.

    Contents and sources overlap by half (intersection over union of words) and cues touch; the best
    overlapping contents are matched first.
    """
    numbers = _word_numbers(example.text)
    gold = [
        Sides(*(_numbered(numbers, role) for role in (a.source, a.cue, a.content)))
        for a in example.attributions
    ]
    return _matched(gold, [_sides(numbers, pieces, attribution) for pieces, attribution in found])


def _word_numbers(text: str) -> npt.NDArray[np.int64]:
    numbers = np.full(len(text), -1, dtype=np.int64)
    for number, match in enumerate(WORD.finditer(text)):
        numbers[match.start() : match.end()] = number
    return numbers


def _numbered(numbers: npt.NDArray[np.int64], spans: Iterable[tuple[int, int]]) -> Words:
    return frozenset(n for start, end in spans for n in numbers[start:end].tolist() if n >= 0)


def _sides(numbers: npt.NDArray[np.int64], pieces: Pieces, found: Attribution) -> Sides:
    def words(parts: Iterable[RoleSpan]) -> Words:
        return _numbered(numbers, [(int(pieces.start[p.first]), int(pieces.end[p.last])) for p in parts])

    return Sides(words([found.source] if found.source else []), words([found.cue]), words(found.contents))


def _overlap(a: Words, b: Words) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0


def _matched(gold: list[Sides], found: list[Sides]) -> dict[int, int]:
    """Which prediction matches which gold attribution, one to one, contents best overlapping first."""
    pairs = [
        (-_overlap(g.content, f.content), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if _overlap(g.content, f.content) >= 0.5
        and _overlap(g.source, f.source) >= 0.5
        and (not g.cue or g.cue & f.cue)
    ]
    matched: dict[int, int] = {}
    for _, i, j in sorted(pairs):
        if i not in matched.values() and j not in matched:
            matched[j] = i
    return matched
