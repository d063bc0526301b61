"""A search of the index: expressions that the lines asked for match, and what is looked up of those that do.

What the index can tell is asked of it, all at once; what it cannot (whether a line is current, which of its
figures counts troops) is looked up afterwards.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.ledger import rows
from onrecord.ledger.amounts import AmountAsked
from onrecord.ledger.match import both


@dataclass(frozen=True, slots=True)
class Search:
    """What the index is asked (FTS5), and what is looked up (SQL).

    A line matches all of `found` and none of `left_out`, its number is from `first` to `last`, `condition`
    (of a statement `s`, with `values`) holds, and a figure of it is as asked.
    """

    connection: sqlite3.Connection
    found: tuple[str, ...]
    left_out: tuple[str, ...]
    first: int
    last: int
    condition: str
    values: dict[str, str | int | float]
    figure: AmountAsked | None

    def numbers(self, mark: str | None, most: int) -> list[int]:
        """Lines that match and have the mark, in no order, `most` of them."""
        return self._asked(mark, self.last, f"LIMIT {most}")

    def newest(self, mark: str, most: int, last: int) -> list[int]:
        """Lines that match and have the mark, of those up to the number `last`, the highest numbers first."""
        return self._asked(mark, min(last, self.last), f"ORDER BY rowid DESC LIMIT {most}")

    def _asked(self, mark: str | None, last: int, limit: str) -> list[int]:
        found = self.found if mark is None else (*self.found, marked([mark]))
        asked = both(found, self.left_out)
        command = "SELECT rowid FROM statement_words WHERE statement_words MATCH ? AND rowid BETWEEN ? AND ? "
        return [number for (number,) in self.connection.execute(command + limit, (asked, self.first, last))]

    def looked_up(self, numbers: Sequence[int], column: str) -> list[tuple[int, str | None]]:
        """Those of the lines that are asked for indeed, with a column of the statement `s` or version `v`."""
        version = "JOIN version v ON v.id = s.version_id" if column.startswith("v.") else ""
        found = self.connection.execute(
            f"SELECT s.id, {column} FROM statement s {version}"
            f" WHERE s.id IN (SELECT value FROM json_each(:numbers)) AND {self.condition}",
            {**self.values, "numbers": json.dumps(numbers)},
        ).fetchall()
        if self.figure is not None:
            fitting = self._with_figure([number for number, _ in found], self.figure)
            found = [each for each in found if each[0] in fitting]
        return [(number, cell) for number, cell in found]

    def _with_figure(self, numbers: Sequence[int], figure: AmountAsked) -> set[int]:
        found = self.connection.execute(
            "SELECT sf.statement_id, f.* FROM statement_figure sf JOIN figure f ON f.id = sf.figure_id"
            " WHERE sf.statement_id IN (SELECT value FROM json_each(?))",
            (json.dumps(numbers),),
        )
        return {row["statement_id"] for row in found if figure.fits(rows.figure_of(row))}


def marked(any_of: Iterable[str]) -> str:
    """The expression for lines with one of the marks."""
    return f"marks : ({' OR '.join(any_of)})"


def present(connection: sqlite3.Connection, marks: Iterable[str]) -> list[str]:
    """Those of the marks that any line has, in their order."""
    command = "SELECT 1 FROM statement_words WHERE statement_words MATCH ? LIMIT 1"
    return [mark for mark in marks if connection.execute(command, (marked([mark]),)).fetchone()]
