"""What is measured of figures: which count the same thing, and which of these agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple, TypeAlias

from gates.claim_aligned import Case, Key, Place
from gates.claim_gold import Value
from gates.claim_scores import f1
from gates.evaluate import Figure
from onrecord.claims.movement import way
from onrecord.records import Point

Agree: TypeAlias = Callable[[Point, Point], bool]
WORD = re.compile(r"\d[\d.,]*\d|\w+")


class Told(NamedTuple):
    """A printed point: its statement and its words."""

    key: Key
    text: str


class Together(NamedTuple):
    """Two gold values that are printed in one series, with their points, and whether their letters agree."""

    one: Value
    other: Value
    points: tuple[Point, Point]
    agree: bool


@dataclass(frozen=True, slots=True)
class SeriesPairs:
    """Pairs of values that count the same thing: how many are marked, of how many of them both were found,
    by mark or number, which are printed together, which are not, and which printed pairs are wrong.
    """

    gold: int
    open_gold: int
    together: tuple[Together, ...]
    missed: tuple[tuple[Value, Value], ...]
    wrong: tuple[tuple[Point, Point], ...]

    def figures(self, agree: Agree) -> list[Figure]:
        """F1 over values in marks that were found and over all; how many pairs rightly agree or differ."""
        hit, printed = len(self.together), len(self.together) + len(self.wrong)
        right = sum(agree(*each.points) == each.agree for each in self.together)
        return [
            f1("figure pairs, found", right=hit, hit=hit, printed=printed, gold=self.open_gold),
            f1("figure pairs, all", right=hit, hit=hit, printed=printed, gold=self.gold),
            Figure("figures agree", right / max(hit, 1)),
        ]


def series_pairs(case: Case) -> SeriesPairs:
    """Pairs of figures that count the same thing, as marked and as printed.

    A printed point is a gold value's if it stands in the statement of its mark and their words are alike. A
    value that has none so may have that of another statement of its report that gives the same number, for
    a series takes up once what a headline repeats. Points of different scope ("sent", "already there") are
    not said to count the same: they are no pair.
    """
    printed = _printed(case)
    points = {told: point for series in printed for told, point in series.items()}
    values = [value for story in case.stories for series in story.series for value in series.values]
    told_of = _assigned(case, values, list(points))
    held = [set(series) for series in printed]
    gold_pairs = [
        pair for story in case.stories for series in story.series for pair in combinations(series.values, 2)
    ]
    together, missed = [], []
    for one, other in gold_pairs:
        first, second = told_of.get(one), told_of.get(other)
        if first and second and _is_pair(first, second, held, points):
            pair = (points[first], points[second])
            together.append(Together(one, other, pair, one.letter == other.letter))
        else:
            missed.append((one, other))
    known_values = told_of.keys() | {value for value in values if Place(value.report, value.mark) in case.met}
    open_gold = sum(set(pair) <= known_values for pair in gold_pairs)
    known = {frozenset((told_of[each.one], told_of[each.other])) for each in together}
    wrong = _wrong(held, points, known, _repeats(values, set(told_of.values()), list(points)))
    return SeriesPairs(len(gold_pairs), open_gold, tuple(together), tuple(missed), wrong)


def _is_pair(one: Told, other: Told, held: Sequence[set[Told]], points: dict[Told, Point]) -> bool:
    """Whether two points are printed in one series as of one scope."""
    alike = way(points[one].scope) == way(points[other].scope)
    return alike and any(one in series and other in series for series in held)


def _printed(case: Case) -> list[dict[Told, Point]]:
    """The printed series, each once, with the points that stand in statements of marks."""
    found: dict[frozenset[Told], dict[Told, Point]] = {}
    for series in (series for claim in case.answer.claims for series in claim.series):
        points = {Told(Key(point.article, point.statement), point.text): point for point in series.points}
        met = {told: point for told, point in points.items() if told.key in case.place_of}
        found.setdefault(frozenset(met), met)
    return list(found.values())


def _assigned(case: Case, values: Sequence[Value], points: Sequence[Told]) -> dict[Value, Told]:
    """The printed point of each gold value that has one, one to one, those of its own mark first."""
    rated = [
        (
            told.key != case.met.get(Place(value.report, value.mark)),
            -alike(value.words, told.text),
            number,
            told,
        )
        for number, value in enumerate(values)
        for told in points
        if told.key.article == value.report and alike(value.words, told.text)
    ]
    found: dict[Value, Told] = {}
    taken: set[Told] = set()
    for _, _, number, told in sorted(rated):
        if values[number] not in found and told not in taken:
            found[values[number]] = told
            taken.add(told)
    return found


def alike(words: str, text: str) -> float:
    """How much the words of two figures are alike, 0 for two different numbers.

    Where either has digits they share a number in digits; an empty text, of a program that prints none, is
    like any.
    """
    one, other = ({word.lower() for word in WORD.findall(each)} for each in (words, text))
    digits = [{word for word in each if word[0].isdigit()} for each in (one, other)]
    if any(digits) and other and not digits[0] & digits[1]:
        return 0.0
    return len(one & other) / len(one | other) if other else 0.01


def _repeats(values: Sequence[Value], own: set[Told], points: Sequence[Told]) -> set[Told]:
    """Points that give a gold value's number once more in its report: gold tells nothing of them."""
    return {
        told
        for told in points
        for value in values
        if told not in own and told.key.article == value.report and alike(value.words, told.text)
    }


def _wrong(
    held: Sequence[set[Told]],
    points: dict[Told, Point],
    known: set[frozenset[Told]],
    repeats: set[Told],
) -> tuple[tuple[Point, Point], ...]:
    pairs = {
        frozenset((one, other))
        for series in held
        for one, other in combinations(series - repeats, 2)
        if way(points[one].scope) == way(points[other].scope)
    } - known
    return tuple((points[one], points[other]) for one, other in sorted(map(sorted, pairs)))
