"""People's decisions on claims: two are one, or a statement is of another one than it was matched with.

Each is a line with its run, its person and its moment. It names statements, not claims: the ids of claims
change when a story is matched anew, statements stay. What follows from it is worked out in
`decided_stances`, at once and again whenever something of the story is matched. A decision sleeps while one
of its statements is not in the story. Nothing is matched again, neither when something is decided nor when
it is taken back.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from onrecord.ledger import claim_ids, decided_stances, rows, runs, stories, table
from onrecord.ledger.correction import CorrectionError, NotToCorrect, Overtaken
from onrecord.ledger.decided_stances import Fold, StoryStances
from onrecord.ledger.store import LedgerError, Store
from onrecord.ledger.stories import NamedClaim

SHOWN = 50
"""Decisions on one claim that are told, the newest of those LOOKED_AT in its story."""
LOOKED_AT = 200
_SHORTEST = 6  # characters of an id that name a claim which is no more
_DECISION = "SELECT * FROM claim_decision WHERE id = ? AND kind <> 'undo'"
_OF_STORY = """
SELECT DISTINCT d.* FROM member m CROSS JOIN version v ON v.article_id = m.article_id
CROSS JOIN statement s ON s.version_id = v.id CROSS JOIN claim_decision d ON d.statement_key = s.key
WHERE m.story_id = ? ORDER BY d.id DESC
"""
_UNDONE = """
SELECT u.note, u.recorded_at, r.person FROM claim_decision u JOIN run r ON r.id = u.run_id
WHERE u.undoes = ? ORDER BY u.id LIMIT 1
"""
_WENT = """
SELECT statement_key FROM claim_decision
WHERE kind = 'merge' AND claim_id BETWEEN :first AND :last
   OR kind = 'split' AND into_key IS NULL AND into_id BETWEEN :first AND :last
