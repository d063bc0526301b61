"""Figures of one story that count the same thing, put in a row.

A series has points of two statements at least that are not copies of one sentence: a wire paragraph that
three outlets print is three points where somebody else counts the same, and no series by itself. What a
headline says is no point where the text below it says it too. A number that its source takes back ("not 26
but 19") is a point of nobody known, and none where somebody who holds it has one. One that is only denied
or doubted is none. Of those who are sent somewhere a series tells by each number how far they are, and
numbers differ where that is the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.claims import agreement, kinds, movement
from onrecord.claims.counted import Counted, counted
from onrecord.claims.grouping import Group, Groups, Told, thing
from onrecord.claims.order import in_order
from onrecord.claims.scope import is_compared
from onrecord.claims.terms import terms
from onrecord.claims.window import windows
from onrecord.records import Point, Saying, Series, Source


def series(sayings: Sequence[Saying]) -> tuple[Series, ...]:
    """The series of the statements of one story, in the order of their first points.

    Takes time near linear in the number of figures. Which statements come first in `sayings` matters only for
    those of one moment, or of an unknown one.
    """
    told = _understood(list(_figures(sayings)))
    groups = Groups(_several(told))
    for each in told:
        groups.place(each)
    rows = (_row(group) for group in groups.all)
    return tuple(row for row in rows if row is not None)


def _figures(sayings: Sequence[Saying]) -> Iterator[Told]:
    """Every figure that may be compared, once, in the order of saying; if nested, the inner statement's."""
    held: dict[tuple[str, int], Told] = {}
    for place, saying in enumerate(in_order(sayings)):
        source = saying.statement.source
        if saying.in_headline and source is None:  # the outlet's own voice
            continue
        for figure, window in windows(saying):
            key = (saying.article, figure.start)
            if not is_compared(window, figure):
                continue
            if key not in held or _is_inner(saying, held[key].saying):
                held[key] = Told(saying, figure, counted(saying, figure, window), window.own, place)
    yield from sorted(held.values(), key=lambda each: (each.place, each.figure.start))


def _several(told: Iterable[Told]) -> set[Hashable]:
    """Money of which one statement gives two sums ("500 for steel, 5,000 for gold"): prices of two things."""
    given = defaultdict[Hashable, set[Hashable]](set)
    for each in told:
        if each.counted.kind == kinds.MONEY and each.counted.standing == "held":
            given[each.saying.statement.id, thing(each.counted)].add(each.bounds)
    return {key[1] for key, bounds in given.items() if len(bounds) > 1 and isinstance(key, tuple)}


def _is_inner(saying: Saying, other: Saying) -> bool:
    """Whether a figure is rather this statement's: it stands within the other, and somebody is named."""
    source = saying.statement.source
    return saying.statement.within == other.statement.id and bool(source and source.name)


def _understood(told: Sequence[Told]) -> list[Told]:
    """The figures with what their sentence or story leaves to be understood.

    "80,000 people had come; police counted 25,000": the second counts what the first does. "Not 19" counts
    what 16 does. "The talk of 1.8 billion" is money in a story where the money is euros.
    """
    sentences = defaultdict[tuple[str, str], list[Told]](list)
    for each in told:
        sentences[each.saying.article, each.saying.sentence].append(each)
    found: dict[int, Counted] = {}
    for group in sentences.values():
        found.update(_in_sentence(sorted(group, key=lambda each: each.figure.start)))
    money = Counter(each.counted.unit for each in told if each.counted.kind == kinds.MONEY)
    currency = min(money, key=lambda unit: (-money[unit], unit or ""), default=None)
    return [replace(each, counted=_paid(found[id(each)], currency)) for each in told]


def _in_sentence(told: Sequence[Told]) -> Iterable[tuple[int, Counted]]:
    """Each figure of a sentence with what it counts by those before it, or by the one that corrects it."""
    before: Counted | None = None
    for place, each in enumerate(told):
        now = each.counted
        if now.standing == "taken back":
            standing = (
                other.counted for other in told[place + 1 :] if other.counted.standing != "taken back"
            )
            corrected = before or next(standing, None)
            now = replace(corrected, standing="taken back", named=now.named) if corrected else now
        else:
            before = now = _after(now, before)
        yield id(each), now


def _after(now: Counted, before: Counted | None) -> Counted:
    """What a figure without a noun counts behind one with a noun."""
    if before is None or now.kind or now.unit not in {None, before.unit}:
        return now
    named = replace(now, kind=before.kind, unit=before.unit)
    alike = now.state in {"", before.state}
    if not alike:
        return named
    return replace(named, state=before.state, modifiers=before.modifiers, moved=before.moved)


def _paid(now: Counted, currency: str | None) -> Counted:
    if now.kind or now.unit or not now.large or currency is None:
        return now
    told = (kinds.sum_of(stem) for stem in sorted(now.terms))
    return replace(now, kind=kinds.MONEY, unit=currency, state=next((each for each in told if each), ""))


def _row(group: Group) -> Series | None:
    """A group as a series, None where it is not worth one."""
    kept = list(_kept(group.told))
    if len({each.saying.statement.id for each in kept}) < 2:
        return None
    if len({tuple(terms(each.saying.sentence)) for each in kept}) < 2:
        return None
    points = tuple(_point(each) for each in kept)
    named = next((each for each in kept if each.counted.named), kept[0])
    return Series(named.counted.words, points, _differ(points))


def _differ(points: Iterable[Point]) -> bool:
    alike = defaultdict[str, list[Point]](list)
    for each in points:
        alike[movement.way(each.scope)].append(each)
    return any(map(agreement.differ, alike.values()))


def _kept(group: Sequence[Told]) -> Iterator[Told]:
    """The figures of a group, less what an article says twice, is doubted, or given back to who holds it."""
    held = {each.bounds for each in group if each.counted.standing == "held"}
    below = {(each.saying.article, each.bounds) for each in group if not each.saying.in_headline}
    seen: set[Hashable] = set()
    for each in group:
        where = (each.saying.article, each.bounds)
        again = (*where, _name(each.saying.statement.source))
        taken_back = each.counted.standing == "taken back" and each.bounds in held
        if taken_back or each.counted.standing == "doubted" or again in seen:
            continue
        if each.saying.in_headline and where in below:
            continue
        seen.add(again)
        yield each


def _name(source: Source | None) -> str | None:
    return (source.name or source.text) if source else None


def _point(told: Told) -> Point:
    statement, figure = told.saying.statement, told.figure
    return Point(
        article=told.saying.article,
        statement=statement.id,
        low=figure.low,
        high=figure.high,
        approximate=figure.approximate,
        unit=figure.unit,
        source=_name(statement.source) if told.counted.standing == "held" else None,
        said_at=statement.said_at,
        text=told.text,
        scope=told.counted.moved,
    )
