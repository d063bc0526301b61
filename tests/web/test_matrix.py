"""Who said what: rows, columns, cells; and the other parts of a story's page that are made of its account."""

from __future__ import annotations

from dataclasses import replace

import pytest
from accounts import ACCOUNT, STORY, point, said, stance

from onrecord.ledger.story_reports import Printing
from onrecord.records import Account, Claim, Saying, Series, Source, Span, StanceKind
from onrecord.web import story_times
from onrecord.web.matrix import COLUMNS, OTHERS, UNNAMED, Matrix, matrix, voices, when
from onrecord.web.minds import turns_of_mind
from onrecord.web.story_figures import ROWS, figures
from onrecord.web.story_texts import texts, undated


def source(name: str | None, entity: str | None = None, words: str = "an official") -> Source:
    return Source((Span(0, 4),), name or words, name=name, entity=entity)


def by(who: Source | None, number: int, **fields: object) -> Saying:
    """A statement of a source."""
    told = said(f"n{number}", f"that it is so, {number}")
    return replace(told, statement=replace(told.statement, source=who, **fields))  # type: ignore[arg-type]


def account(*claims: tuple[str, list[tuple[Saying, StanceKind]]]) -> Account:
    """An account of these claims: each with who stands towards it, and how."""
    made = tuple(
        Claim(
            id=name,
            story=STORY.id,
            text=f"text of {name}",
            statement=held[0][0].statement.id,
            stances=tuple(stance(name, saying, kind) for saying, kind in held),
        )
        for name, held in claims
    )
    sayings = dict.fromkeys(saying for _, held in claims for saying, _ in held)
    return Account(story=STORY, claims=made, sayings=tuple(sayings))


def shown(found: Matrix) -> list[list[str]]:
    """The rows, each cell as "kind when, kind when" or "2 kind"."""
    return [
        [
            ", ".join(
                [f"{turn.kind} {turn.when}" for turn in cell.turns]
                + [f"{count} {kind}" for kind, count in cell.counts]
            )
            for cell in row.cells
        ]
        for row in found.rows
    ]


def test_claims_down_and_sources_across() -> None:
    found = matrix(ACCOUNT)
    assert [column.name for column in found.columns] == ["Ana Weller", "Seamen's Union", UNNAMED]
    assert [row.claim.id for row in found.rows] == ["c000000000a", "c000000000b"]
    assert shown(found) == [
        # She says what she disputes a day later; the union's day is not known, its report's is.
        ["supports 2024-05-14, disputes 2024-05-15", "disputes by 2024-05-14", "1 declines"],
        ["supports 2024-05-14", "", ""],
    ]
    assert (found.claims, found.disputed, found.alone, found.found) == (2, 1, 1, 2)
    assert [(side.kind, [turn.voice.name for turn in side.turns]) for side in found.rows[0].sides] == [
        ("supports", ["Ana Weller"]),
        ("disputes", ["Seamen's Union", "Ana Weller"]),
        ("declines", ["(no one credited)"]),
    ]


def test_only_disputed_claims() -> None:
    found = matrix(ACCOUNT, only_disputed=True)
    assert [row.claim.id for row in found.rows] == ["c000000000a"]
    assert (found.found, found.claims) == (1, 2)


@pytest.mark.parametrize(
    ("kinds", "expected", "earlier"),
    [
        (["supports", "supports"], ["supports"], 0),
        (["supports", "disputes", "supports"], ["supports", "disputes", "supports"], 0),
        (["supports", "disputes", "supports", "disputes"], ["disputes", "supports", "disputes"], 1),
        # Whoever takes a side is not told to mention it, too.
        (["mentions", "supports", "mentions"], ["supports"], 0),
        (["mentions", "mentions"], ["mentions"], 0),
    ],
)
def test_turns_of_one_source(kinds: list[StanceKind], expected: list[str], earlier: int) -> None:
    who = source("Ida Holm")
    held = [(by(who, number), kind) for number, kind in enumerate(kinds)]
    (row,) = matrix(account(("c1", held))).rows
    (cell,) = row.cells
    assert [turn.kind for turn in cell.turns] == expected
    assert cell.earlier == earlier


def test_claims_with_most_sources_stand_first_and_are_bounded() -> None:
    many = [
        (f"c{n}", [(by(source(f"Name {k}"), 100 * n + k), "supports") for k in range(n)]) for n in range(1, 9)
    ]
    found = matrix(account(*many), rows=3)  # type: ignore[arg-type]
    assert [row.claim.id for row in found.rows] == ["c8", "c7", "c6"]
    assert found.found == 8
    assert found.alone == 1


