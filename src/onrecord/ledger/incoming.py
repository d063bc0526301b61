"""The lines of an article of another ledger: each gets its number here, a new one where it is not known."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.ledger import index, lines, placing, rows, table
from onrecord.ledger.arrival import Arrival, Merging, Version
from onrecord.ledger.counterparts import counterparts, spans_of
from onrecord.ledger.history import History, Line, Standing, history
from onrecord.ledger.lines import Base
from onrecord.ledger.reread import SCORE
from onrecord.ledger.succession import Succession, succeed
from onrecord.ledger.versions import NOTE, is_settled, last, note_of
from onrecord.records import Reading

# The newest reading that found something out, by the time of its run; what a merge repeats is none.
_NEWEST = """
SELECT g.model <> ? AS is_read, r.started_at, r.uid, r.id AS run_id
FROM reading g JOIN run r ON r.id = g.run_id WHERE g.version_id = ? AND r.command <> 'merge'
ORDER BY is_read DESC, r.started_at DESC, r.uid DESC LIMIT 1
"""
_DIFFERENCES = "SELECT * FROM version_difference WHERE version_id = ? ORDER BY place"


@dataclass(frozen=True, slots=True)
class Both:
    """A version that both ledgers have, as it was in each, with the statements of both that are one.

    `is_newer`: the newest reading of it is the other ledger's, by the run `newest` (its number here).
    """

    ours: History
    theirs: History
    pairs: tuple[tuple[Standing | None, Standing | None], ...]  # theirs, ours
    is_newer: bool
    newest: int


@dataclass
class Incoming:
    """The lines of an article: `numbers` tells which of there is which here, `new` those that were not here."""

    merging: Merging
    arrival: Arrival
    both: list[Both] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    new: set[int] = field(default_factory=set)
    _readings: dict[int, int] = field(default_factory=dict)

    @property
    def connection(self) -> sqlite3.Connection:
        """Of the ledger that is written."""
        return self.merging.writing.connection

    def take_in(self) -> None:
        """Add the lines that are not here, with what took their places there and what changed."""
        told = {version: history(self.merging.other, version.there) for version in self.arrival.versions}
        for version, theirs in told.items():
            if version.is_new:
                self._add_readings(version, None, ())
                self._add_lines(version, [*theirs.lines.values()], {})
            else:
                self._take_in_both(version, theirs)
        for version, theirs in told.items():
            for old, settled in theirs.successions.items():
                if self.numbers[old] in self.new:
                    self.follow(self.numbers[old], self.succession(settled))
            self._add_differences(version)

    def succession(self, settled: Succession) -> Succession:
        """What took a line's place there, in the numbers of here."""
        note, new = settled.note, settled.new
        if note and note.startswith(NOTE) and note.removeprefix(NOTE).isdigit():
            number = int(note.removeprefix(NOTE))
            note = note_of(self.numbers.get(number, number))
        return Succession(
            self.numbers[new] if new is not None else None,
            settled.why,
            note,
            self.merging.runs[settled.run_id],
        )

    def follow(self, old: int, settled: Succession) -> None:
        """Let a line be followed or taken back, unless it was before, or would come to follow itself."""
        if is_settled(self.connection, old):
            return
        if settled.new is None or last(self.connection, settled.new) != old:
            succeed(self.merging.writing, old, settled)

    def _take_in_both(self, version: Version, theirs: History) -> None:
        both = self._compared(version, history(self.connection, version.here), theirs)
        self.both.append(both)
        known = defaultdict[Hashable, list[Line]](list)
        for line in both.ours.lines.values():
            known[line.values, line.is_by_person].append(line)
        standing = {each.line.number for each in both.ours.standings}
        unknown = []
        for line in theirs.lines.values():
            found = self._known(line, known[line.values, line.is_by_person], standing)
            if found is None:
                unknown.append(line)
            else:
                self.numbers[line.number] = found
        self._add_readings(version, both, {line.reading_id for line in unknown})
        self._add_lines(version, unknown, _keys(both))

    def _compared(self, version: Version, ours: History, theirs: History) -> Both:
        pairs = counterparts(
            [each.faces for each in theirs.standings], [each.faces for each in ours.standings]
        )
        left = set(range(len(ours.standings))) - set(pairs.values())
        there, here = _newest(self.merging.other, version.there), _newest(self.connection, version.here)
        return Both(
            ours,
            theirs,
            (
                *(
                    (each, ours.standings[pairs[at]] if at in pairs else None)
                    for at, each in enumerate(theirs.standings)
                ),
                *((None, ours.standings[at]) for at in sorted(left)),
            ),
            is_newer=there is not None and (here is None or _rank(there) > _rank(here)),
            newest=self.merging.runs[there["run_id"]] if there else self.merging.writing.run_id,
        )

    def _known(self, line: Line, alike: Sequence[Line], standing: Collection[int]) -> int | None:
        """The line here that says the same: of the same run, or the one that stands, or one of before."""
        run_id = self.merging.runs[line.run_id]
        own = next((each for each in alike if each.run_id == run_id), None)
        if own is not None:
            return own.number
        score = line.statement.score
        close = [each.number for each in alike if abs(each.statement.score - score) < SCORE]
        return next((each for each in close if each in standing), close[-1] if close else None)

    def _add_lines(self, version: Version, unknown: Sequence[Line], keys: Mapping[str, str]) -> None:
        outlets = index.outlets(self.connection, version.here)
        for line in unknown:
            statement = line.statement
            within = keys.get(statement.within, statement.within) if statement.within else None
            statement = replace(statement, id=keys.get(statement.id, statement.id), within=within)
            base = self._base(version, line.reading_id)
            number = lines.add_line(self.merging.by(line.run_id), base, statement, outlets)
            self.numbers[line.number] = number
            self.new.add(number)

    def _base(self, version: Version, reading_id: int) -> Base:
        told = self._readings[reading_id]
        figures = self.connection.execute(
            "SELECT id FROM figure WHERE reading_id = ? ORDER BY place", (told,)
        )
        return Base(version.here, told, tuple(number for (number,) in figures))

    def _add_readings(self, version: Version, both: Both | None, needed: Collection[int]) -> None:
        """Add the readings that are not here; `needed` are those that lines are to be added of."""
        other, changed = self.merging.other, False
        asked = "SELECT * FROM reading WHERE version_id = ? ORDER BY id"
        for row in other.execute(asked, (version.there,)).fetchall():
            told = self._reading_here(version, row)
            if told is None:
                told, is_repeated = self._add_reading(version, both, row, row["id"] in needed)
                changed = changed or not is_repeated
            self._readings[row["id"]] = told
        if changed and both is not None and not both.is_newer:
            self._repeat_ours(version, both)
