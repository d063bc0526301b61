"""Merging: another ledger's articles, lines, corrections and refusals come into this one.

    runs -> tombstones -> articles (arrival -> incoming -> settling) -> wire copies -> refusals

What is there already is not doubled, so that a merge that was broken off is done by merging again. All lines
that come are recorded at the moment of the merge: what was asked as of an earlier moment is answered as before.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.ledger import arrival, other_ledger, rows, runs, table, wire
from onrecord.ledger.arrival import Merging
from onrecord.ledger.incoming import Incoming
from onrecord.ledger.settling import settle
from onrecord.ledger.store import Store

SECONDS = 0.5  # of writing at a time: others come between

_MARKS = """
SELECT v.text_hash AS mark FROM version v WHERE v.article_id = :article
UNION SELECT v.url FROM version v WHERE v.article_id = :article
UNION SELECT p.url FROM appearance p JOIN version v ON v.id = p.version_id WHERE v.article_id = :article
UNION SELECT g.hash FROM appearance p JOIN version v ON v.id = p.version_id JOIN page g ON g.id = p.page_id
  WHERE v.article_id = :article
"""
_NAMED_HERE = """
SELECT a.key FROM article a JOIN version v ON v.article_id = a.id WHERE v.text_hash = :mark
UNION SELECT a.key FROM article a JOIN version v ON v.article_id = a.id JOIN appearance p ON p.version_id = v.id
  LEFT JOIN page g ON g.id = p.page_id WHERE p.url = :mark OR g.hash = :mark
"""


@dataclass(frozen=True, slots=True)
class TakenOut:
    """An article that one of both ledgers took out: its key, why, and what to do."""

    article: str
    why: str
    advice: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A statement that a person corrected here and another in the other ledger, otherwise.

    `stands` is the line here, `replaced` the number that theirs has here.
    """

    article: str
    stands: int
    replaced: int


@dataclass(slots=True)
class Merged:
    """What a merge brought: how many articles, versions, lines and so on are new here.

    `statements` counts lines, `corrections` those among them that a person made. `taken_out_there` are articles
    here that the other ledger took out: they stay, until somebody takes them out here. `not_taken_in` are
    articles there that were taken out here.
    """

    articles: int = 0
    versions: int = 0
    appearances: int = 0
    statements: int = 0
    corrections: int = 0
    refusals: int = 0
    tombstones: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    taken_out_there: list[TakenOut] = field(default_factory=list)
    not_taken_in: list[TakenOut] = field(default_factory=list)


def merge(store: Store, other: Path, progress: Callable[[int, int], None] | None = None) -> Merged:
    """Take in another ledger, as it is now; `progress` is told how many of its articles are done, of how many.

    The other file is not changed. Raises LedgerError where it is no ledger, or one of the two cannot be used;
    what was taken in before is kept, and the same command goes on from there.
    """
    merged = Merged()
    with other_ledger.opened(other, store.path) as theirs:
        run = runs.Run(store, command="merge", settings={"ledger": other.name})
        with run:
            _Merge(store, theirs.connection, run, merged).perform(progress or (lambda _done, _of: None))
    return merged
