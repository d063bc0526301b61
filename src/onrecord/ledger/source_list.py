"""Which sources there are: those that have a name in which some words stand, and the most quoted of all."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from onrecord.ledger import amounts, rows, uniting
from onrecord.ledger.source_names import named
from onrecord.ledger.source_times import CURRENT
from onrecord.ledger.store import Store
from onrecord.ledger.typed import QuestionError
from onrecord.records import SourceKind

MOST = 2_000
"""Sources that a list of the most quoted goes down to."""
LISTED = 200
"""Sources that a list of those with some name goes down to."""
# Words that so many names have, or so many sources, say little: not all are looked at.
_NAMES, _LOOKED_AT = 20_000, 1_000
_LONGEST = 200
_OTHERS = 4
_COUNTS = f"""
SELECT s.entity_id, count(*) FROM statement s WHERE s.entity_id IS NOT NULL AND {CURRENT} GROUP BY s.entity_id
"""
_COUNT = f"SELECT count(*) FROM statement s WHERE s.entity_id = ? AND {CURRENT}"
_MERGED = "SELECT entity_id, now_id FROM entity_now"
_CALLED = "SELECT entity_id FROM entity_name WHERE name = ? LIMIT ?"
_NAMES_OF = "SELECT name FROM entity_name WHERE entity_id = ? ORDER BY name LIMIT ?"


class ListedSource(NamedTuple):
    """A source in a list: its key, its name, some of its other names, how many current statements it has."""

    key: str
    name: str
    kind: SourceKind | None
    others: tuple[str, ...]
    statements: int


@dataclass(frozen=True, slots=True)
class Sources:
    """Sources, the most quoted first. `is_all` is False where there are more that were not looked at."""

    listed: tuple[ListedSource, ...]
    is_all: bool


def sources(store: Store, words: str, kind: SourceKind | None = None) -> Sources:
    """The sources with a name that has all these words, or words that begin so: the LISTED most quoted.

    Capitals and accents do not matter. Raises QuestionError where there is no word, LedgerError where the
    ledger cannot be read.
    """
    asked = amounts.folded(words) if len(words) <= _LONGEST else ()
    if not asked:
        problem = f"more than {_LONGEST} characters" if len(words) > _LONGEST else "there is no word in it"
        raise QuestionError("words", problem, "brandeau")
    with store.in_plain_words("read"):
        connection = store.connection
        merged = dict(connection.execute(_MERGED).fetchall())
        names = _names(connection, asked)
        named = list(dict.fromkeys(merged.get(each, each) for each in _with_words(names, asked)))
        counts = {each: _count(connection, each) for each in named[:_LOOKED_AT]}
        listed = _listed(connection, _most_first(counts))
        found = list(islice((each for each in listed if kind in (None, each.kind)), LISTED + 1))
        is_all = len(names) < _NAMES and len(named) <= _LOOKED_AT and len(found) <= LISTED
        return Sources(tuple(found[:LISTED]), is_all)


def called(store: Store, name: str) -> tuple[ListedSource, ...]:
    """The sources that were met under this very name, the most quoted first.

    Raises LedgerError where the ledger cannot be read.
    """
    with store.in_plain_words("read"):
        connection = store.connection
        found = connection.execute(_CALLED, (rows.clean(name), _LOOKED_AT))
        whole = dict.fromkeys(uniting.whole(connection, number) for (number,) in found)
        return tuple(_listed(connection, _most_first({each: _count(connection, each) for each in whole})))


def most_quoted(store: Store) -> Sources:
    """The MOST sources with most current statements. All lines are counted: a million in about a second."""
    with store.in_plain_words("read"):
        connection = store.connection
        merged = dict(connection.execute(_MERGED).fetchall())
        counts = Counter[int]()
        for number, lines in connection.execute(_COUNTS):
            counts[merged.get(number, number)] += lines
        first = _most_first(counts)
        return Sources(tuple(_listed(connection, first[:MOST])), len(first) <= MOST)


def _names(connection: sqlite3.Connection, asked: Sequence[str]) -> list[tuple[int, str]]:
    """Names that may have the words, and whose they are, in the order in which these came into the ledger."""
    # SQLite compares letters without their accents folded: names with any are all looked at.
    likely = " AND ".join(["name LIKE ?"] * len(asked))
    found = connection.execute(
        f"SELECT entity_id, name FROM entity_name WHERE ({likely})"
        f" OR length(name) < length(CAST(name AS BLOB)) ORDER BY entity_id LIMIT {_NAMES}",
        [f"%{word}%" for word in asked],
    )
    return [(number, name) for number, name in found]


def _with_words(names: Iterable[tuple[int, str]], asked: Sequence[str]) -> Iterator[int]:
    """Those of whose names one has all the words."""
    for number, name in names:
        words = amounts.folded(name)
        if all(any(word.startswith(begins) for word in words) for begins in asked):
            yield number


def _count(connection: sqlite3.Connection, number: int) -> int:
    group = uniting.group(connection, number)
    return sum(connection.execute(_COUNT, (each,)).fetchone()[0] for each in group)


def _most_first(counts: dict[int, int]) -> list[tuple[int, int]]:
    said = ((number, lines) for number, lines in counts.items() if lines)
    return sorted(said, key=lambda each: (-each[1], each[0]))


def _listed(connection: sqlite3.Connection, counted: Iterable[tuple[int, int]]) -> Iterator[ListedSource]:
    for number, lines in counted:
        group = uniting.group(connection, number)
        known = named(connection, group)
        names = dict.fromkeys(
            name for each in group for (name,) in connection.execute(_NAMES_OF, (each, _OTHERS + 1))
        )
        others = [name for name in names if name != known.name][:_OTHERS]
        yield ListedSource(uniting.key_of(connection, number), known.name, known.kind, tuple(others), lines)
