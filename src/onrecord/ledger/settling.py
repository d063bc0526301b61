"""Settling: of the lines that two ledgers have for one statement, one stands.

What a person decided stands before what a model found, and the newer reading before the older. Of two
decisions that one stands whose ledger knew the other. Where neither did, what was put right or taken back
stands before what was accepted, as in one ledger; else the one made here, and that is told.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from onrecord.ledger import acceptance
from onrecord.ledger.difference import difference
from onrecord.ledger.history import History, Line, Standing, add, as_reading, history
from onrecord.ledger.incoming import Both, Incoming
from onrecord.ledger.succession import Succession, Why
from onrecord.ledger.versions import carry, last, link, note_of, open_line

STANDS = "the correction made here stands"
"""The note of a correction of another ledger that did not take effect."""
_WHEN = """
SELECT r.started_at, r.uid, v.number FROM version v JOIN run r ON r.id = v.run_id WHERE v.id = ?
"""


def settle(incoming: Incoming) -> list[tuple[int, int]]:
    """Let one line stand for each statement; gives for each conflict our line and theirs."""
    conflicts, taken_back = list[tuple[int, int]](), set[int]()
    # The last version first: a decision on an earlier one is to find what stands in the later ones.
    for both in reversed(incoming.both):
        settling = _Settling(incoming, both)
        for theirs, ours in both.pairs:
            settling.settle(theirs, ours)
        conflicts += settling.conflicts
        taken_back |= settling.taken_back
    return conflicts + _link(incoming, taken_back)


class _Settling:
    """A version that both ledgers have."""

    def __init__(self, incoming: Incoming, both: Both) -> None:
        self._incoming = incoming
        self._both = both
        self._numbers = {incoming.numbers[number] for number in both.theirs.lines}
        self.conflicts: list[tuple[int, int]] = []
        self.taken_back = set[int]()  # lines of ours that a person of theirs took back

    def settle(self, theirs: Standing | None, ours: Standing | None) -> None:
        """Settle a statement; None where one of both does not have it."""
        if theirs is None:
            if ours is not None:
                self._settle_ours(ours)
            return
        if ours is None:
            self._settle_theirs(theirs)
        elif theirs.is_decided or ours.is_decided:
            self._settle_decided(theirs, ours)
        else:
            self._settle_read(theirs, ours)
        if theirs.is_followed:
            self._follow_on(theirs, ours)

    def _follow_on(self, theirs: Standing, ours: Standing | None) -> None:
        """A later version of theirs has it: its line there follows the one that stands here.

        Not one that a person decided here: what was decided is to hold there, too, which linking sees to.
        """
        number = self._here(theirs)
        stands = number if ours is None else last(self._incoming.connection, ours.line.number)
        is_decided_here = ours is not None and ours.is_decided and stands != number
        if not is_decided_here and self._is_of_version(stands):
            self._follow(stands, self._succession(theirs))
        elif number in self._incoming.new:  # in our later version no reading finds it any more
            self._follow(number, self._succession(theirs))

    def _is_of_version(self, number: int) -> bool:
        asked = "SELECT 1 FROM statement WHERE id = ? AND version_id = ?"
        found = self._incoming.connection.execute(asked, (number, self._both.ours.version_id)).fetchone()
        return found is not None

    def _settle_ours(self, ours: Standing) -> None:
        """What their newer reading does not find is taken back."""
        newest = self._both.newest
        if newest is not None and not ours.is_decided and not ours.is_followed:
            self._follow(ours.line.number, Succession(None, "reread", None, newest))

    def _settle_theirs(self, theirs: Standing) -> None:
        """What our newer reading did not find is none; what it took back wrongly stands again."""
        number, newest = self._here(theirs), self._both.newest
        if theirs.is_withdrawn and not self._we_knew(theirs) and number not in self._incoming.new:
            # Only a reading took it back here: that a person did has to be on record.
            again = self._again(number, self._incoming.merging.runs[theirs.line.run_id])
            self._follow(again, self._succession(theirs))
        if theirs.is_accepted and not self._we_knew(theirs) and number not in self._incoming.new:
            self._again(number, self._incoming.merging.runs[theirs.line.run_id])  # and a person has it stand
        if theirs.is_decided or theirs.is_followed:
            return
        if newest is None and number in self._incoming.new:
            self._let_go(number, None)
        elif newest is not None and number not in self._incoming.new:
            self._again(number, newest)

    def _settle_read(self, theirs: Standing, ours: Standing) -> None:
        """Between two readings the newer one; what a later version has stays as it is."""
        number, newest = self._here(theirs), self._both.newest
        if number == ours.line.number:
            return
        if newest is None or ours.is_followed:
            self._let_go(number, last(self._incoming.connection, ours.line.number))
            return
        new = number if number in self._incoming.new else self._again(number, newest)
        self._follow(ours.line.number, Succession(new, "reread", None, newest))

    def _settle_decided(self, theirs: Standing, ours: Standing) -> None:
        number = self._here(theirs)
        if number == ours.line.number and theirs.is_withdrawn == ours.is_withdrawn:
            return
        if self._is_one_decision(theirs, ours):
            # It was carried over to what two readings found.
            if self._both.newest is not None:
                self._take(theirs, ours)
            else:
                self._let_go(number, self._stands(ours))
        elif self._we_knew(theirs):
            self._let_go(number, self._stands(ours))
        elif self._they_knew(ours) or not ours.is_decided:
            self._take(theirs, ours)
        elif not theirs.is_decided or (theirs.is_right and not ours.is_right):
            self._let_go(number, self._stands(ours))
        elif ours.is_right and not theirs.is_right:
            self._take(theirs, ours)
        elif not (theirs.is_withdrawn and ours.is_withdrawn):
            self.conflicts.append((ours.line.number, number))
            self._let_go(number, self._stands(ours), "correction", STANDS)

    def _is_one_decision(self, theirs: Standing, ours: Standing) -> bool:
        run_id = theirs.person_run
        return run_id is not None and self._incoming.merging.runs[run_id] == ours.person_run

    def _we_knew(self, theirs: Standing) -> bool:
        """Whether we have what stands there, and went on from it."""
        if theirs.person_run is not None:
            return self._incoming.merging.runs[theirs.person_run] in self._incoming.decided_here
        return self._here(theirs) not in self._incoming.new

    def _they_knew(self, ours: Standing) -> bool:
        """Whether they have what stands here, and went on from it."""
        if ours.person_run is not None:
            return ours.person_run in self._incoming.decided_there
        return ours.line.number in self._numbers

    def _take(self, theirs: Standing, ours: Standing) -> None:
        """Let their decision take effect."""
        if ours.is_followed:
            self._take_in_later(theirs, ours)
            return
        settled = self._told(theirs, ours)
        if settled is None:
            number, run_id = self._here(theirs), self._incoming.merging.runs[theirs.line.run_id]
            if number not in self._incoming.new:  # accepted there, found otherwise here since
                number = self._again(number, run_id)
            settled = Succession(number, "reread", None, run_id)
        self._follow(ours.line.number, settled)
        if theirs.is_withdrawn:
            self.taken_back.add(ours.line.number)

    def _told(self, theirs: Standing, ours: Standing) -> Succession | None:
        """What took the place of our line there, on the way to the line that stands there."""
        if theirs.is_withdrawn and self._here(theirs) == ours.line.number:
            return self._succession(theirs)
        for old, settled in self._both.theirs.successions.items():
            if self._incoming.numbers[old] == ours.line.number and settled.why != "version":
                here = self._incoming.succession(settled)
                leads = here.new is not None and last(self._incoming.connection, here.new) == self._here(
                    theirs
                )
                if leads or self._is_put_back(theirs, old, settled):
                    return here
        return self._succession(theirs) if theirs.is_withdrawn else None

    def _is_put_back(self, theirs: Standing, old: int, settled: Succession) -> bool:
        """Whether a line of theirs was taken back, though the statement stands there again."""
        is_gone = settled.new is None and not theirs.is_withdrawn
        return is_gone and self._both.theirs.lines[old].statement.id == theirs.statement.id

    def _take_in_later(self, theirs: Standing, ours: Standing) -> None:
        """Let their decision hold in our later version, too, as far as a person did not decide there."""
        connection, writing = self._incoming.connection, self._incoming.merging.writing
        number, stands = self._here(theirs), last(connection, ours.line.number)
        asked = "SELECT version_id FROM statement WHERE id = ?"
        now = history(connection, connection.execute(asked, (stands,)).fetchone()["version_id"])
        later = next((each for each in now.standings if each.line.number == stands), None)
        if later is None:
            return  # no reading finds it there any more
        found = open_line(later, self._incoming.decided_there)
        if found is not None and not (theirs.is_withdrawn and self._is_other(theirs, now, found)):
            run_id = self._incoming.merging.runs[theirs.line.run_id]
            line = replace(theirs.line, number=number, run_id=run_id)
            decided = replace(theirs, line=line, machine=theirs.machine or ours.line)
            taken_back = self._succession(theirs) if theirs.is_withdrawn else None
            stands = carry(writing, decided, taken_back, found) or stands
        elif later.is_decided and not theirs.is_withdrawn and not self._is_one_decision(theirs, later):
            self.conflicts.append((stands, number))
        if not theirs.is_withdrawn:
            self._let_go(number, stands, "correction", note_of(number))

    def _is_other(self, theirs: Standing, now: History, later: Line) -> bool:
        """Whether a later version says something else than what they took back."""
        was = as_reading(self._both.theirs, [theirs.machine or theirs.line])
        return any(each.changes for each in difference(was, as_reading(now, [later])))

    def _here(self, theirs: Standing) -> int:
        return self._incoming.numbers[theirs.line.number]

    def _succession(self, theirs: Standing) -> Succession:
        return self._incoming.succession(self._both.theirs.successions[theirs.line.number])

    def _stands(self, ours: Standing) -> int | None:
        return None if ours.is_withdrawn else last(self._incoming.connection, ours.line.number)

    def _follow(self, old: int, settled: Succession) -> None:
        self._incoming.follow(old, settled)

    def _let_go(self, number: int, stands: int | None, why: Why = "reread", note: str | None = None) -> None:
        """Let a line that came over be followed by the one that stands here."""
        if number in self._incoming.new:
            self._follow(number, Succession(stands, why, note, self._incoming.merging.writing.run_id))

    def _again(self, number: int, run_id: int) -> int:
        """Let what an old line of ours says stand once more, as a new line."""
        like = self._both.ours.lines[number]
        writing = replace(self._incoming.merging.writing, run_id=run_id)
        number = add(writing, self._both.ours.version_id, like, like.statement)
        self._incoming.new.add(number)
        acceptance.copy(writing, like.number, number)
        return number


def _link(incoming: Incoming, taken_back: set[int]) -> list[tuple[int, int]]:
    """Link what only they have with what only we have: versions of one article that never met."""
    conflicts: list[tuple[int, int]] = []
    known = incoming.decided_here & incoming.decided_there
    new = {each.here for each in incoming.arrival.versions if each.is_new}
    others = set(incoming.arrival.others)
    ours, theirs = _only_ours(incoming) - taken_back, incoming.new | taken_back
    if not (ours or others) or not (theirs or new):
        return conflicts
    for older, newer in _in_order(incoming):

        def may(old: int, later: int, older: int = older, newer: int = newer) -> bool:
            is_ours = (older in others or old in ours, newer in others or later in ours)
            is_theirs = (older in new or old in theirs, newer in new or later in theirs)
            return (is_ours[0] and is_theirs[1]) or (is_theirs[0] and is_ours[1])

        conflicts += link(incoming.merging.writing, older, newer, may, known)
    return [(stands, old) for stands, old in conflicts if not _is_one_decision(incoming, stands, old)]


def _is_one_decision(incoming: Incoming, stands: int, old: int) -> bool:
    """Whether two lines are of one person's run, or the older decision was known to both."""
    asked = "SELECT run_id FROM statement WHERE id = ?"
    one, other = (incoming.connection.execute(asked, (each,)).fetchone()["run_id"] for each in (stands, old))
    return one == other or other in incoming.decided_here & incoming.decided_there


