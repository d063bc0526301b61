"""Whether lines at hand are among those that a question finds: for a list that has an order of its own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from onrecord.ledger import expressions, filters, index, sample
from onrecord.ledger.match import both
from onrecord.ledger.question import DEED, TYPES, Question

_COUNT = """
SELECT count(*) FROM (
  SELECT 1 FROM statement_words WHERE statement_words MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?
)
"""
_MATCHING = "SELECT rowid FROM statement_words WHERE statement_words MATCH ?"
_AMONG = f"{_MATCHING} AND rowid IN (SELECT value FROM json_each(?))"
_BETWEEN = f"{_MATCHING} AND rowid BETWEEN ? AND ?"
# To look for a line in the index takes as long as to go through so many.
_DENSE = 50
_NUMBERED = "SELECT id FROM statement WHERE id IN (SELECT value FROM json_each(:numbers))"


class Finder:
    """What a question finds, as `ask` would; its order, its `limit`, `after` and `as_of` do not matter.

    Lines that match `expression` (FTS5), or where that is None all lines, with numbers from `first` to `last`
    may be found; `among` tells which are.
    """

    def __init__(self, connection: sqlite3.Connection, question: Question) -> None:
        self._connection = connection
        self._asked = expressions.asked(connection, question)
        quick = self._asked.quick
        self._question = question
        self._search = filters.search(connection, question, quick.found, quick.left_out)
        self.first, self.last = self._search.first, self._search.last
        self.expression = both(self._search.found, self._search.left_out) if self._search.found else None

    def is_rare(self, most: int) -> bool:
        """Whether no more than `most` lines may be found."""
        if self.last - self.first < most:
            return True
        if self.expression is None:
            return False
        asked = (self.expression, self.first, self.last, most + 1)
        (count,) = self._connection.execute(_COUNT, asked).fetchone()
        return bool(count <= most)

    def among(self, numbers: Sequence[int], *, is_matched: bool) -> set[int]:
        """Those of some lines that are found; `is_matched` says that they match the expression.

        What the lines' own rows tell is looked at first: to ask the index for a line is dear.
        """
        likely = [each for each in numbers if self.first <= each <= self.last]
        left = [number for number, _ in self._search.looked_up(likely, "s.id")]
        if not is_matched:
            left = self._matching(self._of_lists(left))
        exact = self._asked.exact
        if left and exact != self._asked.quick:
            left = sample.matching(index.words(self._connection, left), exact.found, exact.left_out)
        return set(left)

    def _of_lists(self, numbers: list[int]) -> list[int]:
        """Those whose act, type, kind and quotation are asked for."""
        conditions = [
            f"{column} IN (SELECT value FROM json_each(:{column}))" for column, asked in self._lists if asked
        ]
        if not conditions:
            return numbers
        command = f"{_NUMBERED} AND {' AND '.join(conditions)}"
        told = {column: json.dumps(sorted(asked)) for column, asked in self._lists}
        found = self._connection.execute(command, {**told, "numbers": json.dumps(numbers)})
        return [number for (number,) in found]

    @property
    def _lists(self) -> tuple[tuple[str, frozenset[str]], ...]:
        asked = self._question
        types = asked.types or frozenset(TYPES) - {DEED}
        return (
            ("act", frozenset(asked.acts)),
            ("type", frozenset(types)),
            ("kind", frozenset(asked.kinds)),
            ("quotation", frozenset(asked.quotations)),
        )

    def _matching(self, numbers: list[int]) -> list[int]:
        if self.expression is not None:
            return [*self._in_index(self.expression, numbers)]
        if not self._asked.quick.left_out:
            return numbers  # deeds are left out already
        out = self._in_index(" OR ".join(f"({each})" for each in self._search.left_out), numbers)
        return [each for each in numbers if each not in out]

    def _in_index(self, expression: str, numbers: Sequence[int]) -> set[int]:
        if not numbers:
            return set()
        first, last = min(numbers), max(numbers)
        if last - first < _DENSE * len(numbers):
            found = self._connection.execute(_BETWEEN, (expression, first, last))
        else:
            found = self._connection.execute(_AMONG, (expression, json.dumps(numbers)))
        return {number for (number,) in found}.intersection(numbers)
