"""Accounts: names, roles, passwords."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.desk import accounts, passwords, sessions, tokens, visits
from onrecord.desk.file import Desk, DeskError

GOOD = "four words nobody joins"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "desk.db")
    yield desk
    desk.close()


def test_a_password_opens_its_own_account_alone(desk: Desk) -> None:
    ana = accounts.add(desk, "Ana", "reviewer", GOOD)
    accounts.add(desk, "Ben", "reader", "other words nobody joins")
    assert accounts.with_password(desk, "Ana", GOOD) == ana
    for name, password in (("Ana", GOOD + " "), ("Ana", ""), ("Ben", GOOD), ("Cleo", GOOD), ("", "")):
        assert accounts.with_password(desk, name, password) is None


def test_no_password_is_kept_as_it_is(desk: Desk) -> None:
    accounts.add(desk, "Ana", "admin", GOOD)
    with desk.reading() as connection:
        (kept,) = connection.execute("SELECT password FROM account").fetchone()
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert GOOD not in desk.path.read_bytes().decode("latin-1")


def test_composed_and_decomposed_letters_are_one_password(desk: Desk) -> None:
    accounts.add(desk, "Ana", "reader", "quatre mots tr\u00e8s \u00e9loign\u00e9s")
    assert accounts.with_password(desk, "Ana", "quatre mots tre\u0300s e\u0301loigne\u0301s") is not None


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("short", "too short"),
        ("12345678901", "too short"),
        ("aaaaaaaaaaaaaaaa", "too easy"),
        ("abababababababab", "too easy"),
        ("a long name of ours", "too easy"),  # the account's own
        ("long " * 300, "too long"),
    ],
)
def test_a_weak_password_is_refused(desk: Desk, password: str, told: str) -> None:
    with pytest.raises(DeskError, match=told):
        accounts.add(desk, "A long name of ours", "reader", password)
    assert accounts.listed(desk) == ()


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\u202eb", "a\u200bb", "a  b", "a\u00a0b", "x" * 65])
def test_names_that_cannot_be_seen_are_refused(desk: Desk, name: str) -> None:
    with pytest.raises(DeskError, match="name"):
        accounts.add(desk, name, "reader", GOOD)


@pytest.mark.parametrize("other", ["ana ruiz", "ANA RUIZ", " Ana Ruiz ", "Ana Rui\uff5a"])
def test_names_that_look_alike_are_one(desk: Desk, other: str) -> None:
    accounts.add(desk, "Ana Ruiz", "reader", GOOD)
    with pytest.raises(DeskError, match="there is an account"):
        accounts.add(desk, other, "reader", GOOD)
    assert accounts.with_password(desk, other, GOOD) is not None


def test_roles_change(desk: Desk) -> None:
    accounts.add(desk, "Ana", "reader", GOOD)
    assert accounts.set_role(desk, "ana", "admin").role == "admin"
    with pytest.raises(DeskError, match="there is no account 'Ben'"):
        accounts.set_role(desk, "Ben", "admin")


def test_another_password_ends_all_sessions(desk: Desk) -> None:
    ana = accounts.add(desk, "Ana", "reader", GOOD)
    token = sessions.begin(desk, ana, "a browser")
    accounts.set_password(desk, "Ana", "quite other words now")
    assert sessions.find(desk, token) is None
    assert accounts.with_password(desk, "Ana", GOOD) is None
    assert accounts.with_password(desk, "Ana", "quite other words now") is not None


def test_what_is_removed_takes_its_sessions_and_tokens_with_it(desk: Desk) -> None:
    ana = accounts.add(desk, "Ana", "reader", GOOD)
    session, token = sessions.begin(desk, ana, None), tokens.make(desk, "Ana")
    visits.visit(desk, ana.id)
    accounts.remove(desk, "Ana")
    assert sessions.find(desk, session) is None
    assert tokens.account_of(desk, token) is None
    assert not accounts.exist(desk)
    # A number is never given again: what it decided stands in the ledger by name, what it kept by number.
    assert accounts.add(desk, "Ben", "reader", GOOD).id > ana.id


def test_a_password_hashed_with_older_parameters_is_hashed_anew(desk: Desk) -> None:
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    accounts.add(desk, "Ana", "reader", GOOD)
    with desk.writing() as connection:
        connection.execute("UPDATE account SET password = ?", (weak.hash(GOOD),))
    assert accounts.with_password(desk, "Ana", GOOD) is not None
    with desk.reading() as connection:
        (kept,) = connection.execute("SELECT password FROM account").fetchone()
    assert not passwords.is_outdated(kept)
    assert accounts.with_password(desk, "Ana", GOOD) is not None


def test_an_account_without_a_password_cannot_log_in(desk: Desk) -> None:
    account = accounts.add(desk, "a program", "reader", None)
    assert not account.has_password
    assert accounts.exist(desk)
    assert not accounts.can_log_in(desk)
    for password in ("", GOOD, "nobody has this password"):  # the last is what unknown names are tried with
        assert accounts.with_password(desk, "a program", password) is None
    accounts.set_password(desk, "a program", GOOD)
    assert accounts.can_log_in(desk)


def test_a_kept_password_that_is_none_lets_nobody_in(desk: Desk) -> None:
    accounts.add(desk, "Ana", "reader", GOOD)
    with desk.writing() as connection:
        connection.execute("UPDATE account SET password = 'damaged'")
    assert accounts.with_password(desk, "Ana", GOOD) is None
