"""Readings made by rule that belong to affairs: those of one share words, and what is claimed in it."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date

from bench.readings import Readings, _Draft
from onrecord.records import Reading, Span

# So many affairs are in the news at once; one in so many articles opens a new one.
ACTIVE, NEW = 200, 0.1
_OWN_WORDS, _CLAIMS = 60, 12  # of an affair
_SHARE = 0.45  # of the words of an article are its affair's
_REPEATED = 0.4  # of the statements put forward what others did
_VECTOR = 96  # bytes


@dataclass(frozen=True, slots=True)
class _Affair:
    words: tuple[str, ...]
    claims: tuple[str, ...]


class Affairs(Readings):
    """An endless row of articles about affairs that come and go; two with the same seed give the same."""

    def __init__(self, seed: int = 7) -> None:
        super().__init__(seed)
        self._chance = random.Random(seed + 3)
        self._affairs: list[_Affair] = []
        self._affair: _Affair | None = None

    def _reading(self, number: int) -> Reading:
        if not self._affairs or self._chance.random() < NEW:
            self._affairs = [*self._affairs[-ACTIVE:], self._new()]
        self._affair = self._chance.choice(self._affairs)
        reading = super()._reading(number)
        return replace(reading, vectors=tuple(self._chance.randbytes(_VECTOR) for _ in reading.statements))

    def _new(self) -> _Affair:
        words = tuple(self._chance.choice(self.words[300:20_000]) for _ in range(_OWN_WORDS))
        self._affair = _Affair(words, ())
        return _Affair(words, tuple(self._some(8, 20) for _ in range(_CLAIMS)))

    def _some(self, least: int, most: int) -> str:
        words = super()._some(least, most).split()
        if self._affair is None:
            return " ".join(words)
        own = self._affair.words
        return " ".join(
            self._chance.choice(own) if self._chance.random() < _SHARE else each for each in words
        )

    def _content(self, draft: _Draft, day: date) -> Span:
        if self._affair is None or self._chance.random() >= _REPEATED:
            return super()._content(draft, day)
        return draft.add(self._chance.choice(self._affair.claims))
