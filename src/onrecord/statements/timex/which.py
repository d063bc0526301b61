"""Which one: "last", "next", "that" before a month, season or year; and the year that is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.statements.timex.match import Match
from onrecord.statements.timex.meaning import Base, Partial, Step

_STEPS = {
    **dict.fromkeys(("last", "past", "previous", "preceding", "prior", "ago", "earlier"), -1),
    **dict.fromkeys(("next", "following", "coming", "subsequent", "upcoming"), 1),
}
_OF_STORY = frozenset(("that", "same", "previous", "preceding", "prior", "following", "subsequent"))


def step(words: Iterable[str]) -> int:
    """How many on: "last" -1, "next" 1, "this" and "that" 0."""
    return next((_STEPS[word] for word in words if word in _STEPS), 0)


def base(words: Iterable[str]) -> Base:
    """From when it is counted: "that year" from the date last mentioned, "last year" from now."""
    return "mention" if _OF_STORY & set(words) else "now"


def year(match: Match) -> int | Step | None:
    """The year that a match names: its number, or the step to it ("of last year")."""
    if match.has("year"):
        return int(match.words("year")[0])
    if match.has("short"):
        number = int(match.words("short")[0][1:])
        return number + (1900 if number > 40 else 2000)
    words = match.words("which_year")
    return Step("year", step(words), base(words)) if words else None


def chosen(match: Match, part: Partial) -> Partial:
    """As "last May", "next summer", "that spring": the last and next of now, that one of what was said."""
    words = match.words("which")
    if {"that", "same"} & set(words):
        return replace(part, year=Step("year", 0, "mention"))
    return replace(part, which=step(words), base=base(words))
