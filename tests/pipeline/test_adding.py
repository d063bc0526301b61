"""Pages into a ledger: whatever the number of workers, the ledger holds the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import intake
from onrecord.ledger import open_store
from onrecord.ledger.enter import Entering
from onrecord.pipeline import Readers
from onrecord.pipeline.adding import add

_DENIAL = (
    "Mayor denies plan\n\nMayor Ida Holm denied that the school would be sold. “Nobody asked,” she said."
)
REPORTS = {
    "a.txt": "Harbour closed\n\nSund harbour was closed on Tuesday, the port office said. 300 people wait.",
    "b.txt": _DENIAL,
    "c.txt": "",  # refused
    "d.txt": "Ferry late\n\nThe ferry was 40 minutes late because of fog, a spokesman for Sund Lines said.",
    "e.txt": _DENIAL,
}
_HELD = (
    "SELECT number, article, version, key, who, act, said_at, content, score, maker FROM statement_list",
    "SELECT article, version, origin, headline FROM appearance_list",
    "SELECT origin, stage, reason FROM refusal_list",
)


def held(path: Path, folder: Path, workers: int) -> list[list[tuple[object, ...]]]:
    store = open_store(path, create=True)
    with (
        Readers(workers=workers, any_language=True, published="2025-03-04") as readers,
        Entering(store, command="add", settings={}) as entering,
    ):
        list(add(intake.read([str(folder)]), readers, entering))
    found = [[tuple(row) for row in store.connection.execute(query)] for query in _HELD]
    store.close()
    return found


@pytest.mark.parametrize("workers", [2, 5])
def test_the_number_of_workers_changes_nothing(tmp_path: Path, workers: int) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    alone = held(tmp_path / "one.db", folder, 1)
    assert len(alone[0]) >= 4
    assert [len(rows) for rows in alone[1:]] == [4, 1]  # the same text twice is one article, met in two files
    assert held(tmp_path / "many.db", folder, workers) == alone
