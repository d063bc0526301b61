"""What people's decisions on claims make of what was matched.

    stances as matched, decisions in the order in which they were made -> stances as decided

A matcher knows nothing of decisions: what it matches does not depend on when somebody decided something, and
a decision that is taken back leaves no trace. What lines were matched with is kept where it differs
(`matched_stance`), so that nothing has to be matched again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from onrecord.ledger import table
from onrecord.records import Act, StanceKind

KINDS: tuple[StanceKind, ...] = get_args(StanceKind)
"""The kinds of stances, each kept as its place here."""
_MENTIONS = KINDS.index("mentions")
_SURE = 1_000  # thousandths: a person is
_BITS = 40  # of a claim's number, as in its id
# How a statement stands to a claim that it founds, as a matcher has it (`claims.match.own_kind`).
OWN_KINDS: dict[Act, StanceKind] = {
    "deny": "disputes",
    "decline": "declines",
    "non-denial": "non-denial",
    "ask": "queries",
}
_LINES = """
SELECT s.id, s.key, s.act, s.said_to, v.published_at, x.claim_id, x.kind, x.score, x.day
FROM member m CROSS JOIN statement s ON s.version_id = m.version_id
CROSS JOIN {} x ON x.statement_id = s.id CROSS JOIN version v ON v.id = m.version_id
WHERE m.story_id = ? ORDER BY m.article_id, s.id
"""
_ACTIVE = """
SELECT DISTINCT d.*, r.started_at, r.uid FROM member m CROSS JOIN version v ON v.article_id = m.article_id
CROSS JOIN statement s ON s.version_id = v.id CROSS JOIN claim_decision d ON d.statement_key = s.key
CROSS JOIN run r ON r.id = d.run_id
WHERE m.story_id = ? AND NOT EXISTS (SELECT 1 FROM claim_decision u WHERE u.undoes = d.id)
ORDER BY r.started_at, r.uid, d.id
"""
_IS_ANY = "SELECT 1 FROM claim_decision UNION ALL SELECT 1 FROM matched_stance LIMIT 1"
# The lines of a statement, whatever key it had: a version or a reading may give it another.
_SAME = """
WITH RECURSIVE same (id) AS (
  SELECT id FROM statement WHERE key = ?
  UNION SELECT c.new_id FROM same JOIN succession c ON c.old_id = same.id WHERE c.new_id IS NOT NULL
  UNION SELECT t.id FROM same JOIN statement s ON s.id = same.id JOIN statement t ON t.key = s.key
)
SELECT id FROM same ORDER BY id
"""


class Stand(NamedTuple):
    """A line's place towards a claim, as the table `stance` has it."""

    kind: int
    score: int
    day: int


Stands = Mapping[int, Mapping[int, Stand]]
"""By the numbers of lines and of claims."""


