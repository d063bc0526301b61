"""The listed places by their first word, with what only looks like one: "South Korean", "Bank of England"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.remembered import remembered
from onrecord.statements.reference import bodies, countries, fold, places

WORD = re.compile(r"(?:[^\W\d_]\.){2,6}|[^\W\d_]+(?:['’ʼ‘][^\W\d_]+){0,4}")
_GENITIVE = re.compile(r"['’ʼ]s$")
_SHORTEST_SHOUTED = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """What some words name. `name` is the usual English name, None where they name no place.

    `ambiguous`: as often a person's name or an ordinary word; `state`: a country, which reports name without
    any sign that it is a place.
    """

    name: str | None
    ambiguous: bool = False
    state: bool = False


NO_PLACE = Entry(None)


@cache
def _entries() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for country in countries():
        for name in (country.name, *country.names):
            found.setdefault(fold(name), Entry(country.name, country.ambiguous, state=True))
    for place in places():
        for name in (place.name, *place.names):
            found.setdefault(fold(name), Entry(place.name, place.ambiguous))
    for country in countries():
        for name in country.capitals:
            found.setdefault(fold(name), Entry(country.capitals[0]))
    for word in _others():
        found.setdefault(fold(word), NO_PLACE)
    return found


def _others() -> Iterator[str]:
    for country in countries():
        yield from country.demonyms
        yield from (seat for seat in country.seats if " " in seat)
    for body in bodies():
        yield from (name for name in (body.name, *body.names, *body.ambiguous) if " " in name)


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """For each word that a name begins with, in how many words such names stand, the longest first."""
    found: dict[str, set[int]] = {}
    for key in _entries():
        words = WORD.findall(key)
        if words:
            found.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


@remembered
def lengths(word: str) -> tuple[int, ...]:
    """In how many words the names stand that begin with a word."""
    plain = fold(word)
    bare = _GENITIVE.sub("", plain)
    known = _lengths()
    # "Russia's" begins both "Russia" and "Russia's Federal Security Service".
    found = set(known.get(plain, ())) | set(known.get(bare, ()))
    if bare.isupper():
        found |= set(known.get(bare.title(), ()))
    return tuple(sorted(found, reverse=True))


def look(words: str) -> tuple[Entry, int] | None:
    """What some words name, and how many of their characters do: without a possessive 's."""
    if "\n" in words:
        return None
    bare = _GENITIVE.sub("", words)
    for each in (words, bare):
        key = fold(each)
        entry = _entries().get(key)
        if entry is None and key.isupper() and len(key) >= _SHORTEST_SHOUTED:
            entry = _entries().get(key.title())
        if entry is not None:
            return entry, len(each)
    return None