@pytest.mark.parametrize(
    ("sources", "columns"), [(COLUMNS, COLUMNS), (COLUMNS + 1, COLUMNS + 1), (COLUMNS + 5, COLUMNS + 1)]
)
def test_sources_beyond_the_columns_are_gathered(sources: int, columns: int) -> None:
    held: list[tuple[Saying, StanceKind]] = [
        (by(source(f"Name {number:02}"), number), "disputes" if number % 2 else "supports")
        for number in range(sources)
    ]
    found = matrix(account(("c1", held)))
    assert len(found.columns) == columns
    if sources > COLUMNS + 1:
        assert (found.columns[-1].name, found.columns[-1].gathers) == (OTHERS, 5)
        assert shown(found)[0][-1] == "3 supports, 2 disputes"
        assert found.rows[0].sides[0].more == 0


def test_a_side_of_many_is_cut() -> None:
    held: list[tuple[Saying, StanceKind]] = [(by(source(f"Name {n}"), n), "supports") for n in range(20)]
    (side,) = matrix(account(("c1", held))).rows[0].sides
    assert (len(side.turns), side.more) == (8, 12)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (source("Ida Holm", "e1"), source("Ms Holm", "e1"), True),
        # A name without an entity is the one that the name has elsewhere.
        (source("Ida Holm", "e1"), source("ida holm"), True),
        (source("Ida Holm", "e1"), source("Ida Holm", "e2"), False),
        (source("Ida Holm"), source("IDA HOLM"), True),
        # Two who are not named may be two.
        (source(None), source(None), False),
        (None, None, False),
    ],
)
def test_who_is_who(one: Source | None, other: Source | None, same: bool) -> None:
    voice = voices([by(one, 1), by(other, 2)])
    first, second = voice(one), voice(other)
    assert (first.key is not None and first.key == second.key) is same


def test_a_voice_goes_by_the_name_that_it_has_most() -> None:
    told = [by(source("Holm", "e1"), 1), by(source("Ida Holm", "e1"), 2), by(source("Ida Holm", "e1"), 3)]
    assert voices(told)(source("Holm", "e1")).name == "Ida Holm"


@pytest.mark.parametrize(
    ("said_at", "published_at", "expected"),
    [
        ("2024-W43", "2024-10-25", "week 43 of 2024"),
        (None, "2024-10-25T09:00:00Z", "by 2024-10-25"),
        (None, None, "undated"),
    ],
)
def test_when(said_at: str | None, published_at: str | None, expected: str) -> None:
    assert when(said("s", "it is so", said_at=said_at, published_at=published_at)) == expected


def test_a_story_in_which_nothing_is_claimed() -> None:
    found = matrix(Account(story=STORY, claims=(), sayings=()))
    assert found == Matrix((), (), 0, 0, 0, 0)


def test_times_are_marks_where_a_day_is_known() -> None:
    told = [
        said("s1", "a", said_at="2024-10-07", event_times=("2024-10-08", "2024-10-08", "2024-10")),
        said("s2", "b", said_at="2024-W41", event_times=("PAST_REF",)),
        said("s3", "c", said_at="XXXX-10-25", event_times=("2024-10-08/2024-10-09", "nonsense")),
        said("s4", "d", said_at=None),
    ]
    found = story_times.times(
        Account(story=STORY, claims=(), sayings=tuple(told)), ["2024-10-09T20:00", None, "soon"]
    )
    assert [mark.day.isoformat() for mark in found.said.marks] == ["2024-10-07"]
    assert [each.words for each in found.said.stretches] == ["week 41 of 2024"]
    assert found.said.unknown == 2
    assert [mark.day.isoformat() for mark in found.happens.marks] == ["2024-10-08"]
    assert [each.words for each in found.happens.stretches] == ["2024-10", "2024-10-08 to 2024-10-09"]
    assert found.happens.unknown == 2
    assert [day.isoformat() for day in found.published] == ["2024-10-09"]
    lost = story_times.undated(Account(story=STORY, claims=(), sayings=tuple(told)))
    assert [saying.statement.id for saying in lost] == ["s3", "s4"]


def test_the_table_says_what_the_timeline_shows() -> None:
    found = story_times.table(story_times.times(ACCOUNT, ["2024-05-14T09:00:00Z"]))
    assert [(row.when, row.said, row.happens, row.reports) for row in found] == [
        ("2024-05-13", "", "1 supports", 0),
        ("2024-05-14", "2 supports", "", 1),
        ("2024-05-15", "1 disputes", "", 0),
        ("2024-05-20", "1 towards no claim", "", 0),
    ]


