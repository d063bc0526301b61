"""The stance of a whole article towards a claim."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from claims_sayings import ABOUT, AGAINST, ALIKE

from onrecord.claims.judge import Answers
from onrecord.claims.passages import prepare
from onrecord.claims.whole import stances
from onrecord.records import Article

CLAIM = "Harbour bridge closed in June"
TEXTS = {
    "near": "The harbour bridge will be closed in June, the council said. The bridge is old.",
    "far": "A dog won the lottery in Spain.",
}
ARTICLES = {name: prepare(Article(id=name, text=text)) for name, text in TEXTS.items()}


@pytest.mark.parametrize(
    ("answer", "expected"), [(ALIKE, "agree"), (AGAINST, "disagree"), (ABOUT, "discuss")]
)
def test_what_the_judge_says_of_an_article_that_is_near(answer: Answers, expected: str) -> None:
    asked: list[tuple[str, str]] = []

    def judge(pairs: Sequence[tuple[str, str]]) -> list[Answers]:
        asked.extend(pairs)
        return [answer] * len(pairs)

    found = list(stances([(CLAIM, "near"), (CLAIM, "far")], ARTICLES, judge))
    assert found == [expected, "unrelated"]
    assert [claim for claim, _ in asked] == [CLAIM]  # the far one is not read


def test_an_unknown_article() -> None:
    with pytest.raises(KeyError):
        list(stances([(CLAIM, "none")], ARTICLES))
