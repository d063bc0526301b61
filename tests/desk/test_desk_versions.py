"""A desk of an older version is brought up to date and keeps what it holds."""

from __future__ import annotations

import re
import sqlite3
from importlib import resources
from pathlib import Path

from onrecord.desk import accounts, searches, topics
from onrecord.desk.file import APPLICATION_ID, VERSION, Desk

PASSWORD = "four words nobody joins"
TABLES_OF_1 = ("account", "session", "visit", "api_token", "secret", "saved_search")


def make_version_1(path: Path) -> None:
    """The tables of version 1, which later versions left as they were, with what somebody kept there."""
    schema = (resources.files("onrecord.desk") / "schema.sql").read_text(encoding="utf-8")
    commands = re.findall(r"^CREATE (?:TABLE|UNIQUE INDEX|INDEX) .*?;$", schema, re.MULTILINE | re.DOTALL)
    connection = sqlite3.connect(path)
    for command in commands:
        if re.search(rf"\b(?:EXISTS|ON) (?:{'|'.join(TABLES_OF_1)}) \(", command):
            connection.execute(command)
    connection.execute(
        "INSERT INTO account (name, key, role, made_at) VALUES ('Ada', 'ada', 'admin', '2024-01-01')"
    )
    connection.execute(
        "INSERT INTO saved_search (name, query, created_at) VALUES ('Strike', 'words=strike', '2024-01-01')"
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()


def tables(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    return found - {"sqlite_sequence"}


def test_a_desk_of_version_1_gets_the_new_tables_and_keeps_its_accounts(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    make_version_1(path)
    assert tables(path) == set(TABLES_OF_1)
    for _ in range(2):  # the second time there is nothing to do
        desk = Desk(path)
        assert [(each.name, each.role) for each in accounts.listed(desk)] == [("Ada", "admin")]
        assert [each.name for each in searches.saved(desk, None)] == ["Strike"]
        with desk.reading() as connection:
            assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION == 2
        desk.close()
    desk = Desk(path)
    assert topics.add(desk, "Strike", [("words", "strike")]).number == 1
    assert accounts.add(desk, "Bea", "reader", PASSWORD).id == 2
    desk.close()
