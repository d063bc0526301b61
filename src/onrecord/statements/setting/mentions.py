"""The words of an article as place finding sees them: which stand side by side, open a sentence, shout."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records import Span
from onrecord.statements.reference import title
from onrecord.statements.setting.gazetteer import WORD, Entry, lengths, look

_OPENERS = frozenset('.!?:;“‘"„«–—•([|…\n')
# Of the longer words of a line this share has capitals where every word of a headline has one.
_HEADLINE = 0.75
_LONG_WORDS = 5
_LONG_WORD = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word. `opens`: it begins a sentence or line, so its capital says nothing; `glued`: only a space
    stands between it and the word before; `headline`: all words of its line have capitals.
    """

    start: int
    end: int
    text: str
    capital: bool
    opens: bool
    glued: bool
    headline: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first` to `last` (both included) that are listed as a name."""

    first: int
    last: int
    span: Span
    entry: Entry


def words(text: str) -> list[Word]:
    """All words of a text, in order."""
    bare: list[tuple[int, int, bool, bool, int]] = []
    end = line = 0
    capitals: list[list[int]] = [[0, 0]]
    for match in WORD.finditer(text):
        between = text[end : match.start()]
        if "\n" in between:
            line += 1
            capitals.append([0, 0])
        word = match.group()
        if len(word) >= _LONG_WORD:
            capitals[line][0] += 1
            capitals[line][1] += word[0].isupper()
        # "Sen. Lee": the stop behind a title ends no sentence.
        titled = bool(bare) and between == ". " and title(text[bare[-1][0] : end]) is not None
        opens = not bare or not (titled or _OPENERS.isdisjoint(between))
        bare.append((match.start(), match.end(), opens, between == " " or titled, line))
        end = match.end()
    headline = [long >= _LONG_WORDS and high / long > _HEADLINE for long, high in capitals]
    return [
        Word(start, end, text[start:end], text[start].isupper(), opens, glued, headline[line])
        for start, end, opens, glued, line in bare
    ]


def matches(text: str, listed: list[Word]) -> list[Match]:
    """The listed names in a text, the longest where several begin with one word, none over another."""
    found: list[Match] = []
    at = 0
    while at < len(listed):
        match = _longest(text, listed, at)
        if match:
            found.append(match)
        at = match.last + 1 if match else at + 1
    return found


def _longest(text: str, listed: list[Word], at: int) -> Match | None:
    start = listed[at].start
    for count in lengths(listed[at].text):
        last = at + count - 1
        if last >= len(listed):
            continue
        seen = look(text[start : listed[last].end])
        if seen:
            return Match(at, last, Span(start, start + seen[1]), seen[0])
    return None
