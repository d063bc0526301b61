"""The tokens of a text as the name finder reads them: words without their possessive, marks one by one."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from onrecord.records import Span
from onrecord.remembered import remembered

# Initials keep their stop ("J.", "U.S."), words their inner hyphens and apostrophes; a mark is a token.
_TOKEN = re.compile(r"(?:[^\W\d_]\.){1,6}(?![^\W_])|[^\W_]+(?:[-'’‑&][^\W_]+)*|[^\w\s]|_")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_APOSTROPHES = "'’"
# Names that begin small: "al-Assad", "d'Arnac".
_ARTICLED = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ul|d|l|de|bin|ibn)[-'’][^\W\d_]")
_OPENERS = frozenset('.!?:;“‘"„«—–•([|…')


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark. `word` is without a possessive 's, `lower` it in small letters; `opens` where a
    capital means nothing.
    """

    start: int
    end: int
    word: str
    lower: str
    possessive: bool
    capital: bool
    opens: bool


class Tokens(Sequence[Token]):
    """The tokens of a text, in order, found by place."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text = text
        self._tokens = _split(text, {start for start, _ in sentences})
        self._starts = [token.start for token in self._tokens]

    def __len__(self) -> int:
        return len(self._tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        return self._tokens[at]

    def within(self, start: int, end: int) -> range:
        """The tokens that begin inside a span."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))


def _split(text: str, openings: set[int]) -> list[Token]:
    tokens: list[Token] = []
    before = 0
    opens = True
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        # A new sentence or paragraph starts here; a line may break anywhere.
        opens = opens or start in openings or text.count("\n", before, start) > 1
        if word in _APOSTROPHES and tokens and tokens[-1].possessive and tokens[-1].end == start:
            before = end
            continue
        mark = not word[0].isalnum()
        word, possessive, end = _without_possessive(text, word, end)
        capital = word[0].isupper() or bool(_ARTICLED.match(word))
        tokens.append(Token(start, end, word, word.lower(), possessive, capital, opens and not mark))
        opens = word in _OPENERS or (opens and mark)
        before = end
    return tokens


def _without_possessive(text: str, word: str, end: int) -> tuple[str, bool, int]:
    match = _POSSESSIVE.search(word)
    if match and match.start():
        return word[: match.start()], True, end
    # "the voters' fears": the tokenizer leaves the bare apostrophe behind the word.
    if word[-1] in "sS" and text[end : end + 1] in _APOSTROPHES and end < len(text):
        following = text[end + 1 : end + 2]
        if not following or following.isspace():
            return word, True, end
    return word, False, end


@remembered
def fold(word: str) -> str:
    """A word as names are compared: small letters, no accents, apostrophes, stops or hyphens."""
    plain = word.lower()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in apart if not unicodedata.combining(c)).lower().translate(_LETTERS)
    return "".join(c for c in plain if c.isalnum())


# Letters that do not come apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "dj", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ð": "d", "þ": "th"}
)


def unarticled(word: str) -> list[str]:
    """A name and its article apart: "al-Assad" -> "al", "Assad"; other words whole."""
    return re.split("[-'’]", word, maxsplit=1) if _ARTICLED.match(word.lower()) else [word]


_SPACE = re.compile(r"\s+")


def one_line(words: str) -> str:
    """Words on one line, as names and roles are kept."""
    return _SPACE.sub(" ", words).strip()
