"""Checking a sentence: which statements support, dispute, query or mention it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.claims.candidates import Wording, Wordings
from onrecord.claims.content import bare
from onrecord.claims.judge import Judge, judge
from onrecord.claims.match import ENOUGH, taken, together
from onrecord.claims.terms import terms
from onrecord.records import Saying, StanceKind

MOST = 100  # statements that the judge reads, the likest first
LEAST = 0.08  # likeness from which it does


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement that touches the sentence, and how sure that is, from 0 to 1."""

    saying: Saying
    kind: StanceKind
    score: float


def check(
    text: str, sayings: Iterable[Saying], *, vector: bytes = b"", judge: Judge = judge
) -> tuple[Checked, ...]:
    """The statements that touch a sentence, the surest first, those as sure in the order given.

    `vector` is the sentence's own, where it is known (`statements.vectors.of_text`).
    """
    wordings = Wordings()
    by_id: dict[str, Saying] = {}
    for saying in sayings:
        by_id[saying.statement.id] = saying
        content = bare(saying.statement.content.text)
        wordings.add(Wording(saying.statement.id, content, frozenset(terms(saying.read)), saying.vector))
    near = wordings.nearest(frozenset(terms(text)), vector, MOST, LEAST)
    able = [(by_id[wording.claim], likeness) for wording, likeness in near]
    answers = judge([(text, saying.read) for saying, _ in able])
    found = []
    for (saying, likeness), answer in zip(able, answers, strict=True):
        kind, probability = taken(saying, answer)
        score = together(probability, likeness)
        if kind and score >= ENOUGH:
            found.append(Checked(saying, kind, round(min(score, 1.0), 3)))
    place = {statement: number for number, statement in enumerate(by_id)}
    return tuple(sorted(found, key=lambda each: (-each.score, place[each.saying.statement.id])))
