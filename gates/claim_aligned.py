"""What the program prints of the gold stories, and which printed statement is which gold mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple, TypeAlias

from gates.claim_gold import GoldStory, Link, Mark
from onrecord.records import Claim, Span, Stance, StanceKind

LEAST = 0.5  # of the shorter content, which two must share to be one


class Place(NamedTuple):
    """A gold mark: the id of its report, and which of that report's marks it is."""

    report: str
    mark: int


class Key(NamedTuple):
    """A printed statement."""

    article: str
    statement: str


class GoldClaim(NamedTuple):
    """A gold claim: the name of its story and its number there."""

    story: str
    number: int


Couple: TypeAlias = tuple[Place, Place]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was printed: the content's spans of each statement, the claims, the story of each article."""

    statements: Mapping[Key, tuple[Span, ...]]
    claims: tuple[Claim, ...]
    stories: Mapping[str, str]


def align(stories: Iterable[GoldStory], answer: Answer) -> dict[Place, Key]:
    """The printed statement of each gold mark that has one: one to one within a report, best first.

    They are one where they share at least half of the shorter; the best are those that share most of what
    both cover together.
    """
    by_article: defaultdict[str, list[Key]] = defaultdict(list)
    for key in answer.statements:
        by_article[key.article].append(key)
    met: dict[Place, Key] = {}
    for report in (report for story in stories for report in story.reports):
        rated = [
            (-rate, Place(report.id, number), key)
            for number, mark in enumerate(report.marks)
            for key in by_article[report.id]
            if (rate := _rate(mark.span, answer.statements[key])) > 0
        ]
        taken: set[Key] = set()
        for _, place, key in sorted(rated):
            if place not in met and key not in taken:
                met[place] = key
                taken.add(key)
    return met


def _rate(mark: Span, spans: Sequence[Span]) -> float:
    """The shared part of what two contents cover together, 0 where they share too little to be one."""
    shared = sum(max(0, min(mark.end, end) - max(mark.start, start)) for start, end in spans)
    sizes = (mark.end - mark.start, sum(end - start for start, end in spans))
    if not shared or shared < LEAST * min(sizes):
        return 0.0
    return shared / (sum(sizes) - shared)


class Case:
    """A half of the gold set beside what was printed of it, under names of both.

    `marks` are the gold marks, `met` the printed statement of each that has one, `place_of` the same the
    other way; `members` are the marks of each gold claim; `stances` are those printed of each statement,
    `printed` those towards each printed claim.
    """

    def __init__(self, stories: Sequence[GoldStory], answer: Answer) -> None:
        self.stories = tuple(stories)
        self.answer = answer
        self.texts = {report.id: report.text for story in stories for report in story.reports}
        self.story_of = {report.id: story.name for story in stories for report in story.reports}
        self.marks: dict[Place, Mark] = {
            Place(report.id, number): mark
            for story in stories
            for report in story.reports
            for number, mark in enumerate(report.marks)
        }
        self.met = align(stories, answer)
        self.place_of = {key: place for place, key in self.met.items()}
        self.claims = {claim.id: claim for claim in answer.claims}
        self.members: defaultdict[GoldClaim, dict[Place, StanceKind]] = defaultdict(dict)
        for place, mark in self.marks.items():
            for link in mark.links:
                self.members[self.claim(place, link)][place] = link.stance
        self.stances: defaultdict[Key, list[Stance]] = defaultdict(list)
        self.printed: defaultdict[str, list[Stance]] = defaultdict(list)
        for stance in (stance for claim in answer.claims for stance in claim.stances):
            self.stances[key_of(stance)].append(stance)
            self.printed[stance.claim].append(stance)

    def claim(self, place: Place, link: Link) -> GoldClaim:
        """The gold claim that a mark's link leads to."""
        return GoldClaim(self.story_of[place.report], link.claim)

    def towards(self, place: Place) -> list[Stance]:
        """The printed stances of a mark's statement; none where it was not found."""
        key = self.met.get(place)
        return self.stances[key] if key else []

    def words(self, place: Place) -> str:
        """The marked words, on one line."""
        span = self.marks[place].span
        return " ".join(self.texts[place.report][span.start : span.end].split())

    def gold_pairs(self, kinds: frozenset[StanceKind] | None = None) -> set[Couple]:
        """Marks that share a gold claim, or with `kinds` those that both have one of these stances to it."""
        return couples(
            [place for place, kind in members.items() if kinds is None or kind in kinds]
            for members in self.members.values()
        )

    def printed_pairs(self, kinds: frozenset[StanceKind] | None = None) -> set[Couple]:
        """Marks whose statements share a printed claim; `kinds` as in `gold_pairs`."""
        return couples(
            [
                place
                for stance in stances
                if (kinds is None or stance.kind in kinds) and (place := self.place_of.get(key_of(stance)))
            ]
            for stances in self.printed.values()
        )


def key_of(stance: Stance) -> Key:
    """The statement that has the stance."""
    return Key(stance.article, stance.statement)


def couples(groups: Iterable[Iterable[Place]]) -> set[Couple]:
    """All pairs within each group, each in its order."""
    return {pair for group in groups for pair in combinations(sorted(set(group)), 2)}


def story_groups(story_of: Mapping[str, Hashable]) -> dict[Hashable, set[str]]:
    """The articles of each story."""
    groups: defaultdict[Hashable, set[str]] = defaultdict(set)
    for article, story in story_of.items():
        groups[story].add(article)
    return groups
