"""The table of cues: every row can be read, and no phrase says two things at once."""

from __future__ import annotations

from typing import get_args

import pytest

from onrecord.records import Act, StatementType
from onrecord.statements.speech.cue import read_cue
from onrecord.statements.speech.inflection import bases
from onrecord.statements.speech.lexicon import lexicon, matches


def test_rows_hold_types_and_acts() -> None:
    for phrase, rows in lexicon().rows.items():
        for row in rows:
            assert row.type in get_args(StatementType), phrase
            assert row.act is None or row.act in get_args(Act), phrase
            assert (row.type == "other") == (row.act is None), phrase


def test_one_row_without_conditions() -> None:
    twice = [p for p, rows in lexicon().rows.items() if sum(not row.conditions for row in rows) > 1]
    assert twice == []


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("denied", "deny"),
        ("dismisses", "dismiss"),
        ("says", "say"),
        ("told", "tell"),
        ("planning", "plan"),
        ("criticized", "criticise"),
        ("favored", "favour"),
        ("vowing", "vow"),
        ("was", "be"),
        ("rubbished", "rubbish"),
        ("tying", "tie"),
    ],
)
def test_bases(word: str, base: str) -> None:
    assert base in bases(word)


@pytest.mark.parametrize(
    ("words", "phrases"),
    [
        ("called on", ["call on"]),
        ("ruled out", ["rule out"]),  # the longest phrase
        ("was asked", ["ask"]),
        ("xyz", []),
    ],
)
def test_matches(words: str, phrases: list[str]) -> None:
    assert [match.phrase for match in matches(words.split())] == phrases


@pytest.mark.parametrize(
    ("cue", "following", "phrase", "negated", "passive"),
    [
        ("did not deny", (), "deny", True, False),
        ("hasn't denied", (), "deny", True, False),
        ("has repeatedly denied", (), "deny", False, False),
        ("called Wednesday for", (), "call for", False, False),
        ("called", ("for",), "call for", False, False),
        ("not only said", (), "say", False, False),  # nothing is negated
        ("was charged", (), "charge", False, True),
        ("stopped short of", ("saying", "so"), "say", True, False),
        ("declined to", ("confirm", "it"), "confirm", True, False),
        ("made a speech condemning", (), "condemn", False, False),  # "make" and "speech" are light
        (":", (), "", False, False),
    ],
)
def test_cues(cue: str, following: tuple[str, ...], phrase: str, negated: bool, passive: bool) -> None:
    read = read_cue(cue, following)
    assert (read.phrase, read.negated, read.passive) == (phrase, negated, passive)
