"""One claim in several wordings: what each adds to the first one, and what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.claims.terms import terms
from onrecord.web.alignment import Aligned, Budget

PieceKind = Literal["same", "added", "left out"]
Likeness = Literal["first", "same", "close", "other"]

LONGEST = 2_000
"""Characters of a wording that are shown."""
# From so many telling words in common, of those of the wording that has fewer, differences are marked: of two
# that share less nearly all would be marked, and no eye would be helped.
CLOSE = 0.4
_WORD = re.compile(r"[$€£₹]?\w+(?:['’.,:-]\w+)*%?")
# Whether a content begins with one of these is the grammar of its sentence, not its wording.
_OPENING = frozenset({"that", "whether", "if"})
_APOSTROPHES = str.maketrans("’‘", "''")


class Piece(NamedTuple):
    """Words that are the same in both, that this wording adds, or that it leaves out."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording beside the first one: the pieces joined, but for those left out, are the wording itself.

    `likeness`: it is the "first" itself, in the "same" words, "close" to it, or in "other" words, when no
    differences are marked. `is_cut` says that more of it stands in the report.
    """

    pieces: tuple[Piece, ...]
    likeness: Likeness
    is_cut: bool = False


class _Token(NamedTuple):
    """A word: as it is compared, alone, and with the marks and spaces behind it."""

    compared: str
    word: str
    shown: str


def first_wording(text: str) -> Wording:
    """The wording that others are compared with."""
    shown, is_cut = _shown(text)
    return Wording((Piece("same", shown),), "first", is_cut)


def wording(first: str, text: str, budget: Budget) -> Wording:
    """A wording beside the first one. Marks, capitals, spaces and a "that" before it are no difference.

    Where the budget is used up, words that stand more than once may be marked though they are the same.
    """
    shown, is_cut = _shown(text)
    before, now = _tokens(_shown(first)[0]), _tokens(shown)
    old, new = _compared(before), _compared(now)
    if not new or not old:
        return Wording((Piece("same", shown),), "same" if old == new else "other", is_cut)
    skipped = len(before) - len(old), len(now) - len(new)
    stretches = _told(list(Aligned(old, new).stretches(budget)), new)
    if all(is_same for is_same, _, _ in stretches):
        return Wording((Piece("same", shown),), "same", is_cut)
    same = [word for is_same, _, b in stretches if is_same for word in new[b.start : b.stop]]
    if not same or _telling(same) < CLOSE * min(_telling(old), _telling(new)):
        return Wording((Piece("same", shown),), "other", is_cut)
    lead = shown[: len(shown) - sum(len(token.shown) for token in now)]
    lead += "".join(token.shown for token in now[: skipped[1]])
    pieces = list(_pieces(stretches, before[skipped[0] :], now[skipped[1] :]))
    return Wording(tuple(_joined([Piece("same", lead), *pieces])), "close", is_cut)


def _shown(text: str) -> tuple[str, bool]:
    """A wording in one line, no longer than LONGEST; whether more of it stands in the report."""
    line = " ".join(text.split())
    return (line, False) if len(line) <= LONGEST else (line[:LONGEST].rsplit(" ", 1)[0], True)


def _tokens(text: str) -> list[_Token]:
    found = list(_WORD.finditer(text))
    ends = [*(each.start() for each in found[1:]), len(text)] if found else []
    return [
        _Token(each.group().casefold().translate(_APOSTROPHES), each.group(), text[each.start() : end])
        for each, end in zip(found, ends, strict=True)
    ]


def _compared(tokens: Sequence[_Token]) -> list[str]:
    words = [token.compared for token in tokens]
    return words[1:] if words[:1] and words[0] in _OPENING else words


def _telling(words: Sequence[str]) -> int:
    """How many words say what it is about: not "of", "the", "it was"."""
    return sum(1 for _ in terms(" ".join(words)))


def _told(stretches: list[tuple[bool, range, range]], new: Sequence[str]) -> list[tuple[bool, range, range]]:
    """The stretches, less those that are the same by chance: "of the" between two changes says nothing."""
    found: list[tuple[bool, range, range]] = []
    for place, (is_same, a, b) in enumerate(stretches):
        is_between = 0 < place < len(stretches) - 1
        if is_same and is_between and not _telling(new[b.start : b.stop]):
            is_same = False
        if found and found[-1][0] is is_same:
            _, c, d = found.pop()
            a, b = range(c.start, a.stop), range(d.start, b.stop)
        found.append((is_same, a, b))
    return found


def _pieces(
    stretches: Sequence[tuple[bool, range, range]], before: Sequence[_Token], now: Sequence[_Token]
) -> Iterator[Piece]:
    for is_same, a, b in stretches:
        if is_same:
            yield Piece("same", "".join(now[place].shown for place in b))
            continue
        if a:
            yield Piece("left out", " ".join(before[place].word for place in a))
        if b:
            yield Piece("added", "".join(now[place].shown for place in b))


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with the spaces at the ends of what is added put outside of the mark."""
    for piece in pieces:
        if not piece.text:
            continue
        bare = piece.text.rstrip()
        if piece.kind == "same" or bare == piece.text:
            yield piece
        else:
            yield Piece(piece.kind, bare)
            yield Piece("same", piece.text[len(bare) :])
