"""The words that a person types, as an expression of SQLite's full-text index (FTS5) that is never wrong.

    north korea "cease-fire" troop* -drill NEAR(troops russia, 5) (kim OR putin) who:zelensky headline:(arms
    OR aid)

Words beside each other have all to be there; OR is weaker than that, brackets are stronger. What can be no
sign of this language is a word, or nothing: a quotation that does not close ends with the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.ledger.rows import clean
from onrecord.ledger.typed import QuestionError, shown

COLUMNS = ("content", "who", "headline")
"""The columns that people's words are looked for in; each can be named: who:putin."""
# Each word costs time with every look into the index; whoever has more of them pasted a page by mistake.
MOST_WORDS = 100
MOST_CHARACTERS = 5_000
# Brackets within brackets: FTS5 itself gives up at about twelve.
DEEPEST = 8
FURTHEST = 1_000
"""Words that NEAR reaches over at most."""
_EXAMPLES = {"words": 'troops "cease-fire" OR truce*', "who": 'zelensky OR "foreign minister"'}
_QUOTES = "\"“”„«»"  # fmt: skip
_TOKEN = re.compile(
    rf"[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?:[{_QUOTES}]|$)(?P<open>\*?)"
    r"|NEAR\((?P<near>[^)]*)\)?"
    r"|(?P<bracket>[()])"
    rf"|(?P<minus>-)(?=[^\s{_QUOTES}()]*\w|[{_QUOTES}(])"
    rf"|(?P<column>{'|'.join(COLUMNS)}):(?=[\w{_QUOTES}(])"
    rf"|(?P<word>[^\s{_QUOTES}()]+)"
)


@dataclass(frozen=True, slots=True)
class Sides:
    """FTS5 expressions: a line matches `found` and does not match `left_out`; None where nothing is asked."""

    found: str | None = None
    left_out: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """What is looked for: `exact` is what was asked.

    `quick` is what remains of it without beginnings of words (troop*): all that the index holds of every word
    that begins so has to be gathered first, each time anew, and for a* that is half of all. It is the same as
    `exact` where there are none, and the shortest of them has `shortest` letters. `words` are the plain words
    to be found.
    """

    exact: Sides
    quick: Sides
    shortest: int
    words: tuple[str, ...]


class _Token(NamedTuple):
    kind: str  # the group of the pattern, or "OR", "AND"
    text: str
    is_prefix: bool = False


class _Operand(NamedTuple):
    expression: str
    is_quick: bool


class _Row(NamedTuple):
    """Expressions that have all to be met, and those of which none may be."""

    found: list[_Operand]
    left_out: list[_Operand]


def read(typed: str, option: str = "words", columns: Sequence[str] = COLUMNS) -> Match | None:
    """What is looked for by the words typed, None for no words. Raises QuestionError, naming the option."""
    # SQLite takes a text to end at NUL, and cannot hold half characters.
    text = clean(typed).replace("\0", " ")
    if len(text) > MOST_CHARACTERS:
        raise QuestionError(option, f"more than {MOST_CHARACTERS:,} characters", _EXAMPLES[option])
    if not text.strip():
        return None
    parser = _Parser(tuple(_tokens(text)), option)
    match = parser.whole(f"{{{' '.join(columns)}}} : ")
    if match is None:
        raise QuestionError(option, f"there is no word in {shown(text)}", _EXAMPLES[option])
    return match


def both(found: Sequence[str], left_out: Sequence[str]) -> str:
    """One expression for what matches all of `found` and none of `left_out`."""
    wanted = " AND ".join(f"({each})" for each in found)
    return f"({wanted}) NOT ({' OR '.join(f'({each})' for each in left_out)})" if left_out else wanted


def has_word(text: str) -> bool:
    """Whether SQLite's tokenizer (unicode61) sees a word in it: letters, numbers, signs for private use."""
    return any(unicodedata.category(sign)[0] in "LN" or unicodedata.category(sign) == "Co" for sign in text)


def quoted(text: str) -> str:
    """Words behind one another, as FTS5 takes them: nothing in them is a sign of its language."""
    return '"' + text.replace('"', " ") + '"'


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        if found["phrase"] is not None:
            yield _Token("phrase", found["phrase"], bool(found["open"]))
        elif found["word"] in ("OR", "AND", "NOT"):
            yield _Token({"NOT": "minus"}.get(found["word"], found["word"]), found["word"])
        elif found["word"] is not None:
            yield _Token("word", found["word"].rstrip("*"), found["word"].endswith("*"))
        else:
            kind = found.lastgroup or ""
            yield _Token(found[kind] if kind == "bracket" else kind, found[kind])


