"""What the front page tells of stories: the claims of the first of them, and figures that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.claims.agreement import agree
from onrecord.claims.movement import way
from onrecord.display import claim_words
from onrecord.display.claim_words import Side
from onrecord.records import Account, Claim, Point, Series, Story

CLAIMS = 3


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in one line: who stands where."""

    claim: Claim
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is not what was said before of the same thing: the last, and the last that differs."""

    story: Story
    counted: str
    before: Point
    now: Point


def claims(account: Account) -> tuple[ClaimLine, ...]:
    """The claims of a story that most is said of, the disputed before the others."""
    sayings = {saying.statement.id: saying for saying in account.sayings}
    weighty = sorted(account.claims, key=_weight, reverse=True)[:CLAIMS]
    return tuple(ClaimLine(claim, tuple(claim_words.sides(claim, sayings))) for claim in weighty)


def figure_changes(accounts: Iterable[Account]) -> Iterator[FigureChange]:
    """The figures that changed, story by story; of one thing the last change."""
    for account in accounts:
        for series in claim_words.in_series(account.claims):
            if (change := _change(account.story, series)) is not None:
                yield change


def _weight(claim: Claim) -> tuple[bool, int]:
    kinds = {stance.kind for stance in claim.stances}
    return len({"supports", "disputes"} & kinds) == 2, len(claim.stances)


def _change(story: Story, series: Series) -> FigureChange | None:
    """Points stand in the order of saying; those of two scopes (sent, already there) need not be the same."""
    if not series.points:
        return None
    now = series.points[-1]
    for before in reversed(series.points[:-1]):
        if way(before.scope) == way(now.scope) and not agree(before, now):
            return FigureChange(story, series.counted, before, now)
    return None
