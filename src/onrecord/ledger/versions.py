"""From one version of an article to the next: which line takes the place of which, and what changed.

What a person decided on a statement holds in the next version, too, as far as the machine says of it there
what it said before; what was accepted is accepted there where nothing of it has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.ledger import acceptance, rows, table
from onrecord.ledger.difference import difference
from onrecord.ledger.history import History, Line, Standing, add, as_reading, history
from onrecord.ledger.lines import Writing
from onrecord.ledger.read_back import Kept
from onrecord.ledger.succession import Succession
from onrecord.ledger.succession import succeed as follow
from onrecord.records import Reading, Statement

# What a correction says of a statement wherever its words stand.
_OF_SOURCE = ("name", "role", "kind", "entity")
_OWN = ("act", "type", "said_at", "certainty", "polarity")

NOTE = "with the correction of line "
"""How the note of a line begins that has what a person decided on an earlier one; its number follows."""
May = Callable[[int, int], bool]
"""Whether a line (by its number) may be followed by one of a later version."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a person's decision on an earlier line made of one: the line that stands now, and its note."""

    stands: int | None
    note: str


def _always(_old: int, _new: int) -> bool:
    return True


def succeed(
    writing: Writing, version_id: int, before: Kept, after: Reading, numbers: Mapping[str, int]
) -> int:
    """Let the lines of the version before be followed by those of this one; gives how many changes there are.

    A statement that is no longer there keeps its line, which stays current: it was said, and is on record.
    """
    connection = writing.connection
    carried = _decide_again(writing, version_id)
    notes = {each.stands: each.note for each in carried.values()}
    if carried:
        now = history(connection, version_id)
        stand = [each.line for each in now.standings if not each.is_withdrawn]
        after, numbers = as_reading(now, stand), {line.statement.id: line.number for line in stand}
    differences: list[rows.Cells] = []
    for pairing in difference(before.reading, after):
        old = before.numbers[pairing.before.id] if pairing.before else None
        new = numbers[pairing.after.id] if pairing.after else None
        if old is not None and new is not None and not is_settled(connection, old):
            follow(writing, old, Succession(new, "version", notes.get(new), writing.run_id))
            if not pairing.changes:
                acceptance.copy(writing, old, new)
        differences += [{"change": change, "old_id": old, "new_id": new} for change in pairing.changes]
    table.add_all(
        connection,
        "version_difference",
        [{"version_id": version_id, "place": place, **each} for place, each in enumerate(differences)],
    )
    return len(differences)


def link(
    writing: Writing, older: int, newer: int, may: May, known: Collection[int] = ()
) -> list[tuple[int, int]]:
    """Let lines of one version be followed by those of a later one that were not told of each other yet.

    `may` says of a line of each whether one may follow the other; `known` is as in `decide_again`. Gives the
    lines that a person decided and that are followed by what another decided: what stands, what does not.
    """
    connection = writing.connection
    was, now = history(connection, older), history(connection, newer)
    carried = decide_again(writing, was, now, may, known)
    was, now = history(connection, older), history(connection, newer)
    first = {each.stands: line for line, each in carried.items()}
    standings = (*was.standings, *now.standings)
    decided = {each.line.number for each in standings if each.is_decided and not each.is_right}
    others = []
    olds, news = ([each.line for each in told.standings if not each.is_withdrawn] for told in (was, now))
    before, after = ({line.statement.id: line.number for line in some} for some in (olds, news))
    for pairing in difference(as_reading(was, olds), as_reading(now, news)):
        if pairing.before is None or pairing.after is None:
            continue
        old, new = before[pairing.before.id], after[pairing.after.id]
        found = first.get(new, new)
        if may(old, found) and not is_settled(connection, old) and last(connection, new) != old:
            note = carried[found].note if found in carried else None
            follow(writing, old, Succession(new, "version", note, writing.run_id))
            if not pairing.changes:
                acceptance.copy(writing, old, new)
            if found not in carried and old in decided and new in decided:
                others.append((new, old))
    return others


def join(writing: Writing, version_id: int, found: Collection[int]) -> None:
    """Link lines that were found since with those of the versions before and behind theirs."""
    connection = writing.connection
    in_order = connection.execute(
        "SELECT id FROM version WHERE article_id = (SELECT article_id FROM version WHERE id = ?)"
        " ORDER BY number",
        (version_id,),
    )
    for older, newer in pairwise([number for (number,) in in_order]):
        if version_id in (older, newer):
            link(writing, older, newer, lambda old, new: old in found or new in found)


def last(connection: sqlite3.Connection, number: int) -> int:
    """The line that stands for a line now, itself where nothing took its place or it was taken back."""
    while True:
        found = connection.execute("SELECT new_id FROM succession WHERE old_id = ?", (number,)).fetchone()
        if found is None or found["new_id"] is None:
            return number
        number = found["new_id"]


