"""A sample of lines with a full-text index of its own, in memory.

The ledger's index answers whether and where a word stands in a line. What it cannot do in a moment for a
million lines - weigh every match of a common word, gather all words that begin with an "a" - is done in a
sample of a thousand: by the same tokenizer, so with the same answers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing

from onrecord.ledger.match import both

# A mark that every row has.
_EACH = "each"
# What is said counts most; a headline stands over all statements of its article.
_WEIGHTS = (1.0, 1.0, 0.5, 0.0)
Row = tuple[int, str, str, str, str]
"""A line's number, content, who, headline and marks."""


def matching(rows: Iterable[Row], found: Sequence[str], left_out: Sequence[str]) -> list[int]:
    """Numbers of the rows that match all of `found` and none of `left_out`, the best match first.

    How well a row matches is BM25 within the sample; of two that match equally the higher number is first.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE sample USING fts5 (content, who, headline, marks, content='',"
            ' tokenize="unicode61 remove_diacritics 2")'
        )
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO sample (rowid, content, who, headline, marks) VALUES (?, ?, ?, ?, ?)",
            ((*words, f"{mark} {_EACH}") for *words, mark in rows),
        )
        connection.execute("COMMIT")
        rank = f"bm25(sample, {', '.join(map(str, _WEIGHTS))})"
        matches = connection.execute(
            f"SELECT rowid FROM sample WHERE sample MATCH ? ORDER BY {rank}, rowid DESC",
            (both(found or [f"marks : {_EACH}"], left_out),),
        )
        return [number for (number,) in matches]
