"""What is measured of claims: who shares one, who disputes one, where each stands; and of stories."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from gates.claim_aligned import Case, Couple, GoldClaim, Place, key_of, story_groups
from gates.evaluate import Figure
from onrecord.records import Stance, StanceKind

SUPPORTS: frozenset[StanceKind] = frozenset({"supports"})


def f1(name: str, *, right: int, hit: int, printed: int, gold: int) -> Figure:
    """F1 of `right` of the printed and `hit` of the gold; 0 where there is nothing."""
    precision, recall = right / max(printed, 1), hit / max(gold, 1)
    both = precision + recall
    return Figure(name, 2 * precision * recall / both if both else 0.0, precision, recall)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of marks that belong together, as marked and as printed; `open_gold` were all found."""

    gold: frozenset[Couple]
    open_gold: frozenset[Couple]
    printed: frozenset[Couple]

    def figures(self, name: str) -> list[Figure]:
        """F1 over the marks that were found, and over all, where a pair with one not found is missed."""
        hit, printed = len(self.gold & self.printed), len(self.printed)
        return [
            f1(f"{name}, found", right=hit, hit=hit, printed=printed, gold=len(self.open_gold)),
            f1(f"{name}, all", right=hit, hit=hit, printed=printed, gold=len(self.gold)),
        ]


def claim_pairs(case: Case, *, supporting: bool = False) -> Pairs:
    """Pairs of marks of one claim, of any stance or `supporting` alone. What no mark meets is left out."""
    kinds = SUPPORTS if supporting else None
    gold = case.gold_pairs(kinds)
    open_gold = {pair for pair in gold if all(place in case.met for place in pair)}
    return Pairs(frozenset(gold), frozenset(open_gold), frozenset(case.printed_pairs(kinds)))


class Dispute(NamedTuple):
    """A gold mark that disputes a gold claim."""

    place: Place
    claim: GoldClaim


class PrintedDispute(NamedTuple):
    """A gold mark whose statement is printed as disputing a printed claim (its id)."""

    place: Place
    claim: str


@dataclass(frozen=True, slots=True)
class Disputes:
    """Marked disputes, each with whether it is printed, and printed ones, with whether they are right.

    `open_gold` are those whose mark was found, and a supporter of the claim.
    """

    gold: Mapping[Dispute, bool]
    open_gold: frozenset[Dispute]
    printed: Mapping[PrintedDispute, bool]

    def figures(self) -> list[Figure]:
        """F1 over the marked disputes that could be found, and over all."""
        right, printed = sum(self.printed.values()), len(self.printed)
        hit = sum(self.gold.values())
        return [
            f1("disputes, found", right=right, hit=hit, printed=printed, gold=len(self.open_gold)),
            f1("disputes, all", right=right, hit=hit, printed=printed, gold=len(self.gold)),
        ]


def supporters(case: Case, claim: GoldClaim) -> list[Place]:
    """The marks that tell which printed claim a gold claim is: its supporters, or all where it has none."""
    members = case.members[claim]
    return [place for place, kind in members.items() if kind == "supports"] or list(members)


def answers_to(case: Case, claim: GoldClaim) -> set[str]:
    """The printed claims that are the gold claim: those that one of its supporters is printed to support."""
    supported = "supports" in case.members[claim].values()
    return {
        stance.claim
        for place in supporters(case, claim)
        for stance in case.towards(place)
        if not supported or stance.kind == "supports"
    }


def disputes(case: Case) -> Disputes:
    """Who disputes what, as marked and as printed."""
    units = [
        Dispute(place, claim)
        for claim, members in case.members.items()
        for place, kind in members.items()
        if kind == "disputes"
    ]
    is_answer = {claim: answers_to(case, claim) for claim in {unit.claim for unit in units}}
    right = {place: set[str]() for place in case.marks}
    for unit in units:
        right[unit.place] |= is_answer[unit.claim]
    printed = {place: _disputed(case, place) for place in case.marks}
    return Disputes(
        gold={unit: bool(printed[unit.place] & is_answer[unit.claim]) for unit in units},
        open_gold=frozenset(unit for unit in units if _is_open(case, unit)),
        printed={
            PrintedDispute(place, claim): claim in right[place]
            for place, claims in printed.items()
            for claim in claims
            if claim in right[place] or _is_met(case, place, claim)
        },
    )


def _disputed(case: Case, place: Place) -> set[str]:
    return {stance.claim for stance in case.towards(place) if stance.kind == "disputes"}


def _is_open(case: Case, unit: Dispute) -> bool:
    return unit.place in case.met and any(place in case.met for place in supporters(case, unit.claim))


def _is_met(case: Case, place: Place, claim: str) -> bool:
    """Whether a mark meets another statement of a printed claim; if none does, gold cannot tell."""
    others = {key_of(stance) for stance in case.printed[claim]} - {case.met[place]}
    return any(key in case.place_of for key in others)


class Standing(NamedTuple):
    """A mark's stance to a gold claim beside the one printed of it."""

    place: Place
    claim: GoldClaim
    printed: Stance


def standings(case: Case) -> list[Standing]:
    """Links of marks and claims that are printed too.

    The printed claim is the one that holds most of the gold claim's other marks. A claim of one mark that
    supports it tells nothing and is left out; one of one mark of another stance may be any printed one.
    """
    found = []
    for claim, members in case.members.items():
        for place, kind in members.items():
            others = members.keys() - {place}
            stances = case.towards(place)
            shared = [_shared(case, stance.claim, others) for stance in stances]
            if (others or kind != "supports") and stances and (max(shared) or not others):
                found.append(Standing(place, claim, stances[shared.index(max(shared))]))
    return found


def _shared(case: Case, claim: str, others: Set[Place]) -> int:
    held = {case.place_of.get(key_of(stance)) for stance in case.printed[claim]}
    return len(held & others)


def is_right(case: Case, standing: Standing) -> bool:
    """Whether the stance that is printed is the one that was marked."""
    return case.members[standing.claim][standing.place] == standing.printed.kind


def stories_f1(case: Case) -> Figure:
    """BCubed F1 of the stories over the articles of the half; an article without a story stands alone."""
    gold = story_groups(case.story_of)
    printed_of = {article: case.answer.stories.get(article, f"alone {article}") for article in case.story_of}
    printed = story_groups(printed_of)
    precision = recall = 0.0
    for article, story in case.story_of.items():
        both = len(gold[story] & printed[printed_of[article]])
        precision += both / len(printed[printed_of[article]])
        recall += both / len(gold[story])
    size = max(len(case.story_of), 1)
    precision, recall = precision / size, recall / size
    both_rates = precision + recall
    return Figure("stories", 2 * precision * recall / both_rates if both_rates else 0.0, precision, recall)
