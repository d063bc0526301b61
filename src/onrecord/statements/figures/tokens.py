"""The pieces of a text that figures are read from: words, runs of digits, single marks, line ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.records import Span

# "U.S." is one piece, so that its full stop ends nothing; every repeat is over one class or bounded.
_PIECE = re.compile(
    r"(?:[^\W\d_]\.){2,6}|[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,]*\d|\d|\n|\S",
)
BARRED = "\0"  # what is read in place of a piece that belongs to a time or to the page
HYPHENS = frozenset("-‐‑–")
_STOPS = frozenset(".!?")
_PLAIN = str.maketrans("’‐‑", "'--")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The pieces of a text in order; `words` are in lower case, or BARRED. `sentences` are the places of
    those that begin one, roughly: a full stop behind "Mr" ends one too.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    sentences: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def word(self, at: int) -> str:
        """The piece at a place, in lower case; empty before the first and behind the last."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def phrase(self, first: int, end: int) -> str:
        """Some pieces with a space between them; empty where they do not all exist."""
        return " ".join(self.words[first:end]) if 0 <= first < end <= len(self.words) else ""

    def glued(self, at: int) -> bool:
        """Whether the piece at a place stands right behind the one before it."""
        return 0 < at < len(self.words) and self.starts[at] == self.ends[at - 1]

    def raw(self, at: int) -> str:
        """The piece at a place as written."""
        return self.text[self.starts[at] : self.ends[at]] if 0 <= at < len(self.words) else ""

    def capital(self, at: int) -> bool:
        """Whether the piece at a place begins with a capital."""
        return 0 <= at < len(self.words) and self.text[self.starts[at]].isupper()

    def is_word(self, at: int) -> bool:
        """Whether letters stand at a place, and are to be read."""
        return self.word(at)[:1].isalpha()

    def is_digits(self, at: int) -> bool:
        """Whether digits stand at a place, and are to be read."""
        return self.word(at)[:1].isdecimal()

    def after_hyphen(self, at: int) -> int:
        """The place behind a hyphen that ties two words together, `at` where none stands there."""
        return at + 1 if self.word(at) in HYPHENS and self.glued(at) and self.glued(at + 1) else at

    def opens(self, at: int) -> bool:
        """Whether a sentence may begin at a place: nothing but a mark or a line end stands before it."""
        return at <= 0 or not (self.is_word(at - 1) or self.is_digits(at - 1) or self.words[at - 1] == ",")

    def sentence(self, at: int) -> int:
        """The place where the sentence of the piece at a place begins."""
        return self.sentences[bisect_right(self.sentences, at) - 1]


def split(text: str, barred: Iterable[Span] = ()) -> Tokens:
    """The pieces of a text; those that touch one of the barred stretches are not to be read."""
    found = [(match.start(), match.end()) for match in _PIECE.finditer(text)]
    starts, ends = [start for start, _ in found], [end for _, end in found]
    words = [text[start:end].lower().translate(_PLAIN) for start, end in found]
    for start, end in barred:
        at = bisect_left(ends, start + 1)
        while at < len(starts) and starts[at] < end:
            words[at] = BARRED
            at += 1
    return Tokens(text, starts, ends, words, _openings(starts, ends, words))


def _openings(starts: list[int], ends: list[int], words: list[str]) -> list[int]:
    found = [0]
    for at, word in enumerate(words, 1):
        if word == "\n" or (word in _STOPS and (at == len(starts) or starts[at] > ends[at - 1])):
            found.append(at)
    return found
