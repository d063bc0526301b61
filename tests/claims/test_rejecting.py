"""Statements that say of what others said that it is not so."""

from __future__ import annotations

import pytest

from onrecord.claims.rejecting import is_negated, is_rejecting
from onrecord.records import Act, Saying, Statement, Words


def saying(cue: str, content: str, act: Act = "assert") -> Saying:
    statement = Statement(
        id="s",
        source=None,
        cue=Words((), cue),
        content=Words((), content),
        quotation="indirect",
        within=None,
        score=0.9,
        type="assertion",
        act=act,
    )
    return Saying(
        statement=statement,
        figures=(),
        article="a",
        published_at=None,
        outlet=None,
        sentence=content,
        read=f"She {cue} {content}",
        in_headline=False,
        vector=b"",
    )


@pytest.mark.parametrize(
    ("cue", "content", "act", "expected"),
    [
        ("denied", "that it had any part in it", "deny", True),
        ("rejected", "any link between the works and the floods", "express", True),
        ("called", "the union's forecast alarmist", "assert", True),
        ("described", 'his claims as "a sore loser\'s poem"', "assert", True),
        ("said", "the count of 26 had been wrong", "assert", True),
        ("called", "the report an important step", "assert", False),  # who finds it good does not reject it
        ("called", "an election for June", "assert", False),
        ("said", "the bridge was wrong for the town", "assert", False),  # nothing that others said
        ("declined", "to discuss the claims", "decline", False),
    ],
)
def test_rejecting(cue: str, content: str, act: Act, expected: bool) -> None:
    assert is_rejecting(saying(cue, content, act)) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("there were no negotiations", True),
        ("the clinic had never been a target", True),
        ("16 children, not 19, had fallen ill", True),
        ("they weren't there", True),
        ("the talks would go on", False),
        ("he knew a notary", False),
    ],
)
def test_negated(content: str, expected: bool) -> None:
    assert is_negated(saying("said", content)) == expected
