"""How far those are who are sent somewhere, in the words of the clause."""

from __future__ import annotations

import pytest

from onrecord.claims.movement import told, way
from onrecord.claims.window import Window

# words with the number as #, what is counted, the words that bound it
CLAUSES = [
    ("# soldiers had been sent to the east", "soldiers", "sent"),
    ("Tarn has sent # soldiers", "soldiers", "sent"),
    ("the dispatch, and deployment of # soldiers", "soldiers", "deployment"),
    ("# soldiers are to be sent", "soldiers", "to be sent"),
    ("Tarn plans to deploy # soldiers", "soldiers", "plans to deploy"),
    ("it will send # tanks", "tanks", "will send"),
    ("# troops may have been sent", "troops", "sent"),
    ("# tanks are expected in May", "tanks", "expected"),
    ("# soldiers were already in Tarn", "soldiers", "already in Tarn"),
    ("there are # soldiers in the Moss region", "soldiers", "in the Moss region"),
    ("# tanks were currently stationed near the border", "tanks", "currently stationed near the border"),
    ("# lorries had arrived on Monday", "lorries", "arrived"),
    ("# soldiers were undergoing training", "soldiers", "training"),
    ("# soldiers were on strike in May", "soldiers", None),
    ("# soldiers in uniform", "soldiers", None),
    ("# soldiers", "soldiers", None),
    ("#", "", None),
]


@pytest.mark.parametrize(("clause", "noun", "expected"), CLAUSES)
def test_told(clause: str, noun: str, expected: str | None) -> None:
    before, _, behind = clause.partition("#")
    assert told(Window(before, "300", behind, clause, len(before), False), noun, "") == expected


def test_nothing_of_the_dead() -> None:
    assert told(Window("", "300", " soldiers sent there died", "", 0, False), "soldiers", "dead") is None


# two that are of one scope, or not
SCOPES = [
    ("sent", "deployed", True),
    ("to be sent", "plans to deploy", True),
    ("expected", "will be sent", True),
    ("already in Tarn", "stationed in Tarn", True),
    (None, None, True),
    ("sent", "to be sent", False),
    ("sent", None, False),
    ("already in Tarn", "already in Moss", False),
    ("training", "sent", False),
    ("arrived", "sent", False),
]


@pytest.mark.parametrize(("one", "other", "alike"), SCOPES)
def test_way(one: str | None, other: str | None, alike: bool) -> None:
    assert (way(one) == way(other)) is alike


@pytest.mark.parametrize("words", ["already now in the North ", "is ", "Tarn ", "in the A B ", "to be "])
def test_long_clauses_are_read_in_linear_time(words: str) -> None:
    clause = words * 20_000
    told(Window(clause, "300", clause, clause, len(clause), False), "soldiers", "")
