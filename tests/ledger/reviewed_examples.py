"""What the tests of reviewing share: a ledger, who decides, what is asked of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from made import check_whole, ledger, reading, rows, said

from onrecord.ledger import Store
from onrecord.ledger.correct import Correction
from onrecord.ledger.reread import Reread, Rereading
from onrecord.ledger.review import decisions, precision, waiting
from onrecord.ledger.verdict import renew_waiting
from onrecord.records import Reading

REPORT = """Port of Sarn
[[Ana Ruiz]] ((said)) {{the port would close on 2024-10-25 with 12 ships and 40 men in it}}.
[[Tom Fox]] ((denied)) {{there was a fire}}.
[[Ida Lund]] ((said)) {{the quay was dry}}."""
LATER = REPORT + "\n[[Jon Berg]] ((asked)) {{who had 3 keys}}."
FIRST = reading(REPORT, url="https://a.example/port")
NEW = replace(FIRST, model="model 2")
ANNA, BEN = {"person": "R. Amin"}, {"person": "T. Ek"}
HOW = {"person": "R. Amin", "why": "heard the recording"}
DENIES, ASKS = Correction(act="deny"), Correction(act="ask")
WITHDRAWN = Correction(withdrawn=True)


def reread(store: Store, told: Reading, version: int = 1) -> Reread:
    with Rereading(store, settings={}, code="test") as rereading:
        return rereading.enter(version, told)


def told(store: Store, line: int) -> list[tuple[str, str, str | None, bool]]:
    """The decisions on a line: number, kind, by whom, whether it was undone."""
    return [
        (each.number, each.kind, each.person, each.undone_at is not None) for each in decisions(store, line)
    ]


def queued(store: Store, **asked: Any) -> list[int]:
    return [each.number for each in waiting(store, **asked).entries]


def check_all(store: Store) -> None:
    """The file is whole, and those wait that are to wait, as if that were found out anew."""
    check_whole(store)
    before = rows(store, "SELECT * FROM waiting ORDER BY statement_id")
    renew_waiting(store.connection, [number for (number,) in rows(store, "SELECT id FROM statement")])
    assert rows(store, "SELECT * FROM waiting ORDER BY statement_id") == before


def tally(store: Store) -> tuple[int, int, int, int]:
    found = precision(store)
    return found.accepted, found.corrected, found.rejected, found.spans_right


class Ledgers:
    """Ledgers of a folder, closed at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stores: list[Store] = []

    def __call__(self, name: str, *readings: Reading) -> Store:
        self.stores.append(ledger(self.folder / f"{name}.db", *readings))
        return self.stores[-1]

    def copy(self, store: Store, name: str) -> Store:
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(store.path, self.folder / f"{name}.db")
        return self(name)


def state(store: Store) -> Any:
    """What stands, what waits, how right the model was: the same in two ledgers that say the same."""
    waits = "SELECT s.key, s.act, s.content FROM waiting w JOIN statement s ON s.id = w.statement_id"
    lines = [number for (number,) in said(store, "number")]
    told = [
        sorted((each.kind, each.person, each.recorded_at, each.undone_at) for each in decisions(store, line))
        for line in lines
    ]
    return (
        said(store, "key", "who", "act", "content"),
        sorted(rows(store, waits)),
        sorted(told),
        precision(store),
    )


def fresh(made: Path, path: Path) -> Store:
    shutil.copy(made, path)
    return ledger(path)
