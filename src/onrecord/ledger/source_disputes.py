"""With whom a source is in dispute: who disputes a claim that it supports, or the other way round."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.ledger import claim_ids, uniting
from onrecord.ledger.source_times import CURRENT
from onrecord.ledger.stances import KINDS
from onrecord.records import StanceKind

OPPONENTS, EACH = 20, 3
"""How many others are named, and over how many claims with each of them."""
# Claims that are looked at, those that the source spoke to last, and lines of others about them.
_CLAIMS, _LINES = 1_000, 5_000
_SUPPORTS, _DISPUTES = KINDS.index("supports"), KINDS.index("disputes")
_OWN = f"""
SELECT x.claim_id, x.kind, max(x.statement_id) AS line FROM json_each(:lines) l
CROSS JOIN stance x ON x.statement_id = l.value WHERE x.kind IN ({_SUPPORTS}, {_DISPUTES})
GROUP BY x.claim_id, x.kind ORDER BY line DESC LIMIT {_CLAIMS}
"""
_OTHERS = f"""
SELECT json_extract(w.value, '$[0]') AS own, x.claim_id, x.kind, x.statement_id AS line, s.entity_id, s.name
FROM json_each(:wanted) w CROSS JOIN stance x
  ON x.claim_id = json_extract(w.value, '$[1]') AND x.kind = json_extract(w.value, '$[2]')
CROSS JOIN statement s ON s.id = x.statement_id
WHERE {CURRENT} AND (s.entity_id IS NULL OR s.entity_id NOT IN (SELECT value FROM json_each(:group)))
LIMIT {_LINES}
"""
_CONTENTS = "SELECT id, content FROM statement WHERE id IN (SELECT value FROM json_each(?))"


class Put(NamedTuple):
    """A line's number, its stance towards a claim, and its content."""

    line: int
    stance: StanceKind
    content: str


@dataclass(frozen=True, slots=True)
class Opposed:
    """A claim (its id) over which two sources are in dispute: what each of them said last about it."""

    claim: str
    own: Put
    other: Put


@dataclass(frozen=True, slots=True)
class Opponent:
    """Another source, by its name and its key where it has one, on the other side of so many `claims`.

    `statements` counts what it says there. `opposed` are the claims that the source spoke to last.
    """

    name: str
    entity: str | None
    claims: int
    statements: int
    opposed: tuple[Opposed, ...]


class _Line(NamedTuple):
    own: int
    claim: int
    kind: int
    line: int


def opponents(
    connection: sqlite3.Connection, entities: Sequence[int], lines: Sequence[int]
) -> tuple[Opponent, ...]:
    """Who is on the other side of what some entities, taken together, said in these lines.

    Those first with whom there are most claims in dispute. Who has no name is left out: that may be anybody.
    """
    own = connection.execute(_OWN, {"lines": json.dumps(list(lines))}).fetchall()
    wanted = [(row["line"], row["claim_id"], _other(row["kind"])) for row in own]
    asked = {"wanted": json.dumps(wanted), "group": json.dumps(list(entities))}
    by_source: defaultdict[int | str, list[_Line]] = defaultdict(list)
    names: dict[int | str, str] = {}
    for row in connection.execute(_OTHERS, asked):
        if row["name"] is not None:
            who = row["name"] if row["entity_id"] is None else uniting.whole(connection, row["entity_id"])
            names[who] = row["name"]
            by_source[who].append(_Line(row["own"], row["claim_id"], row["kind"], row["line"]))
    found = sorted(by_source, key=lambda who: (-_claims(by_source[who]), -len(by_source[who]), names[who]))
    shown = {who: _shown(by_source[who]) for who in found[:OPPONENTS]}
    contents = _contents(connection, (line for some in shown.values() for line in some))
    return tuple(
        Opponent(
            names[who],
            uniting.key_of(connection, who) if isinstance(who, int) else None,
            _claims(by_source[who]),
            len({line.line for line in by_source[who]}),
            tuple(_opposed(line, contents) for line in some),
        )
        for who, some in shown.items()
    )


def _other(kind: int) -> int:
    return _DISPUTES if kind == _SUPPORTS else _SUPPORTS


def _claims(lines: Iterable[_Line]) -> int:
    return len({line.claim for line in lines})


def _shown(lines: Iterable[_Line]) -> list[_Line]:
    """The last line about each claim, for the claims that the source itself spoke to last."""
    last: dict[int, _Line] = {}
    for line in sorted(lines, key=lambda each: (each.own, each.line)):
        last[line.claim] = line
    return sorted(last.values(), key=lambda each: each.own, reverse=True)[:EACH]


def _contents(connection: sqlite3.Connection, lines: Iterable[_Line]) -> Mapping[int, str]:
    numbers = sorted({number for line in lines for number in (line.own, line.line)})
    return dict(connection.execute(_CONTENTS, (json.dumps(numbers),)).fetchall())


def _opposed(line: _Line, contents: Mapping[int, str]) -> Opposed:
    return Opposed(
        claim_ids.written(line.claim),
        Put(line.own, KINDS[_other(line.kind)], contents[line.own]),
        Put(line.line, KINDS[line.kind], contents[line.line]),
    )
