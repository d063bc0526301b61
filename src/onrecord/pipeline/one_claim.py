"""One claim, made of its own lines alone: in a moment, however large its story is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.claims.claim import claims_of
from onrecord.claims.minds import changes
from onrecord.claims.minds import reworded as changes_of_words
from onrecord.claims.order import in_order, moment
from onrecord.ledger import claim_decisions, positions, stories
from onrecord.ledger.positions import Position
from onrecord.ledger.store import LedgerError, NotInLedger, Store
from onrecord.ledger.stories import NamedClaim
from onrecord.records import Account, Claim, Saying

FIGURES = 100
"""Statements with figures that are read for the series of a claim, those of the articles that came first."""


@dataclass(frozen=True, slots=True)
class OneClaim:
    """A claim with the lines that stand towards it, in the order of saying, by the ids of their statements.

    Series and changes of mind are of its own statements. `more` lines are not read.
    """

    account: Account
    claim: Claim
    positions: Mapping[str, Position]
    more: int


def named_claim(store: Store, name: str) -> NamedClaim:
    """The claim with this id, or the beginning of one; of one that people merged into another, where it went.

    Raises LedgerError where there is not just one.
    """
    with store.in_plain_words("read"):
        try:
            return stories.find_claim(store.connection, name)
        except LedgerError:
            now = claim_decisions.went(store, name)
            if now is None:
                raise
            return stories.find_claim(store.connection, now)


def one_claim(store: Store, claim: NamedClaim) -> OneClaim:
    """What is known of a claim. Raises LedgerError where none of its lines is current any more."""
    with store.in_plain_words("read"):
        connection = store.connection
        story = stories.story(connection, claim.story_id)
        found = positions.positions(connection, claim)
        if not found:
            raise NotInLedger(f"there is no claim {claim.key!r} now: its story is still to be matched again")
        figured = positions.with_figures(connection, found, FIGURES)
        said = [figured.get(each.number, each.saying) for each in found]
        placed = list(_placed(store, claim, found, said))
        claims = claims_of(story.id, placed, [each.stance for each in found])
        pairs = positions.reworded(connection, found)
        more = positions.count(connection, claim) - len(found) if len(found) >= positions.LINES else 0
    known = {saying.statement.id for saying in said}
    earlier = {before.statement.id: before for before, _ in pairs if before.statement.id not in known}
    account = Account(
        story=story,
        claims=claims,
        sayings=tuple(in_order([*earlier.values(), *said])),
        changes=(
            *changes(claims, placed),
            *changes_of_words(claims, [(before.statement, after.statement) for before, after in pairs]),
        ),
    )
    return OneClaim(account, claims[0], _in_order_of_saying(claims[0], found), more)


def _placed(
    store: Store, claim: NamedClaim, found: Sequence[Position], said: Sequence[Saying]
) -> Iterator[Saying]:
    """The statements; before each without a time one of nobody, of the moment that the story tells of last.

    So it has the place that it has in the account of the story.
    """
    undated = {position.number for position, saying in zip(found, said, strict=True) if not moment(saying)}
    before = _moments_before(store, claim, undated, said[0]) if undated else {}
    for position, saying in zip(found, said, strict=True):
        if position.number in before:
            yield before[position.number]
        yield saying


def _moments_before(
    store: Store, claim: NamedClaim, undated: Collection[int], like: Saying
) -> dict[int, Saying]:
    """By the number of each undated line, one of nobody of the last moment before it, if any is known."""
    found: dict[int, Saying] = {}
    last: Saying | None = None
    known: dict[tuple[str | None, str | None], Saying | None] = {(None, None): None}
    for number, *when in positions.times(store.connection, claim):
        said_at, published_at = when
        if number in undated:
            if last is not None:
                found[number] = replace(last, statement=replace(last.statement, id=f"before {number}"))
            continue
        if (said_at, published_at) not in known:
            nobody = replace(like.statement, source=None, said_at=said_at)
            told = replace(like, statement=nobody, figures=(), published_at=published_at)
            known[said_at, published_at] = told if moment(told) else None
        last = known[said_at, published_at] or last
    return found


def _in_order_of_saying(claim: Claim, found: Sequence[Position]) -> dict[str, Position]:
    by_statement = {each.saying.statement.id: each for each in found}
    return {stance.statement: by_statement[stance.statement] for stance in claim.stances}