ORDER BY kind, id DESC LIMIT 1
"""
_STORY_OF_LINE = """
SELECT m.story_id FROM statement s JOIN version v ON v.id = s.version_id
JOIN member m ON m.article_id = v.article_id WHERE s.id = ?
"""
_WORDS = "SELECT content FROM statement WHERE id = ?"
_IS_CURRENT = (
    "SELECT 1 FROM statement s WHERE s.id = ? AND NOT EXISTS (SELECT 1 FROM succession WHERE old_id = s.id)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDecision:
    """What a person decided, by its number.

    `claim` and `into` are the ids of then: of the claim that went or was left, and of the one that it went
    to, which may be gone now. `statement` is the line, now, of the statement that went (of a merge the one
    that stands for its claim), None where it is no more; `words` its content. `undone_at`, `undone_by` and
    `undone_why` are None while it holds.
    """

    number: int
    kind: Literal["merge", "split"]
    claim: str
    into: str
    statement: int | None
    words: str
    person: str | None
    note: str | None
    recorded_at: str
    undone_at: str | None = None
    undone_by: str | None = None
    undone_why: str | None = None


def merge(store: Store, claim: str, into: str, *, person: str, why: str) -> int:
    """Say that a claim is one with another of its story, and goes into it; gives the decision's number.

    Claims are named by their ids or the beginnings of them. Raises CorrectionError where they are one
    already, or of two stories; LedgerError where there is none of that name.
    """
    _check_reason(person, why)
    with store.writing() as moment:
        connection = store.connection
        goes, stays = _current(connection, claim), _current(connection, into)
        _check_two_of_one_story(connection, goes, stays)
        told = decided_stances.of_story(connection, goes.story_id)
        keys = _standing_for(told, goes), _standing_for(told, stays), None
        return _decide(_Deciding(connection, moment, person, why), "merge", goes, stays.number, keys)


def split(store: Store, claim: str, statement: int, *, person: str, why: str, into: str | None = None) -> int:
    """Say that the statement of a line is of another claim: `into`, else one of its own.

    Gives the decision's number. Raises CorrectionError where the statement has no place towards the claim, is
    all that there is of it, or `into` is of another story; LedgerError where there is no claim of that name.
    """
    _check_reason(person, why)
    with store.writing() as moment:
        connection = store.connection
        left = _current(connection, claim)
        goes_to = _current(connection, into) if into else None
        if goes_to is not None:
            _check_two_of_one_story(connection, left, goes_to)
        told = decided_stances.of_story(connection, left.story_id)
        line = _line(connection, told, left, statement)
        key = told.lines[line].key
        to = _standing_for(told, goes_to, but=line) if goes_to else None
        into_id = goes_to.number if goes_to else decided_stances.apart(key)
        keys = key, _standing_for(told, left, but=line), to
        return _decide(_Deciding(connection, moment, person, why), "split", left, into_id, keys)


def undo(store: Store, decision: int, *, person: str, why: str) -> int:
    """Take a decision back, named by its number; gives the number of the line that does so.

    What stands then is what would stand had it never been made, also for what came in since: nothing has to
    be matched again. Raises CorrectionError where there is no such decision, it was taken back before, or a
    later one rests on it.
    """
    _check_reason(person, why)
    with store.writing() as moment:
        connection = store.connection
        row = connection.execute(_DECISION, (decision,)).fetchone()
        if row is None:
            raise NotToCorrect(f"there is no decision {decision} on a claim: the claim's page shows them")
        taken = connection.execute(_UNDONE, (decision,)).fetchone()
        if taken is not None:
            raise Overtaken(
                f"decision {decision} was taken back on {taken['recorded_at'][:10]} by {taken['person']}"
            )
        story_id = story_of(connection, row["statement_key"])
        if story_id is not None:
            _check_nothing_rests_on(decided_stances.of_story(connection, story_id), decision)
        number = _enter(_Deciding(connection, moment, person, why), {"kind": "undo", "undoes": decision})
        if story_id is not None:
            let_hold(connection, story_id)
        return number


def decisions(store: Store, claim: str) -> tuple[ClaimDecision, ...]:
    """What was decided on a claim, the newest first, with what was taken back.

    Raises LedgerError where there is no claim of that name.
    """
    with store.in_plain_words("read"):
        connection = store.connection
        found = stories.find_claim(connection, claim)
        if connection.execute("SELECT 1 FROM claim_decision LIMIT 1").fetchone() is None:
            return ()
        newest = islice(connection.execute(_OF_STORY, (found.story_id,)), LOOKED_AT)
        about = (row for row in newest if _is_about(connection, row, found.number))
        return tuple(_decision(connection, row) for row in islice(about, SHOWN))


def went(store: Store, claim: str) -> str | None:
    """The id of the claim that one that is no more went to; None where nothing of the kind is known."""
    with store.in_plain_words("read"):
        return _went(store.connection, claim)


def let_hold(connection: sqlite3.Connection, story_id: int) -> bool:
    """Let what was decided hold in a story; gives whether that changed anything."""
    is_changed = decided_stances.apply(connection, story_id)
    if is_changed:
        connection.execute("UPDATE story SET revision = revision + 1 WHERE id = ?", (story_id,))
    return is_changed


def story_of(connection: sqlite3.Connection, key: str) -> int | None:
    """The number of the story that a statement is in; None where it is in none."""
    found = (
        connection.execute(_STORY_OF_LINE, (line,)).fetchone()
        for line in decided_stances.lines_of(connection, key)
    )
    return next((row["story_id"] for row in found if row is not None), None)


@dataclass(frozen=True, slots=True)
class _Deciding:
    """The open transaction, its moment, and who decides why."""

    connection: sqlite3.Connection
    moment: str
    person: str
    why: str


def _decide(
    deciding: _Deciding,
    kind: Literal["merge", "split"],
    claim: NamedClaim,
    into_id: int,
    keys: tuple[str, str, str | None],
) -> int:
    """Write a decision down and let it hold."""
    cells: rows.Cells = {
        "kind": kind,
        **dict(zip(("statement_key", "other_key", "into_key"), keys, strict=True)),
        "claim_id": claim.number,
        "into_id": into_id,
    }
    number = _enter(deciding, cells)
    if not let_hold(deciding.connection, claim.story_id):
        raise Overtaken("that changes nothing: what was decided before says so already")
    return number


def _enter(deciding: _Deciding, cells: rows.Cells) -> int:
    settings: rows.Cells = {"claims": cells["kind"]}
    writing = runs.at_once(
        deciding.connection, deciding.moment, command="decide", settings=settings, person=deciding.person
    )
    note: rows.Cells = {"note": rows.clean(deciding.why)}
    return table.add(deciding.connection, "claim_decision", {**cells, **note, **writing.stamp})


def _check_reason(person: str, why: str) -> None:
    if not person.strip():
        raise CorrectionError("it is not said who decides this: name a person")
    if not why.strip():
        raise CorrectionError("no reason is given: say why")


def _check_two_of_one_story(connection: sqlite3.Connection, one: NamedClaim, other: NamedClaim) -> None:
    if one == other:
        raise CorrectionError(f"{one.key} is this claim itself: name another one")
    if one.story_id != other.story_id:
        asked = "SELECT key FROM story WHERE id = ?"
        keys = [connection.execute(asked, (each.story_id,)).fetchone()["key"] for each in (one, other)]
        raise CorrectionError(
            f"{one.key} is of the story {keys[0]}, {other.key} of {keys[1]}: name two claims of one story"
        )


def _check_nothing_rests_on(told: StoryStances, decision: int) -> None:
    """Raise CorrectionError where a later decision would do something else without this one."""
    now, then = told.folded().effects, told.folded(without=decision).effects
    for each in told.decisions:
        if each.number != decision and now.get(each.number) != then.get(each.number):
            raise Overtaken(f"decision {each.number} rests on decision {decision}: take that back first")


def _current(connection: sqlite3.Connection, name: str) -> NamedClaim:
    try:
        return stories.find_claim(connection, name)
    except LedgerError:
        now = _went(connection, name)
        if now is None:
            raise
        raise Overtaken(f"{name} is already a part of {now}: name that one") from None


def _standing_for(told: StoryStances, claim: NamedClaim, but: int | None = None) -> str:
    """The key of the statement that a claim is named by: one that it was matched with as its own, if any."""
    now, matched = Fold(told.lines, told.written), Fold(told.lines, told.matched)
    own = [line for line in told.lines if line != but and now.home(line) == claim.number]
    found = next((line for line in own if matched.home(line) == claim.number), own[0] if own else None)
    if found is not None:
        return told.lines[found].key
    if but is None:
        raise CorrectionError(
            f"no statement puts forward {claim.key} by itself: it has nothing to name it by"
        )
    raise CorrectionError(
        f"{claim.key} is what line {but} alone puts forward: there is nothing to split it from"
    )


def _line(connection: sqlite3.Connection, told: StoryStances, claim: NamedClaim, statement: int) -> int:
    """The line of a story that stands for the statement of a line, which has a place towards a claim."""
    row = connection.execute("SELECT key FROM statement WHERE id = ?", (statement,)).fetchone()
    if row is None:
        raise NotToCorrect(f"there is no line {statement} in the ledger: onrecord ask shows the numbers")
    known = (line for line in decided_stances.lines_of(connection, row["key"]) if line in told.lines)
    line = max(known, default=None)
    if line is None or claim.number not in told.written[line]:
        raise Overtaken(f"line {statement} does not stand towards {claim.key}: look at it again")
    return line


def _went(connection: sqlite3.Connection, name: str) -> str | None:
    asked = claim_ids.beginning(name)
    if asked is None or len(name.strip()) < _SHORTEST:
        return None
    row = connection.execute(_WENT, asked._asdict()).fetchone()
    home = _home(connection, row["statement_key"]) if row else None
    return None if home is None else claim_ids.written(home)


def _home(connection: sqlite3.Connection, key: str | None) -> int | None:
    """The claim that a statement is most of all of now."""
    for line in reversed(decided_stances.lines_of(connection, key)):
        home = decided_stances.home(connection, line)
        if home is not None:
            return home
    return None


def _is_about(connection: sqlite3.Connection, row: sqlite3.Row, number: int) -> bool:
    if row["kind"] == "undo":
        return False
    if number in (row["claim_id"], row["into_id"]):
        return True
    keys = (row["statement_key"], row["other_key"], row["into_key"])
    return any(_home(connection, key) == number for key in keys if key is not None)


def _decision(connection: sqlite3.Connection, row: sqlite3.Row) -> ClaimDecision:
    lines = decided_stances.lines_of(connection, row["statement_key"])
    current = next(
        (line for line in reversed(lines) if connection.execute(_IS_CURRENT, (line,)).fetchone()), None
    )
    words = connection.execute(_WORDS, (current or lines[-1],)).fetchone() if lines else None
    undone = connection.execute(_UNDONE, (row["id"],)).fetchone()
    return ClaimDecision(
        number=row["id"],
        kind=row["kind"],
        claim=claim_ids.written(row["claim_id"]),
        into=claim_ids.written(row["into_id"]),
        statement=current,
        words=words["content"] if words else "",
        person=connection.execute("SELECT person FROM run WHERE id = ?", (row["run_id"],)).fetchone()[
            "person"
        ],
        note=row["note"],
        recorded_at=row["recorded_at"],
        undone_at=undone["recorded_at"] if undone else None,
        undone_by=undone["person"] if undone else None,
        undone_why=undone["note"] if undone else None,
    )
