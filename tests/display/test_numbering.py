"""Statements are numbered in reading order, whatever stands within what."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import article_of, ferry

from onrecord.display.numbering import Lines, keep, number
from onrecord.records import Reading, Span, Statement, Words


def statement(name: str, within: str | None = None, score: float = 0.9) -> Statement:
    return Statement(
        id=name,
        source=None,
        cue=None,
        content=Words((Span(0, 1),), "x"),
        quotation="indirect",
        within=within,
        score=score,
    )


def outline(*statements: Statement) -> list[tuple[str, int, int | None]]:
    return [(one.statement.id, one.depth, one.within) for one in number(statements)]


def test_inner_ones_follow_the_one_they_stand_in() -> None:
    assert outline(statement("a"), statement("b"), statement("c", "a"), statement("d", "c")) == [
        ("a", 0, None),
        ("c", 1, 1),
        ("d", 2, 2),
        ("b", 0, None),
    ]


def test_one_within_an_unknown_statement_stands_alone() -> None:
    assert outline(statement("a", "gone")) == [("a", 0, None)]


def test_a_ring_is_broken_not_lost() -> None:
    assert sorted(name for name, *_ in outline(statement("a", "b"), statement("b", "a"))) == ["a", "b"]


def test_nesting_as_deep_as_a_page_likes() -> None:
    deep = [statement(str(at), str(at - 1) if at else None) for at in range(5000)]
    assert number(tuple(deep))[-1].depth == 4999


def kept(least: float, *statements: Statement) -> tuple[Statement, ...]:
    reading = Reading(article=article_of("x"), statements=statements, model="m")
    return keep(reading, lambda one: one.score >= least).statements


@given(st.lists(st.tuples(st.integers(0, 9), st.floats(0, 1))), st.floats(0, 1))
def test_leaving_out_leaves_no_dangling_within(drawn: list[tuple[int, float]], least: float) -> None:
    statements = [statement(str(at), str(within), score) for at, (within, score) in enumerate(drawn)]
    shown = kept(least, *statements)
    ids = {one.id for one in shown}
    assert ids == {one.id for one in statements if one.score >= least}
    if len(ids) < len(statements):
        assert all(one.within is None or one.within in ids for one in shown)


def test_those_left_out_hand_over_what_stands_in_them() -> None:
    chain = (statement("a"), statement("b", "a", 0.1), statement("c", "b"))
    assert [(one.id, one.within) for one in kept(0.5, *chain)] == [("a", None), ("c", "a")]


def test_leaving_out_nothing_changes_nothing() -> None:
    reading = ferry()
    assert keep(reading, lambda _: True) is reading
    assert keep(replace(reading, statements=()), lambda _: False).statements == ()


@pytest.mark.parametrize(("offset", "line"), [(0, 1), (1, 1), (2, 2), (3, 3), (4, 3)])
def test_lines(offset: int, line: int) -> None:
    assert Lines("a\n\nbc").at(offset) == line