def carry(writing: Writing, decided: Standing, taken_back: Succession | None, line: Line) -> int | None:
    """Let what a person decided on a statement hold for its line in another version, where it can.

    `taken_back` says that the statement is none, and by whom. Gives the line that stands now, None where that
    is taken back, too.
    """
    if taken_back is not None:
        follow(writing, line.number, taken_back)
        return None
    statement = _corrected(decided, line.statement)
    if statement == line.statement:
        return line.number
    # The person's own run made this line, too, though at this moment.
    run_id = decided.line.run_id
    version_id = _version_of(writing.connection, line.number)
    new = add(replace(writing, run_id=run_id), version_id, line, statement)
    follow(writing, line.number, Succession(new, "correction", note_of(decided.line.number), run_id))
    return new


def note_of(number: int) -> str:
    """The note of a line that has what a person decided on an earlier one, by that one's number."""
    return f"{NOTE}{number}"


def decide_again(
    writing: Writing, told: History, now: History, may: May = _always, known: Collection[int] = ()
) -> dict[int, Carried]:
    """Carry over what a person decided in one version to the lines of another; gives what became of which.

    A decision there that was made by one of the runs `known` gives way to one that was not.
    """
    machine = {each.machine.statement.id: each for each in told.standings if each.machine is not None}
    if not any(each.is_decided for each in machine.values()):
        return {}
    was = as_reading(told, [each.machine for each in machine.values() if each.machine])
    open_ = {line.statement.id: (each, line) for each in now.standings if (line := open_line(each, known))}
    done = dict[int, Carried]()
    for pairing in difference(was, as_reading(now, [line for _, line in open_.values()])):
        if pairing.before is None or pairing.after is None:
            continue
        decided, (later, line) = machine[pairing.before.id], open_[pairing.after.id]
        # What was taken back and is said otherwise now is another matter.
        is_other = decided.is_withdrawn and pairing.changes
        is_old = later.is_decided and decided.person_run in known
        if not decided.is_decided or is_other or is_old or is_settled(writing.connection, line.number):
            continue
        if may(decided.line.number, line.number):
            taken_back = told.successions[decided.line.number] if decided.is_withdrawn else None
            stands = carry(writing, decided, taken_back, line)
            if stands != line.number:
                done[line.number] = Carried(stands, note_of(decided.line.number))
    return done


def open_line(standing: Standing, known: Collection[int]) -> Line | None:
    """The line of a statement as the machine says it, where a decision on another version may change it.

    It bears the number of the line that stands. None where a person decided here, by no run of `known`.
    """
    if not standing.is_decided:
        return standing.line
    if standing.is_withdrawn or standing.machine is None or standing.person_run not in known:
        return None
    return replace(standing.machine, number=standing.line.number)


def is_settled(connection: sqlite3.Connection, number: int) -> bool:
    """Whether a line has been replaced or taken back."""
    found = connection.execute("SELECT 1 FROM succession WHERE old_id = ?", (number,)).fetchone()
    return found is not None


def _decide_again(writing: Writing, version_id: int) -> dict[int, Carried]:
    """Carry over what was decided in the version before."""
    connection = writing.connection
    earlier = connection.execute(
        "SELECT e.id FROM version v JOIN version e ON e.article_id = v.article_id AND e.number < v.number"
        " WHERE v.id = ? ORDER BY e.number DESC LIMIT 1",
        (version_id,),
    ).fetchone()
    if earlier is None:
        return {}
    told = history(connection, earlier["id"])
    has_decided = any(each.is_decided for each in told.standings)
    return decide_again(writing, told, history(connection, version_id)) if has_decided else {}


def _corrected(decided: Standing, statement: Statement) -> Statement:
    """The statement with what the person put right, where the machine says what it said before."""
    assert decided.machine is not None, "a person corrected something"
    said, put = decided.machine.statement, decided.statement
    own = {name: getattr(put, name) for name in _OWN if _is_put_right(said, put, statement, name)}
    source = statement.source
    if source and said.source and put.source:
        who = {
            name: getattr(put.source, name)
            for name in _OF_SOURCE
            if _is_put_right(said.source, put.source, source, name)
        }
        source = replace(source, **who)
    return replace(statement, source=source, **own)


def _is_put_right(said: object, put: object, again: object, name: str) -> bool:
    before, now = getattr(said, name), getattr(again, name)
    return bool(before == now and getattr(put, name) != before)


def _version_of(connection: sqlite3.Connection, number: int) -> int:
    found = connection.execute("SELECT version_id FROM statement WHERE id = ?", (number,)).fetchone()
    version_id: int = found["version_id"]
    return version_id
