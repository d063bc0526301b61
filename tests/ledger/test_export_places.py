"""Where an export goes: there whole or not at all, and nothing of others is replaced."""

from __future__ import annotations

import errno
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from exported_examples import FACTS, ferry

from onrecord.ledger.export import FORMATS, CannotExport, Exported, Format, export

_FOLDERS: tuple[Format, ...] = ("parquet", "brat")
_FILES = tuple(each for each in FORMATS if each not in (*_FOLDERS, "spacy"))
_ALL = (*_FILES, *_FOLDERS)


def broken(error: BaseException) -> Iterator[Exported]:
    """One article, and then an error."""
    yield ferry()
    raise error


def contents(path: Path) -> dict[str, bytes]:
    """All files below a path."""
    return {str(each.relative_to(path)): each.read_bytes() for each in path.rglob("*") if each.is_file()}


@pytest.mark.parametrize("to", _ALL)
@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("x"), OSError(errno.ENOSPC, "disk full")])
def test_nothing_is_left_of_what_was_broken_off(to: Format, error: BaseException, tmp_path: Path) -> None:
    expected = CannotExport if isinstance(error, OSError) else type(error)
    with pytest.raises(expected):
        export(broken(error), to, tmp_path / "out", facts=FACTS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("to", _ALL)
def test_what_was_there_stays_until_the_new_is_whole(to: Format, tmp_path: Path) -> None:
    path = tmp_path / "out"
    export([ferry()], to, path, facts=FACTS)
    before = contents(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        export(broken(KeyboardInterrupt()), to, path, facts=FACTS)
    assert contents(tmp_path) == before
    assert export([ferry(), ferry()], to, path, facts=FACTS).articles == 2
    assert contents(tmp_path) != before
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("to", [each for each in _ALL if each != "xlsx"])  # a workbook tells the hour
def test_the_same_gives_the_same_bytes(to: Format, tmp_path: Path) -> None:
    for name in ("one", "other"):
        export([ferry()], to, tmp_path / name, facts=FACTS)
    one, other = contents(tmp_path / "one"), contents(tmp_path / "other")
    assert one == other
    assert one or (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize("to", _FOLDERS)
def test_a_folder_of_somebody_else_is_never_replaced(to: Format, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "notes.txt").write_text("dear diary", encoding="utf-8")
    with pytest.raises(CannotExport, match="not an earlier export"):
        export([ferry()], to, folder, facts=FACTS)
    assert contents(folder) == {"notes.txt": b"dear diary"}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    export([ferry()], "brat", tmp_path / "new", facts=FACTS)
    assert (tmp_path / "new" / "ferry-1.ann").exists()


@pytest.mark.parametrize("change", ["annotated", "added", "folder", "link"])
def test_an_export_that_somebody_worked_on_is_not_replaced(change: str, tmp_path: Path) -> None:
    folder = tmp_path / "brat"
    export([ferry()], "brat", folder, facts=FACTS)
    match change:
        case "annotated":
            with (folder / "ferry-1.ann").open("a", encoding="utf-8") as file:
                file.write("T99\tSource 0 7\tHarbour\n")
        case "added":
            (folder / "notes.txt").write_text("mine", encoding="utf-8")
        case "folder":
            (folder / "mine").mkdir()
        case _:
            (folder / "link").symlink_to("ferry-1.txt")
    before = contents(folder)
    with pytest.raises(CannotExport, match="changed since"):
        export([ferry()], "brat", folder, facts=FACTS)
    assert contents(folder) == before


def test_the_list_of_files_can_be_checked(tmp_path: Path) -> None:
    export([ferry()], "parquet", tmp_path / "data", facts=FACTS)
    check = ["sha256sum", "--check", "--strict", "--quiet", "onrecord-export.sha256"]
    assert subprocess.run(check, cwd=tmp_path / "data", check=False).returncode == 0


@pytest.mark.parametrize("to", _FILES)
def test_a_ledger_is_never_replaced(to: Format, tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(CannotExport, match="it is a database"):
        export([ferry()], to, path, facts=FACTS)


@pytest.mark.parametrize(
    ("to", "name", "message"),
    [
        ("csv", "folder", "it is a folder, and this format is a file"),
        ("brat", "file", "it is a file, and this format is a folder"),
        ("csv", "nowhere/out.csv", "there is no folder"),
        ("brat", "nowhere/out", "there is no folder"),
        ("csv", "pipe", "it is no plain file"),
        ("csv", "a\0b", "no name can have a NUL"),
        ("csv", "x" * 300, "cannot write"),
    ],
)
def test_places_that_cannot_be(to: Format, name: str, message: str, tmp_path: Path) -> None:
    import os

    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotExport, match=message):
        export([ferry()], to, tmp_path / name, facts=FACTS)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "folder", "pipe"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old", encoding="utf-8")
    (tmp_path / "real.csv").chmod(0o640)
    (tmp_path / "link.csv").symlink_to("real.csv")
    export([ferry()], "csv", tmp_path / "link.csv", facts=FACTS)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").stat().st_size > 100
    assert (tmp_path / "real.csv").stat().st_mode & 0o777 == 0o640


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    program = (
        "import sys; from onrecord.ledger import export;"
        "print([name for name in ('duckdb', 'openpyxl', 'spacy', 'sentencex') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