def _only_ours(incoming: Incoming) -> set[int]:
    """Lines of versions of both that do not stand so with them."""
    return {
        ours.line.number
        for both in incoming.both
        for theirs, ours in both.pairs
        if ours is not None and not (theirs is not None and _is_same(theirs, ours))
    }


def _is_same(theirs: Standing, ours: Standing) -> bool:
    stands = (theirs.is_decided, theirs.is_withdrawn) == (ours.is_decided, ours.is_withdrawn)
    return stands and theirs.line.values == ours.line.values


def _in_order(incoming: Incoming) -> list[tuple[int, int]]:
    """Each two versions, the earlier first: as one ledger has them where one has both, else by their runs."""
    arrival = incoming.arrival
    there = {each.here: place for place, each in enumerate(arrival.versions)}
    new = {each.here for each in arrival.versions if each.is_new}
    versions = (*there, *arrival.others)
    when = {each: tuple(incoming.connection.execute(_WHEN, (each,)).fetchone()) for each in versions}
    pairs = []
    for one, other in combinations(versions, 2):
        if one in there and other in there:
            is_first = there[one] < there[other]
        elif one in new or other in new:
            is_first = when[one] < when[other]
        else:
            is_first = when[one][2] < when[other][2]
        pairs.append((one, other) if is_first else (other, one))
    return sorted(pairs, key=lambda pair: (when[pair[0]], when[pair[1]]))
