"""One place where a rule fits: what a rule's maker asks about the words there and around."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.records import TimexType
from onrecord.statements.timex import counts
from onrecord.statements.timex.meaning import Expression, Meaning
from onrecord.statements.timex.names import BOUNDS
from onrecord.statements.timex.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match over the words of a text."""

    tokens: Tokens
    found: re.Match[str]

    @property
    def first(self) -> int:
        """The place of the first word."""
        return self.found.start()

    @property
    def last(self) -> int:
        """The place behind the last word."""
        return self.found.end()

    def words(self, name: str) -> list[str]:
        """The words that a name of the pattern stands for, [] where it stands for none."""
        start, end = self.span(name)
        return self.tokens.words[start:end]

    def span(self, name: str) -> tuple[int, int]:
        """Where the words of a name begin and end, (0, 0) where it stands for none.

        A name that stands in several branches of a pattern is numbered from the second on: name__2.
        """
        number, group = 1, name
        while group in self.found.re.groupindex:
            start, end = self.found.span(group)
            if start >= 0:
                return start, end
            number, group = number + 1, f"{name}__{number + 1}"
        return 0, 0

    def text(self, name: str) -> str:
        """The words of a name with spaces between."""
        return " ".join(self.words(name))

    def has(self, name: str) -> bool:
        """Whether a name of the pattern stands for anything here."""
        return bool(self.words(name))

    def raw(self, name: str) -> str:
        """The first word of a name as it stands in the text."""
        return self.tokens.raw(self.span(name)[0]) if self.has(name) else ""

    def number(self, name: str) -> float | None:
        """The number that a name stands for."""
        return counts.count(self.words(name))

    def before(self, back: int = 1) -> str:
        """The word so many before the match."""
        return self.tokens.word(self.first - back)

    def after(self, on: int = 1) -> str:
        """The word so many after the match."""
        return self.tokens.word(self.last + on - 1)

    def raw_before(self) -> str:
        """The word before the match as it stands in the text."""
        return self.tokens.raw(self.first - 1)

    def raw_after(self) -> str:
        """The word behind the match as it stands in the text."""
        return self.tokens.raw(self.last)

    def ends(self, name: str) -> int:
        """Where in the text a name of the pattern ends."""
        return self.tokens.ends[self.span(name)[1] - 1]

    def ends_clause(self) -> bool:
        """Whether nothing follows that the words could be counted from: a stop, a bracket, the end."""
        return not self.after().isalnum() or self.after() in ("in", "at", "on", "and", "with", "but")

    def say(
        self, meaning: Meaning, kind: TimexType = "DATE", mod: str | None = None, frm: str = "", to: str = ""
    ) -> Expression:
        """The expression of this match, from the name `frm` to the name `to` if they are given."""
        first = self.span(frm)[0] if frm else self.first
        last = self.span(to or frm)[1] if frm or to else self.last
        starts, ends = self.tokens.starts, self.tokens.ends
        return Expression(starts[first], ends[last - 1], kind, meaning, mod or self._mod())

    def _mod(self) -> str | None:
        """The `mod` that words like "early" or "more than" give."""
        part = self.text("part")
        if part:
            return next(mod for word, mod in _PARTS if word in part)
        return BOUNDS.get(self.text("bound"))


_PARTS = (
    ("early", "START"),
    ("earlier", "START"),
    ("beginning", "START"),
    ("start", "START"),
    ("mid", "MID"),
    ("middle", "MID"),
    ("late", "END"),
    ("later", "END"),
    ("end", "END"),
    ("close", "END"),
    ("", ""),
)
Maker = Callable[[Match], "Expression | tuple[Expression, ...] | None"]
Rules = tuple[tuple[str, Maker], ...]
