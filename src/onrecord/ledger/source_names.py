"""How a source is called: the fullest of the names that are often used, and what kind of source it is."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, cast

from onrecord.ledger import uniting
from onrecord.ledger.source_times import CURRENT
from onrecord.records import SourceKind

# Lines that are looked at for a name: those said last, which the index gives at once.
_SAMPLE = 50
# A name that is used less often than this share of the most used may be a slip.
_OFTEN = 0.1
_NEWEST = f"""
SELECT t.name, t.kind FROM (
  SELECT s.id FROM statement s WHERE s.entity_id = ? AND {CURRENT}
  ORDER BY s.said_from DESC, s.said_to DESC, s.act DESC, s.version_id DESC, s.id DESC LIMIT {_SAMPLE}
) n JOIN statement t ON t.id = n.id
"""
_EVER = "SELECT name FROM entity_name WHERE entity_id IN (SELECT value FROM json_each(?))"


class Named(NamedTuple):
    """What a source is called, and its kind, None where it is not known."""

    name: str
    kind: SourceKind | None


def named(connection: sqlite3.Connection, entities: Sequence[int]) -> Named:
    """The name and kind of entities that are one; the first is the one that the others are part of.

    Its own names come first: whoever made them one said which it is. Without any current statement it is a
    name of before, without that the key.
    """
    for number in entities:
        found = connection.execute(_NEWEST, (number,)).fetchall()
        names = Counter(row["name"] for row in found if row["name"])
        if names:
            kinds = Counter(row["kind"] for row in found if row["kind"])
            return Named(_fullest(names), cast("SourceKind", max(kinds, key=kinds.__getitem__, default=None)))
    ever = Counter(name for (name,) in connection.execute(_EVER, (json.dumps(list(entities)),)))
    return Named(_fullest(ever) if ever else uniting.key_of(connection, entities[0]), None)


def _fullest(names: Counter[str]) -> str:
    least = max(names.values()) * _OFTEN
    often = (name for name, count in names.items() if count >= least)
    return min(often, key=lambda name: (-len(name.split()), -names[name], -len(name), name))
