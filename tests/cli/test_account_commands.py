"""`onrecord account`: accounts made, listed, changed and taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli.command import app
from onrecord.desk import accounts, tokens
from onrecord.desk.file import Desk

PASSWORD = "four words nobody joins"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command of `onrecord account` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "onrecord.db").touch()
    return lambda *arguments, sent="": CliRunner().invoke(app, ["account", *arguments], input=sent)


@pytest.fixture
def desk(tmp_path: Path, run: Run) -> Desk:
    assert run("add", "Ana", "--role", "admin", "--password-stdin", sent=f"{PASSWORD}\n").exit_code == 0
    return Desk(tmp_path / "onrecord.desk.db")


def test_an_account_is_made_and_can_log_in(run: Run, tmp_path: Path) -> None:
    done = run("add", "Ana", "--role", "reviewer", "--password-stdin", sent=f"{PASSWORD}\nmore\n")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Ana may log in, as reviewer",
        "from now on people have to log in to the explorer of onrecord.db",
    ]
    desk = Desk(tmp_path / "onrecord.desk.db")
    found = accounts.with_password(desk, "Ana", PASSWORD)
    desk.close()
    assert found is not None
    assert found.role == "reviewer"
    assert PASSWORD not in done.output


@pytest.mark.parametrize(
    ("arguments", "sent", "told"),
    [
        (
            ["add", "Ben", "--role", "king", "--password-stdin"],
            PASSWORD,
            "it is one of reader, reviewer, admin",
        ),
        (["add", "Ben", "--password-stdin"], "short", "too short"),
        (["add", "Ben", "--password-stdin"], "", "too short"),
        (["add", "ANA", "--password-stdin"], PASSWORD, "there is an account 'ANA' already"),
        (["add", "Ben"], PASSWORD, "--password-stdin"),  # no keyboard here
        (["add", "B\x1b[2Jen", "--password-stdin"], PASSWORD, "is no name"),
        (["role", "Ben", "admin"], "", "there is no account 'Ben'"),
        (["role", "Ana", "king"], "", "is no role"),
        (["password", "Ben", "--password-stdin"], PASSWORD, "there is no account 'Ben'"),
        (["password", "Ana", "--password-stdin"], "short", "too short"),
        (["token", "Ben"], "", "there is no account 'Ben'"),
        (["remove", "Ben"], "", "there is no account 'Ben'"),
        (["add", "Ben", "--ledger", "no/such/a.db", "--password-stdin"], PASSWORD, "cannot be opened"),
        (["list", "--ledger", "other.db"], "", "there are no accounts for other.db"),
    ],
)
def test_what_cannot_be_is_said(run: Run, desk: Desk, arguments: list[str], sent: str, told: str) -> None:
    done = run(*arguments, sent=sent)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "\x1b" not in done.stderr
    assert [(each.name, each.role) for each in accounts.listed(desk)] == [("Ana", "admin")]
    assert accounts.with_password(desk, "Ana", PASSWORD) is not None
    desk.close()


def test_roles_passwords_tokens_and_the_end(run: Run, desk: Desk) -> None:
    assert run("role", "ana", "reader").stdout == "Ana is reader\n"
    assert run("password", "Ana", "--password-stdin", sent="quite other words now").exit_code == 0
    assert accounts.with_password(desk, "Ana", PASSWORD) is None
    assert accounts.with_password(desk, "Ana", "quite other words now") is not None
    made = run("token", "Ana")
    found = tokens.account_of(desk, made.stdout.strip())
    assert found is not None
    assert found.name == "Ana"
    assert run("add", "a program", "--no-password").stdout == "a program is reader\n"
    listed = run("list").stdout.splitlines()
    day = accounts.listed(desk)[0].made_at[:10]
    assert listed == [
        f"a program  reader    since {day}, no password",
        f"Ana        reader    since {day}, password, 1 token",
    ]
    assert run("token", "Ana", "--end").stdout == "1 token ended\n"
    assert tokens.account_of(desk, made.stdout.strip()) is None
    run("remove", "a program")
    assert "that was the last" in run("remove", "Ana").stdout
    assert run("list").stdout == "there are no accounts: whoever reaches the explorer may do all\n"
    desk.close()


def test_a_ledger_that_is_not_there_is_asked_about(run: Run, tmp_path: Path) -> None:
    done = run("add", "Ana", "--ledger", "typo.db", "--password-stdin", sent=PASSWORD)
    assert done.exit_code == 0
    assert "there is no ledger typo.db yet" in done.stderr
    assert (tmp_path / "typo.desk.db").exists()


def test_a_password_is_typed_twice_and_not_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([PASSWORD, PASSWORD, PASSWORD, PASSWORD + "!", "short"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    monkeypatch.setattr("onrecord.cli.accounts_kept._has_keyboard", lambda: True)
    assert run("add", "Ana").exit_code == 0
    unlike = run("password", "Ana")
    assert "not alike" in unlike.stderr
    assert "too short" in run("password", "Ana").stderr  # said before it is asked for once more
