"""The lexicon of cues: which phrases a cue is made of, and what each says of type and act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Final, cast

from onrecord.records import Act, StatementType
from onrecord.statements.speech.inflection import bases

Entry = tuple["Row", ...]
_TSV: Final = "lexicon.tsv"


@dataclass(frozen=True, slots=True)
class Row:
    """What a phrase says where all `conditions` hold. `open` where the content may say more than "assert"."""

    type: StatementType
    act: Act | None
    open: bool
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found among the words of a cue: its place, its length in words, and its rows."""

    start: int
    length: int
    rows: Entry
    light: bool
    phrase: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Rows by phrase, phrases of two words and more (longest first) by their first two, the light phrases.

    `words` are all that a phrase can begin with.
    """

    rows: dict[tuple[str, ...], Entry]
    phrases: dict[tuple[str, str], tuple[tuple[str, ...], ...]]
    words: frozenset[str]
    light: frozenset[tuple[str, ...]]


@cache
def lexicon() -> Lexicon:
    """The table of lexicon.tsv, read once."""
    rows: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    light: set[tuple[str, ...]] = set()
    for line in files(__package__).joinpath(_TSV).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("# "):
            continue
        phrases, kind, act, conditions = [*line.split("\t"), "", ""][:4]
        listed = [tuple(phrase.split()) for phrase in phrases.split(", ")]
        if kind == "light":
            light.update(listed)
            continue
        row = _row(kind, act, conditions)
        for phrase in listed:
            rows[phrase].append(row)
    ordered = {key: tuple(sorted(each, key=lambda row: not row.conditions)) for key, each in rows.items()}
    return Lexicon(ordered, _by_two(rows), frozenset(phrase[0] for phrase in rows), frozenset(light))


def _row(kind: str, act: str, conditions: str) -> Row:
    said = {"-": None, "content": "assert"}.get(act, act)
    return Row(
        cast(StatementType, kind), cast("Act | None", said), act == "content", tuple(conditions.split())
    )


def _by_two(rows: Iterable[tuple[str, ...]]) -> dict[tuple[str, str], tuple[tuple[str, ...], ...]]:
    phrases: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for phrase in rows:
        if len(phrase) > 1:
            phrases[phrase[0], phrase[1]].append(phrase)
    return {two: tuple(sorted(each, key=len, reverse=True)) for two, each in phrases.items()}


def matches(words: Sequence[str]) -> list[Match]:
    """The longest phrase at each place where one begins, in order. `words` are lower-case, as written."""
    table = lexicon()
    forms = [bases(word) for word in words]
    found = []
    for start in range(len(forms)):
        phrase = _longest(table, forms, start)
        if phrase:
            found.append(
                Match(start, len(phrase), table.rows[phrase], phrase in table.light, " ".join(phrase))
            )
    return found


def _longest(table: Lexicon, forms: Sequence[tuple[str, ...]], start: int) -> tuple[str, ...]:
    firsts = [base for base in forms[start] if base in table.words]
    best: tuple[str, ...] = next(((base,) for base in firsts if (base,) in table.rows), ())
    seconds = forms[start + 1] if firsts and start + 1 < len(forms) else ()
    for pair in product(firsts, seconds):
        for phrase in table.phrases.get(pair, ()):
            if len(phrase) > len(best) and _agrees(phrase, forms, start):
                best = phrase
                break
    return best


def _agrees(phrase: tuple[str, ...], forms: Sequence[tuple[str, ...]], start: int) -> bool:
    if start + len(phrase) > len(forms):
        return False
    return all(phrase[at] in forms[start + at] for at in range(2, len(phrase)))
