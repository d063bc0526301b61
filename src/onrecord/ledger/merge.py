"""Merging: another ledger's articles, lines, corrections and refusals come into this one.

    runs -> tombstones -> articles (arrival -> incoming -> settling) -> wire copies -> refusals

What is there already is not doubled, so that a merge that was broken off is done by merging again. All that
comes is recorded at the moment of the merge: what was asked as of an earlier moment is answered as before.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.ledger import (
    arrival,
    claim_decision_lines,
    incoming_reviews,
    other_ledger,
    placing,
    rows,
    runs,
    table,
    uniting,
    wire,
)
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
UNION SELECT a.key FROM appearance p JOIN version v ON v.id = p.version_id
  JOIN article a ON a.id = v.article_id
  WHERE p.address = :mark
UNION SELECT a.key FROM page g JOIN appearance p ON p.page_id = g.id JOIN version v ON v.id = p.version_id
  JOIN article a ON a.id = v.article_id WHERE g.hash = :mark
"""
_WIRE_COPIES = """
SELECT v.text_hash AS text, o.text_hash AS of_text, w.run_id
FROM wire_copy w JOIN version v ON v.id = w.version_id JOIN version o ON o.id = w.of_version_id ORDER BY v.id
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

    `statements` counts lines, `corrections` those among them that a person made, `reviews` what was
    accepted, noted, or taken back of that. `taken_out_there` are
    articles here that the other ledger took out: they stay until somebody takes them out here, too.
    `not_taken_in` are articles there that were taken out here.
    """

    articles: int = 0
    versions: int = 0
    appearances: int = 0
    statements: int = 0
    corrections: int = 0
    reviews: int = 0
    united: int = 0
    refusals: int = 0
    tombstones: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    taken_out_there: list[TakenOut] = field(default_factory=list)
    not_taken_in: list[TakenOut] = field(default_factory=list)


def merge(store: Store, other: Path, progress: Callable[[int, int], None] | None = None) -> Merged:
    """Take in another ledger, as it is now; `progress` is told how many of its articles are done, of all.

    The other file is not changed. Raises LedgerError where it is no ledger, or one of the two cannot be used;
    what was taken in before is kept, and the same command goes on from there.
    """
    merged = Merged()
    with other_ledger.opened(other, store.path) as theirs:
        run = runs.Run(store, command="merge", settings={"ledger": other.name})
        with run:
            _Merge(store, theirs.connection, run, merged).perform(progress or _nobody)
    return merged


def _nobody(_done: int, _of: int) -> None:
    """Nobody is told."""


