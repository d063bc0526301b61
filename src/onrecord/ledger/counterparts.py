"""Which statement of one reading is which of another of the same text: by its key, its words, what it covers.

Both stand in the same text, so places can be compared; between two texts `difference` looks at words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from onrecord.records import Span, Statement, Words

# How much of what two contents cover both have to cover to be one statement, seen by two models.
SHARED = 0.5
_STRETCH = 200  # characters: a content has about as many

Faces = Sequence[Statement]
"""The forms in which a statement is known, the first the one that stands: as corrected, as it was read."""


def counterparts(old: Sequence[Faces], new: Sequence[Faces]) -> dict[int, int]:
    """The places in `new` by the places in `old` of the statements that are one, each at most once.

    The same whichever of both comes first.
    """
    pairs: dict[int, int] = {}
    keys: tuple[Callable[[Statement], Hashable], ...] = (lambda told: told.id, spans_of)
    for key in keys:
        taken = set(pairs.values())
        places = defaultdict[Hashable, list[int]](list)
        for place, faces in enumerate(new):
            if place not in taken:
                for each in dict.fromkeys(map(key, faces)):
                    places[each].append(place)
        for at, faces in enumerate(old):
            found = (place for each in map(key, faces) for place in places[each] if place not in taken)
            if at not in pairs and (first := next(found, None)) is not None:
                pairs[at] = first
                taken.add(first)
    return pairs | _overlapping(old, new, pairs)


def _overlapping(old: Sequence[Faces], new: Sequence[Faces], pairs: dict[int, int]) -> dict[int, int]:
    """Those left that cover most of the same words, the first of equals first."""
    taken = set(pairs.values())
    stretches = defaultdict[int, set[int]](set)
    for place, faces in enumerate(new):
        for stretch in _stretches(faces) if place not in taken else ():
            stretches[stretch].add(place)
    shared = {
        (at, place): max(_shared(one, other) for one in old[at] for other in new[place])
        for at in range(len(old))
        if at not in pairs
        for place in set[int]().union(*(stretches[each] for each in _stretches(old[at])))
    }

    def rank(pair: tuple[int, int]) -> tuple[object, ...]:
        at, place = pair
        return -shared[pair], *sorted((spans_of(old[at][0]), spans_of(new[place][0]))), at, place

    found: dict[int, int] = {}
    for at, place in sorted((pair for pair in shared if shared[pair] >= SHARED), key=rank):
        if at not in found and place not in taken:
            found[at] = place
            taken.add(place)
    return found


def _stretches(faces: Faces) -> set[int]:
    """The stretches of the text that the contents lie in, so that only neighbours are compared."""
    spans = [span for each in faces for span in each.content.spans]
    return {at for start, end in spans for at in range(start // _STRETCH, end // _STRETCH + 1)}


def spans_of(statement: Statement) -> tuple[tuple[Span, ...], ...]:
    """Where the words of its source, cue and content stand."""
    parts = (statement.source, statement.cue, statement.content)
    return tuple(words.spans if words else () for words in parts)


def _shared(one: Statement, other: Statement) -> float:
    """What share of what both contents cover they share; enough in any case where one cue signals both.

    0 where their cues are two.
    """
    if one.cue and other.cue and not _common(one.cue, other.cue):
        return 0.0
    common = _common(one.content, other.content)
    if not common:
        return 0.0
    shared = common / (_covered(one.content) + _covered(other.content) - common)
    is_one = one.cue is not None and other.cue is not None and one.cue.spans == other.cue.spans
    return max(shared, SHARED) if is_one else shared


def _common(one: Words, other: Words) -> int:
    return sum(max(end - start, 0) for start, end in _cuts(one, other))


def _cuts(one: Words, other: Words) -> Iterator[tuple[int, int]]:
    for first in one.spans:
        for second in other.spans:
            yield max(first.start, second.start), min(first.end, second.end)


def _covered(words: Words) -> int:
    return sum(end - start for start, end in words.spans)