def test_figures_in_the_order_of_saying() -> None:
    (series,) = figures(ACCOUNT).drawn
    assert series.title == "People aboard"
    assert series.verdict == "they differ"
    (group,) = series.plot.groups
    assert [(row.words, row.who, row.when, row.approximate) for row in group.rows] == [
        ("~212", "Ana Weller", "2024-05-14", True),
        ("240", "Seamen's Union", "2024-05-20", False),
    ]
    assert group.scope is None
    assert [line.wording for line in series.lines] == ["about 212", "240"]


def counted(*series: Series) -> Account:
    (first, *_) = ACCOUNT.claims
    return replace(ACCOUNT, claims=(replace(first, series=series),))


def test_figures_of_two_scopes_stand_apart() -> None:
    told = [said(f"s{n}", "x", who=f"Name {n}") for n in range(3)]
    points = (
        point(told[0], 3000, 3000, "3,000", scope="sent"),
        point(told[1], 12_000, 12_000, "12,000", scope="already in the north"),
        point(told[2], 3_100, None, "at least 3,100", scope="deployed"),
    )
    (found,) = figures(counted(Series("troops", points, differ=False))).drawn
    assert [(group.scope, [row.words for row in group.rows]) for group in found.plot.groups] == [
        ("sent", ["3,000", "≥3,100"]),
        ("already in the north", ["12,000"]),
    ]
    assert found.verdict == "of different scope"


def test_a_figure_that_is_given_again_counts_up() -> None:
    told = [said(f"s{n}", "x") for n in range(3)]
    points = tuple(point(each, 30, 30, "30") for each in told)
    (found,) = figures(counted(Series("dead", points, differ=False))).drawn
    assert [(row.words, row.times) for row in found.plot.groups[0].rows] == [("30", 3)]
    assert len(found.lines) == 3


def test_figures_are_bounded() -> None:
    points = tuple(point(said(f"s{n}", "x", who=f"Name {n}"), n, n, str(n)) for n in range(ROWS + 5))
    unknown = point(said("u", "x"), None, None, "some")
    (found,) = figures(counted(Series("dead", (*points, unknown), differ=True))).drawn
    assert len(found.plot.groups[0].rows) == ROWS
    assert found.more == 6
    many = [Series(f"things {n}", points[:2], differ=n > 3) for n in range(9)]
    drawn = figures(counted(*many), plots=4)
    assert [each.title for each in drawn.drawn] == ["Things 4", "Things 5", "Things 6", "Things 7"]
    assert len(drawn.others) == 5


@pytest.mark.parametrize(
    ("counts", "unit", "title"),
    [
        ("voters", "%", "Voters (per cent)"),
        ("damage", "EUR", "Damage (EUR)"),
        ("km of pipe", "km", "Km of pipe"),
        ("", None, ""),
    ],
)
def test_the_title_tells_what_is_counted(counts: str, unit: str | None, title: str) -> None:
    points = tuple(point(said(f"s{n}", "x"), n, n, str(n), unit=unit) for n in range(2))
    (found,) = figures(counted(Series(counts, points, differ=True))).drawn
    assert found.title == title


def test_changes_of_mind() -> None:
    (turn,) = turns_of_mind(ACCOUNT)
    assert (turn.why, turn.claim.id, turn.earlier.statement.id, turn.later.statement.id) == (
        "reversed",
        "c000000000a",
        "s1",
        "s6",
    )
    assert turns_of_mind(replace(ACCOUNT, sayings=ACCOUNT.sayings[1:])) == ()


def printing(article: str, text: int, day: str | None, outlet: str | None = None) -> Printing:
    return Printing(article, 1, outlet, None, day, None, text)


def test_wire_copies_stand_together() -> None:
    told = [
        printing("a", 1, "2024-10-09", "Post"),
        printing("b", 2, None, "Mail"),
        printing("c", 1, "2024-10-08", "Sun"),
        printing("d", 3, "2024-10-08T12:00", "Sun"),
        printing("e", 1, None, "Sun"),
    ]
    assert [[each.article for each in text.printings] for text in texts(told)] == [
        ["c", "a", "e"],
        ["d"],
        ["b"],
    ]
    assert [text.outlets for text in texts(told)] == [2, 1, 1]
    assert [each.article for each in undated(told)] == ["b", "e"]
