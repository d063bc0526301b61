"""The lines of a story: a few of the ledger's, so that the index is asked about the stretches they stand in.

Whatever happened in a week stands in a few thousand lines, and what a story says of it in some hundred of
them, in short rows. Slices of time, by which a search gets at the newest of very many lines, would be looked
through one by one without ever holding enough.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, fields

from onrecord.ledger.match import both
from onrecord.ledger.search import Search, marked
from onrecord.ledger.store import LedgerError
from onrecord.ledger.typed import QuestionError

EXAMPLE = "s3f0a91c2d4"
"""An id of a story, as one is written."""
# Lines of other articles between two of the story: so many are sooner passed over than asked about anew.
_GAP = 2_000
_MEMBERS = "SELECT article_id FROM member WHERE story_id = :story"
# The last line of an article holds; what it was at a moment, the last until then tells.
_MEMBERS_THEN = """
SELECT l.article_id FROM story_line l WHERE l.story = (SELECT key FROM story WHERE id = :story)
  AND l.id = (
    SELECT max(m.id) FROM story_line m WHERE m.article_id = l.article_id AND m.recorded_at <= :moment
  )
"""
_LINES = """
SELECT s.id FROM statement s JOIN version v ON v.id = s.version_id
WHERE v.article_id IN (SELECT value FROM json_each(?)) ORDER BY s.id
"""
# The plus keeps SQLite from asking the index once for each line.
_WITHIN = (
    "SELECT rowid FROM statement_words WHERE statement_words MATCH ? AND rowid BETWEEN ? AND ?"
    " AND +rowid IN (SELECT value FROM json_each(?))"
)


@dataclass(frozen=True, slots=True)
class SearchOfStory(Search):
    """A search among some lines. `lines` are their numbers as JSON, `runs` the stretches they stand in."""

    lines: str
    runs: tuple[tuple[int, int], ...]

    @classmethod
    def narrowed(cls, search: Search, numbers: list[int]) -> SearchOfStory:
        """The search among these lines, whose numbers rise."""
        numbers = [number for number in numbers if search.first <= number <= search.last]
        known = {field.name: getattr(search, field.name) for field in fields(search)}
        return cls(**known, lines=json.dumps(numbers), runs=_runs(numbers))

    def numbers(self, mark: str | None, most: int) -> list[int]:
        """As of any search."""
        return self._found(mark, self.last, most, "")

    def newest(self, mark: str, most: int, last: int) -> list[int]:
        """As of any search."""
        return self._found(mark, min(last, self.last), most, "ORDER BY rowid DESC")

    def _found(self, mark: str | None, last: int, most: int, order: str) -> list[int]:
        asked = both(self.found if mark is None else (*self.found, marked([mark])), self.left_out)
        found: list[int] = []
        for first, stop in self.runs:
            if first <= last and len(found) < most:
                bounds = (asked, first, min(stop, last), self.lines)
                command = f"{_WITHIN} {order} LIMIT {most - len(found)}"
                found += [number for (number,) in self.connection.execute(command, bounds)]
        return found


def lines(connection: sqlite3.Connection, name: str, then: str | None) -> list[int]:
    """The numbers of all lines of a story's articles, rising; of those that it had at the moment `then`.

    `name` is the story's id or the beginning of it. Raises QuestionError where there is not just one such
    story.
    """
    from onrecord.ledger import stories  # which asks questions itself

    try:
        number = stories.find(connection, name)
    except LedgerError as error:
        raise QuestionError("story", str(error), EXAMPLE) from error
    asked = {"story": number, "moment": then}
    articles = [number for (number,) in connection.execute(_MEMBERS_THEN if then else _MEMBERS, asked)]
    return [number for (number,) in connection.execute(_LINES, (json.dumps(articles),))]


def _runs(numbers: list[int]) -> tuple[tuple[int, int], ...]:
    """The stretches in which numbers stand, those that rise given, the last stretch first."""
    runs: list[tuple[int, int]] = []
    for number in reversed(numbers):
        if runs and runs[-1][0] - number <= _GAP:
            runs[-1] = (number, runs[-1][1])
        else:
            runs.append((number, number))
    return tuple(runs)
