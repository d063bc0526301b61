"""Saved searches as the front page tells them: each with the newest line that it finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from onrecord.desk import searches
from onrecord.ledger.ask import ask
from onrecord.ledger.store import Store
from onrecord.ledger.typed import QuestionError
from onrecord.records import Entry
from onrecord.web import asked
from onrecord.web.access import Person

if TYPE_CHECKING:
    from onrecord.web.app import Explorer

MOST = 6
"""Saved searches that the front page tells; the search page lists all."""


@dataclass(frozen=True, slots=True)
class Told:
    """A saved search, and the first line that it finds now, as far as there is one."""

    name: str
    query: str
    newest: Entry | None


def newest(explorer: Explorer, store: Store, person: Person) -> tuple[Told, ...]:
    """What a person's searches find first. Raises DeskError, LedgerError."""
    return tuple(_told(explorer, store, person))


def _told(explorer: Explorer, store: Store, person: Person) -> Iterator[Told]:
    for each in searches.saved(explorer.desk, person.account)[:MOST]:
        try:
            found = ask(store, asked.read(parse_qsl(each.query)).question(1)).entries
        except QuestionError:  # its story was taken out since
            found = ()
        yield Told(each.name, each.query, found[0] if found else None)
