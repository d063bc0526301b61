"""The scan: at each word the longest rule that fits and accepts; then on behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from onrecord.statements.timex import (
    clock,
    dates,
    durations,
    quarters,
    references,
    relative,
    seasons,
    sets,
    words,
    years,
)
from onrecord.statements.timex.match import Maker, Match
from onrecord.statements.timex.meaning import Expression
from onrecord.statements.timex.pattern import Codes, Compiler, Pattern
from onrecord.statements.timex.tokens import Tokens, cut

_MODULES: tuple[ModuleType, ...] = (
    clock,
    dates,
    years,
    seasons,
    quarters,
    relative,
    references,
    sets,
    durations,
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules by the codes that they can begin with, with the codes of words."""

    codes: Mapping[str, str]
    rules: Mapping[str, Sequence[tuple[Pattern, Maker]]]
    ahead: re.Pattern[str]


@cache
def grammar() -> Grammar:
    """The grammar, compiled when it is first used."""
    codes, rules = Codes(), dict[str, list[tuple[Pattern, Maker]]]()
    for module in _MODULES:
        compiler = Compiler(codes, words.CLASSES | module.CLASSES, words.PHRASES | module.PHRASES)
        for pattern, maker in module.RULES:
            compiled = compiler.compile(pattern)
            for first in compiled.firsts:
                rules.setdefault(first, []).append((compiled, maker))
    table = codes.table()
    filler = "".join(table[word] for word in words.FILLERS if word in table)
    heads = "".join(table.values()).translate({ord(code): None for code in filler})
    # A head within a dozen words: no rule is longer before the word that makes it a time.
    return Grammar(table, rules, re.compile(f"[{filler}]{{0,12}}[{heads}]"))


def scan(text: str) -> Iterator[Expression]:
    """The time expressions of a text in order, not yet anchored."""
    known = grammar()
    tokens, at = cut(text, known.codes), 0
    codes = tokens.codes
    while at < len(codes):
        rules = known.rules.get(codes[at])
        found, end = _best(tokens, at, rules) if rules and known.ahead.match(codes, at) else ((), at)
        yield from found
        at = max(end, at + 1)


def _best(
    tokens: Tokens, at: int, rules: Sequence[tuple[Pattern, Maker]]
) -> tuple[tuple[Expression, ...], int]:
    """What the longest rule that accepts makes of the words from `at`, and where it ends."""
    fits = [(match, maker) for pattern, maker in rules if (match := pattern.regex.match(tokens.codes, at))]
    fits.sort(key=lambda fit: -fit[0].end())
    for match, maker in fits:
        made = maker(Match(tokens, match))
        if made:
            return (made if isinstance(made, tuple) else (made,)), match.end()
    return (), at
