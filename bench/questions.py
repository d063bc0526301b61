"""Questions to a ledger of made readings: rare, middling, common words, phrases, each filter, each sort."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator

from bench.readings import Readings
from onrecord.ledger.question import ACTS, KINDS, QUOTATIONS, SORTS, TYPES

Asked = tuple[tuple[str, str], ...]
ROUNDS = 12


def questions(
    connection: sqlite3.Connection, readings: Readings, seed: int = 11
) -> Iterator[tuple[str, Asked]]:
    """Kinds of questions with questions of that kind, as `question.read` takes them."""
    rng = random.Random(seed)
    maker = _Maker(connection, readings, rng)
    for _ in range(ROUNDS):
        for kind, words in maker.words().items():
            for sort in SORTS:
                yield f"{kind}, by {sort}", (("words", words), ("sort", sort))
            option, text = rng.choice(maker.filters())
            yield f"{kind} and a filter", (("words", words), (option, text))
            several = rng.sample(maker.filters(), 3)
            yield f"{kind} and three filters", (("words", words), *dict(several).items())
        for option, text in maker.filters():
            yield f"--{option} alone", ((option, text), ("sort", rng.choice(SORTS[:2])))
    yield from (("nothing asked", (("sort", sort),)) for sort in SORTS[:2])


class _Maker:
    """Parts of questions, drawn at random from what the ledger holds."""

    def __init__(self, connection: sqlite3.Connection, readings: Readings, rng: random.Random) -> None:
        self._connection = connection
        self._readings = readings
        self._rng = rng

    def words(self) -> dict[str, str]:
        """Words of each kind."""
        common, middling, rare = self._word(0, 20), self._word(300, 3_000), self._word(20_000, 50_000)
        said = self._said().split()
        at = self._rng.randrange(max(len(said) - 3, 1))
        return {
            "a rare word": rare,
            "a middling word": middling,
            "a common word": common,
            "common words": f"{common} {self._word(0, 20)}",
            "common and rare": f"{common} {rare}",
            "a phrase": f'"{" ".join(said[at : at + 2])}"',
            "a long phrase": f'"{" ".join(said[at : at + 4])}"',
            "a phrase of common words": f'"{self._word(0, 10)} {self._word(0, 10)}"',
            "a prefix": f"{middling[:4]}*",
            "a short prefix": f"{middling[: self._rng.randint(1, 3)]}*",
            "NEAR": f"NEAR({common} {self._word(0, 300)}, 5)",
            "either": f"{middling} OR {self._word(300, 3_000)}",
            "one without the other": f"{middling} -{common}",
        }

    def filters(self) -> list[tuple[str, str]]:
        """One filter of each kind."""
        day, later = sorted(
            f"{self._rng.randint(2022, 2024)}-{self._rng.randint(1, 12):02}" for _ in range(2)
        )
        low = self._rng.randint(1, 9) * 10 ** self._rng.randint(0, 5)
        return [
            ("who", self._rng.choice([self._person(), self._person().split()[0], "foreign minister"])),
            ("act", self._rng.choice(ACTS)),
            ("type", self._rng.choice(TYPES)),
            ("kind", self._rng.choice(KINDS)),
            ("quotation", self._rng.choice(QUOTATIONS)),
            (
                "said",
                self._rng.choice([day, f"{day}-05..{day}-17", f"{day}..{later}", f"..{day}", f"{day}.."]),
            ),
            ("about-time", self._rng.choice([day, f"{day}-11", f"{day}..{later}"])),
            ("outlet", self._rng.choice(self._readings.outlets)),
            (
                "figure",
                self._rng.choice([f">{low} troops", f"{low}..{3 * low}", f"~{low} jobs", f"={low}", ">50 %"]),
            ),
            ("score", f"{self._rng.uniform(0.4, 1):.2f}"),
            ("article", self._one("SELECT key FROM article WHERE id >= ? LIMIT 1", "article")),
            ("as-of", self._one("SELECT recorded_at FROM statement WHERE id >= ? LIMIT 1", "statement")),
        ]

    def _word(self, least: int, most: int) -> str:
        return self._readings.words[self._rng.randrange(least, most)]

    def _person(self) -> str:
        return self._readings.people[int(len(self._readings.people) * self._rng.random() ** 3)].name

    def _said(self) -> str:
        return self._one("SELECT content FROM statement WHERE id >= ? LIMIT 1", "statement")

    def _one(self, command: str, table: str) -> str:
        (most,) = self._connection.execute(f"SELECT max(id) FROM {table}").fetchone()
        return str(self._connection.execute(command, (self._rng.randint(1, most),)).fetchone()[0])
