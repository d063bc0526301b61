"""What was decided on a statement, old to new: read from its lines, what took their places, and its reviews.

    lines of the statement, in all versions -> acts in the order of their moments -> decisions

A decision holds until it is undone. Who undoes takes the last one back that holds; what stood before then
stands again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from onrecord.ledger.settling import STANDS
from onrecord.ledger.store import Store

Kind = Literal["accept", "correct", "reject", "note", "reread"]

# A statement has few lines; one in a report that is renewed by the minute may have hundreds.
_MOST = 2_000
_LINES = f"""
WITH RECURSIVE line (id) AS (
  SELECT ?
  UNION SELECT c.new_id FROM line l JOIN succession c ON c.old_id = l.id WHERE c.new_id IS NOT NULL
  UNION SELECT c.old_id FROM line l JOIN succession c ON c.new_id = l.id
  UNION SELECT s.id FROM line l JOIN statement o ON o.id = l.id
    JOIN statement s ON s.key = o.key AND s.version_id = o.version_id
  LIMIT {_MOST}
)
SELECT s.id, s.run_id, r.command, r.person, r.settings, r.started_at, s.recorded_at
FROM line l JOIN statement s ON s.id = l.id JOIN run r ON r.id = s.run_id ORDER BY s.id
"""
_IN = "IN (SELECT value FROM json_each(?))"
_SUCCESSIONS = f"""
SELECT c.*, r.command, r.person, r.started_at, g.model
FROM succession c JOIN run r ON r.id = c.run_id
  LEFT JOIN statement n ON n.id = c.new_id JOIN statement o ON o.id = c.old_id
  LEFT JOIN reading g ON g.id = coalesce(n.reading_id,
    (SELECT max(id) FROM reading WHERE version_id = o.version_id AND run_id = c.run_id))
