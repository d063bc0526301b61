"""Which changes stand where in a digest."""

from __future__ import annotations

from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from news import change, line

from onrecord.follow.digest import HEADLINES, digest
from onrecord.records import Change, ChangeKind, Digest, Pair

KINDS = get_args(ChangeKind)
WELLER = line(1, "the lock is shut")
UNION = line(2, "the lock is open", who="Seamen's Union", kind="organisation")
OFFICIAL = line(3, "the lock will stay shut", who=None, written="an official", kind="unnamed")


def of(*changes: Change) -> Digest:
    return digest("Lock", changes, since="2024-05-14T00:00:00Z", until="2024-05-15T00:00:00Z")


def ids(changes: tuple[Change, ...]) -> list[int]:
    return [one.number for one in changes]


def each(*kinds: ChangeKind) -> list[Change]:
    return [change(number, kind) for number, kind in enumerate(kinds)]


ORDER: list[tuple[list[Change], list[int]]] = [
    # By kind: a source against itself, sources against one another, what was taken back, the rest.
    (
        each("confirms", "figure", "reversed", "disputes"),
        [2, 3, 1, 0],
    ),
    (each("claim", "silent", "time", "contradicts"), [3, 2, 1, 0]),
    (
        each("reworded", "declines", "corrected", "withdrawn"),
        [3, 2, 1, 0],
    ),
    # A first claim that several outlets carry tells more than a refusal to say.
    ([change(0, "declines"), change(1, "claim", outlets=("Courier", "Post"))], [1, 0]),
    # Among equals, more outlets first, then the newer.
    ([change(0), change(1), change(2, outlets=())], [1, 0, 2]),
    ([change(0, "disputes", outlets=("Courier", "Post")), change(1, "disputes")], [0, 1]),
    # Two of one claim are not both headlines while there are others,
    (
        [change(n, "disputes", claim="c") for n in range(3)] + [change(n) for n in range(3, 8)],
        [2, 7, 6, 5, 4],
    ),
    # but where there is nothing else, they are.
    ([change(0, "disputes", claim="c"), change(1, "claim", claim="c"), change(2)], [0, 2, 1]),
    # Those of no claim are each of their own.
    ([change(0, "withdrawn", claim=None), change(1, "withdrawn", claim=None)], [1, 0]),
    ([], []),
]


@pytest.mark.parametrize(("changes", "headlines"), ORDER)
def test_headlines(changes: list[Change], headlines: list[int]) -> None:
    found = of(*changes)
    assert ids(found.headlines) == headlines
    assert ids(found.changes) == sorted({one.number for one in changes} - set(headlines))


def test_every_kind_has_a_place() -> None:
    found = of(*each(*KINDS))
    assert len(found.headlines) == HEADLINES
    assert len(found.headlines + found.changes) == len(KINDS)


def test_late_changes_are_counted_only() -> None:
    found = of(change(1, "disputes", WELLER, UNION, is_late=True, repeats=3), change(2, "claim", UNION))
    assert found.late == 1
    assert ids(found.headlines + found.changes) == [2]
    assert (found.disputes, found.repeated, found.said) == ((), 0, (UNION,))


def test_who_said_what_is_by_source_and_time() -> None:
    other = line(4, "it leaks", who="ana weller")
    nobody = line(5, "it rains", who=None)
    brought = (nobody, OFFICIAL, UNION, WELLER, other)
    found = of(*(change(9 - n, "claim", one) for n, one in enumerate(brought)), change(20, "figure", WELLER))
    assert [entry.number for entry in found.said] == [1, 4, 2, 3, 5]


UNKNOWN: list[tuple[Change, bool]] = [
    (change(1, "declines", UNION, WELLER), True),
    (change(1, "silent", UNION, WELLER), True),
    (change(1, "claim", WELLER), False),
    (change(1, "claim", OFFICIAL), True),
    (change(1, "claim", line(1, who=None)), True),  # nobody is credited
    (change(1, "claim", line(1, who=None, written="the log", kind="document")), False),
    (change(1, "claim", line(1, who=None, written="police", kind="group")), False),
    (change(1, "confirms", OFFICIAL, WELLER), False),
    (change(1, "claim", pairs=()), False),
]


