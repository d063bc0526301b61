"""Who changed his mind, and which claims are reworded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.claims.minds import changes, reworded
from onrecord.records import (
    Claim,
    Saying,
    Source,
    SourceKind,
    Span,
    Stance,
    StanceKind,
    Statement,
    Words,
)

SPAN = (Span(0, 1),)


def source(name: str | None, kind: SourceKind | None = "person", entity: str | None = None) -> Source:
    return Source(SPAN, name or "an official", name=name, kind=kind, entity=entity)


def statement(name: str, by: Source | None, content: str = "", said_at: str | None = None) -> Statement:
    return Statement(
        id=name,
        source=by,
        cue=None,
        content=Words(SPAN, content or f"what {name} holds"),
        quotation="indirect",
        within=None,
        score=1.0,
        said_at=said_at,
        act="assert",
    )


def saying(said: Statement, published: str | None, article: str | None = None) -> Saying:
    return Saying(
        statement=said,
        figures=(),
        article=article or f"article of {said.id}",
        published_at=published,
        outlet=None,
        sentence=said.content.text,
        read=said.content.text,
        in_headline=False,
        vector=b"",
    )


def claim(*kinds: tuple[str, StanceKind], name: str = "c") -> Claim:
    stances = tuple(Stance(claim=name, statement=s, article="", kind=kind, score=1.0) for s, kind in kinds)
    return Claim(id=name, story="story", text="", statement=kinds[0][0], stances=stances)


def told(*rows: tuple[Source | None, StanceKind, str]) -> list[tuple[str, str]]:
    """The changes in one claim, of rows of source, stance, and day of March of publication."""
    sayings = [
        saying(statement(f"s{place}", by), f"2025-03-{day}T08:00:00Z")
        for place, (by, _, day) in enumerate(rows)
    ]
    kinds = [(f"s{place}", kind) for place, (_, kind, _) in enumerate(rows)]
    return [(each.earlier, each.later) for each in changes([claim(*kinds)], sayings)]


ANA, BEN = source("Ana Ruiz", entity="ana"), source("Ben Ruiz", entity="ben")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(ANA, "supports", "01"), (ANA, "disputes", "02")], [("s0", "s1")]),
        ([(ANA, "disputes", "01"), (ANA, "supports", "02")], [("s0", "s1")]),
        ([(ANA, "disputes", "02"), (ANA, "supports", "01")], [("s1", "s0")]),  # by the time, not by arrival
        ([(ANA, "supports", "01"), (ANA, "supports", "02")], []),
        ([(ANA, "supports", "01"), (BEN, "disputes", "02")], []),  # another of the name
        ([(ANA, "supports", "01"), (BEN, "disputes", "02"), (ANA, "disputes", "03")], [("s0", "s2")]),
        ([(ANA, "supports", "01"), (ANA, "declines", "02")], []),  # not saying is no other mind
        ([(ANA, "supports", "01"), (ANA, "queries", "02"), (ANA, "disputes", "03")], [("s0", "s2")]),
        (
            [(ANA, "supports", "01"), (ANA, "disputes", "02"), (ANA, "supports", "03")],
            [("s0", "s1"), ("s1", "s2")],
        ),
        # by the name, where an entity is not known
        ([(source("Ana Ruiz"), "supports", "01"), (source("Ana Ruiz"), "disputes", "02")], [("s0", "s1")]),
        ([(source("Ana Ruiz"), "supports", "01"), (ANA, "disputes", "02")], [("s0", "s1")]),
        # nobody's mind
        ([(source(None, "unnamed"), "supports", "01"), (source(None, "unnamed"), "disputes", "02")], []),
        ([(None, "supports", "01"), (None, "disputes", "02")], []),
        (
            [
                (source("Post", "outlet", "post"), "supports", "01"),
                (source("Post", "outlet", "post"), "disputes", "02"),
            ],
            [],
        ),
    ],
)
def test_changes(rows: list[tuple[Source | None, StanceKind, str]], expected: list[tuple[str, str]]) -> None:
    assert told(*rows) == expected


def test_who_bears_a_name_that_two_have_is_neither() -> None:
    one, other = source("Ruiz", entity="ana"), source("Ruiz", entity="ben")
    rows = ((one, "supports", "01"), (other, "supports", "01"), (source("Ruiz"), "disputes", "02"))
    assert told(*rows) == []  # type: ignore[arg-type]


def test_a_claim_that_is_told_again_is_as_old_as_it_was() -> None:
    first = saying(statement("s0", ANA, "the dam is sound"), "2025-03-01T08:00:00Z")
    turned = saying(statement("s1", ANA, "the dam was not sound"), "2025-03-03T08:00:00Z")
    again = saying(statement("s2", ANA, "that the dam is sound"), "2025-03-04T08:00:00Z")
    stances: list[tuple[str, StanceKind]] = [("s0", "supports"), ("s1", "disputes"), ("s2", "supports")]
    found = changes([claim(*stances)], [first, turned, again])
    assert [(each.earlier, each.later) for each in found][-1][1] == "s1"
    assert len(found) == 1


def test_what_was_said_on_a_day_is_earlier_than_the_report_of_a_later_day() -> None:
    late = saying(statement("s0", ANA, said_at="2025-03-01"), "2025-03-09T08:00:00Z")
    early = saying(statement("s1", ANA), "2025-03-02T08:00:00Z")
    found = changes([claim(("s0", "supports"), ("s1", "disputes"))], [late, early])
    assert [(each.earlier, each.later) for each in found] == [("s0", "s1")]


def test_two_sides_in_one_article_at_one_time_are_no_change() -> None:
    sayings = [saying(statement(name, ANA), "2025-03-01", "one") for name in ("s0", "s1")]
    assert changes([claim(("s0", "supports"), ("s1", "disputes"))], sayings) == ()
    dated = replace(sayings[0], statement=replace(sayings[0].statement, said_at="2025-02-01"))
    assert len(changes([claim(("s0", "supports"), ("s1", "disputes"))], [dated, sayings[1]])) == 1


def test_undated_statements_are_taken_in_the_order_in_which_they_came() -> None:
    sayings = [saying(statement(name, ANA), None) for name in ("s0", "s1")]
    found = changes([claim(("s1", "supports"), ("s0", "disputes"))], sayings)
    assert [(each.earlier, each.later) for each in found] == [("s0", "s1")]


@pytest.mark.parametrize(
    ("before", "after", "is_new"),
    [
        ("the dam would be drained by June", "the dam would be drained in summer", True),
        ("the dam would be drained", "that the dam would be drained", False),
        ("The dam is sound.", '"the dam is sound,"', False),
        ("200 people had died", "300 people had died", True),
    ],
)
def test_reworded(before: str, after: str, is_new: bool) -> None:
    pair = (statement("s0", ANA, before), statement("s1", ANA, after))
    found = reworded([claim(("s0", "supports"))], [pair])
    assert [(each.claim, each.earlier, each.later, each.why) for each in found] == (
        [("c", "s0", "s1", "reworded")] if is_new else []
    )


def test_a_claim_that_another_words_is_not_reworded() -> None:
    pair = (statement("s0", ANA, "one thing"), statement("s1", BEN, "another thing"))
    assert reworded([claim(("s0", "supports"))], [pair]) == ()


def test_the_claim_may_be_that_of_the_later_statement_alone() -> None:
    pair = (statement("s0", ANA, "one thing"), statement("s1", ANA, "another thing"))
    assert [each.claim for each in reworded([claim(("s1", "supports"))], [pair])] == ["c"]
    assert reworded([claim(("s9", "supports"))], [pair]) == ()