@dataclass(frozen=True, slots=True)
class Line:
    """What of a line tells how it stands to a claim of its own: its key, its act, the day if it disputes."""

    key: str
    act: Act | None
    day: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision by the lines that it names: None where one is not in the story now, so that it sleeps."""

    number: int
    kind: Literal["merge", "split"]
    one: int | None
    other: int | None
    into: int | None


class Effect(NamedTuple):
    """What a decision did: which claim went, or was left, and where to."""

    claim: int
    into: int | None


@dataclass(frozen=True, slots=True)
class StoryStances:
    """A story's stances as matched and as written down; its lines in the order of their articles' arrival.

    `decisions` are those that nobody took back, in the order in which they hold.
    """

    story_id: int
    lines: Mapping[int, Line]
    matched: Stands
    written: Stands
    decisions: tuple[Decided, ...]

    def folded(self, *, without: int | None = None) -> Fold:
        """What the decisions come to, all or but one."""
        fold = Fold(self.lines, self.matched)
        for each in self.decisions:
            if each.number != without:
                fold.decide(each)
        return fold


class Fold:
    """Stances on their way from matched to decided: decisions are taken up one after the other."""

    def __init__(self, lines: Mapping[int, Line], matched: Stands) -> None:
        self._lines = lines
        self.stands = {number: dict(held) for number, held in matched.items()}
        self.effects: dict[int, Effect] = {}
        self._holders = defaultdict[int, set[int]](set)
        for number, held in self.stands.items():
            for claim in held:
                self._holders[claim].add(number)

    def home(self, line: int | None) -> int | None:
        """The claim that a line is most of all of: not one that it only mentions, if it has another."""
        return _home(self.stands.get(line, {})) if line is not None else None

    def decide(self, decided: Decided) -> None:
        """Take up a decision; one that finds nothing to do any more does nothing."""
        claim, into = self.home(decided.other), self.home(decided.into)
        if decided.kind == "merge":
            goes = self.home(decided.one)
            if goes is not None and claim is not None and goes != claim:
                self.effects[decided.number] = Effect(goes, claim)
                self._merge(goes, claim)
        elif decided.one is not None and claim in self.stands.get(decided.one, {}):
            into = into if into != claim else None
            self.effects[decided.number] = Effect(claim, into)
            self._split(decided.one, claim, into)

    def _merge(self, claim: int, into: int) -> None:
        for number in self._holders.pop(claim):
            held = self.stands[number]
            stand = held.pop(claim)
            held[into] = min(stand, held[into], key=_weakness) if into in held else stand
            self._holders[into].add(number)

    def _split(self, line: int, claim: int, into: int | None) -> None:
        held = self.stands[line]
        stand = held.pop(claim)
        self._holders[claim].discard(line)
        if into is not None:
            held[into] = min(Stand(stand.kind, _SURE, stand.day), held.get(into, stand), key=_weakness)
            self._holders[into].add(line)
        elif all(each.kind == _MENTIONS for each in held.values()):
            own, about = apart(self._lines[line].key), self._lines[line]
            kind = OWN_KINDS.get(about.act, "supports") if about.act else "supports"
            held[own] = Stand(KINDS.index(kind), _SURE, about.day if kind == "disputes" else 0)
            self._holders[own].add(line)


def apart(key: str) -> int:
    """The number of the claim that a statement founds when it is split off: no matcher gives this one."""
    return int.from_bytes(hashlib.sha256(f"{key} by itself".encode()).digest()[: _BITS // 8])


def apply(connection: sqlite3.Connection, story_id: int) -> bool:
    """Let what people decided hold in a story; gives whether that changed anything.

    That the story has a new revision then is for the caller to say.
    """
    if connection.execute(_IS_ANY).fetchone() is None:
        return False
    told = of_story(connection, story_id)
    stands = told.folded().stands
    names = _names(connection, story_id, told, {claim for held in stands.values() for claim in held})
    changed = False
    for number, by_claim in stands.items():
        held = {names[claim]: stand for claim, stand in by_claim.items()}
        changed |= _write(connection, number, held, told.matched[number], told.written[number])
    was = {claim for each in (told.written, told.matched) for held in each.values() for claim in held}
    gone = [(claim, story_id) for claim in was - {*names.values()}]
    connection.executemany("DELETE FROM claim WHERE id = ? AND story_id = ?", gone)
    return changed


def of_story(connection: sqlite3.Connection, story_id: int) -> StoryStances:
    """All that decides where the lines of a story stand."""
    found = connection.execute(_LINES.format("stance"), (story_id,)).fetchall()
    written = _stands(found)
    differing = connection.execute(_LINES.format("matched_stance"), (story_id,))
    lines = {row["id"]: Line(row["key"], row["act"], _day(row)) for row in found}
    active = connection.execute(_ACTIVE, (story_id,)).fetchall()
    decisions = tuple(_decided(connection, row, lines) for row in active)
    return StoryStances(story_id, lines, {**written, **_stands(differing)}, written, decisions)


def lines_of(connection: sqlite3.Connection, key: str | None) -> list[int]:
    """The numbers of all lines of a statement, whatever key they have, in the order of writing."""
    return [number for (number,) in connection.execute(_SAME, (key,))] if key is not None else []


def home(connection: sqlite3.Connection, line: int) -> int | None:
    """The claim that a line is most of all of, as written down; None where it has no place towards any."""
    found = connection.execute(
        "SELECT claim_id, kind, score, day FROM stance WHERE statement_id = ?", (line,)
    )
    held = {row["claim_id"]: Stand(row["kind"], row["score"], row["day"]) for row in found}
    return _home(held)


def claim_row(connection: sqlite3.Connection, story_id: int, number: int) -> int:
    """The number of a claim of a story, which is added where it is not there.

    Ids are hashes of statements' ids; where two articles came under one id, and two of their statements so,
    too, the claim of another story may have it: then it is the next that is free.
    """
    while True:
        row = connection.execute("SELECT story_id FROM claim WHERE id = ?", (number,)).fetchone()
        if row is None:
            return table.add(connection, "claim", {"id": number, "story_id": story_id})
        if row["story_id"] == story_id:
            return number
        number += 1


def _decided(connection: sqlite3.Connection, row: sqlite3.Row, lines: Mapping[int, Line]) -> Decided:
    here = [_here(connection, row[name], lines) for name in ("statement_key", "other_key", "into_key")]
    return Decided(row["id"], row["kind"], *here)


def _here(connection: sqlite3.Connection, key: str | None, lines: Mapping[int, Line]) -> int | None:
    """The line that stands for a statement in the story, None where none does."""
    return max((number for number in lines_of(connection, key) if number in lines), default=None)


def _stands(rows: Iterable[sqlite3.Row]) -> dict[int, dict[int, Stand]]:
    found: dict[int, dict[int, Stand]] = {}
    for row in rows:
        found.setdefault(row["id"], {})[row["claim_id"]] = Stand(row["kind"], row["score"], row["day"])
    return found


def _names(
    connection: sqlite3.Connection, story_id: int, told: StoryStances, claims: Iterable[int]
) -> dict[int, int]:
    """The number under which each claim is written down: another one where it is taken."""
    here = {claim for held in told.written.values() for claim in held}
    return {
        claim: claim if claim in here else claim_row(connection, story_id, claim) for claim in sorted(claims)
    }


def _write(
    connection: sqlite3.Connection,
    number: int,
    held: Mapping[int, Stand],
    matched: Mapping[int, Stand],
    written: Mapping[int, Stand],
) -> bool:
    """Write down how a line stands, and how it was matched where that is not the same; whether it changed."""
    if held == written:
        return False
    _put(connection, "stance", number, held)
    _put(connection, "matched_stance", number, {} if held == matched else matched)
    return True


def _put(connection: sqlite3.Connection, name: str, number: int, held: Mapping[int, Stand]) -> None:
    connection.execute(f"DELETE FROM {name} WHERE statement_id = ?", (number,))
    cells = [{"statement_id": number, "claim_id": claim, **each._asdict()} for claim, each in held.items()]
    table.add_all(connection, name, cells)


def _home(held: Mapping[int, Stand]) -> int | None:
    return min(held, key=lambda claim: (_weakness(held[claim]), claim), default=None)


def _weakness(stand: Stand) -> tuple[bool, int, int]:
    """What sorts the stances of one line: what is only mentioned comes last, then what is less sure."""
    return stand.kind == _MENTIONS, -stand.score, stand.kind


def _day(row: sqlite3.Row) -> int:
    """The day of a dispute (20241025): as matched, else when it was said, no later than published; else 0."""
    known = [day[:10].replace("-", "") for day in (row["said_to"], row["published_at"]) if day]
    days = [int(day) for day in known if len(day) == len("20241025") and day.isdecimal()]
    return row["day"] or min(days, default=0)