class _Merge:
    def __init__(self, store: Store, other: sqlite3.Connection, run: runs.Run, merged: Merged) -> None:
        self._store = store
        self._other = other
        self._run = run
        self._merged = merged
        self._runs: dict[int, int] = {}

    def perform(self, progress: Callable[[int, int], None]) -> None:
        """Take all in, in short transactions."""
        with self._store.writing():
            wire.keep_up(self._store.connection)
            for row in self._other.execute("SELECT * FROM run ORDER BY id"):
                self._runs[row["id"]] = _run_here(self._store.connection, row)
            for row in self._other.execute("SELECT * FROM run_end"):
                _end_run(self._store.connection, self._runs[row["run_id"]], row)
        self._all("SELECT * FROM tombstone ORDER BY id", self._take_in_tombstone)
        self._all("SELECT * FROM article ORDER BY id", self._take_in_article, progress)
        self._all(uniting.LINES, self._take_in_uniting)
        self._all(_WIRE_COPIES, self._take_in_wire_copy)
        self._all(claim_decision_lines.OTHERS, claim_decision_lines.take_in)
        self._all("SELECT * FROM refusal ORDER BY id", self._take_in_refusal)

    def _all(
        self,
        command: str,
        take_in: Callable[[Merging, sqlite3.Row], None],
        progress: Callable[[int, int], None] = _nobody,
    ) -> None:
        """Take in all rows of a command, as many in a transaction as there is time for."""
        waiting = self._other.execute(command).fetchall()
        done, of = 0, len(waiting)
        while done < of:
            until = time.monotonic() + SECONDS
            with self._store.writing() as moment:
                merging = Merging(self._run.writing(moment), self._other, self._runs)
                for row in waiting[done:]:
                    take_in(merging, row)
                    done += 1
                    if time.monotonic() >= until:
                        break
            progress(done, of)

    def _take_in_article(self, merging: Merging, row: sqlite3.Row) -> None:
        connection, merged = self._store.connection, self._merged
        marks = [mark for (mark,) in self._other.execute(_MARKS, {"article": row["id"]}) if mark]
        why = _buried(connection, marks)
        if why is not None:
            merged.not_taken_in.append(TakenOut(row["key"], why, "it was taken out here, and stays so"))
            return
        arrived = arrival.arrive(merging, row)
        incoming = Incoming(merging, arrived)
        incoming.take_in()
        reviewed = incoming_reviews.take_in(incoming)
        conflicts = [] if arrived.is_new else settle(incoming)
        incoming_reviews.renew_waiting(incoming, reviewed)
        (key,) = connection.execute("SELECT key FROM article WHERE id = ?", (arrived.article_id,)).fetchone()
        merged.articles += arrived.is_new
        merged.versions += sum(version.is_new for version in arrived.versions)
        merged.appearances += arrived.appearances
        merged.statements += len(incoming.new)
        merged.corrections += incoming.corrections
        merged.reviews += len(reviewed)
        merged.conflicts += [Conflict(key, ours, theirs) for ours, theirs in conflicts]

    def _take_in_tombstone(self, merging: Merging, row: sqlite3.Row) -> None:
        """Take in what they took out, unless it is here: that is for a person to decide."""
        connection, writing = self._store.connection, merging.by(row["run_id"])
        asked = (row["article_key"], writing.run_id)
        if connection.execute(
            "SELECT 1 FROM tombstone WHERE article_key = ? AND run_id = ?", asked
        ).fetchone():
            return
        found = self._other.execute("SELECT mark FROM tombstone_mark WHERE tombstone_id = ?", (row["id"],))
        marks = [mark for (mark,) in found]
        keys = {key for mark in marks for (key,) in connection.execute(_NAMED_HERE, {"mark": mark})}
        for key in sorted(keys):
            advice = f"onrecord forget {key} takes it out here, too"
            self._merged.taken_out_there.append(TakenOut(key, row["why"], advice))
        if keys:
            return
        tombstone = table.add(connection, "tombstone", {**arrival.own(row), **writing.stamp})
        table.add_all(
            connection, "tombstone_mark", [{"mark": mark, "tombstone_id": tombstone} for mark in marks]
        )
        self._merged.tombstones += 1

    def _take_in_uniting(self, merging: Merging, row: sqlite3.Row) -> None:
        """Take in that two sources are one, or are not any more."""
        connection = self._store.connection
        self._merged.united += uniting.take_in(connection, row, merging.by(row["run_id"]).stamp)
        uniting.keep_up(connection)

    def _take_in_wire_copy(self, merging: Merging, row: sqlite3.Row) -> None:
        """Keep two texts in one group that they have in one."""
        connection = self._store.connection
        texts = [placing.version_with(connection, text_hash) for text_hash in (row["text"], row["of_text"])]
        firsts = {wire.first(connection, version_id) for version_id in texts if version_id is not None}
        if None not in texts and len(firsts) == 2:
            cells = {
                "version_id": max(firsts),
                "of_version_id": min(firsts),
                **merging.by(row["run_id"]).stamp,
            }
            table.add(connection, "wire_copy", cells)

    def _take_in_refusal(self, merging: Merging, row: sqlite3.Row) -> None:
        connection = self._store.connection
        marks = self._other.execute("SELECT hash FROM page WHERE id = ?", (row["page_id"],)).fetchone()
        given = json.loads(row["given"]) if row["given"] else [None, None]
        if _buried(connection, [*(marks or ()), *([given[1]] if given[1] else []), row["origin"]]):
            return
        page_id = arrival.page(merging, row["page_id"])
        same = (row["origin"], row["stage"], row["reason"], page_id)
        known = "SELECT 1 FROM refusal WHERE origin = ? AND stage = ? AND reason = ? AND page_id IS ?"
        if connection.execute(known, same).fetchone() is None:
            cells = {"page_id": page_id, **arrival.own(row), **merging.by(row["run_id"]).stamp}
            table.add(connection, "refusal", cells)
            self._merged.refusals += 1


def _run_here(connection: sqlite3.Connection, row: sqlite3.Row) -> int:
    """The run of a row: it is told by its uid, in every ledger."""
    found = connection.execute("SELECT id FROM run WHERE uid = ?", (row["uid"],)).fetchone()
    cells = {name: row[name] for name in row.keys() if name != "id"}  # noqa: SIM118 - a row has values
    return found["id"] if found else table.add(connection, "run", cells)


def _end_run(connection: sqlite3.Connection, run_id: int, row: sqlite3.Row) -> None:
    if connection.execute("SELECT 1 FROM run_end WHERE run_id = ?", (run_id,)).fetchone() is None:
        end: rows.Cells = {"run_id": run_id, "outcome": row["outcome"], "ended_at": row["ended_at"]}
        table.add(connection, "run_end", end)


def _buried(connection: sqlite3.Connection, marks: Iterable[str]) -> str | None:
    """Why something with one of these marks was taken out here; None where nothing was."""
    asked = "SELECT t.why FROM tombstone_mark m JOIN tombstone t ON t.id = m.tombstone_id WHERE m.mark = ?"
    found = (connection.execute(asked, (mark,)).fetchone() for mark in marks)
    return next((row["why"] for row in found if row is not None), None)
