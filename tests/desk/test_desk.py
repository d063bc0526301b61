"""The desk's file: private, whole or not at all, and its errors in plain words."""

from __future__ import annotations

import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from onrecord.desk.file import VERSION, Desk, DeskError
from onrecord.desk.keys import key


def put(desk: Desk, name: str) -> None:
    with desk.writing() as connection:
        connection.execute("INSERT INTO secret VALUES (?, x'00')", (name,))


def names(desk: Desk) -> list[str]:
    with desk.reading() as connection:
        return [row["name"] for row in connection.execute("SELECT name FROM secret ORDER BY name")]


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk.db")
    put(desk, "a")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert set(modes.values()) == {0o600}, modes
    desk.close()


def test_one_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    Desk(path).close()
    path.chmod(0o644)
    Desk(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_change_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk.db")

    def fail() -> None:
        with desk.writing() as connection:
            connection.execute("INSERT INTO secret VALUES ('b', x'00')")
            raise KeyError

    put(desk, "a")
    with pytest.raises(KeyError):
        fail()
    assert names(desk) == ["a"]
    desk.close()


def test_threads_use_it_at_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk.db")
    threads = [threading.Thread(target=put, args=(desk, f"{n:02}")) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names(desk) == [f"{n:02}" for n in range(20)]
    desk.close()


def test_what_it_holds_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    first = Desk(tmp_path / "desk.db")
    made = key(first, "form")
    first.close()
    second = Desk(tmp_path / "desk.db")
    assert key(second, "form") == made
    assert key(second, "other") != made
    second.close()


def other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.close()


def newer(path: Path) -> None:
    Desk(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()


@pytest.mark.parametrize(
    ("prepare", "told"),
    [
        (other_database, "a database, but not a desk"),
        (newer, "made by a newer onrecord"),
        (Path.mkdir, "is a folder"),
        (lambda path: path.write_text("no database at all, but a text of some length" * 20), "is not a desk"),
    ],
)
def test_what_is_no_desk_is_refused_in_plain_words(tmp_path: Path, prepare, told: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "desk.db"
    prepare(path)
    with pytest.raises(DeskError, match=told) as raised:
        Desk(path)
    assert str(path) in str(raised.value)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="cannot be opened: No such file"):
        Desk(tmp_path / "no" / "desk.db")


def test_several_may_open_a_new_one_at_once(tmp_path: Path) -> None:
    opened: list[Desk] = []
    begin = threading.Barrier(4)

    def open_it() -> None:
        begin.wait()
        opened.append(Desk(tmp_path / "desk.db"))

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 4
    put(opened[0], "a")
    assert all(names(desk) == ["a"] for desk in opened)
    for desk in opened:
        desk.close()
