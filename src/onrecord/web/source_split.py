"""Splitting a source, before it is done: what was chosen, and what would come of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import Depends, Query
from pydantic import Field

from onrecord.ledger import sources, splitting
from onrecord.ledger.entries import entries
from onrecord.ledger.sources import ListedSource, SourceState
from onrecord.ledger.store import Store
from onrecord.records import Entry, SourceKind
from onrecord.web import source_keys

KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
SHOWN = 10
"""Statements that are shown before it is done, of all that are meant."""
LineNumber = Annotated[int, Field(ge=1, lt=2**63)]
_Text = Annotated[str, Query(max_length=1_000)]


@dataclass(frozen=True, slots=True)
class SplitAsked:
    """What a person chose: one spelling or some lines, and whose they are. `after` is a page of the list."""

    spelling: str
    lines: tuple[int, ...]
    name: str
    kind: SourceKind | None
    after: str

    @property
    def is_said(self) -> bool:
        """Whether both are chosen: what is somebody else's, and whose it is."""
        return bool((self.spelling or self.lines) and self.name)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done: so many `lines`, of which some `entries` are shown, are another's from then on.

    `known` are sources that were met under the name, `new` is the key of one that nobody was met under yet.
    """

    lines: tuple[int, ...]
    entries: tuple[Entry, ...]
    known: tuple[ListedSource, ...]
    new: str


def plan(store: Store, here: SourceState, asked: SplitAsked) -> Plan:
    """What would come of what was chosen. Raises CorrectionError where it cannot be done."""
    lines = splitting.wanted(store, here.key, lines=asked.lines, spelling=asked.spelling or None)
    own = {here.key, *here.parts}
    known = [each for each in sources.called(store, asked.name) if each.key not in own]
    with store.in_plain_words("read"):
        shown = entries(store.connection, lines[:SHOWN])
    new = splitting.free_key(store, source_keys.key_of(asked.name, asked.kind))
    return Plan(lines, shown, tuple(known), new)


def _read(
    spelling: _Text = "",
    line: Annotated[list[LineNumber], Query(max_length=splitting.MOST)] = [],  # noqa: B006 - never changed
    name: _Text = "",
    kind: _Text = "",
    after: _Text = "",
) -> SplitAsked:
    known = next((each for each in KINDS if each == kind), None)
    return SplitAsked("" if line else spelling, tuple(line), " ".join(name.split()), known, after)


Splitting = Annotated[SplitAsked, Depends(_read)]
"""What the address of a request asks."""
