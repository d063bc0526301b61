"""The vectors of lines: kept with them, and as the latest reading has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made import add, check_whole, ledger, put, reading, rows

from onrecord.ledger import Store, read_back, ungrouped
from onrecord.ledger.correct import Correction, correct
from onrecord.ledger.forget import forget
from onrecord.ledger.merge import merge
from onrecord.ledger.reread import Rereading
from onrecord.records import Reading

REPORT = "[[Ana Ruiz]] ((said)) {{the port would close}}.\n[[Tom Fox]] ((denied)) {{that}}."
TOLD = replace(reading(REPORT), vectors=(b"\x01\xff", b""))
HOW = {"person": "P", "why": "so"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = ledger(tmp_path / "a.db", TOLD)
    opened.connection.execute("DELETE FROM ungrouped")
    yield opened
    opened.close()


def held(store: Store) -> list[tuple[int, bytes]]:
    return rows(store, "SELECT statement_id, vector FROM vector ORDER BY 1")


def read_again(store: Store, told: Reading) -> None:
    with Rereading(store, settings={}) as rereading:
        rereading.enter(1, replace(told, model="model 2"))


def test_they_come_back_with_the_reading(store: Store) -> None:
    assert held(store) == [(1, b"\x01\xff")]
    kept = read_back.current(store.connection, 1)
    assert kept is not None
    assert kept.reading == TOLD


def test_a_line_without_one_comes_back_without(tmp_path: Path) -> None:
    store = ledger(tmp_path / "b.db", reading(REPORT))
    kept = read_back.current(store.connection, 1)
    assert kept is not None
    assert kept.reading.vectors == ()
    store.close()


def test_a_correction_keeps_that_of_its_content(store: Store) -> None:
    assert correct(store, 1, Correction(act="confirm"), **HOW) == 3
    assert held(store) == [(1, b"\x01\xff"), (3, b"\x01\xff")]


# what the later reading says, what is held then, whether there is something to match anew
LATER = [
    (TOLD, [(1, b"\x01\xff")], 0),
    (replace(TOLD, vectors=()), [(1, b"\x01\xff")], 0),
    (replace(TOLD, vectors=(b"\x02\x02", b"\x03\x03")), [(1, b"\x02\x02"), (2, b"\x03\x03")], 1),
    # one line is followed by another, which has that reading's
    (
        replace(put(TOLD, 1, act="deny"), vectors=(b"\x01\xff", b"\x03\x03")),
        [(1, b"\x01\xff"), (2, b"\x03\x03"), (3, b"\x03\x03")],
        1,
    ),
]


@pytest.mark.parametrize(("later", "expected", "waiting"), LATER)
def test_a_later_reading_brings_its_own(
    store: Store, later: Reading, expected: list[tuple[int, bytes]], waiting: int
) -> None:
    read_again(store, later)
    assert held(store) == expected
    assert ungrouped.count(store) == waiting


def test_a_corrected_line_is_measured_too(store: Store) -> None:
    number = correct(store, 1, Correction(act="confirm"), **HOW)
    read_again(store, replace(TOLD, vectors=(b"\x02\x02", b"")))
    assert (number, b"\x02\x02") in held(store)


def test_they_come_over_with_a_merge(store: Store, tmp_path: Path) -> None:
    other = replace(reading(REPORT + "\nIn b.", id="b"), vectors=(b"\x05", b"\x06"))
    ledger(tmp_path / "b.db", other).close()
    merge(store, tmp_path / "b.db")
    assert held(store) == [(1, b"\x01\xff"), (3, b"\x05"), (4, b"\x06")]
    assert ungrouped.count(store) == 1


def test_they_go_with_their_article(store: Store) -> None:
    add(store, replace(reading("[[Ana Ruiz]] ((said)) {{nothing}}.", id="c"), vectors=(b"\x07",)))
    forget(store, "a", **HOW)
    assert [vector for _, vector in held(store)] == [b"\x07"]
    check_whole(store)
