"""Which claim a content takes up that does not say it again: "denied it", "the claims by South Korea".

What such a content names decides first: a word of the claim, or the one who made it. Without either it is
the claim that stands just before it in the same article, made by somebody else.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.claims.content import bare, rejects, told
from onrecord.claims.terms import terms, weight
from onrecord.records import Saying, Stance, StanceKind

# Statements that a pointing one looks back on, and how much the last of them weighs beside a shared term.
BACK = 200
LAST, SAME_ARTICLE = 3.0, 2.0
# What a term of the maker's name counts, and one of the denier's that stands in the claim.
MAKER, NAMED = 1.5, 0.5
ALIKE = 5  # letters
# Less than this is neither a named claim nor one of the same article.
LEAST_WORTH = 2.5


@dataclass(frozen=True, slots=True)
class _Made:
    claim: str
    article: str
    source: frozenset[str]
    about: frozenset[str]


class Pointed:
    """The claims that were made in a story, the last BACK of them."""

    def __init__(self) -> None:
        self._made: deque[_Made] = deque(maxlen=BACK)

    def keep(self, saying: Saying, stances: Sequence[Stance]) -> None:
        """Note who put what forward; what only points has nothing to be pointed at."""
        about = told(saying)
        for stance in stances:
            if stance.kind in {"supports", "disputes"} and about:
                self._made.append(_Made(stance.claim, saying.article, _source(saying), about))

    def meant(self, saying: Saying) -> str | None:
        """The claim that is most likely meant; None where none is named or was made here by anybody else."""
        named = frozenset(terms(bare(saying.statement.content.text)))
        own = _source(saying)
        best: tuple[float, str] | None = None
        gap = 0
        for made in reversed(self._made):
            here = made.article == saying.article
            gap += here
            if own and own == made.source and not named & made.about:
                continue
            worth = sum(map(weight, named & made.about)) + MAKER * _shared(named, made.source)
            worth += (SAME_ARTICLE + LAST / gap) if here else 0.0
            worth += NAMED * _shared(own, made.about)  # who denies it was named in it
            if best is None or worth > best[0]:
                best = (worth, made.claim)
        return best[1] if best and best[0] > LEAST_WORTH else None


def pointed(saying: Saying) -> StanceKind:
    """The stance of a statement that only points."""
    act = saying.statement.act
    if act == "decline":
        return "declines"
    if act == "non-denial":
        return "non-denial"
    if act == "deny" or rejects(saying.read):
        return "disputes"
    if act == "ask":
        return "queries"
    return "supports" if act == "confirm" else "mentions"


def _shared(some: frozenset[str], others: frozenset[str]) -> float:
    """The weight of the terms that begin as one of the others does: "korea" and "korean" are of one name."""
    begun = {each[:ALIKE] for each in others}
    return sum(weight(each) for each in some if each[:ALIKE] in begun)


def _source(saying: Saying) -> frozenset[str]:
    source = saying.statement.source
    return frozenset(terms(source.name or source.text)) if source else frozenset()
