"""Figures of one count: whose changed, and whose stands against others'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.follow.camp import is_like_voice, is_one_voice
from onrecord.follow.heard import Comparing, Heard, Noted, Notice
from onrecord.records import ChangeKind, Point, Series

# Figures of one thing seldom lie further apart than so many times, unless much else of what is said is alike.
FURTHEST, ALIKE = 5.0, 0.5


def notices(rows: Sequence[Series], heard: Mapping[str, Heard], comparing: Comparing) -> Iterator[Notice]:
    """Each figure that differs from what was known, once, against the last one that it differs from.

    A source against its own last figure where it gave one, else against the last of anybody. A figure that
    agrees with one that was given before brings nothing new. `heard` are the statements by their ids.
    """
    for row in rows:
        before: dict[str, list[tuple[Point, Heard]]] = {}
        found = [(point, heard[point.statement]) for point in row.points if point.statement in heard]
        # What a headline says stands below it, with who said it.
        told = [each for each in found if not each[1].saying.in_headline]
        for point, one in sorted(told, key=lambda each: each[1].order):
            earlier = before.setdefault(comparing.scope(point), [])
            if one.is_new and not one.is_copy and earlier:
                yield from _notice(point, one, earlier, comparing)
            earlier.append((point, one))


def _notice(
    point: Point, one: Heard, earlier: Sequence[tuple[Point, Heard]], comparing: Comparing
) -> Iterator[Notice]:
    source = one.saying.statement.source
    own = [each for each in earlier if is_one_voice(source, each[1].saying.statement.source)]
    agrees = any(not comparing.differ(each, point) for each, _ in own[-1:] or earlier)
    if agrees:
        return
    against, other = (own or earlier)[-1]
    is_other = not own and not is_like_voice(source, other.saying.statement.source)
    kind: ChangeKind = "contradicts" if is_other else "figure"
    if other.line == one.line:  # two numbers in one breath
        return
    apart = _times(against, point)
    if apart > FURTHEST**2 or (apart > FURTHEST and comparing.alike(one.saying, other.saying) < ALIKE):
        return
    yield Notice(
        kind, one.version, _claim(one), (Noted(kind, other.line, one.line, against.text, point.text),)
    )


def _times(one: Point, other: Point) -> float:
    """How many times the one figure is the other; 1 where that cannot be told."""
    first, second = (each.low if each.low is not None else each.high or 0.0 for each in (one, other))
    return max(first, second) / min(first, second) if min(first, second) > 0 else 1.0


def _claim(heard: Heard) -> str | None:
    """The claim that a statement says most of."""
    sure = sorted(heard.stances, key=lambda stance: (stance.kind == "mentions", -stance.score))
    return sure[0].claim if sure else None