class _Parser:
    """Reads tokens from the first to the last, once."""

    def __init__(self, tokens: Sequence[_Token], option: str) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._option = option
        self._words: list[str] = []
        self._beginnings: list[int] = []

    def whole(self, scope: str) -> Match | None:
        """All that was typed, looked for in the columns of the scope; None where there is no word in it."""
        rows = self._rows()
        if not rows:
            return None
        if len(rows) > 1:
            rows = [_Row([self._either(rows)], [])]
        found, left_out = rows[0]
        quick = [each for each in found if each.is_quick], [each for each in left_out if each.is_quick]
        exact = _sides(scope, found, left_out)
        return Match(exact, _sides(scope, *quick), min(self._beginnings, default=0), tuple(self._words))

    def _rows(self) -> list[_Row]:
        """What stands between ORs, up to the end or a bracket that closes."""
        rows = [self._row()]
        while self._kind() == "OR":
            self._at += 1
            rows.append(self._row())
        return [row for row in rows if row.found or row.left_out]

    def _row(self) -> _Row:
        row = _Row([], [])
        while (kind := self._kind()) and not (kind == ")" and self._depth):
            if kind == "OR" and row.found + row.left_out and self._operand_follows():
                break
            if kind == "minus" and self._operand_follows():
                known = len(self._words)
                row.left_out.extend(self._operand())
                del self._words[known:]
            elif kind == "AND" and row.found + row.left_out and self._operand_follows():
                self._at += 1
            else:
                row.found.extend(self._operand())
        return row

    def _operand(self) -> Iterator[_Operand]:
        """The next expression; none where there is no word in it."""
        token, column = self._next(), None
        while token.kind in ("minus", "column") and self._kind():  # a minus before a minus, who:content:x
            column = token.text if token.kind == "column" else column
            token = self._next()
        for found in self._plain_operand(token):
            yield _Operand(f"{{{column}}} : {found.expression}", found.is_quick) if column else found

    def _plain_operand(self, token: _Token) -> Iterator[_Operand]:
        if token.kind == "(":
            yield from self._bracket()
        elif token.kind == "near":
            yield from self._near(token.text)
        elif has_word(token.text):
            yield self._term(token)

    def _bracket(self) -> Iterator[_Operand]:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._error(f"more than {DEEPEST} brackets within one another")
        rows = self._rows()
        self._at += self._kind() == ")"
        self._depth -= 1
        if rows:
            yield self._either(rows)

    def _near(self, inside: str) -> Iterator[_Operand]:
        words, comma, far = inside.rpartition(",")
        words, far = (words, far.strip()) if comma else (inside, "10")
        if not (far.isascii() and far.isdigit() and len(far) < 9 and int(far) <= FURTHEST):
            raise self._error(
                f"how far NEAR reaches is no number up to {FURTHEST:,}", "NEAR(troops russia, 5)"
            )
        terms = [self._term(token) for token in _tokens(words) if has_word(token.text)]
        if terms:
            together = " ".join(term.expression for term in terms)
            yield _Operand(f"NEAR({together}, {int(far)})", all(term.is_quick for term in terms))

    def _term(self, token: _Token) -> _Operand:
        words = re.findall(r"\w+", token.text.casefold())
        self._words += words
        if len(self._words) > MOST_WORDS:
            raise self._error(f"more than {MOST_WORDS} words")
        if token.is_prefix:
            self._beginnings.append(len(words[-1]) if words else 0)
        return _Operand(quoted(token.text) + " *" * token.is_prefix, not token.is_prefix)

    def _either(self, rows: Sequence[_Row]) -> _Operand:
        if not all(row.found for row in rows):
            raise self._error("beside what is left out stands no word to be found", "troops -drill")
        each = [
            f"({_all(row.found)} NOT {_any(row.left_out)})" if row.left_out else _all(row.found)
            for row in rows
        ]
        is_quick = all(one.is_quick for row in rows for one in (*row.found, *row.left_out))
        return _Operand(f"({' OR '.join(each)})", is_quick)

    def _error(self, problem: str, example: str | None = None) -> QuestionError:
        return QuestionError(self._option, problem, example or _EXAMPLES[self._option])

    def _next(self) -> _Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _kind(self) -> str | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _operand_follows(self) -> bool:
        following = self._tokens[self._at + 1 : self._at + 2]
        return any(token.kind not in ("OR", "AND", ")") for token in following)


def _sides(scope: str, found: Sequence[_Operand], left_out: Sequence[_Operand]) -> Sides:
    return Sides(scope + _all(found) if found else None, scope + _any(left_out) if left_out else None)


def _all(operands: Sequence[_Operand]) -> str:
    return f"({' AND '.join(each.expression for each in operands)})"


def _any(operands: Sequence[_Operand]) -> str:
    return f"({' OR '.join(each.expression for each in operands)})"
