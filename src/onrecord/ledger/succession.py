"""Succession: a line that took another's place, or that the other was taken back, why, and by whose run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.ledger import rows, table
from onrecord.ledger.lines import Writing

Why = Literal["version", "reread", "correction", "withdrawal"]


@dataclass(frozen=True, slots=True)
class Succession:
    """What took a line's place; `new` is None where it was taken back."""

    new: int | None
    why: Why
    note: str | None
    run_id: int


def succeed(writing: Writing, old: int, settled: Succession) -> None:
    """Say what takes the place of a line from this moment on."""
    cells: rows.Cells = {
        "old_id": old,
        "new_id": settled.new,
        "why": settled.why,
        "note": rows.clean(settled.note) if settled.note else None,
        "run_id": settled.run_id,
        "recorded_at": writing.moment,
    }
    table.add(writing.connection, "succession", cells)
