"""Which figures of a story count the same thing: each is put to the first group it may be compared with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from math import fsum

from onrecord.claims import kinds, movement
from onrecord.claims.counted import Counted
from onrecord.claims.terms import weight
from onrecord.records import Figure, Saying

# How much of the lighter clause two share that count the same where no known word says what is said of it.
# Chosen on stories written for the purpose.
ALIKE = 0.4
_LOOKED_AT = 40  # groups that a figure is compared with, and
_KEPT = 6  # clauses of each: both bound the time that a figure takes in a long story
_MAGNITUDE = 30  # sums of money further apart than this (a share's price and a takeover's) are of two things
_TELLING = 3  # digits other than 0 that tell a number from others by itself: 1,462


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with what it counts, its words, and the statement it stands in, by its place in the order."""

    saying: Saying
    figure: Figure
    counted: Counted
    text: str
    place: int

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """The bounds as a key."""
        return self.figure.low, self.figure.high

    @property
    def holder(self) -> tuple[str, str]:
        """Its statement, and how far those counted are: one statement gives one number of these."""
        return self.saying.statement.id, movement.way(self.counted.moved)


@dataclass(slots=True)
class Group:
    """Figures that count the same thing, and what they told of it."""

    told: list[Told] = field(default_factory=list)
    states: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    clauses: list[frozenset[str]] = field(default_factory=list)
    holders: set[tuple[str, str]] = field(default_factory=set)

    def add(self, told: Told) -> None:
        """Take a figure in."""
        now = told.counted
        self.told.append(told)
        self.states |= {now.state} - {""}
        self.places |= now.scope.places
        self.days |= now.scope.days
        self.modifiers |= now.modifiers
        if now.standing == "held":
            self.holders.add(told.holder)
        if len(self.clauses) < _KEPT and now.terms not in self.clauses:
            self.clauses.append(now.terms)


class Groups:
    """The groups of a story, found by what is counted and said of it, by clause, by number.

    Of what is in `several` (see `thing`) the story has more than one, and the clause has to tell which.
    """

    def __init__(self, several: Collection[Hashable] = ()) -> None:
        self._several = several
        self.all: list[Group] = []
        self._stated = defaultdict[Hashable, list[Group]](list)
        self._by_term = defaultdict[Hashable, list[Group]](list)
        self._by_number: dict[Hashable, Group] = {}
        self._in_sentence: dict[tuple[str, str], Group] = {}

    def place(self, told: Told) -> None:
        """Put a figure to the first group that counts the same thing, else to one of its own."""
        group = next((group for group in self._candidates(told) if _fits(told, group)), None)
        if group is None:
            group = Group()
            self.all.append(group)
        group.add(told)
        self._enter(told, group)

    def _candidates(self, told: Told) -> Iterator[Group]:
        """The groups that a figure may belong to, the likeliest first."""
        now = told.counted
        if now.state and now.kind and thing(now) not in self._several:
            yield from self._stated[(*_comparable(now), now.state)]
        yield from self._alike(now)
        yield from (self._by_number[key] for key in _numbers(told) if key in self._by_number)
        before = self._in_sentence.get((told.saying.article, told.saying.sentence))
        if (
            before
            and now.kind in {"", kinds.MONEY}
            and not now.state
            and _comparable(before.told[-1].counted) == _comparable(now)
        ):
            yield before

    def _alike(self, now: Counted) -> list[Group]:
        """The groups whose clauses share enough with this one, the likest first, and say nothing else."""
        ranked = ((_likeness(now, group), group) for group in self._sharing(now))
        alike = [(likeness, group) for likeness, group in ranked if likeness >= ALIKE]
        alike.sort(key=lambda each: -each[0])
        return [g for _, g in alike if not now.state or not g.states or now.state in g.states]

    def _sharing(self, now: Counted) -> list[Group]:
        """The groups of what may be compared that share a word, those that share the rarest first."""
        found: dict[int, Group] = {}
        for term in sorted(now.terms, key=lambda term: (-weight(term), term)):
            found |= {id(group): group for group in self._by_term[(*_comparable(now), term)]}
            if len(found) >= _LOOKED_AT:
                break
        return list(found.values())

    def _enter(self, told: Told, group: Group) -> None:
        now = told.counted
        for term in sorted(now.terms):
            _list_once(self._by_term[(*_comparable(now), term)], group)
        if now.state and now.kind:
            _list_once(self._stated[(*_comparable(now), now.state)], group)
        for key in _numbers(told):
            self._by_number.setdefault(key, group)
        self._in_sentence[told.saying.article, told.saying.sentence] = group


def thing(now: Counted) -> tuple[Hashable, ...]:
    """What is counted, and what is said of it."""
    return now.unit, now.kind, now.state


def _list_once(groups: list[Group], group: Group) -> None:
    if len(groups) < _LOOKED_AT and not any(each is group for each in groups):
        groups.append(group)


def _comparable(now: Counted) -> tuple[Hashable, ...]:
    """What has to be the same in figures that are compared."""
    within = now.scope
    return now.unit, now.kind, within.extent, within.times, within.by, within.expected


def _numbers(told: Told) -> Iterator[Hashable]:
    """By what a number alone may be known again: it is an unusual one, or of people in one state.

    "Three deaths" are the "three children" who died where the number is the same; where it is not, they may
    be other people, and are not compared.
    """
    now = told.counted
    digits = [mark for mark in told.text if mark.isdecimal() and mark != "0"]
    if now.large or len(digits) >= _TELLING:
        yield (*_comparable(now), told.bounds)
    if now.state and kinds.is_people(now.kind):
        yield now.state, now.scope.times, now.scope.by, now.scope.expected, told.bounds


def _fits(told: Told, group: Group) -> bool:
    """Whether nothing that is told parts a figure from a group.

    Two numbers of one statement count two things, but where it takes one of them back.
    """
    now, first = told.counted, group.told[0]
    if now.standing == "held" and told.holder in group.holders:
        return False
    if now.kind != first.counted.kind and kinds.PERSON not in {now.kind, first.counted.kind}:
        return False
    if now.kind == kinds.MONEY and not _is_near(told.figure, first.figure):
        return False
    return (
        _meet(now.scope.places, group.places)
        and _meet(now.scope.days, group.days)
        and _meet(now.modifiers, group.modifiers)
    )


def _meet(one: frozenset[str], other: set[str]) -> bool:
    return not one or not other or not one.isdisjoint(other)


def _is_near(one: Figure, other: Figure) -> bool:
    values = [abs(figure.low or figure.high or 0.0) for figure in (one, other)]
    return min(values) == 0 or max(values) <= _MAGNITUDE * min(values)


def _likeness(now: Counted, group: Group) -> float:
    """How much of its words a clause shares with the likest of a group, by weight, 0 to 1."""
    return max(_shared(now.terms, clause) for clause in group.clauses)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    least = min(_weight(one), _weight(other))
    return _weight(one & other) / least if least else 0.0


def _weight(stems: Iterable[str]) -> float:
    return fsum(map(weight, stems))  # exact: the order of a set does not show in it
