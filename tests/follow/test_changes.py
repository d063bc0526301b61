"""What is new of a story: by what was heard, one statement after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hearing import HARBOUR, ByWords, Told
from hypothesis import given
from hypothesis import strategies as st

from onrecord.follow.changes import News, changes
from onrecord.follow.heard import Heard, Noted, Revision
from onrecord.records import Point, Series

Telling = Callable[[Told], object]


def noticed(heard: list[Heard], *rows: Series, revisions: tuple[Revision, ...] = ()) -> News:
    return changes(heard, rows, revisions, ByWords())


def told(news: News) -> list[tuple[str, int | None, int | None]]:
    """Of each notice its kind, the line that brought it and the one that it is held against."""
    return [(each.kind, each.pairs[0].new, each.pairs[0].old) for each in news.notices]


# (what is said, what is told of it: kind, line, the line it is held against)
TURNS: list[tuple[str, list[Telling], list[tuple[str, int | None, int | None]]]] = [
    ("a claim", [lambda s: s.say("Ann", "supports")], [("claim", 1, None)]),
    (
        "another voice",
        [lambda s: s.say("Ann", "supports"), lambda s: s.say("Ben", "supports")],
        [("claim", 1, None), ("confirms", 2, 1)],
    ),
    ("the same voice", [lambda s: s.say("Ann", "supports")] * 3, [("claim", 1, None)]),
    (
        "somebody without a name adds nothing",
        [lambda s: s.say("Ann", "supports"), lambda s: s.say("officials", "supports", kind="unnamed")],
        [("claim", 1, None)],
    ),
    (
        "unless he confirms it",
        [
            lambda s: s.say("Ann", "supports"),
            lambda s: s.say("officials", "supports", kind="unnamed", act="confirm"),
        ],
        [("claim", 1, None), ("confirms", 2, 1)],
    ),
    (
        "a denial",
        [lambda s: s.say("Ann", "supports"), lambda s: s.say("Ben", "disputes", act="deny")],
        [("claim", 1, None), ("disputes", 2, 1)],
    ),
    (
        "a denial said again",
        [lambda s: s.say("Ann", "supports")] + [lambda s: s.say("Ben", "disputes", act="deny")] * 2,
        [("claim", 1, None), ("disputes", 2, 1)],
    ),
    (
        "a denial of what nobody has said here",
        [lambda s: s.say("Ben", "disputes", act="deny")],
        [("disputes", 1, None)],
    ),
    (
        "what the matching takes for support, and is none",
        [
            lambda s: s.say("Ann", "supports"),
            lambda s: s.say("Ben", "supports", cue="rejected"),
        ],
        [("claim", 1, None), ("disputes", 2, 1)],
    ),
    (
        "a change of mind",
        [
            lambda s: s.say("Ann", "supports"),
            lambda s: s.say("Ann", "disputes", act="deny", at="2026-03-03"),
        ],
        [("claim", 1, None), ("reversed", 2, 1)],
    ),
    (
        "no comment",
        [lambda s: s.say("Ann", "supports"), lambda s: s.say("Ben", "declines", "to comment", act="decline")],
        [("claim", 1, None), ("declines", 2, 1)],
    ),
    (
        "no answer",
        [
            lambda s: s.say("Ann", "supports"),
            lambda s: s.say("Ben", "declines", "a request", act="decline", cue="did not respond to"),
        ],
        [("claim", 1, None), ("silent", 2, 1)],
    ),
    (
        "a question puts nothing forward",
        [lambda s: s.say("Ann", "supports", act="ask")],
        [],
    ),
    ("what is hardly sure is no news", [lambda s: s.say("Ann", "supports", score=0.2)], []),
    ("a word is no claim", [lambda s: s.say("Ann", "supports", "a sale")], []),
    (
        "a number with what it counts is",
        [lambda s: s.say("Ann", "supports", "12 dead", figures=(12,))],
        [("claim", 1, None)],
    ),
    ("a headline says what stands below it", [lambda s: s.say("Ann", "supports", in_headline=True)], []),
    (
        "nor a wire copy",
        [lambda s: s.say("Ann", "supports"), lambda s: s.say("Ann", "supports", is_copy=True)],
        [("claim", 1, None)],
    ),
    ("what is known already", [lambda s: s.say("Ann", "supports", is_new=False)], []),
    (
        "two claims in other words",
        [
            lambda s: s.say("Ann", "supports"),
            lambda s: s.say("Ann", "supports", HARBOUR + " night", claim="d"),
        ],
        [("claim", 1, None)],
    ),
    (
        "in other words, with another number",
        [
            lambda s: s.say("Ann", "supports", HARBOUR + " 3", figures=(3,)),
            lambda s: s.say("Ann", "supports", HARBOUR + " 4", claim="d", figures=(4,)),
        ],
        [("claim", 1, None), ("claim", 2, None)],
    ),
    (
        "hardly sure of the same claim, in words of its own",
        [
            lambda s: s.say("Ann", "supports"),
            lambda s: s.say("Ben", "disputes", "it rains in the hills", sure=0.5),
        ],
        [("claim", 1, None), ("claim", 2, None)],
    ),
    (
        "of one claim, with a number that is new",
        [
            lambda s: s.say("Ann", "supports"),
            lambda s: s.say("Ann", "supports", HARBOUR + " to 400 ships", figures=(400,)),
        ],
        [("claim", 1, None), ("claim", 2, None)],
    ),
    (
        "of one claim, in words that say something else",
        [
            lambda s: s.say("Ann", "supports"),
            lambda s: s.say("Ann", "supports", "no crane will move at night"),
        ],
        [("claim", 1, None), ("claim", 2, None)],
    ),
    (
        "another day for the same thing",
        [
            lambda s: s.say("Ann", "supports", days=("2026-03-05",)),
            lambda s: s.say("Ben", "supports", days=("2026-03-09",), at="2026-03-03"),
        ],
        [("claim", 1, None), ("time", 2, 1)],
    ),
]


@pytest.mark.parametrize(("said", "expected"), [row[1:] for row in TURNS], ids=[row[0] for row in TURNS])
def test_who_comes_forward(said: list[Telling], expected: list[tuple[str, int | None, int | None]]) -> None:
    story = Told()
    for each in said:
        each(story)
    assert told(noticed(story.heard)) == expected


def test_of_a_saying_within_a_saying_the_inner_one_is_told() -> None:
    story = Told()
    story.say("Eve", "supports", "the company had plans to leave", claim="d", report=3, is_new=False)
    outer = story.say("Ann", "supports", "Ben had denied it", claim="e", report=2)
    story.say("Ben", "disputes", "it", claim="d", act="deny", within=outer, report=2)
    assert told(noticed(story.heard)) == [("disputes", 3, 1)]


def test_one_who_is_quoted_by_another_does_not_confirm_her() -> None:
    story = Told()
    outer = story.say("Ann", "supports", "Ben had told her that " + HARBOUR, report=1)
    story.say("Ben", "supports", HARBOUR, within=outer, report=1)
    assert told(noticed(story.heard)) == [("claim", 1, None)]


def test_what_is_said_again_is_counted() -> None:
    story = Told()
    story.say("Ann", "supports")
    story.say("Ben", "disputes", act="deny")
    story.say("Ben", "disputes", act="deny")
    story.say("Ann", "supports", is_copy=True)
    assert {(each.line, each.of) for each in noticed(story.heard).repeats} == {(3, 2), (4, 1)}


def series(*points: tuple[Heard, float], scope: str | None = None) -> Series:
    return Series(
        "dead",
        tuple(
            Point(
                article=heard.saying.article,
                statement=heard.saying.statement.id,
                low=number,
                high=number,
                approximate=False,
                unit=None,
                source=heard.saying.statement.source.text if heard.saying.statement.source else None,
                said_at=None,
                text=f"{number:g} dead",
                scope=scope,
            )
            for heard, number in points
        ),
        True,
    )


# (who gives which figure, what is told: kind, was, now)
FIGURES: list[tuple[str, list[tuple[str, float]], list[tuple[str, str | None, str | None]]]] = [
    ("the same source", [("Ann", 12), ("Ann", 15)], [("figure", "12 dead", "15 dead")]),
    ("another source", [("Ann", 12), ("Ben", 15)], [("contradicts", "12 dead", "15 dead")]),
    ("the same figure", [("Ann", 12), ("Ben", 12)], []),
    (
        "its own last, not that of another",
        [("Ann", 12), ("Ben", 15), ("Ann", 15)],
        [("contradicts", "12 dead", "15 dead"), ("figure", "12 dead", "15 dead")],
    ),
    (
        "a figure that somebody has given",
        [("Ann", 12), ("Ben", 15), ("Eve", 12)],
        [("contradicts", "12 dead", "15 dead")],
    ),
    ("what is too far apart to be one thing", [("Ann", 12), ("Ben", 1200)], []),
]


@pytest.mark.parametrize(
    ("given_", "expected"), [row[1:] for row in FIGURES], ids=[row[0] for row in FIGURES]
)
def test_figures(given_: list[tuple[str, float]], expected: list[tuple[str, str | None, str | None]]) -> None:
    story = Told()
    points = [
        (
            story.say(
                who, None, f"toll number {place} of {who}", figures=(number,), at=f"2026-03-0{place + 1}"
            ),
            number,
        )
        for place, (who, number) in enumerate(given_)
    ]
    news = noticed(story.heard, series(*points))
    assert [(each.kind, each.pairs[0].was, each.pairs[0].now) for each in news.notices] == expected


# (content, its days in their order, what is told: was, now)
MOVED: list[tuple[str, tuple[str, ...], tuple[str, str] | None]] = [
    (
        "the board meets on Monday and not this Thursday",
        ("2026-03-09", "2026-03-05"),
        ("2026-03-05", "2026-03-09"),
    ),
    (
        "the line opens on Wednesday instead of Saturday",
        ("2026-03-11", "2026-03-07"),
        ("2026-03-07", "2026-03-11"),
    ),
    ("they march not on Friday but on Sunday", ("2026-03-06", "2026-03-08"), ("2026-03-06", "2026-03-08")),
    ("talks were moved from Friday to Sunday", ("2026-03-06", "2026-03-08"), ("2026-03-06", "2026-03-08")),
    ("the ferry sails on Friday and on Sunday", ("2026-03-06", "2026-03-08"), None),
]


@pytest.mark.parametrize(("content", "named", "expected"), MOVED, ids=[row[0] for row in MOVED])
def test_a_statement_that_names_both_days(
    content: str, named: tuple[str, ...], expected: tuple[str, str] | None
) -> None:
    story = Told()
    story.say("Ann", "supports", content, days=named)
    told_of = [each.pairs[0] for each in noticed(story.heard).notices if each.kind == "time"]
    assert [(each.was, each.now) for each in told_of] == ([expected] if expected else [])


def test_a_denial_is_told_again_only_of_something_newer() -> None:
    story = Told()
    story.say("Ann", "supports", at="2026-03-02")
    story.say("Ben", "disputes", act="deny", at="2026-03-03")
    story.say("Ben", "disputes", "he had any part in closing it", claim="e", act="deny", at="2026-03-04")
    story.say("Ann", "supports", "the mill was sold to his brother", claim="f", at="2026-03-05")
    story.say("Ben", "disputes", "the mill was sold to him", claim="f", act="deny", at="2026-03-06")
    assert told(noticed(story.heard)) == [
        ("claim", 1, None),
        ("disputes", 2, 1),
        ("claim", 4, None),
        ("disputes", 5, 4),
    ]


REVISIONS = [
    ("only other words", ("reworded",), False, "reworded"),
    ("a figure", ("reworded", "figure"), False, "corrected"),
    ("left out", ("removed",), False, "corrected"),
    ("all taken back", ("removed",), True, "withdrawn"),
]


@pytest.mark.parametrize(
    ("what", "is_emptied", "kind"), [row[1:] for row in REVISIONS], ids=[row[0] for row in REVISIONS]
)
def test_a_later_version_is_one_change(what: tuple[str, ...], is_emptied: bool, kind: str) -> None:
    pairs = tuple(Noted(each, 1, None if each == "removed" else 2) for each in what)
    (notice,) = noticed([], revisions=(Revision(7, pairs, is_emptied),)).notices
    assert (notice.kind, notice.version, len(notice.pairs)) == (kind, 7, len(what))


stances = st.sampled_from(["supports", "disputes", "declines", "non-denial", "queries", "mentions"])
statements = st.lists(
    st.tuples(
        st.sampled_from(["Ann", "Ben", "Eve"]),
        stances,
        st.sampled_from([HARBOUR, "the mill stands still today", "no crane will move at night"]),
        st.sampled_from("cd"),
        st.integers(0, 5),
    ),
    max_size=12,
)


def _story(said: list[tuple[str, str, str, str, int]]) -> list[Heard]:
    story = Told()
    for who, stance, content, claim, day in sorted(said, key=lambda each: each[4]):
        story.say(who, stance, content, claim=claim, at=f"2026-03-0{day + 1}", report=day + 1)  # type: ignore[arg-type]
    return story.heard


@given(statements, st.randoms())
def test_the_order_in_which_they_are_given_changes_nothing(
    said: list[tuple[str, str, str, str, int]], shuffled: object
) -> None:
    heard = _story(said)
    other = list(heard)
    shuffled.shuffle(other)  # type: ignore[attr-defined]
    assert noticed(heard) == noticed(other)


@given(statements, st.integers(0, 6))
def test_day_by_day_is_told_what_all_at_once_is(said: list[tuple[str, str, str, str, int]], cut: int) -> None:
    heard = _story(said)
    first = [each for each in heard if each.version <= cut]
    later = [replace(each, is_new=False) for each in first] + [each for each in heard if each.version > cut]
    assert noticed(first).notices + noticed(later).notices == noticed(heard).notices


@given(statements)
def test_a_statement_is_told_once_or_counted(said: list[tuple[str, str, str, str, int]]) -> None:
    news = noticed(_story(said))
    new = [each.pairs[0].new for each in news.notices]
    repeated = [each.line for each in news.repeats]
    assert len(set(new)) == len(new)
    assert not set(new) & set(repeated)
