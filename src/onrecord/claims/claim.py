"""Stances gathered into claims: the clearest wording of each, who stands where, figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.claims.content import bare, points
from onrecord.claims.order import in_order
from onrecord.claims.series import series
from onrecord.claims.terms import terms, weight
from onrecord.records import Claim, Saying, Series, Stance
from onrecord.word_list import words

# A clear wording can be read by itself: it does not open with a word that hangs on the sentence before.
_HANGING = words("he she it they this that these those his her its their such there who which what i we you")
SHORTEST, LONGEST = 5, 30  # words of a wording that says enough and not too much


def claims_of(story: str, sayings: Sequence[Saying], stances: Iterable[Stance]) -> tuple[Claim, ...]:
    """The claims of one story, in the order of their first statements.

    `sayings` are the statements of the story, `stances` theirs; a stance without its statement is left out.
    """
    ordered = in_order(sayings)
    by_statement = {saying.statement.id: saying for saying in ordered}
    place = {statement: number for number, statement in enumerate(by_statement)}
    by_claim: defaultdict[str, list[Stance]] = defaultdict(list)
    for stance in stances:
        if stance.statement in place:
            by_claim[stance.claim].append(stance)
    for held in by_claim.values():
        held.sort(key=lambda stance: place[stance.statement])
    counted = _by_statement(series(ordered))
    first = sorted(by_claim, key=lambda claim: (place[by_claim[claim][0].statement], claim))
    return tuple(_claim(story, each, by_claim[each], by_statement, counted) for each in first)


def _claim(
    story: str,
    id: str,  # noqa: A002 - the field's name
    stances: list[Stance],
    sayings: dict[str, Saying],
    counted: dict[str, list[Series]],
) -> Claim:
    clearest = _clearest([(stance, sayings[stance.statement]) for stance in stances])
    found: list[Series] = []
    for stance in stances:
        if stance.kind in {"supports", "disputes"}:
            found += [each for each in counted.get(stance.statement, ()) if each not in found]
    return Claim(
        id=id,
        story=story,
        text=bare(clearest.statement.content.text),
        statement=clearest.statement.id,
        stances=tuple(stances),
        series=tuple(found),
    )


def _clearest(rows: list[tuple[Stance, Saying]]) -> Saying:
    """The statement whose content can best be read by itself, the first of equals.

    Of those that support the claim, where any does; then by what it shares with the others, by its length
    and by how it begins.
    """
    if len(rows) == 1:
        return rows[0][1]
    able = [saying for stance, saying in rows if stance.kind == "supports" and not points(saying)]
    able = able or [saying for _, saying in rows if not points(saying)] or [saying for _, saying in rows]
    shared: defaultdict[str, int] = defaultdict(int)
    held = [frozenset(terms(saying.statement.content.text)) for saying in able]
    for each in held:
        for term in each:
            shared[term] += 1
    # In an order of its own: a sum of floats depends on it, and that of a set differs from run to run.
    worth = [
        _reads_well(saying)
        * (
            1.0
            + sum(weight(term) * (shared[term] - 1) / len(able) for term in sorted(own) if shared[term] > 1)
            / 20
        )
        for saying, own in zip(able, held, strict=True)
    ]
    return able[max(range(len(able)), key=lambda number: (worth[number], -number))]


def _reads_well(saying: Saying) -> float:
    text = bare(saying.statement.content.text).split()
    good = 1.0
    if not SHORTEST <= len(text) <= LONGEST:
        good *= 0.6
    if text and text[0].lower().strip("\"'“‘") in _HANGING:
        good *= 0.6
    if len(saying.statement.content.spans) > 1:
        good *= 0.8
    return good * (0.9 if saying.in_headline else 1.0)


def _by_statement(found: Sequence[Series]) -> dict[str, list[Series]]:
    by: defaultdict[str, list[Series]] = defaultdict(list)
    for each in found:
        for statement in {point.statement for point in each.points}:
            by[statement].append(each)
    return dict(by)
