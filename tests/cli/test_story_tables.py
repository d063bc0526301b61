"""Stories, claims and what was checked as tables: what a person reads in 80 columns and in 120."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import accounts
import pytest
from accounts import ACCOUNT, HOSTILE, STORY

from onrecord.cli.check_table import evidence_table, wholes_table
from onrecord.cli.claim_page import claim_text
from onrecord.cli.story_tables import account_text, claims_text, doubts, stories_table
from onrecord.display import claim_words
from onrecord.ledger.stories import StoryLine
from onrecord.pipeline.checking import Evidence, WholeStance
from onrecord.records import Account, Series

WIDTHS = (80, 120)
LINES = (
    StoryLine(STORY.id, None, "founded", "r1", "2024-05-14T09:01:00.000000Z"),
    StoryLine(STORY.id, None, "joined", "r2", "2024-05-14T10:01:00.000000Z"),
    StoryLine(STORY.id, None, "joined", "r4", "2024-05-14T10:02:00.000000Z"),
    StoryLine(STORY.id, "s9", "merged", "r3", "2024-05-15T10:01:00.000000Z"),
    StoryLine("s8", STORY.id, "split", "r4", "2024-05-16T10:01:00.000000Z"),
)


def joined(texts: Iterator[str], width: int) -> str:
    printed = "".join(texts)
    assert max(map(len, printed.splitlines()), default=0) <= width
    assert not any(line.endswith(" ") for line in printed.splitlines())
    return printed


def words(printed: str) -> str:
    return " ".join(printed.split())


@pytest.mark.parametrize("width", WIDTHS)
def test_stories(width: int) -> None:
    printed = words(
        joined(stories_table([STORY, replace(STORY, id="s2", title=None)], io.StringIO(), width=width), width)
    )
    for told in (
        "s0123456789",
        "Ferry sinks off Port",
        "2024-05-14",
        "2024-05-16",
        "1 undated",
        "(no headline)",
    ):
        assert told in printed


def test_nothing_is_no_table() -> None:
    assert list(stories_table([], io.StringIO())) == []
    assert list(evidence_table([], io.StringIO())) == []
    assert list(wholes_table([], io.StringIO())) == []
    assert list(claims_text(replace(ACCOUNT, claims=()), io.StringIO())) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_who_stands_where(width: int) -> None:
    printed = joined(claims_text(ACCOUNT, io.StringIO(), width=width), width)
    for label, name in (
        ("supports", "Ana Weller"),
        ("disputes", "Seamen's Union, Ana Weller"),
        ("declines", "(no one credited)"),
        ("figures", "people aboard, they differ:"),
    ):
        assert any(label in line and name in line for line in printed.splitlines()), (label, printed)
    assert "they differ" in words(printed)
    assert "c000000000a · 4 statements" in printed


SCOPES = [
    (("sent", "already in Tarn"), False, "of different scope: ~212 sent (Ana Weller), 240 already in Tarn ("),
    (("sent", "deployed"), True, "they differ: ~212 sent (Ana Weller), 240 deployed ("),
    (("sent", "deployed"), False, "they agree: ~212 sent (Ana Weller), 240 deployed ("),
    ((None, None), True, "they differ: ~212 (Ana Weller), 240 ("),
]


@pytest.mark.parametrize(("scopes", "differ", "told"), SCOPES)
def test_a_figure_is_told_with_its_scope(scopes: tuple[str | None, ...], differ: bool, told: str) -> None:
    points = [replace(each, scope=scope) for each, scope in zip(accounts.ABOARD.points, scopes, strict=True)]
    made = replace(accounts.ABOARD, points=tuple(points), differ=differ)
    assert told in claim_words.series(made)
    printed = "".join(account_text(_with(made), (), io.StringIO(), width=120))
    assert all(scope in printed for scope in scopes if scope)


def _with(series: Series) -> Account:
    return replace(ACCOUNT, claims=tuple(replace(claim, series=(series,)) for claim in ACCOUNT.claims))


@pytest.mark.parametrize("width", WIDTHS)
def test_all_that_is_known_of_a_story(width: int) -> None:
    printed = joined(account_text(ACCOUNT, LINES, io.StringIO(), width=width), width)
    for told in (
        "s0123456789 · 3 articles, 2 independent texts · 2024-05-14 to 2024-05-16",
        "outlets: Else Courier, Coast Post",
        "people aboard: they differ",
        "Changes of mind",
        "founded by r1",
        "2 articles joined",
        "r3 came in from s9: two stories became one",
        "r4 went to s8: it was split off",
    ):
        assert told in printed, told
    assert "another stance" in printed


def test_a_change_since_an_earlier_version() -> None:
    account = replace(ACCOUNT, sayings=tuple(each for each in ACCOUNT.sayings if each != accounts.TAKEN_BACK))
    account = replace(account, claims=account.claims[1:])
    assert "(in an earlier version)" in "".join(account_text(account, (), io.StringIO(), width=120))


def test_a_story_without_claims_says_so() -> None:
    empty = Account(story=STORY, claims=(), sayings=())
    assert "no claims" in "".join(account_text(empty, (), io.StringIO(), width=80))


def test_what_is_in_doubt_is_told() -> None:
    assert list(doubts(ACCOUNT)) == [
        "in doubt: 1 article undated, in the order in which they came",
        "in doubt: 1 statement with no one credited",
        "in doubt: 1 statement said on a later day than the article is of",  # s5: six days behind its report
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_one_claim_with_its_appearances(width: int) -> None:
    printed = joined(claim_text(ACCOUNT, io.StringIO(), width=width), width)
    flat = words(printed)
    assert printed.startswith("the gate was open\nc000000000a · 4 appearances, in 1 outlet\n")
    for told in (
        "first made by Ana Weller, 2024-05-14",
        "that the gate was open",
        "ground: citing the log · event: 2024-05-13",
        "Else Courier · 2024-05-14 · r1 · sure: 0.90",
        "undated · r3 · sure: 0.50",
        "figures: ~212 people",
    ):
        assert told in flat, told


def test_a_claim_that_is_only_denied() -> None:
    denied = replace(ACCOUNT.claims[0], stances=ACCOUNT.claims[0].stances[1:])
    printed = "".join(claim_text(replace(ACCOUNT, claims=(denied,)), io.StringIO(), width=120))
    assert "nobody is on record as putting it forward" in printed


@pytest.mark.parametrize("width", WIDTHS)
def test_what_bears_on_a_sentence(width: int) -> None:
    found = [Evidence(accounts.OPEN, 3, "supports", 0.97), Evidence(accounts.SILENT, 1, "declines", 0.5)]
    printed = words(joined(evidence_table(found, io.StringIO(), width=width), width))
    for told in (
        "supports",
        "Ana Weller",
        "said that the gate was open.",
        "· r1:3",
        "0.97",
        "undated · r3:1",
    ):
        assert told in printed, told


def test_where_articles_stand() -> None:
    one = [
        WholeStance("the gate was open", "r1", "agree"),
        WholeStance("the gate was open", "r2", "unrelated"),
    ]
    printed = "".join(wholes_table(one, io.StringIO(), width=80))
    assert ["agrees", "r1"] in [line.split() for line in printed.splitlines()]
    assert "the gate" not in printed
    named = "".join(wholes_table(one, io.StringIO(), names={"r1": "Ferry sinks · Else Courier"}, width=80))
    assert "agrees      Ferry sinks · Else Courier · r1\n" in named
    two = [*one, WholeStance("the log is wrong", "r2", "disagree")]
    assert "the log is wrong" in "".join(wholes_table(two, io.StringIO(), width=80))


def test_hostile_words_do_no_harm() -> None:
    bad = accounts.said("s1", HOSTILE * 300, who=HOSTILE, article=HOSTILE, outlet=HOSTILE, said_at=HOSTILE)
    claim = replace(ACCOUNT.claims[0], text=HOSTILE * 300, stances=(accounts.stance("c000000000a", bad),))
    series = replace(accounts.ABOARD, counted=HOSTILE, points=(accounts.point(bad, None, None, HOSTILE),))
    story = replace(STORY, title=HOSTILE * 300, outlets=(HOSTILE,))
    account = Account(story=story, claims=(replace(claim, series=(series,)),), sayings=(bad,))
    for texts in (
        account_text(account, (), io.StringIO(), width=80),
        claim_text(account, io.StringIO(), width=80),
        stories_table([story], io.StringIO(), width=80),
        evidence_table([Evidence(bad, 1, "supports", 1.0)], io.StringIO(), width=80),
        wholes_table([WholeStance(HOSTILE, HOSTILE, "agree")], io.StringIO(), width=80),
    ):
        printed = joined(texts, 80)
        assert "\x1b" not in printed
        assert "\u202e" not in printed
        assert len(printed) < 8_000
