"""What the words of a question are to the index: expressions; people are followed to their other names."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.ledger import marks, match, names
from onrecord.ledger.match import Match, Sides
from onrecord.ledger.question import Question
from onrecord.ledger.search import marked


@dataclass(frozen=True, slots=True)
class Expressions:
    """Lines match all of `found` and none of `left_out` (FTS5)."""

    found: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, `exact`; `quick` is that without beginnings of words, `shortest` as in `Match`."""

    exact: Expressions
    quick: Expressions
    shortest: int


def asked(connection: sqlite3.Connection, question: Question) -> Asked:
    """The expressions for the words of a question."""
    words, who = match.read(question.words), match.read(question.who, "who", ("who",))
    matches = [each for each in (words, who and _by_any_name(connection, who)) if each]
    return Asked(
        exact=_together([each.exact for each in matches]),
        quick=_together([each.quick for each in matches]),
        shortest=min((each.shortest for each in matches if each.shortest), default=0),
    )


def _together(sides: Sequence[Sides]) -> Expressions:
    found = tuple(each.found for each in sides if each.found)
    return Expressions(found, tuple(each.left_out for each in sides if each.left_out))


def _by_any_name(connection: sqlite3.Connection, who: Match) -> Match:
    """Those who are meant, under whichever of their names."""
    entities = names.entities(connection, who)
    if not entities:
        return who
    meant = marked(marks.entity(each) for each in entities)
    exact, quick = (
        replace(side, found=side.found and f"({side.found}) OR ({meant})") for side in (who.exact, who.quick)
    )
    return replace(who, exact=exact, quick=quick)
