"""Changes of mind: a source against its own earlier statement, a claim reworded between two versions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.claims.order import in_order, moment
from onrecord.records import ChangeOfMind, Claim, Saying, Source, Statement

# Nobody's mind: who has no name may be two people; an outlet reports others; a document is written once.
_NO_MIND = frozenset({"unnamed", "outlet", "document"})
_SIDES = frozenset({"supports", "disputes"})
_WORD = re.compile(r"\w+(?:['’]\w+)*")

Whose = Callable[[Source | None], str | None]


class _Said(NamedTuple):
    """A statement by its place in the order of saying, with when and where it was said and by whom."""

    place: int
    moment: str
    article: str
    source: str


def changes(claims: Sequence[Claim], sayings: Sequence[Saying]) -> tuple[ChangeOfMind, ...]:
    """Where the source of one statement supports what it disputed before, or the other way round.

    In the order of the claims, and for each in the order of saying. What a source is said to have said again,
    word for word and with the same act, was said the first time. Two sides taken in one article at one time
    are no change.
    """
    said = _said(sayings, _identities(sayings))
    return tuple(change for claim in claims for change in _reversed(claim, said))


def reworded(
    claims: Sequence[Claim], pairs: Iterable[tuple[Statement, Statement]]
) -> tuple[ChangeOfMind, ...]:
    """The claims that the same source puts in other words in a later version of an article.

    `pairs` are statements of the earlier and the later version that correspond. Quotation marks, capitals,
    and whether "that" belongs to the content are no words. The claims are those that the earlier statement
    stands towards, else the later one; a pair that stands towards none is left out.
    """
    towards = defaultdict[str, dict[str, None]](dict)
    for claim in claims:
        for stance in claim.stances:
            towards[stance.statement][claim.id] = None
    return tuple(
        ChangeOfMind(claim=claim, earlier=before.id, later=after.id, why="reworded")
        for before, after in pairs
        if _is_same(before.source, after.source) and _words(before) != _words(after)
        for claim in towards.get(before.id) or towards.get(after.id) or ()
    )


def _reversed(claim: Claim, said: Mapping[str, _Said]) -> Iterator[ChangeOfMind]:
    """The changes of side in one claim: each against the side that its source took last."""
    turns = ((said[each.statement], each) for each in claim.stances if each.statement in said)
    sides = sorted((turn for turn in turns if turn[1].kind in _SIDES), key=lambda turn: turn[0].place)
    before: dict[str, tuple[_Said, str, str]] = {}
    for turn, stance in sides:
        last = before.get(turn.source)
        if last and last[1] != stance.kind:
            if (turn.article, turn.moment) == (last[0].article, last[0].moment):
                continue
            yield ChangeOfMind(claim=claim.id, earlier=last[2], later=stance.statement, why="reversed")
        before[turn.source] = (turn, stance.kind, stance.statement)


def _said(sayings: Sequence[Saying], whose: Whose) -> dict[str, _Said]:
    """The statements of sources that can be told again, by id; a repetition is placed where it was first."""
    found: dict[str, _Said] = {}
    first: dict[tuple[str, str | None, tuple[str, ...]], _Said] = {}
    for place, saying in enumerate(in_order(sayings)):
        statement = saying.statement
        source = whose(statement.source)
        if source is None:
            continue
        told = _Said(place, moment(saying), saying.article, source)
        found[statement.id] = first.setdefault((source, statement.act, _words(statement)), told)
    return found


def _identities(sayings: Iterable[Saying]) -> Whose:
    """Who a source is: its entity, or the one that its name has elsewhere, or the name; None for nobody."""
    named = defaultdict[str, set[str]](set)
    for saying in sayings:
        source = saying.statement.source
        if source and source.name and source.entity:
            named[source.name.casefold()].add(source.entity)

    def whose(source: Source | None) -> str | None:
        if source is None or source.kind in _NO_MIND or not (source.entity or source.name):
            return None
        name = (source.name or "").casefold()
        entities = named.get(name, set())
        return source.entity or (next(iter(entities)) if len(entities) == 1 else "name " + name)

    return whose


def _is_same(one: Source | None, other: Source | None) -> bool:
    """Whether two versions of one text credit the same source; who has no name goes by the same words."""
    if one is None or other is None:
        return one is other
    if one.entity and other.entity:
        return one.entity == other.entity
    return (one.name or one.text).casefold() == (other.name or other.text).casefold()


def _words(statement: Statement) -> tuple[str, ...]:
    words = tuple(_WORD.findall(statement.content.text.casefold()))
    return words[1:] if words[:1] == ("that",) else words
