"""What persons decided on what a model said, statement by statement; without a look at all the lines."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ledger import acceptance
from onrecord.ledger.verdict import Verdict
from onrecord.records import BY_HAND

SPANS = ("source", "cue", "content")
FIELDS = (
    *SPANS,
    *("name", "role", "kind", "entity", "quotation", "type", "act", "certainty", "polarity", "said_at"),
    "event_times",
)
"""What a person can put right, by the names of the fields of `Correction`."""
_CHANGES = """
SELECT c.old_id, c.new_id, c.run_id, json_extract(r.settings, '$.split') IS NOT NULL AS is_split
FROM succession c JOIN run r ON r.id = c.run_id
WHERE c.why IN ('correction', 'withdrawal') AND r.command = 'correct' ORDER BY c.old_id
"""
_ACCEPTED = f"SELECT DISTINCT w.statement_id FROM review w WHERE {acceptance.OPEN}"
_IS_CURRENT = "SELECT NOT EXISTS (SELECT 1 FROM succession WHERE old_id = ?)"
_LINE = """
SELECT s.id, s.key, s.version_id, s.reading_id, r.command = 'correct' AS is_by_person, g.model,
  s.source_spans AS source, s.cue_spans AS cue, s.content_spans AS content,
  s.name, s.role, s.kind, s.entity_id AS entity, s.quotation, s.type, s.act, s.certainty, s.polarity,
  s.said_at,
  (SELECT json_group_array(value) FROM
    (SELECT value FROM statement_event WHERE statement_id = s.id ORDER BY place)) AS event_times
FROM statement s JOIN run r ON r.id = s.run_id JOIN reading g ON g.id = s.reading_id WHERE s.id = ?
"""
# What a machine said of a statement before it was put back, and the lines that put it back.
_SAID = """
SELECT s.id FROM statement s JOIN run r ON r.id = s.run_id
WHERE s.key = :key AND s.version_id = :version_id AND s.id < :id AND r.command <> 'correct'
ORDER BY s.reading_id = :reading_id DESC, s.id DESC LIMIT 1
"""
_PUT_BACK = """
SELECT p.id FROM statement s JOIN statement p ON p.key = s.key AND p.version_id = s.version_id AND p.id > s.id
  JOIN run r ON r.id = p.run_id AND r.command = 'correct'
WHERE s.id = ?
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was decided on what a model said: the line that stands or was taken back, what was put right."""

    line: int
    model: str
    verdict: Verdict
    fields: tuple[str, ...] = ()


def judged(connection: sqlite3.Connection) -> Iterator[Judged]:
    """What was decided on each statement as it stands now, in the order of the lines.

    Statements that a person noted by hand are not among them.
    """
    return (each for each in _Decided(connection).judged() if each.model != BY_HAND)


class _Decided:
    """The lines that persons decided on."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._before: dict[int, int] = {}  # what each correction corrected; of several, the first
        self._withdrawn: dict[int, int] = {}  # by run the line that was taken back, in the last version
        self._accepted = {number for (number,) in connection.execute(_ACCEPTED)}
        self._moved = set[int]()  # split off from a source, with others: not looked at by themselves
        for old, new, run_id, is_split in connection.execute(_CHANGES).fetchall():
            if new is None:
                self._withdrawn[run_id] = old
                continue
            self._before.setdefault(new, old)
            if is_split and old not in self._accepted and self._is_open(old):
                self._moved.add(new)

    def judged(self) -> Iterator[Judged]:
        """What was decided on each statement, in the order of the lines of which that was decided."""
        gone, back = self._gone_and_back()
        standing = {each for each in self._accepted | back | {*self._before} if self._is_current(each)}
        for number in sorted(standing | gone):
            found = self._judge(number, is_gone=number in gone)
            if found is not None:
                yield found

    def _judge(self, number: int, *, is_gone: bool) -> Judged | None:
        line = self._line(number)
        said = self._machine(line)
        if is_gone:
            return Judged(number, said["model"], "rejected")
        fields = _differ(said, line)
        is_accepted = number in self._accepted
        if fields and not is_accepted and self._is_moved(line):
            return None
        if fields:
            return Judged(number, said["model"], "corrected", fields)
        return Judged(number, said["model"], "accepted") if is_accepted else None

    def _is_open(self, number: int) -> bool:
        """Whether nobody has looked at what a line says."""
        return number in self._moved or not self._line(number)["is_by_person"]

    def _is_moved(self, line: sqlite3.Row) -> bool:
        """Whether all that was done to what a line says is to split it off."""
        number = line["id"]
        while number not in self._moved or _differ(self._line(number), line):
            if number not in self._before:
                return False
            number = self._before[number]
        return True

    def _gone_and_back(self) -> tuple[set[int], set[int]]:
        """Lines that were taken back, and lines that put such ones back."""
        gone, back = set[int](), set[int]()
        for old in self._withdrawn.values():
            found = {number for (number,) in self._connection.execute(_PUT_BACK, (old,))} - {*self._before}
            back |= found
            if not found:
                gone.add(old)
        return gone, back

    def _is_current(self, number: int) -> bool:
        return bool(self._connection.execute(_IS_CURRENT, (number,)).fetchone()[0])

    def _line(self, number: int) -> sqlite3.Row:
        row: sqlite3.Row = self._connection.execute(_LINE, (number,)).fetchone()
        return row

    def _machine(self, line: sqlite3.Row) -> sqlite3.Row:
        """What a machine said of the statement of a line; the line itself where it is the first."""
        number = line["id"]
        while number in self._before:
            number = self._before[number]
        first = line if number == line["id"] else self._line(number)
        if not first["is_by_person"]:
            return first
        asked = {name: first[name] for name in ("key", "version_id", "id", "reading_id")}
        said = self._connection.execute(_SAID, asked).fetchone()
        return self._line(said["id"]) if said else first


def _differ(one: sqlite3.Row, other: sqlite3.Row) -> tuple[str, ...]:
    """The fields of which two lines say different things."""
    return tuple(each for each in FIELDS if one[each] != other[each])