@pytest.mark.parametrize(("given_", "is_unknown"), UNKNOWN)
def test_what_stays_unknown(given_: Change, is_unknown: bool) -> None:
    assert bool(of(given_).unknown) is is_unknown


FIGURES: list[tuple[Change, bool]] = [
    (change(1, "figure", WELLER, UNION, was="3 ships", now="4 ships"), True),
    (change(1, "contradicts", WELLER, UNION), True),
    (change(1, "corrected", WELLER, UNION, what="figure"), True),
    (change(1, "corrected", WELLER, UNION, what="source"), False),
    (change(1, "time", WELLER, UNION), False),
]


@pytest.mark.parametrize(("given_", "is_figure"), FIGURES)
def test_figures(given_: Change, is_figure: bool) -> None:
    assert bool(of(given_).figures) is is_figure


def test_a_dispute_has_all_lines_of_its_claim() -> None:
    mayor = line(6, "the lock is indeed shut", who="The Mayor")
    found = of(
        change(1, "claim", WELLER, claim="c"),
        change(2, "confirms", mayor, WELLER, claim="c"),
        change(3, "disputes", UNION, WELLER, claim="c"),
        change(4, "silent", OFFICIAL, WELLER, claim="c"),
        change(5, "claim", line(7), claim="other"),
    )
    (disputed,) = found.disputes
    assert disputed.text == "the lock is shut"
    assert [entry.number for entry in disputed.holds] == [1, 6]
    assert [entry.number for entry in disputed.disputes] == [2]
    assert [entry.number for entry in disputed.declines] == [3]


REPEATED: list[tuple[list[Change], int, int]] = [
    ([change(1)], 0, 0),
    ([change(1, repeats=2, outlets=("Courier", "Post", "Mail"))], 2, 2),
    # The first outlet is the one that brought it; where there is no other, it repeats itself.
    ([change(1, repeats=2, outlets=("Courier",))], 2, 1),
    (
        [change(1, repeats=1, outlets=("Courier", "Post")), change(2, repeats=1, outlets=("Mail", "Post"))],
        2,
        1,
    ),
]


@pytest.mark.parametrize(("changes", "repeated", "outlets"), REPEATED)
def test_repeats_are_counted(changes: list[Change], repeated: int, outlets: int) -> None:
    found = of(*changes)
    assert (found.repeated, found.outlets) == (repeated, outlets)


def test_a_moment_that_cannot_be_read_is_no_trouble() -> None:
    first = line(8, published_at="soon")
    found = of(
        change(1, "disputes", UNION, first, claim="c"), change(2, "confirms", WELLER, first, claim="c")
    )
    assert [entry.number for entry in found.disputes[0].holds] == [1, 8]


@st.composite
def some_changes(draw: st.DrawFn) -> list[Change]:
    lines = [WELLER, UNION, OFFICIAL, None]
    return [
        change(
            number,
            draw(st.sampled_from(KINDS)),
            claim=draw(st.sampled_from(["c", "d", "e", None])),
            at=draw(st.sampled_from(["2024-05-14T17:00:00Z", "2024-05-14T18:00:00Z"])),
            is_late=draw(st.booleans()),
            repeats=draw(st.integers(0, 2)),
            outlets=draw(st.sampled_from([(), ("Courier",), ("Courier", "Post")])),
            pairs=tuple(
                Pair(what="x", earlier=draw(st.sampled_from(lines)), later=draw(st.sampled_from(lines)))
                for _ in range(draw(st.integers(0, 2)))
            ),
        )
        for number in range(draw(st.integers(0, 9)))
    ]


@given(some_changes(), st.randoms())
def test_law_the_order_of_the_input_changes_nothing(changes: list[Change], chance: Random) -> None:
    shuffled = changes * 2  # the same change twice is the same change
    chance.shuffle(shuffled)
    assert of(*shuffled) == of(*changes)


@given(some_changes())
def test_law_every_change_that_is_not_late_stands_once(changes: list[Change]) -> None:
    found = of(*changes)
    news = [one.number for one in changes if not one.is_late]
    assert sorted(ids(found.headlines + found.changes)) == news
    assert len(found.headlines) == min(HEADLINES, len(news))
    assert found.late == len(changes) - len(news)
