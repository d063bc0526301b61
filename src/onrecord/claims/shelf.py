"""What the grouping of articles into stories asks of a store, and a store in memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, Protocol

from onrecord.claims.sketch import Sketch, telling

FOUND_BY = 12  # terms by which an article is found, the most telling
CROWD = 60  # articles that are looked up for one term, the newest
CANDIDATES = 50  # stories that are compared, the newest
MEMBERS = 60  # articles of a story that are looked at one by one, the newest
KEPT = 600  # terms that the sum of a story's sketches is kept to: a large story grows no more
_NOTHING = 1e-6  # a weight that is left when what made it up was subtracted

Why = Literal["founded", "joined", "merged", "moved", "split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article as stories are found by it. `number` is its place in the order of arrival.

    `published_at` is ISO 8601 or whatever the article has there, `headline` its own or its first sentence.
    """

    article: str
    number: int
    sketch: Sketch
    published_at: str | None
    headline: str | None


@dataclass(frozen=True, slots=True)
class Move:
    """An article comes into a story, from `before` where it was in another."""

    article: str
    story: str
    before: str | None
    why: Why


class Shelf(Protocol):
    """The stories, as far as one article asks for them. Every answer is bounded, whatever the store holds."""

    def sharing(self, terms: Sequence[str]) -> Sequence[str]:
        """Stories with articles that are found by some of the terms.

        Those come first of which one article is found by most terms, then those that grew last: one telling
        term is shared by chance by more stories than can be looked at.
        """

    def members(self, story: str) -> Sequence[Member]:
        """The newest articles of a story, in the order of their arrival."""

    def total(self, story: str) -> tuple[Mapping[str, float], int]:
        """The sum of the sketches of a story, and of how many articles; of none where there is no story."""


class MemoryShelf:
    """Stories in memory."""

    def __init__(self) -> None:
        self._members: dict[str, dict[str, Member]] = {}
        self._weights: dict[str, dict[str, float]] = {}
        self._story_of: dict[str, str] = {}
        self._found_by = defaultdict[str, list[str]](list)

    def sharing(self, terms: Sequence[str]) -> Sequence[str]:
        """As in Shelf."""
        shared = Counter(
            article for term in terms for article in islice(reversed(self._found_by.get(term, ())), CROWD)
        )
        most = defaultdict[str, int](int)
        for article, count in shared.items():
            story = self._story_of[article]
            most[story] = max(most[story], count)
        newest = {story: next(reversed(self._members[story].values())).number for story in most}
        return sorted(most, key=lambda story: (-most[story], -newest[story], story))[:CANDIDATES]

    def members(self, story: str) -> Sequence[Member]:
        """As in Shelf."""
        held = self._members.get(story, {})
        return [*islice(reversed(held.values()), MEMBERS)][::-1]

    def total(self, story: str) -> tuple[Mapping[str, float], int]:
        """As in Shelf."""
        return self._weights.get(story, {}), len(self._members.get(story, ()))

    def story(self, article: str) -> str | None:
        """The story of an article; None where it has none."""
        return self._story_of.get(article)

    def apply(self, member: Member, moves: Iterable[Move]) -> None:
        """Do what placing an article came to. Raises KeyError where others move that are not there."""
        for move in moves:
            before = self._story_of.get(move.article)
            moved = member if move.article == member.article else self._members[before or ""][move.article]
            if before is not None:
                self._leave(moved, before)
            else:
                for term in telling(moved.sketch.as_mapping(), FOUND_BY):
                    self._found_by[term].append(moved.article)
            self._join(moved, move.story)

    def _join(self, member: Member, story: str) -> None:
        held = self._members.setdefault(story, {})
        last = next(reversed(held.values()), None)
        held[member.article] = member
        if last is not None and last.number > member.number:
            self._members[story] = dict(sorted(held.items(), key=lambda item: item[1].number))
        self._story_of[member.article] = story
        self._weights[story] = added(self._weights.get(story, {}), member, 1)

    def _leave(self, member: Member, story: str) -> None:
        held = self._members[story]
        del held[member.article]
        self._weights[story] = added(self._weights[story], member, -1)
        if not held:
            del self._members[story], self._weights[story]


def added(weights: Mapping[str, float], member: Member, times: int) -> dict[str, float]:
    """The sum of a story's sketches with one more (`times` 1) or one less (-1), cut to KEPT terms."""
    made = dict(weights)
    for term, weight in zip(member.sketch.terms, member.sketch.weights, strict=True):
        left = made.get(term, 0.0) + times * weight
        if left > _NOTHING:
            made[term] = left
        else:
            made.pop(term, None)
    return {term: made[term] for term in telling(made, KEPT)} if len(made) > KEPT else made
