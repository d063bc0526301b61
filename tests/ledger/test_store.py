from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from faults import content, faults, made, rounds
from onrecord.ledger import LedgerError, open_store
from onrecord.ledger.enter import Entering
from onrecord.ledger.store import APPEND_ONLY


def add(path: Path, *numbers: int) -> None:
    store = open_store(path, create=True)
    with Entering(store, command="add", settings={}, code="test") as entering:
        for number in numbers:
            entering.enter(*made(number))
    store.close()


def write_text(path: Path) -> None:
    path.write_text("a report, and no ledger", encoding="utf-8")


def write_other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    connection.close()


def write_newer(path: Path) -> None:
    add(path, 1)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def write_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("write", "told"),
    [
        (lambda _: None, "there is no ledger"),
        (write_text, "not a ledger"),
        (write_other_database, "a database, but not a ledger"),
        (write_newer, "made by a newer onrecord"),
        (write_folder, "is a folder"),
    ],
)
def test_what_is_no_ledger_is_told_by_name(tmp_path: Path, write: object, told: str) -> None:
    path = tmp_path / "other.db"
    write(path)  # type: ignore[operator]
    with pytest.raises(LedgerError, match=told) as caught:
        open_store(path, create=False)
    assert "other.db" in str(caught.value)


def test_a_ledger_says_what_it_is(tmp_path: Path) -> None:
    add(tmp_path / "a.db", 1)
    assert (tmp_path / "a.db").read_bytes()[68:72] == b"onrc"


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_lines_are_never_changed(tmp_path: Path, table: str) -> None:
    add(tmp_path / "a.db", 1)
    connection = sqlite3.connect(tmp_path / "a.db")
    column = connection.execute(f"SELECT name FROM pragma_table_info('{table}') LIMIT 1").fetchone()[0]
    for command in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        if connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                connection.execute(command)
    connection.close()


def test_moments_only_go_forward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path / "a.db", 1)
    monkeypatch.setattr(
        "onrecord.ledger.store.now", lambda: "2001-01-01T00:00:00.000000Z"
    )  # a clock set back
    add(tmp_path / "a.db", 2)
    store = open_store(tmp_path / "a.db", create=False)
    moments = [row[0] for row in store.connection.execute("SELECT recorded_at FROM version ORDER BY id")]
    assert moments == sorted(moments)
    assert len(set(moments)) == 2
    store.close()


def test_killed_at_random_moments(tmp_path: Path) -> None:
    assert list(rounds(tmp_path, 5, seed=5)) == []


FULL = """
import resource, sys
from pathlib import Path
from onrecord.ledger import LedgerError
from faults import add
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
try:
    add(Path(sys.argv[1]), 2000)
except LedgerError as error:
    sys.exit(str(error))
"""


def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FULL, str(tmp_path / "a.db")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "a.db" in done.stderr
    assert "disk" in done.stderr
    assert "Traceback" not in done.stderr
    acknowledged = set(done.stdout.split())
    assert acknowledged
    store = open_store(tmp_path / "a.db", create=False)
    assert list(faults(store, acknowledged)) == []
    store.close()


def test_two_add_at_once_and_one_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    command = [sys.executable, "-m", "faults", "add", str(path), "80"]
    both = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in "ab"
    ]
    reads = 0
    while any(process.poll() is None for process in both):
        if path.exists() and path.stat().st_size:
            store = open_store(path, create=True)
            content(store)
            store.close()
            reads += 1
    assert [process.communicate()[1] for process in both] == ["", ""]
    assert reads
    store = open_store(path, create=False)
    assert list(faults(store, {f"article-{number}" for number in range(80)})) == []
    assert len(content(store)) == 80 * 8
    store.close()
