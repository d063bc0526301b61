"""Saved searches as the front page tells them: each with the newest line that it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.ledger.store import Store
from onrecord.web.access import Person

if TYPE_CHECKING:
    from onrecord.web.app import Explorer


def newest(_explorer: Explorer, _store: Store, _person: Person) -> tuple[()]:
    """What each finds first."""
    return ()
