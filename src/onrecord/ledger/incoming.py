"""The lines of an article of another ledger: each gets its number here, a new one where it is not known."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.ledger import index, lines, table, vectors
from onrecord.ledger.arrival import Arrival, Merging, Version
from onrecord.ledger.counterparts import counterparts, spans_of
from onrecord.ledger.history import History, Line, Standing, history
from onrecord.ledger.incoming_readings import Readings, newest_run
from onrecord.ledger.lines import Base
from onrecord.ledger.reread import SCORE
from onrecord.ledger.succession import Succession, succeed
from onrecord.ledger.versions import NOTE, is_settled, last, note_of

_DIFFERENCES = (
    "SELECT place, change, old_id, new_id FROM version_difference WHERE version_id = ? ORDER BY place"
)


_DECISIONS = """
SELECT r.id FROM statement s JOIN version v ON v.id = s.version_id JOIN run r ON r.id = s.run_id
WHERE r.command = 'correct' AND v.article_id = (SELECT article_id FROM version WHERE id = :version)
UNION SELECT r.id FROM succession c JOIN statement s ON s.id = c.old_id JOIN version v ON v.id = s.version_id
  JOIN run r ON r.id = c.run_id
WHERE r.command = 'correct' AND v.article_id = (SELECT article_id FROM version WHERE id = :version)
UNION SELECT w.run_id FROM review w JOIN statement s ON s.id = w.statement_id
  JOIN version v ON v.id = s.version_id
WHERE v.article_id = (SELECT article_id FROM version WHERE id = :version)
"""


@dataclass(frozen=True, slots=True)
class Both:
    """A version that both ledgers have, as it was in each; each statement of theirs with the one of ours.

    `newest` is the run of their newest reading (its number here) where that is newer than ours, else None.
    """

    ours: History
    theirs: History
    pairs: tuple[tuple[Standing | None, Standing | None], ...]
    newest: int | None


@dataclass
class Incoming:
    """The lines of an article: `numbers` tells which of there is which here, `new` which were not here.

    `decided_here` and `decided_there` are the runs (their numbers here) of persons who decided something.
    """

    merging: Merging
    arrival: Arrival
    both: list[Both] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    new: set[int] = field(default_factory=set)
    corrections: int = 0
    decided_here: frozenset[int] = frozenset()
    decided_there: frozenset[int] = frozenset()

    @property
    def connection(self) -> sqlite3.Connection:
        """Of the ledger that is written."""
        return self.merging.writing.connection

    def take_in(self) -> None:
        """Add the lines that are not here, with what took their places there and what changed."""
        self._gather_decisions()
        told = {version: history(self.merging.other, version.there) for version in self.arrival.versions}
        for version, theirs in told.items():
            if version.is_new:
                readings = Readings(self.merging, version, theirs, None).take_in(())
                self._add_lines(version, readings, [*theirs.lines.values()], {})
            else:
                self._take_in_both(version, theirs)
        for version, theirs in told.items():
            for old, settled in theirs.successions.items():
                # Of a version that both have it is to be settled first which line stands, to be followed.
                is_open = settled.why == "version" and not version.is_new
                if self.numbers[old] in self.new and not is_open:
                    self.follow(self.numbers[old], self.succession(settled))
            self._add_differences(version)

    def succession(self, settled: Succession) -> Succession:
        """What took a line's place there, in the numbers of here."""
        note, new = settled.note, settled.new
        if note and note.startswith(NOTE) and note.removeprefix(NOTE).isdigit():
            number = int(note.removeprefix(NOTE))
            note = note_of(self.numbers.get(number, number))
        here = self.numbers[new] if new is not None else None
        return Succession(here, settled.why, note, self.merging.runs[settled.run_id])

    def follow(self, old: int, settled: Succession) -> None:
        """Let a line be followed or taken back, unless it was before, or would come to follow itself."""
        if is_settled(self.connection, old):
            return
        if settled.new is None or last(self.connection, settled.new) != old:
            succeed(self.merging.writing, old, settled)

    def _gather_decisions(self) -> None:
        version = self.arrival.versions[0]
        here = self.connection.execute(_DECISIONS, {"version": version.here})
        there = self.merging.other.execute(_DECISIONS, {"version": version.there})
        self.decided_here = frozenset(run_id for (run_id,) in here)
        self.decided_there = frozenset(self.merging.runs[run_id] for (run_id,) in there)

    def _take_in_both(self, version: Version, theirs: History) -> None:
        both = self._compared(version, theirs)
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
        needed = {line.reading_id for line in unknown}
        readings = Readings(self.merging, version, theirs, both.ours).take_in(needed)
        self._add_lines(version, readings, unknown, _keys(both))

    def _compared(self, version: Version, theirs: History) -> Both:
        ours = history(self.connection, version.here)
        pairs = counterparts(
            [each.faces for each in theirs.standings], [each.faces for each in ours.standings]
        )
        found = [(each, pairs.get(at)) for at, each in enumerate(theirs.standings)]
        left = set(range(len(ours.standings))) - set(pairs.values())
        return Both(
            ours,
            theirs,
            (
                *((each, ours.standings[at] if at is not None else None) for each, at in found),
                *((None, ours.standings[at]) for at in sorted(left)),
            ),
            newest_run(self.merging, version),
        )

    def _known(self, line: Line, alike: Sequence[Line], standing: Collection[int]) -> int | None:
        """The line here that says the same: of the same run, or the one that stands, or one of before."""
        run_id, score = self.merging.runs[line.run_id], line.statement.score
        own = next((each.number for each in alike if each.run_id == run_id), None)
        close = [each.number for each in alike if abs(each.statement.score - score) < SCORE]
        return own or next((each for each in close if each in standing), close[-1] if close else None)

    def _add_lines(
        self, version: Version, readings: Mapping[int, int], unknown: Sequence[Line], keys: Mapping[str, str]
    ) -> None:
        outlets = index.outlets(self.connection, version.here)
        known = vectors.of_version(self.merging.other, version.there)
        for line in unknown:
            statement = line.statement
            within = keys.get(statement.within, statement.within) if statement.within else None
            statement = replace(statement, id=keys.get(statement.id, statement.id), within=within)
            base = self._base(version, readings[line.reading_id])
            vector = known.get(line.number, b"")
            number = lines.add_line(self.merging.by(line.run_id), base, statement, outlets, vector)
            self.numbers[line.number] = number
            self.new.add(number)
            self.corrections += line.is_by_person

    def _base(self, version: Version, reading_id: int) -> Base:
        asked = "SELECT id FROM figure WHERE reading_id = ? ORDER BY place"
        figures = tuple(number for (number,) in self.connection.execute(asked, (reading_id,)))
        return Base(version.here, reading_id, figures)

    def _add_differences(self, version: Version) -> None:
        """Say what changed with a version, where that is not said."""
        if self.connection.execute(_DIFFERENCES, (version.here,)).fetchone() is not None:
            return
        for place, change, old, new in self.merging.other.execute(_DIFFERENCES, (version.there,)):
            cells = {
                "version_id": version.here,
                "place": place,
                "change": change,
                "old_id": self.numbers.get(old),
                "new_id": self.numbers.get(new),
            }
            table.add(self.connection, "version_difference", cells)


def _keys(both: Both) -> dict[str, str]:
    """The keys here of statements that have another there: the text was read there under another id."""
    return {
        theirs.statement.id: ours.statement.id
        for theirs, ours in both.pairs
        if theirs and ours and not {*map(spans_of, theirs.faces)}.isdisjoint(map(spans_of, ours.faces))
    }
