"""Words, people and outlets to make reports of, each as frequent as Zipf's law has it.

The most frequent words are those of the reports in examples/, the rest is made of syllables.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy

from bench.inputs import REPORTS
from onrecord.records import SourceKind

WORDS, PEOPLE, OUTLETS = 60_000, 100_000, 300
# How many of those who speak are written in two ways.
_TWO_NAMES = 0.1
# Numbers of the random sequence that are drawn at once.
_DRAWN = 1 << 16
_SYLLABLES = [a + b for a in ("br", "st", "kr", *"bdfghklmnprstvz") for b in ("ar", "en", "il", *"aeiou")]
_ROLES = (
    "president|foreign minister|spokesman|chief executive|professor of law|mayor|coach|general|union leader"
)
# A third of them people.
_KINDS: tuple[SourceKind, ...] = ("person", "person", "organisation", "government", "group", "document")


class Person(NamedTuple):
    """Somebody who speaks, or a body."""

    name: str
    other_name: str
    role: str
    kind: SourceKind
    entity: str


def words(rng: random.Random) -> list[str]:
    """Words, the most frequent first."""
    read = " ".join(path.read_text(encoding="utf-8").lower() for path in sorted(REPORTS.glob("*.txt")))
    known = dict.fromkeys(word for word, _ in Counter(re.findall(r"[a-z]+", read)).most_common())
    while len(known) < WORDS:
        known["".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4)))] = None
    return list(known)


def people(rng: random.Random) -> list[Person]:
    """Those who speak."""
    return [_person(rng) for _ in range(PEOPLE)]


def outlets(rng: random.Random) -> list[str]:
    """Names of outlets."""
    kinds = ("Post", "Times", "Echo")
    return [f"The {name(rng)} {kinds[number % len(kinds)]}" for number in range(OUTLETS)]


def name(rng: random.Random) -> str:
    """A name of one word."""
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 3))).capitalize()


def ranks(count: int, seed: int) -> Iterator[int]:
    """Ranks from 0 below `count`, the first the most frequent, in Mandelbrot's form of Zipf's law."""
    numbers = numpy.random.default_rng(seed)
    sums = numpy.cumsum(1 / (numpy.arange(count) + 2.7))
    while True:
        yield from numpy.searchsorted(sums, numbers.random(_DRAWN) * sums[-1]).tolist()


def _person(rng: random.Random) -> Person:
    usual = f"{name(rng)} {name(rng)}"
    other = usual.replace("o", "oh", 1) if rng.random() < _TWO_NAMES else usual
    key = hashlib.sha256(usual.encode()).hexdigest()[:12]
    return Person(usual, other, rng.choice(_ROLES.split("|")), rng.choice(_KINDS), key)
