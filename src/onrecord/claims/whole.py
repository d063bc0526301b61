"""The stance of a whole article towards a claim: agree, disagree, discuss or unrelated.

Terms first: an article that holds few of the claim's words is about something else. Of the others the judge
reads the lead and the sentences that share most with the claim. Whether the two are related follows from what
it says and from how much is shared, by weights fitted on stories kept for that; which stance, from what it
says, leaning to each as much as it is more frequent in news than in what the judge learned from
(`training.judge_choose`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal

import numpy as np
import numpy.typing as npt

from onrecord.claims.judge import FOLDER, Answers, Judge, judge
from onrecord.claims.passages import Prepared, coverage, joined, passages
from onrecord.claims.terms import terms

Floats = npt.NDArray[np.float64]
ArticleStance = Literal["agree", "disagree", "discuss", "unrelated"]
STANCES: tuple[ArticleStance, ...] = ("agree", "disagree", "discuss", "unrelated")
# Below this part of a claim's terms an article is not read: of such pairs 1 in 150 is related.
LEAST = 0.08
TOGETHER = 256  # pairs judged together


@dataclass(frozen=True, slots=True)
class Shared:
    """How much of a claim an article holds, each from 0 to 1: all of it, its best sentence, its lead."""

    everything: float
    sentence: float
    lead: float


@dataclass(frozen=True, slots=True, eq=False)
class Deciding:
    """Weights of `features`, (5,), and what is added to the logarithms of the first three stances, (3,)."""

    related: Floats
    leaning: Floats


def stances(
    pairs: Iterable[tuple[str, str]], articles: Mapping[str, Prepared], judge: Judge = judge
) -> Iterator[ArticleStance]:
    """The stance for each pair of a claim and an article's id, in order. KeyError for an unknown id."""
    left = iter(pairs)
    while some := list(islice(left, TOGETHER)):
        yield from _of(some, articles, judge)


def _of(
    pairs: Sequence[tuple[str, str]], articles: Mapping[str, Prepared], judge: Judge
) -> list[ArticleStance]:
    found: list[ArticleStance] = ["unrelated"] * len(pairs)
    shares = [shared(claim, articles[article]) for claim, article in pairs]
    near = [place for place, share in enumerate(shares) if share.everything >= LEAST]
    answers = judge(
        [(pairs[place][0], read_with(pairs[place][0], articles[pairs[place][1]])) for place in near]
    )
    for place, answer in zip(near, answers, strict=True):
        found[place] = decide(answer, shares[place], _deciding())
    return found


def read_with(claim: str, article: Prepared) -> str:
    """What the judge is given to read of an article with a claim."""
    return joined(article.article.text, passages(frozenset(terms(claim)), article))


def shared(claim: str, article: Prepared) -> Shared:
    """What an article shares with a claim."""
    held = frozenset(terms(claim))
    everything = coverage(held, article.everything)
    if everything < LEAST:
        return Shared(everything, 0.0, 0.0)
    by_sentence = [coverage(held, each) for each in article.terms]
    return Shared(everything, max(by_sentence, default=0.0), by_sentence[0] if by_sentence else 0.0)


def features(answer: Answers, share: Shared) -> Floats:
    """What tells whether an article is related, (5,): the judge's log-odds, what is shared, 1."""
    other = min(max(answer.other, 1e-6), 1.0 - 1e-6)
    return np.array([math.log((1.0 - other) / other), share.everything, share.sentence, share.lead, 1.0])


def decide(answer: Answers, share: Shared, deciding: Deciding) -> ArticleStance:
    """The stance, given what the judge says."""
    if deciding.related @ features(answer, share) < 0:
        return "unrelated"
    likely = np.array([answer.supports, answer.disputes, answer.queries + answer.mentions])
    return STANCES[int(np.argmax(np.log(np.maximum(likely, 1e-9)) + deciding.leaning))]


@cache
def _deciding() -> Deciding:
    held = json.loads((FOLDER / "judge.json").read_text(encoding="utf-8"))
    return Deciding(np.array(held["related"]), np.array(held["leaning"]))
