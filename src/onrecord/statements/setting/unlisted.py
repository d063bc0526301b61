"""Places that no table knows, found by the words beside them: "the village of Kamenka", "Bondo County"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.records import Span
from onrecord.statements.reference import demonym, gender_of, possible_bodies, title
from onrecord.statements.setting.mentions import Word
from onrecord.statements.setting.place_words import (
    ADJECTIVES,
    BEHIND,
    BEHIND_SMALL,
    CALENDAR,
    IN,
    LOCATIVE,
    PARTICLES,
    SORTS,
)
from onrecord.statements.setting.vocabulary import CHAMBERS, PLATFORMS

# More words are a sentence in capitals, not a name.
_LONGEST = 4

# "in Tuam, a small town in the west".
_APPOSED = re.compile(
    r", (?:an?|the) (?:[\w-]{1,20} ){0,3}"
    r"(?:suburb|town|city|village|district|province|region|neighbou?rhood|settlement|island|township|port|hamlet)\b"
)

Found = tuple[Span, str]


def find(
    text: str, words: Sequence[Word], taken: set[int], known: Sequence[Span], dateline: str | None
) -> list[Found]:
    """The unlisted places of a text, with their names as written; not in order.

    `taken` are the places of words that are listed names, `known` the spans of listed places. A name that
    was found once counts wherever a preposition of place stands before it.
    """
    starts = [span.start for span in known]
    found = {
        span: name
        for at in range(len(words))
        for span, name in _found(text, words, taken, starts, at)
        if len(name) > 1 and name.lower() not in PLATFORMS | CHAMBERS and not possible_bodies(name)
    }
    names = {name for span, name in found.items()} | ({dateline.title()} if dateline else set())
    for at, end in _signed(words, taken):
        span = _span(words, at, end)
        if text[span.start : span.end] in names:
            found.setdefault(span, text[span.start : span.end])
    return list(found.items())


def _found(text: str, words: Sequence[Word], taken: set[int], starts: list[int], at: int) -> Iterator[Found]:
    word = words[at]
    if word.text == "of" and at and words[at - 1].text.lower() in SORTS and word.glued:
        end = _run(words, taken, at + 1)
        if end > at + 1 and words[at + 1].glued:
            yield _named(text, words, at + 1, end)
    elif word.glued and word.text in BEHIND | BEHIND_SMALL and not words[at - 1].headline:
        yield from _before(text, words, taken, at)
    elif word.text in ("in", "near", "outside", "from") and at + 1 < len(words) and words[at + 1].glued:
        end = _run(words, taken, at + 1)
        if end > at + 1 and _signals(text, words, at, end, starts):
            yield _named(text, words, at + 1, end)


def _signals(text: str, words: Sequence[Word], at: int, end: int, starts: list[int]) -> bool:
    """As in "in Tuam, Ireland", "near Kamenka", "in Tuam, a town in", "Ana Ruiz, 60, from Tuam"."""
    first = words[at + 1]
    if gender_of(first.text) is not None or title(first.text) is not None or first.headline:
        return False
    if words[at].text == "near":
        return True
    behind = words[end - 1].end + 2
    if _APPOSED.match(text, behind - 2):
        return True
    if words[at].text == "from":
        return text[max(0, words[at].start - 3) : words[at].start].rstrip(", ")[-1:].isdigit()
    place = bisect_left(starts, behind)
    return place < len(starts) and starts[place] == behind and end < len(words) and not words[end].opens


def _before(text: str, words: Sequence[Word], taken: set[int], at: int) -> Iterator[Found]:
    """The name that ends before a word for a sort of place."""
    start = at
    while start > 0 and at - start < _LONGEST and _may_name(words[start - 1], start - 1, taken):
        start -= 1
        if not words[start].glued or words[start].opens:
            break
    while start < at and words[start].opens and words[start].text in ADJECTIVES:
        start += 1
    if start == at or (words[start].opens and at - start == 1 and words[at].text in BEHIND_SMALL):
        return
    if title(words[start].text) or all(words[k].text in ADJECTIVES for k in range(start, at)):
        return
    yield _named(text, words, start, at + 1 if words[at].capital else at)


def _run(words: Sequence[Word], taken: set[int], at: int) -> int:
    """The place behind the last word of the name that begins with a word; the same place where none does."""
    start = end = at
    while at < len(words) and at - start < _LONGEST and (at == start or _next(words, at)):
        if _may_name(words[at], at, taken) and words[at].text not in ADJECTIVES:
            end = at + 1
        elif not (words[at].text in PARTICLES and at > start):
            break
        at += 1
    return end


def _next(words: Sequence[Word], at: int) -> bool:
    """Whether a word stands behind the one before with a space or a hyphen between: "Alma al-Chaab"."""
    return words[at].start - words[at - 1].end == 1 and not words[at].opens


def _may_name(word: Word, at: int, taken: set[int]) -> bool:
    return (
        word.capital and at not in taken and word.text not in CALENDAR and demonym(word.text) is None
    ) and not word.text.endswith(("'s", "’s"))


def _signed(words: Sequence[Word], taken: set[int]) -> Iterator[tuple[int, int]]:
    """The runs of capitals behind a preposition of place."""
    for at in range(1, len(words)):
        if words[at].glued and words[at].capital and words[at - 1].text.lower() in LOCATIVE | IN:
            end = _run(words, taken, at)
            if end > at:
                yield at, end


def _span(words: Sequence[Word], start: int, end: int) -> Span:
    return Span(words[start].start, words[end - 1].end)


def _named(text: str, words: Sequence[Word], start: int, end: int) -> Found:
    span = _span(words, start, end)
    return span, text[span.start : span.end]
