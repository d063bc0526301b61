"""The scorer of claims: a gold story, what is printed of it, the counts that figures are made of.

The story has one supporter of claim 1 (r1), a second in other words (r2), a denial (r2), and a statement that
stands alone (r3).
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gates.claim_aligned import Answer, Case, Key, Place, align
from gates.claim_gold import GoldStory, parse
from gates.claim_scores import claim_pairs, disputes, is_right, standings, stories_f1
from gates.claim_series import alike, series_pairs
from gates.claims import figures, main, printed, rows
from onrecord.claims.agreement import agree
from onrecord.records import Claim, Point, Series, Span, Stance, StanceKind

STORY = parse(
    """# a dam
=== r1 | Post | 2025-03-04T09:00:00Z
Dam news

Ruiz said {{1+: that the dam would be drained}}.
=== r2 | Radio | 2025-03-04T12:00:00Z
More

An engineer spoke of {{1+: emptying the lake}}. Valley Power denied {{1-: that it would be drained}}.
=== r3 | Sun | 2025-03-05T09:00:00Z
Fish

A fisherman said {{2+: the trout were small}}. He had caught {{3+: about 40 of them}}, his wife {{4+: 60}}.
=== figures
series: trout caught
r3 | about 40 | the fisherman | A
r3 | 60 | his wife | B
""",
    Path("choose/dam.txt"),
)
DRAINED, EMPTYING, DENIED, TROUT, FORTY, MORE = (
    Place("dam-r1", 0),
    Place("dam-r2", 0),
    Place("dam-r2", 1),
    Place("dam-r3", 0),
    Place("dam-r3", 1),
    Place("dam-r3", 2),
)
RIGHT = {DRAINED: "c1+", EMPTYING: "c1+", DENIED: "c1-", TROUT: "c2+", FORTY: "c3+", MORE: "c4+"}
KINDS: dict[str, StanceKind] = {"+": "supports", "-": "disputes", "~": "mentions"}


def case(told: dict[Place, str], series: tuple[Series, ...] = (), stories: str = "sss") -> Case:
    """Statements that are as marked, with links like "c1+ c2-" to printed claims."""
    texts = {report.id: report for report in STORY.reports}
    spans = {
        Key(place.report, f"s{place.mark}"): (texts[place.report].marks[place.mark].span,) for place in told
    }
    links: dict[str, list[Stance]] = {}
    for place, towards in told.items():
        for link in towards.split():
            stance = Stance(
                claim=link[:-1],
                statement=f"s{place.mark}",
                article=place.report,
                kind=KINDS[link[-1]],
                score=1.0,
            )
            links.setdefault(stance.claim, []).append(stance)
    claims = tuple(
        Claim(id=name, story="s", text="text", statement="s0", stances=tuple(stances), series=series)
        for name, stances in links.items()
    )
    return Case([STORY], Answer(spans, claims, dict(zip(texts, stories, strict=True))))


# what is printed, gold pairs that are printed / all / of marks found, printed pairs
CLAIMS = [
    (RIGHT, (3, 3, 3, 3)),
    ({}, (0, 3, 0, 0)),
    (RIGHT | {EMPTYING: "c5+"}, (1, 3, 3, 1)),
    (RIGHT | {TROUT: "c1+"}, (3, 3, 3, 6)),  # one too many in the claim
    ({DRAINED: "c1+", DENIED: "c1-"}, (1, 3, 1, 1)),  # the third mark was not found
    (RIGHT | {EMPTYING: "c1+ c2+"}, (3, 3, 3, 4)),  # in the right one, and in a wrong one as well
]


@pytest.mark.parametrize(("told", "expected"), CLAIMS)
def test_claim_pairs(told: dict[Place, str], expected: tuple[int, int, int, int]) -> None:
    pairs = claim_pairs(case(told))
    found = (len(pairs.gold & pairs.printed), len(pairs.gold), len(pairs.open_gold), len(pairs.printed))
    assert found == expected


def test_a_statement_that_no_mark_meets_is_left_out() -> None:
    one = case(RIGHT)
    extra = Stance(claim="c1", statement="other", article="dam-r1", kind="supports", score=1.0)
    claims = tuple(
        Claim(id=each.id, story="s", text="", statement="", stances=(*each.stances, extra))
        for each in one.answer.claims
    )
    told = {**one.answer.statements, Key("dam-r1", "other"): (Span(0, 8),)}
    pairs = claim_pairs(Case([STORY], Answer(told, claims, one.answer.stories)))
    assert (len(pairs.gold & pairs.printed), len(pairs.printed)) == (3, 3)


# what is printed, gold disputes hit / that could be, printed ones right / in all
DISPUTES = [
    (RIGHT, (1, 1, 1, 1)),
    (RIGHT | {DENIED: "c1+"}, (0, 1, 0, 0)),
    (RIGHT | {DENIED: "c2-"}, (0, 1, 0, 1)),  # of another claim
    (RIGHT | {DENIED: "c9-"}, (0, 1, 0, 0)),  # of a claim of its own, of which gold can tell nothing
    (RIGHT | {TROUT: "c1-"}, (1, 1, 1, 2)),  # who disputes nothing
    (RIGHT | {DRAINED: "c1-", EMPTYING: "c1-"}, (0, 1, 0, 3)),  # no supporter is printed as one
    ({DENIED: "c1-", TROUT: "c2+"}, (0, 0, 0, 0)),  # no supporter was found
    (RIGHT | {EMPTYING: "c5+", DENIED: "c1- c5-"}, (1, 1, 2, 2)),  # one claim printed as two
]


@pytest.mark.parametrize(("told", "expected"), DISPUTES)
def test_disputes(told: dict[Place, str], expected: tuple[int, int, int, int]) -> None:
    found = disputes(case(told))
    hits, right = sum(found.gold.values()), sum(found.printed.values())
    assert (hits, len(found.open_gold), right, len(found.printed)) == expected


# what is printed, stances that are right, all that are compared
STANCES = [
    (RIGHT, 3, 3),
    (RIGHT | {DENIED: "c1~"}, 2, 3),
    (RIGHT | {DENIED: "c2-"}, 2, 2),  # in no claim of its like
    (RIGHT | {DENIED: "c2- c1+"}, 2, 3),  # the claim that holds the others counts
]


@pytest.mark.parametrize(("told", "right", "compared"), STANCES)
def test_stances(told: dict[Place, str], right: int, compared: int) -> None:
    one = case(told)
    found = standings(one)
    assert (sum(is_right(one, each) for each in found), len(found)) == (right, compared)


# the spans of a content in r1, where the mark is 20 to 49; whether it is the mark's
ALIGNED = [
    ([(20, 49)], True),
    ([(25, 49)], True),
    ([(20, 28)], True),  # wholly inside: all of the shorter
    ([(0, 30)], False),  # a third of both
    ([(0, 5), (30, 49)], True),
    ([(49, 50)], False),
]


@pytest.mark.parametrize(("spans", "is_met"), ALIGNED)
def test_align(spans: list[tuple[int, int]], is_met: bool) -> None:
    answer = Answer({Key("dam-r1", "s"): tuple(Span(*span) for span in spans)}, (), {})
    assert (DRAINED in align([STORY], answer)) == is_met


def test_the_best_statement_is_taken_and_each_once() -> None:
    mark = STORY.reports[0].marks[0].span
    whole, part = (Key("dam-r1", "whole"), Key("dam-r1", "part"))
    answer = Answer({part: (Span(mark.start, mark.end - 9),), whole: (mark,)}, (), {})
    assert align([STORY], answer) == {DRAINED: whole}


@pytest.mark.parametrize(
    ("stories", "expected"),
    [("sss", 1.0), ("sst", 0.714), ("stu", 0.5)],  # all together; two and one; each alone
)
def test_stories(stories: str, expected: float) -> None:
    assert stories_f1(case(RIGHT, stories=stories)).value == pytest.approx(expected, abs=0.001)


def test_other_stories_in_one_are_wrong() -> None:
    other = GoldStory(
        "mill",
        "",
        tuple(replace(report, id=report.id.replace("dam", "mill")) for report in STORY.reports),
        (),
    )
    answer = Answer({}, (), {report.id: "s" for story in (STORY, other) for report in story.reports})
    assert stories_f1(Case([STORY, other], answer)).precision == 0.5


def point(mark: int, text: str, low: float, approximate: bool = False) -> Point:
    return Point(
        article="dam-r3",
        statement=f"s{mark}",
        low=low,
        high=low,
        approximate=approximate,
        unit=None,
        source=None,
        said_at=None,
        text=text,
    )


ABOUT_40, JUST_40, SIXTY = point(1, "about 40", 40, True), point(1, "40", 40), point(2, "60", 60)
# printed points of one series, gold pairs printed together, wrong pairs, whether they agree as marked
SERIES = [
    ((ABOUT_40, SIXTY), 1, 0, 1),
    ((point(1, "about 40", 60, True), SIXTY), 1, 0, 0),  # misread, so that they agree
    ((ABOUT_40,), 0, 0, 0),
    ((ABOUT_40, point(0, "7", 7)), 0, 1, 0),  # a figure of no series
    ((ABOUT_40, SIXTY, point(0, "40", 40)), 1, 0, 1),  # gold's own number once more
    ((JUST_40, point(0, "60", 60)), 1, 0, 1),  # the same number in another statement of the report
    # points of two scopes are no pair, right or wrong
    ((replace(ABOUT_40, scope="sent"), replace(SIXTY, scope="already in Tarn")), 0, 0, 0),
    ((replace(ABOUT_40, scope="sent"), replace(SIXTY, scope="deployed")), 1, 0, 1),
    ((replace(ABOUT_40, scope="sent"), point(0, "7", 7)), 0, 0, 0),
]


@pytest.mark.parametrize(("points", "together", "wrong", "agreeing"), SERIES)
def test_series(points: tuple[Point, ...], together: int, wrong: int, agreeing: int) -> None:
    found = series_pairs(case(RIGHT, (Series("trout", points, True),)))
    assert (found.gold, found.open_gold, len(found.together), len(found.wrong)) == (1, 1, together, wrong)
    assert sum(agree(*each.points) == each.agree for each in found.together) == agreeing


@pytest.mark.parametrize(
    ("words", "text", "is_alike"),
    [
        ("around 12,000", "12,000", True),
        ("30 people", "60 people", False),
        ("six had been tested", "six", True),
        ("six", "eleven", False),
        ("4 degrees", "", True),  # a program that prints no words
        ("a dozen", "12", False),
    ],
)
def test_alike(words: str, text: str, is_alike: bool) -> None:
    assert (alike(words, text) > 0) == is_alike


def test_what_the_command_prints_scores_as_what_it_is_printed_from() -> None:
    one = case(RIGHT, (Series("trout", (ABOUT_40, SIXTY), True),))
    lines = [json.dumps(_row(claim, one.answer)) for claim in one.answer.claims]
    assert figures(Case([STORY], printed(lines))) == figures(one)
    assert {figure.name: figure.value for figure in figures(one)}["disputes, all"] == 1.0


def _row(claim: Claim, answer: Answer) -> dict[str, object]:
    """A claim in the words of the command."""
    return {
        "id": claim.id,
        "story": claim.story,
        "text": claim.text,
        "statements": [
            {
                "article": stance.article,
                "statement": stance.statement,
                "spans": answer.statements[Key(stance.article, stance.statement)],
                "source": None,
                "stance": stance.kind,
                "said_at": None,
            }
            for stance in claim.stances
        ],
        "figures": [
            {
                "counted": series.counted,
                "points": [{name: getattr(each, name) for name in Point.__slots__} for each in series.points],
            }
            for series in claim.series
        ],
    }


def test_reports_are_rows_of_the_input() -> None:
    first, *rest = map(json.loads, rows([STORY]))
    assert len(rest) == 2
    assert first == {
        "id": "dam-r1",
        "text": "Dam news\n\nRuiz said that the dam would be drained.",
        "outlet": "Post",
        "published_at": "2025-03-04T09:00:00Z",
    }


def test_errors_of_kept_are_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["claims", "kept", "--errors"])
    with pytest.raises(SystemExit):
        main()
    assert "not shown" in capsys.readouterr().err
