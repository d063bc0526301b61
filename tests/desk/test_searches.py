"""Saved searches: each person their own, a name once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.desk import accounts, searches
from onrecord.desk.file import Desk, DeskError
from onrecord.desk.searches import NameTaken, delete, one, rename, save, saved

PASSWORD = "four words nobody joins"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "desk.db")
    yield desk
    desk.close()


def told(desk: Desk, account: int | None = None) -> list[tuple[str, str]]:
    return [(each.name, each.query) for each in saved(desk, account)]


def test_what_is_saved_is_there_the_last_first(desk: Desk) -> None:
    strike = save(desk, None, "  The  strike ", "words=strike")
    save(desk, None, "Denials", "act=deny")
    assert told(desk) == [("Denials", "act=deny"), ("The strike", "words=strike")]
    assert one(desk, None, strike.number) == strike


def test_a_name_is_given_once_and_replaced_where_that_is_said(desk: Desk) -> None:
    first = save(desk, None, "Strike", "words=strike")
    assert save(desk, None, "Strike", "words=strike") == first  # the same again is no other
    with pytest.raises(NameTaken, match="already: replace it, or choose another name") as error:
        save(desk, None, "Strike", "words=walkout")
    assert error.value.saved == first
    assert told(desk) == [("Strike", "words=strike")]
    replaced = save(desk, None, "Strike", "words=walkout", replace=True)
    assert (replaced.number, replaced.query) == (first.number, "words=walkout")
    assert told(desk) == [("Strike", "words=walkout")]


def test_names_change_and_searches_go(desk: Desk) -> None:
    strike, pay = save(desk, None, "Strike", "words=strike"), save(desk, None, "Pay", "words=pay")
    assert rename(desk, None, strike.number, "Walkout").name == "Walkout"
    assert rename(desk, None, strike.number, "Walkout").name == "Walkout"
    with pytest.raises(NameTaken):
        rename(desk, None, strike.number, "Pay")
    assert delete(desk, None, pay.number) == pay
    assert told(desk) == [("Walkout", "words=strike")]
    for number in (pay.number, 0, -1, 10**30):
        with pytest.raises(DeskError, match=r"^there is no saved search"):
            delete(desk, None, number)
        with pytest.raises(DeskError, match=r"^there is no saved search"):
            rename(desk, None, number, "Other")
    later = save(desk, None, "Later", "words=later")
    assert later.number > pay.number  # no topic that follows a search comes to follow another


def test_each_person_has_their_own(desk: Desk) -> None:
    local = save(desk, None, "Mine", "words=local")
    ana, ben = (accounts.add(desk, name, "reader", PASSWORD).id for name in ("Ana", "Ben"))
    hers = save(desk, ana, "Mine", "words=ana")
    assert told(desk, ana) == [("Mine", "words=ana")]
    assert told(desk, ben) == []
    assert told(desk) == [("Mine", "words=local")]
    for account, number in ((ben, hers.number), (ana, local.number), (None, hers.number)):
        with pytest.raises(DeskError, match="there is no saved search"):
            one(desk, account, number)
        with pytest.raises(DeskError, match="there is no saved search"):
            delete(desk, account, number)
    accounts.remove(desk, "Ana")
    assert told(desk, ana) == []


@pytest.mark.parametrize(
    ("name", "query", "wrong"),
    [
        ("", "words=a", "needs a name"),
        (" \0\n ", "words=a", "needs a name"),
        ("n" * 101, "words=a", "more than 100 characters"),
        ("Strike", "words=" + "a" * 8_000, "more than 8,000 characters"),
    ],
)
def test_what_cannot_be_saved_is_told(desk: Desk, name: str, query: str, wrong: str) -> None:
    with pytest.raises(DeskError, match=wrong):
        save(desk, None, name, query)
    assert told(desk) == []


def test_there_are_not_more_than_anybody_looks_through(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "MOST", 2)
    for name in ("a", "b"):
        save(desk, None, name, "words=a")
    with pytest.raises(DeskError, match="delete one first"):
        save(desk, None, "c", "words=a")
    save(desk, None, "b", "words=b", replace=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(name=st.text(st.characters()) | st.text("\ud800\0 '\"%<"))
def test_any_name_is_kept_or_refused(desk: Desk, name: str) -> None:
    try:
        kept = save(desk, None, name, "words=a")
    except DeskError:
        return
    assert one(desk, None, kept.number) == kept
    assert kept.name == " ".join(kept.name.split()) != ""
    delete(desk, None, kept.number)
