"""Stories: articles that tell of one event or affair, put together as they come.

An article joins the story whose articles are most like it on average, or founds one. Then the story that it
came into is looked at once more: is it one with another, does an article fit a neighbour better, or none?
What came early is put right by what comes later, so that the order of arrival hardly matters.

How like two stories are is the mean cosine of their articles' sketches over all pairs (average linkage): the
product of the sums of the sketches divided by the numbers of articles. One article costs the same whatever
was read before: at most CANDIDATES stories are compared, and MEMBERS articles of each that is near.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from itertools import count
from typing import NamedTuple

from onrecord.claims.shelf import FOUND_BY, MEMBERS, Member, MemoryShelf, Move, Shelf, Why, added
from onrecord.claims.sketch import Sketch, sketch, telling
from onrecord.claims.title import opening
from onrecord.records import Article

__all__ = [
    "Member",
    "MemoryShelf",
    "Move",
    "Shelf",
    "Sketch",
    "group",
    "member",
    "place",
    "settle",
    "story_id",
]

# Chosen on the stories of the Fake News Challenge whose number is not 4 mod 5: 0.20 to 0.23 are as good.
TOGETHER = 0.21  # the linkage from which on two are one story
BETTER = 0.01  # by how much an article has to fit another story better to move there
APART = 0.12  # the linkage to its own story below which an article is split off
NEAR = 0.1  # the linkage from which on a story is a neighbour
NEIGHBOURS = 4  # that are looked at with the story that an article came into
ROUNDS = 3  # of looking at them, as long as something moves
# No articles with dates were there to choose these by. What is told of an event after weeks of silence is
# more often the next one of its kind.
SILENCE = 21  # days
AFTER_SILENCE = 1.5  # times TOGETHER that are asked for then


Days = tuple[int, int]  # the first and the last, as `date.toordinal` has it


class _Near(NamedTuple):
    linkage: float
    story: str


def member(article: Article, number: int) -> Member:
    """An article as stories are found by it; `number` is its place in the order of arrival."""
    return Member(
        article=article.id,
        number=number,
        sketch=sketch(article),
        published_at=article.published_at,
        headline=article.headline or opening(article),
    )


def group(articles: Iterable[Article]) -> dict[str, str]:
    """The story of each article, by their ids, in the order of arrival; of two with one id the first."""
    shelf = MemoryShelf()
    placed = list[str]()
    for number, article in enumerate(articles):
        if shelf.story(article.id) is None:
            settle(member(article, number), shelf)
            placed.append(article.id)
    return {article: shelf.story(article) or "" for article in placed}


def settle(member: Member, shelf: MemoryShelf) -> tuple[Move, ...]:
    """Place an article and do what comes of it."""
    moves = place(member, shelf)
    shelf.apply(member, moves)
    return moves


def place(member: Member, shelf: Shelf) -> tuple[Move, ...]:
    """What becomes of an article that is in no story yet, and of others through it; itself first.

    Nothing is changed on the shelf: whoever keeps it does the moves, of which an article has one at most. The
    story that one goes to is founded where there is none of that id.
    """
    draft = _Draft(shelf)
    near = draft.nearest(member.sketch.as_mapping(), 1, _days([member]), but="")
    home = near[0].story if near and near[0].linkage >= TOGETHER else None
    if home is None:
        home = draft.found(member, None, "founded")
    elif any(each.sketch == member.sketch for each in draft.members(home)):
        return (Move(member.article, home, None, "joined"),)
    else:
        draft.move(member, None, home, "joined")
    home, near = _merge(draft, home)
    _reseat(draft, home, [each.story for each in near[:NEIGHBOURS]])
    return draft.moves(member)


def story_id(article: str, number: int = 0) -> str:
    """The id of the story that an article founds; `number` counts on where an earlier one of it lives on."""
    named = f"{article}\0{number}" if number else article
    return "s" + blake2b(named.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def _merge(draft: _Draft, home: str) -> tuple[str, list[_Near]]:
    """Make one of a story and its nearest as long as they are one; gives it and its neighbours."""
    while True:
        near = draft.nearest(*draft.total(home), draft.days(home), but=home)
        pairs = (_order(draft, home, each.story) for each in near if each.linkage >= TOGETHER)
        pair = next((pair for pair in pairs if draft.total(pair[1])[1] <= MEMBERS), None)
        if pair is None:
            return home, near
        home, gone = pair
        for each in draft.members(gone):
            draft.move(each, gone, home, "merged")


def _order(draft: _Draft, one: str, other: str) -> tuple[str, str]:
    """Which of two stories keeps its id: the one that began first; of two that are large, the larger."""

    def rank(story: str) -> tuple[int, int, str]:
        articles = draft.total(story)[1]
        return -articles if articles > MEMBERS else 0, draft.members(story)[0].number, story

    first, second = sorted((one, other), key=rank)
    return first, second


def _reseat(draft: _Draft, home: str, near: Sequence[str]) -> None:
    """Let articles go where they fit better: from a story to its neighbours, from these to it, or out."""
    for _ in range(ROUNDS):
        settled = [
            _stays(draft, member, story, near if story == home else (home,))
            for story in (home, *near)
            for member in draft.members(story)
        ]
        if all(settled):
            return


def _stays(draft: _Draft, member: Member, story: str, others: Sequence[str]) -> bool:
    """Whether an article fits its story best; where it does not, it is moved."""
    if draft.total(story)[1] < 2:
        return True
    own = draft.fit(member, story)
    fits = sorted(_Near(-draft.fit(member, each), each) for each in others if draft.total(each)[1])
    if fits and -fits[0].linkage >= max(TOGETHER, own + BETTER):
        draft.move(member, story, fits[0].story, "moved")
        return False
    if own < APART:
        draft.found(member, story, "split")
        return False
    return True


class _Draft:
    """The shelf as it will be when the moves that were decided on are done."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._members: dict[str, dict[str, Member]] = {}
        self._totals: dict[str, tuple[Mapping[str, float], int]] = {}
        self._before: dict[str, str | None] = {}
        self._now: dict[str, tuple[str, Why]] = {}
        self._numbers: dict[str, int] = {}
        self._founded: dict[str, str] = {}

    def members(self, story: str) -> list[Member]:
        """The newest articles of a story, in the order of their arrival."""
        return sorted(self._held(story).values(), key=lambda each: (each.number, each.article))

    def total(self, story: str) -> tuple[Mapping[str, float], int]:
        """The sum of the sketches of a story, and of how many articles."""
        if story not in self._totals:
            self._totals[story] = self._shelf.total(story)
        return self._totals[story]

    def days(self, story: str) -> Days | None:
        """The days that a story is of."""
        return _days(self._held(story).values())

    def nearest(
        self, weights: Mapping[str, float], articles: int, days: Days | None, *, but: str
    ) -> list[_Near]:
        """The stories near to one that has such a total and such days, the nearest first."""
        sharing = self._shelf.sharing(telling(weights, FOUND_BY))
        found = [self._near(weights, articles, days, story) for story in sharing if story != but]
        return sorted(filter(None, found), key=lambda each: (-each.linkage, each.story))

    def fit(self, member: Member, story: str) -> float:
        """The linkage of an article to the rest of a story."""
        weights, articles = self.total(story)
        own = member.sketch.as_mapping()
        if member.article in self._held(story):
            return sum(own[term] * (weights.get(term, 0.0) - own[term]) for term in own) / (articles - 1)
        linkage = _dot(own, weights) / articles
        return linkage / _doubt(_days([member]), self.days(story))

    def move(self, member: Member, before: str | None, story: str, why: Why) -> None:
        """Let an article go from one story to another."""
        if before is not None:
            del self._held(before)[member.article]
            weights, articles = self.total(before)
            self._totals[before] = added(weights, member, -1), articles - 1
        weights, articles = self.total(story)
        self._held(story)[member.article] = member
        self._totals[story] = added(weights, member, 1), articles + 1
        self._before.setdefault(member.article, before)
        self._now[member.article] = story, why
        self._numbers[member.article] = member.number

    def found(self, member: Member, before: str | None, why: Why) -> str:
        """Let an article found a story, and give its id."""
        ids = (story_id(member.article, number) for number in count())
        story = next(each for each in ids if each not in self._founded and not self.total(each)[1])
        self._founded[story] = member.article
        self.move(member, before, story, why)
        return story

    def moves(self, new: Member) -> tuple[Move, ...]:
        """What was decided on: the new article first, then the others in the order of their arrival."""
        story, _ = self._now.pop(new.article)
        is_founded = self._founded.get(story) == new.article
        first = Move(new.article, story, None, "founded" if is_founded else "joined")
        others = sorted(self._now, key=lambda article: (self._numbers[article], article))
        moves = (Move(each, self._now[each][0], self._before[each], self._now[each][1]) for each in others)
        return (first, *(move for move in moves if move.story != move.before))

    def _near(
        self, weights: Mapping[str, float], articles: int, days: Days | None, story: str
    ) -> _Near | None:
        others, count = self.total(story)
        linkage = _dot(weights, others) / (articles * count) if count else 0.0
        if linkage >= NEAR:
            linkage /= _doubt(days, self.days(story))
        return _Near(linkage, story) if linkage >= NEAR else None

    def _held(self, story: str) -> dict[str, Member]:
        if story not in self._members:
            self._members[story] = {each.article: each for each in self._shelf.members(story)}
        return self._members[story]


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    few, many = sorted((one, other), key=len)
    return sum(weight * many[term] for term, weight in few.items() if term in many)


def _doubt(one: Days | None, other: Days | None) -> float:
    """What a linkage is divided by: more where weeks of silence lie between the one and the other."""
    if one is None or other is None:
        return 1.0
    silence = max(one[0] - other[1], other[0] - one[1])
    return AFTER_SILENCE if silence > SILENCE else 1.0


def _days(members: Iterable[Member]) -> Days | None:
    """The first and the last day of publication that is known."""
    known = [day for each in members if (day := _day(each.published_at)) is not None]
    return (min(known), max(known)) if known else None


def _day(published_at: str | None) -> int | None:
    try:
        return date.fromisoformat((published_at or "")[:10]).toordinal()
    except ValueError:  # a year alone, or no date at all
        return None
