"""Runs: one line for each call of a command that wrote to the ledger, and one for how it ended."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import suppress
from types import TracebackType
from typing import Literal

from onrecord.ledger import rows, table
from onrecord.ledger.lines import Writing
from onrecord.ledger.store import LedgerError, Store

Outcome = Literal["done", "stopped", "failed"]


class Run:
    """A run of many transactions. Leaving the `with` block says how it ended; `stop`, that it ended early."""

    def __init__(
        self,
        store: Store,
        *,
        command: str,
        settings: rows.Cells,
        code: str | None = None,
        person: str | None = None,
    ) -> None:
        self._store = store
        self._cells = _cells(command, settings, code, person)
        self._outcome: Outcome = "done"
        self.id = 0

    def __enter__(self) -> Run:
        with self._store.writing() as moment:
            self.begin(moment)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._end(self._outcome)
            return
        with suppress(LedgerError):  # the first error is the one to be told; a run without an end says enough
            self._end("stopped" if issubclass(kind, KeyboardInterrupt) else "failed")

    def begin(self, moment: str) -> None:
        """Write down that it begins, within an open transaction."""
        self.id = table.add(self._store.connection, "run", {**self._cells, "started_at": moment})

    def stop(self) -> None:
        """Say that the run ends before its work is done."""
        self._outcome = "stopped"

    def writing(self, moment: str) -> Writing:
        """Where this run writes in the open transaction."""
        return Writing(self._store.connection, self.id, moment)

    def _end(self, outcome: Outcome) -> None:
        with self._store.writing() as moment:
            _end(self._store.connection, self.id, outcome, moment)


def at_once(
    connection: sqlite3.Connection, moment: str, *, command: str, settings: rows.Cells, person: str
) -> Writing:
    """A run that begins and ends in the open transaction: what a person decides is one step."""
    cells = {**_cells(command, settings, None, person), "started_at": moment}
    run_id = table.add(connection, "run", cells)
    _end(connection, run_id, "done", moment)
    return Writing(connection, run_id, moment)


def code() -> str:
    """The version of the program that is installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("onrecord")
    except PackageNotFoundError:
        return "not installed"


def _cells(command: str, settings: rows.Cells, version: str | None, person: str | None) -> rows.Cells:
    return {
        "uid": uuid.uuid4().hex,
        "command": command,
        "code": version or code(),
        "settings": rows.packed(settings),
        "person": rows.clean(person) if person else None,
    }


def _end(connection: sqlite3.Connection, run_id: int, outcome: Outcome, moment: str) -> None:
    table.add(connection, "run_end", {"run_id": run_id, "outcome": outcome, "ended_at": moment})
