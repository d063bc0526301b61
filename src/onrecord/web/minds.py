"""Who changed sides, and what was put in other words: the changes of an account with their statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records import Account, Claim, Saying, Source


@dataclass(frozen=True, slots=True)
class TurnOfMind:
    """One change, with the statement before and the one after it."""

    why: Literal["reversed", "reworded"]
    claim: Claim
    source: Source | None
    earlier: Saying
    later: Saying


def turns_of_mind(account: Account) -> tuple[TurnOfMind, ...]:
    """The changes of an account, those of side first; one whose statements are not read is left out."""
    claims = {claim.id: claim for claim in account.claims}
    sayings = {saying.statement.id: saying for saying in account.sayings}
    found = [
        TurnOfMind(
            change.why,
            claims[change.claim],
            sayings[change.later].statement.source,
            sayings[change.earlier],
            sayings[change.later],
        )
        for change in account.changes
        if change.claim in claims and change.earlier in sayings and change.later in sayings
    ]
    return tuple(sorted(found, key=lambda each: each.why == "reworded"))
