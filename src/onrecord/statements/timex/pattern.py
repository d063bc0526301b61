"""A small language for rules over words, so that the grammar reads as the phrases it stands for.

    "the? <day:day> of <month:month> ( ,? <year:year> )?"

Words stand for themselves, `<class>` for any word of a class or for a longer phrase that has a name,
`<class:name>` keeps what it stood for, `?` makes what is before it optional, `( a | b )` chooses.
Every word that any pattern names has a code, one character; a text is the string of the codes of its words
(`OTHER` for all the rest), and a pattern is a regular expression over that string. So a text of n words
is n characters, and the cost of a rule does not depend on how the words are spelt or spaced.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

OTHER = "x"
_FIRST_CODE = 0xE000  # the private use area of Unicode: 6,400 codes that no text gives a meaning to
_LEXEMES = re.compile(r"<(?P<kind>[^:<>]+)(?::(?P<name>\w+))?>|(?P<mark>[()|?])|(?P<word>[^\s()|?<>]+)")


class Codes:
    """One character for each word that the grammar knows."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def of(self, word: str) -> str:
        """The code of a word, made when it is first asked for; for building patterns."""
        return self._codes.setdefault(word, chr(_FIRST_CODE + len(self._codes)))

    def table(self) -> Mapping[str, str]:
        """All codes made so far."""
        return self._codes


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern with the codes that it can begin with."""

    regex: re.Pattern[str]
    firsts: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a pattern as a regular expression; `empty` if it can stand for no word at all."""

    regex: str
    firsts: frozenset[str]
    empty: bool


class Compiler:
    """Turns patterns into regular expressions over codes."""

    def __init__(
        self, codes: Codes, classes: Mapping[str, Sequence[str]], phrases: Mapping[str, str]
    ) -> None:
        self._codes, self._classes, self._phrases = codes, classes, phrases
        self._made: dict[str, _Piece] = {}

    def compile(self, pattern: str) -> Pattern:
        """A pattern ready to match at a place in the codes of a text."""
        piece = self._piece(pattern)
        if piece.empty:
            raise ValueError(f"the pattern can stand for nothing: {pattern}")
        return Pattern(re.compile(_numbered(piece.regex)), piece.firsts)

    def _piece(self, pattern: str) -> _Piece:
        lexemes = list(_LEXEMES.finditer(pattern))
        piece, at = self._choice(lexemes, 0)
        if at != len(lexemes):
            raise ValueError(f"brackets do not match: {pattern}")
        return piece

    def _choice(self, lexemes: Sequence[re.Match[str]], at: int) -> tuple[_Piece, int]:
        pieces = []
        while True:
            piece, at = self._row(lexemes, at)
            pieces.append(piece)
            if at == len(lexemes) or lexemes[at]["mark"] != "|":
                break
            at += 1
        firsts = frozenset().union(*(each.firsts for each in pieces))
        regex = "(?:" + "|".join(each.regex for each in pieces) + ")"
        return _Piece(regex, firsts, any(each.empty for each in pieces)), at

    def _row(self, lexemes: Sequence[re.Match[str]], at: int) -> tuple[_Piece, int]:
        regex, firsts, empty = "", frozenset[str](), True
        while at < len(lexemes) and lexemes[at]["mark"] not in ("|", ")"):
            piece, at = self._item(lexemes, at)
            if at < len(lexemes) and lexemes[at]["mark"] == "?":
                piece, at = _Piece(f"(?:{piece.regex})?", piece.firsts, True), at + 1
            regex += piece.regex
            firsts |= piece.firsts if empty else frozenset()
            empty = empty and piece.empty
        return _Piece(regex, firsts, empty), at

    def _item(self, lexemes: Sequence[re.Match[str]], at: int) -> tuple[_Piece, int]:
        lexeme = lexemes[at]
        if lexeme["mark"] == "(":
            piece, at = self._choice(lexemes, at + 1)
            return piece, at + 1
        if lexeme["word"]:
            code = self._codes.of(lexeme["word"])
            return _Piece(code, frozenset(code), False), at + 1
        piece = self._named(lexeme["kind"])
        if lexeme["name"]:
            piece = _Piece(f"(?P<{lexeme['name']}>{piece.regex})", piece.firsts, piece.empty)
        return piece, at + 1

    def _named(self, kind: str) -> _Piece:
        if kind not in self._made:
            if kind in self._classes:
                codes = [self._codes.of(word) for word in self._classes[kind]]
                self._made[kind] = _Piece("[" + "".join(codes) + "]", frozenset(codes), False)
            else:
                self._made[kind] = self._piece(self._phrases[kind])
        return self._made[kind]


def _numbered(regex: str) -> str:
    """The same with names that stand more than once numbered: name, name__2, name__3."""
    seen: Counter[str] = Counter()

    def number(found: re.Match[str]) -> str:
        seen[found[1]] += 1
        return f"(?P<{found[1]}>" if seen[found[1]] == 1 else f"(?P<{found[1]}__{seen[found[1]]}>"

    return re.sub(r"\(\?P<(\w+)>", number, regex)
