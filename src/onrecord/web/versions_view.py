"""The texts of two versions, word by word: what stayed, what went, what came.

Paragraphs are laid beside one another first, then the words of those that differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.web.alignment import Aligned, Budget, Stretch

Kind = Literal["same", "gone", "new"]

# What stayed of a rewritten passage by chance is no help to the eye: fewer words in a row than these, between
# two changes, are shown as changed.
_FEWEST = 3
# Characters of a page of differences, and of one piece.
PAGE = 60_000
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*\s*|[^\w\s]\s*|\s+")


class Piece(NamedTuple):
    """Words that stayed, went or came, as they are shown."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs that differ, or one that stayed, in pieces; or, without any, so many `unchanged` ones."""

    pieces: tuple[Piece, ...]
    unchanged: int = 0

    @property
    def size(self) -> int:
        """Characters that are shown."""
        return sum(len(piece.text) for piece in self.pieces)


def passages(before: str, after: str) -> tuple[Passage, ...]:
    """The paragraphs of two texts in order; none where they differ in no word."""
    old, new = _paragraphs(before), _paragraphs(after)
    aligned = Aligned([_key(each) for each in old], [_key(each) for each in new])
    found: list[Passage] = []
    budget = Budget()
    for is_same, a, b in aligned.stretches(budget):
        if is_same:
            found += _stayed(new[b.start : b.stop], is_first=not found)
        else:
            found.append(Passage(_words(old[a.start : a.stop], new[b.start : b.stop], budget)))
    if not any(piece.kind != "same" for passage in found for piece in passage.pieces):
        return ()
    return tuple(_last_shortened(found))


def pages(found: Sequence[Passage]) -> tuple[tuple[Passage, ...], ...]:
    """The passages in pages of about `PAGE` characters; there is at least one page."""
    made: list[list[Passage]] = [[]]
    size = 0
    for passage in (each for whole in found for each in _cut(whole)):
        if size and size + passage.size > PAGE:
            made.append([])
            size = 0
        made[-1].append(passage)
        size += passage.size
    return tuple(tuple(page) for page in made)


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line and not line.isspace()]


def _key(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _stayed(paragraphs: Sequence[str], *, is_first: bool) -> list[Passage]:
    """Paragraphs that stayed: the one before a change and the one behind it tell where it is."""
    shown = [Passage((Piece("same", each),)) for each in paragraphs]
    keep = 1 if is_first else 2
    if len(shown) <= keep + 1:
        return shown
    between = Passage((), unchanged=len(shown) - keep)
    return [between, shown[-1]] if is_first else [shown[0], between, shown[-1]]


def _last_shortened(found: list[Passage]) -> list[Passage]:
    """Behind the last change one paragraph is enough."""
    last = max(
        place for place, each in enumerate(found) if any(piece.kind != "same" for piece in each.pieces)
    )
    behind = found[last + 2 :]
    hidden = sum(each.unchanged or 1 for each in behind)
    return found[: last + 2] + ([Passage((), unchanged=hidden)] if hidden else [])


def _cut(passage: Passage) -> Iterator[Passage]:
    """A passage in several, where it alone is more than a page."""
    waiting: list[Piece] = []
    size = 0
    for kind, text in passage.pieces:
        for start in range(0, len(text), PAGE):
            piece = Piece(kind, text[start : start + PAGE])
            if waiting and size + len(piece.text) > PAGE:
                yield Passage(tuple(waiting))
                waiting, size = [], 0
            waiting.append(piece)
            size += len(piece.text)
    yield Passage(tuple(waiting), passage.unchanged)


def _words(before: Sequence[str], after: Sequence[str], budget: Budget) -> tuple[Piece, ...]:
    """What differs between some paragraphs, word by word."""
    old, new = _WORD.findall("\n\n".join(before)), _WORD.findall("\n\n".join(after))
    aligned = Aligned([word.strip() for word in old], [word.strip() for word in new])
    pieces: list[Piece] = []
    for is_same, a, b in _without_chance(list(aligned.stretches(budget))):
        if is_same:
            pieces.append(Piece("same", "".join(new[b.start : b.stop])))
            continue
        pieces += _changed("gone", "".join(old[a.start : a.stop]))
        pieces += _changed("new", "".join(new[b.start : b.stop]))
    return tuple(pieces)


def _changed(kind: Kind, words: str) -> Iterator[Piece]:
    """Words that went or came; the blank behind them is not marked."""
    text = words.rstrip()
    if text:
        yield Piece(kind, text)
    if len(text) < len(words):
        yield Piece("same", words[len(text) :])


def _without_chance(found: Sequence[Stretch]) -> Iterator[Stretch]:
    """Join changes between which hardly a word stayed."""
    waiting: Stretch | None = None
    for place, (is_same, a, b) in enumerate(found):
        if waiting is None:
            waiting = (is_same, a, b)
        elif is_same and not _is_chance(len(a), waiting, found[place + 1 : place + 2]):
            yield waiting
            waiting = (True, a, b)
        elif waiting[0]:
            yield waiting
            waiting = (False, a, b)
        else:
            waiting = (False, range(waiting[1].start, a.stop), range(waiting[2].start, b.stop))
    if waiting is not None:
        yield waiting


def _is_chance(words: int, before: Stretch, behind: Sequence[Stretch]) -> bool:
    """Whether few words stayed between two changes of more."""
    around = [max(len(a), len(b)) for is_same, a, b in (before, *behind) if not is_same]
    return words < _FEWEST and len(around) > 1 and words < min(around)