WHERE c.old_id {_IN} AND c.why <> 'version' ORDER BY c.old_id
"""
_REVIEWS = f"""
SELECT w.*, r.command, r.person, r.started_at FROM review w JOIN run r ON r.id = w.run_id
WHERE w.statement_id {_IN} ORDER BY w.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something that was decided on a statement, by a person or (reread) by a model.

    `number` with `kind` names it: "r12" a review, "s34" the line that a correction or a re-reading made, or
    that was taken back. `line` is the line that was accepted, noted something about, made or taken back.
    `note` is a person's reason or words, for a re-reading the model's version. `recorded_at` is the moment of
    the decision, in whichever ledger it was made (of a re-reading: written down here).
    """

    number: str
    kind: Kind
    line: int
    person: str | None
    note: str | None
    recorded_at: str
    undone_at: str | None = None
    undone_by: str | None = None


@dataclass(slots=True)
class Event:
    """A decision as it is told from the rows: one run's, though it may have made lines in several versions.

    `lines` are those that it made or took back, `reviews` its rows of `review`. `ends_it`: it took the
    statement back. `undone` is when and by whom it was undone.
    """

    kind: Kind
    number: str
    line: int
    run_id: int
    person: str | None
    note: str | None
    moment: str
    lines: set[int] = field(default_factory=set)
    reviews: list[int] = field(default_factory=list)
    ends_it: bool = False
    undone: tuple[str, str | None] | None = None

    @property
    def decision(self) -> Decision:
        """The decision."""
        at, by = self.undone or (None, None)
        return Decision(
            number=self.number,
            kind=self.kind,
            line=self.line,
            person=self.person,
            note=self.note,
            recorded_at=self.moment,
            undone_at=at,
            undone_by=by,
        )


@dataclass(slots=True)
class Told:
    """The decisions on a statement; `made` tells by its number which one a line was made by, or undid."""

    events: list[Event] = field(default_factory=list)
    made: dict[int, Event] = field(default_factory=dict)

    @property
    def last(self) -> Event | None:
        """The last one that holds."""
        return next((each for each in reversed(self.events) if each.undone is None), None)


def decisions(store: Store, line: int) -> tuple[Decision, ...]:
    """All that was decided on the statement of a line, in any version of the article, old to new.

    None where there is no such line. Raises LedgerError.
    """
    with store.in_plain_words("read"):
        return tuple(each.decision for each in told(store.connection, line).events)


def told(connection: sqlite3.Connection, line: int) -> Told:
    """The decisions on the statement of a line, and which lines they made."""
    lines = connection.execute(_LINES, (line,)).fetchall()
    numbers = (json.dumps([row["id"] for row in lines]),)
    settled = connection.execute(_SUCCESSIONS, numbers).fetchall()
    replaced = {row["new_id"] for row in settled if row["why"] == "correction"}
    undoing = {row["id"]: row for row in lines if _is_undoing(row)}
    fold = _Fold(undoing)
    alone = [row for row in lines if row["command"] == "correct" and row["id"] not in replaced]
    acts = [
        *((_moment(row), 0, fold.settle, row) for row in settled),
        *((row["started_at"], 1, fold.stand_alone, row) for row in alone),
        *((row["started_at"], 2, fold.review, row) for row in connection.execute(_REVIEWS, numbers)),
    ]
    for _, _, act, row in sorted(acts, key=lambda each: each[:2]):
        act(row)
    return fold.told


def _is_undoing(row: sqlite3.Row) -> bool:
    return row["command"] == "correct" and "undo" in json.loads(row["settings"])


def _moment(row: sqlite3.Row) -> str:
    """When it was decided: what a person decides is one run, a re-reading is as long as its run."""
    moment: str = row["started_at"] if row["command"] in ("correct", "review") else row["recorded_at"]
    return moment


class _Fold:
    """Goes through what was done, in order, and keeps what holds."""

    def __init__(self, undoing: Mapping[int, sqlite3.Row]) -> None:
        self.told = Told()
        self._undoing = undoing
        self._by_run: dict[tuple[int, str], Event] = {}

    def review(self, row: sqlite3.Row) -> None:
        """A row of `review`."""
        if row["kind"] == "undo":
            for event in self.told.events:
                if row["undoes"] in event.reviews:
                    event.undone = (row["started_at"], row["person"])
            return
        event = self._event(row["kind"], f"r{row['id']}", row["statement_id"], row)
        event.reviews.append(row["id"])

    def settle(self, row: sqlite3.Row) -> None:
        """A line that another line replaced, or that was taken back."""
        old, new, by_person = row["old_id"], row["new_id"], row["command"] == "correct"
        if row["why"] == "reread" and row["command"] == "reread":
            line = new or old
            self._made(line, self._event("reread", f"s{line}", line, row), ends_it=new is None)
        elif row["why"] == "withdrawal" and by_person:
            self._made(old, self._event("reject", f"s{old}", old, row), ends_it=True)
        elif row["note"] == STANDS and old in self.told.made:
            self.told.made[old].undone = (row["recorded_at"], None)
        elif row["why"] == "correction" and by_person and new in self._undoing:
            self._undo(self._undoing[new], old)
        elif row["why"] == "correction" and by_person:
            self._made(new, self._event("correct", f"s{new}", new, row))

    def stand_alone(self, row: sqlite3.Row) -> None:
        """A person's line in no other's place: another ledger's correction, or what was taken back."""
        if row["id"] not in self._undoing:
            self._made(row["id"], self._event("correct", f"s{row['id']}", row["id"], row))
            return
        gone = (each for each in reversed(self.told.events) if each.undone is None and each.ends_it)
        event = next(gone, None)
        if event is not None:
            event.undone = (row["started_at"], row["person"])

    def _undo(self, row: sqlite3.Row, old: int) -> None:
        """A line that says what an earlier one said: a decision is undone, or one undone holds again."""
        is_further = "further" in json.loads(row["settings"])
        event = self._last_change() if is_further else self.told.made.get(old)
        if event is not None:
            event.undone = (row["started_at"], row["person"]) if event.undone is None else None
            self.told.made[row["id"]] = event

    def _last_change(self) -> Event | None:
        changes = (each for each in self.told.events if each.kind in ("correct", "reread"))
        return next((each for each in reversed([*changes]) if each.undone is None), None)

    def _made(self, line: int, event: Event, *, ends_it: bool = False) -> None:
        event.lines.add(line)
        event.ends_it |= ends_it
        self.told.made[line] = event

    def _event(self, kind: Kind, number: str, line: int, row: sqlite3.Row) -> Event:
        found = self._by_run.get((row["run_id"], kind))
        if found is None or kind == "reread":
            found = Event(kind, number, line, row["run_id"], row["person"], _note(kind, row), _moment(row))
            self._by_run[row["run_id"], kind] = found
            self.told.events.append(found)
        return found


def _note(kind: Kind, row: sqlite3.Row) -> str | None:
    if kind == "reread":
        return str(row["model"]) if row["model"] else None
    return row["note"] if "note" in row.keys() else None  # noqa: SIM118 - a row has values
