from __future__ import annotations

import math
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.ledger import amounts, match, typed
from onrecord.ledger.amounts import AmountAsked
from onrecord.ledger.question import OPTIONS, TYPES, Days, Question, QuestionError, read
from onrecord.records import Figure

INF = math.inf


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024-10-20..2024-10-31", "2024-10-20", "2024-10-31"),
        (" 2024-10-20 .. 2024-10-31 ", "2024-10-20", "2024-10-31"),
        ("2024-10-25", "2024-10-25", "2024-10-25"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-W43", "2024-10-21", "2024-10-27"),  # a week, as a TIMEX3 value has it
        ("2023..2024-Q1", "2023-01-01", "2024-03-31"),
        ("..2024-10", "0001-01-01", "2024-10-31"),
        ("2024-10..", "2024-10-01", "9999-12-31"),
    ],
)
def test_days(written: str, first: str, last: str) -> None:
    assert typed.days("said", written) == Days(first, last)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "..",
        "2024-13",
        "2023-02-29",
        "yesterday",
        "24-10-25",
        "2024-10-31..2024-10-20",
        "2024..2023",
        "202",
        "0000",
    ],
)
def test_no_days(written: str) -> None:
    with pytest.raises(QuestionError, match=r"^said: .*2024-10-20\.\.2024-10-31"):
        typed.days("said", written)


@given(st.dates(), st.dates())
def test_any_days(one: date, other: date) -> None:
    first, last = sorted((one.isoformat(), other.isoformat()))
    assert typed.days("said", f"{first}..{last}") == Days(first, last)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-10-25", "2024-10-25T23:59:59.999999Z"),  # a day is its end
        ("2024-10-25T18:00", "2024-10-25T18:00:00.000000Z"),
        ("2024-10-25T18:00:01+02:00", "2024-10-25T16:00:01.000000Z"),
        ("2024-10-25T18:00:00.123456Z", "2024-10-25T18:00:00.123456Z"),
    ],
)
def test_moments(written: str, moment: str) -> None:
    assert typed.moment("as-of", written) == moment
    assert typed.moment("as-of", moment) == moment


@pytest.mark.parametrize(
    "written", ["", "now", "2024-10", "2024-10-32", "0001-01-01T00:00+14:00", "25 Oct 2024"]
)
def test_no_moments(written: str) -> None:
    with pytest.raises(QuestionError, match=r"^as-of: .*2024-10-25T18:00Z"):
        typed.moment("as-of", written)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        (">1000 troops", AmountAsked(1000, INF, "over", counted=("troops",))),
        (">= 1,000 North Korean troops", AmountAsked(1000, INF, counted=("north", "korean", "troops"))),
        ("3000..12000 troops", AmountAsked(3000, 12000, counted=("troops",))),
        ("3000..", AmountAsked(3000, INF)),
        ("..3000", AmountAsked(-INF, 3000)),
        ("<100k", AmountAsked(-INF, 100_000, "under")),
        ("<=2.5 million people", AmountAsked(-INF, 2.5e6, counted=("people",))),
        ("500", AmountAsked(500, 500)),
        ("=500 soldiers", AmountAsked(500, 500, "exactly", counted=("soldiers",))),
        ("~12000", AmountAsked(10_800, 13_200)),
        ("~ -100", AmountAsked(-110, -90)),
        (">5 %", AmountAsked(5, INF, "over", "%")),
        ("5 per cent of voters", AmountAsked(5, 5, unit="%", counted=("voters",))),
        ("$1m..$2m", AmountAsked(1e6, 2e6, unit="USD")),
        ("£3bn", AmountAsked(3e9, 3e9, unit="GBP")),
        ("12 km", AmountAsked(12, 12, counted=("km",))),
        ("7 Éclairs", AmountAsked(7, 7, counted=("eclairs",))),
    ],
)
def test_amounts(written: str, asked: AmountAsked) -> None:
    assert amounts.read("figure", written) == asked


@pytest.mark.parametrize(
    "written",
    [
        "",
        "troops",
        ">",
        "..",
        ">1000..2000",
        "5..3",
        "1.5.2",
        "3 - 4 troops",
        "1e5",
        "1000,5",
        "5 " + "many " * 9,
    ],
)
def test_no_amounts(written: str) -> None:
    with pytest.raises(QuestionError, match=r"^figure: .*'>1000 troops'"):
        amounts.read("figure", written)


def figure(low: float | None, high: float | None, about: bool = False, **more: Any) -> Figure:
    return Figure(start=0, end=1, low=low, high=high, approximate=about, **more)


BARE, ABOUT, LEAST, MOST, BETWEEN = (
    figure(1000, 1000),
    figure(1000, 1000, about=True),
    figure(1000, None),
    figure(None, 1000),
    figure(500, 1000),
)


@pytest.mark.parametrize(
    ("asked", "fitting"),
    [
        ("1000", {BARE, ABOUT, LEAST, MOST, BETWEEN}),
        ("=1000", {BARE}),  # exactly: neither "about" nor "at least"
        (">1000", {LEAST}),  # at least 1,000 may be more
        (">999", {BARE, ABOUT, LEAST, MOST, BETWEEN}),
        (">=1000", {BARE, ABOUT, LEAST, MOST, BETWEEN}),
        ("<1000", {MOST, BETWEEN}),
        ("<500", set()),
        ("<=500", {BETWEEN}),
        ("700", {BETWEEN}),
        ("~950", {BARE, ABOUT, LEAST, MOST, BETWEEN}),
        ("~800", {BETWEEN}),
        ("1001..2000", set()),  # at least 1,000 names 1,000
    ],
)
def test_amounts_fit(asked: str, fitting: set[Figure]) -> None:
    wanted = amounts.read("figure", asked)
    assert {each for each in (BARE, ABOUT, LEAST, MOST, BETWEEN) if wanted.fits(each)} == fitting
    assert not wanted.fits(figure(None, None))


@pytest.mark.parametrize(
    ("asked", "told", "fits"),
    [
        ("7 troops", figure(7, 7, counted="North Korean troops"), True),
        ("7 troop", figure(7, 7, counted="Troops"), True),
        ("7 korean troops", figure(7, 7, counted="troops"), False),
        ("7 cities", figure(7, 7, counted="city"), True),
        ("7 class", figure(7, 7, counted="clas"), False),
        ("7 eleves", figure(7, 7, counted="élèves"), True),
        ("7 km", figure(7, 7, unit="km"), True),
        ("7 %", figure(7, 7, unit="%", counted="voters"), True),
        ("7 %", figure(7, 7, counted="voters"), False),
        ("$7", figure(7, 7, unit="USD"), True),
        ("7", figure(7, 7, unit="USD"), True),  # no unit asked
        ("£7", figure(7, 7, unit="USD"), False),
    ],
)
def test_what_is_counted_fits(asked: str, told: Figure, fits: bool) -> None:
    assert amounts.read("figure", asked).fits(told) == fits


@given(st.text())
@example("9" * 400)
def test_any_amount_is_read_or_told(written: str) -> None:
    with suppress(QuestionError):
        amounts.read("figure", written).fits(BARE)


@pytest.mark.parametrize(
    ("written", "found", "left_out"),
    [
        ("a b", '("a" AND "b")', None),
        ("a OR b c", '((("a") OR ("b" AND "c")))', None),
        ("a AND b", '("a" AND "b")', None),
        ("a (b OR c)", '("a" AND (("b") OR ("c")))', None),
        ('"a b"', '("a b")', None),
        ("“a b”", '("a b")', None),
        ('"a b', '("a b")', None),  # does not close
        ("a* b", '("a" * AND "b")', None),
        ("a -b", '("a")', '("b")'),
        ("a NOT b -c", '("a")', '("b" OR "c")'),
        ("-a", None, '("a")'),
        ("a -(b c)", '("a")', '((("b" AND "c")))'),
        ("--a", None, '("a")'),
        ("who:a content:(b OR c)", '({who} : "a" AND {content} : (("b") OR ("c")))', None),
        ("headline:content:a", '({content} : "a")', None),
        ("NEAR(a b, 5) c", '(NEAR("a" "b", 5) AND "c")', None),
        ("NEAR(a b*)", '(NEAR("a" "b" *, 10))', None),
        ("NEAR (a b)", '("NEAR" AND (("a" AND "b")))', None),
        ("O'Brien U.S. x@y.zz cease-fire", '("O\'Brien" AND "U.S." AND "x@y.zz" AND "cease-fire")', None),
        ("a and b or c", '("a" AND "and" AND "b" AND "or" AND "c")', None),  # words, in small letters
        ("AND a OR", '("AND" AND "a" AND "OR")', None),  # no signs, where nothing stands beside them
        ("a ) b ( c", '("a" AND "b" AND (("c")))', None),
        ("a - b - ? 💥", '("a" AND "b")', None),
        ("a\0b", '("a" AND "b")', None),
        ("who: http://x", '("who:" AND "http://x")', None),
    ],
)  # fmt: skip
def test_words(written: str, found: str | None, left_out: str | None) -> None:
    scope = "{content who headline} : "
    read = match.read(written)
    assert read is not None
    assert read.exact == match.Sides(found and scope + found, left_out and scope + left_out)


def test_beginnings_are_told_apart() -> None:
    read = match.read("harbour po* -(cr* OR b) who:abc*")
    assert read is not None
    assert read.quick == match.Sides('{content who headline} : ("harbour")', None)
    assert read.shortest == 2
    plain = match.read("harbour -crane")
    assert plain is not None
    assert (plain.quick, plain.shortest) == (plain.exact, 0)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("💥", "there is no word"),
        ("() - *", "there is no word"),
        ("a OR -b", "no word to be found"),
        ("a (-b)", "no word to be found"),
        ("NEAR(a b, far)", "how far NEAR reaches"),
        ("NEAR(a b, 5000)", "how far NEAR reaches"),
        ("word " * 101, "more than 100 words"),
        ("word " * 10_000, "more than 5,000 characters"),
        ("(" * 9 + "a", "more than 8 brackets"),
    ],
)
def test_words_that_cannot_be_asked(written: str, problem: str) -> None:
    for option in ("words", "who"):
        with pytest.raises(QuestionError, match=f"^{option}: .*{problem}.*write it like"):
            read([(option, written)])


def test_options_make_a_question() -> None:
    asked = {
        "words": "port strike",
        "who": "ruiz",
        "act": "deny, Non-Denial",
        "type": "all",
        "kind": "person",
        "quotation": "direct,mixed",
        "said": "2024-10",
        "about-time": "2025..",
        "outlet": "Harbour Times",
        "source": "person:ana-ruiz",
        "figure": ">3 ships",
        "score": "0.8",
        "article": "a1",
        "story": "s1",
        "as-of": "2024-10-25",
        "sort": "relevance",
        "limit": "7",
        "after": "abc",
    }
    assert list(asked) == list(OPTIONS)
    assert read(asked.items()) == Question(
        words="port strike",
        who="ruiz",
        acts=frozenset({"deny", "non-denial"}),
        types=frozenset(TYPES),
        kinds=frozenset({"person"}),
        quotations=frozenset({"direct", "mixed"}),
        said=Days("2024-10-01", "2024-10-31"),
        about_time=Days("2025-01-01", "9999-12-31"),
        outlets=("Harbour Times",),
        source="person:ana-ruiz",
        figure=AmountAsked(3, INF, "over", counted=("ships",)),
        min_score=0.8,
        article="a1",
        story="s1",
        as_of="2024-10-25T23:59:59.999999Z",
        sort="relevance",
        limit=7,
        after="abc",
    )
    assert read([]) == Question()


def test_some_options_can_be_asked_more_than_once() -> None:
    asked = read([("act", "deny"), ("act", "ask"), ("outlet", "Echo"), ("outlet", "The Post, Sunday")])
    assert asked == Question(acts=frozenset({"deny", "ask"}), outlets=("Echo", "The Post, Sunday"))
    with pytest.raises(QuestionError, match=r"^said: it is asked twice"):
        read([("said", "2024"), ("said", "2023")])


@pytest.mark.parametrize(
    ("option", "written", "told"),
    [
        ("act", "shout", "'shout' is none of assert, confirm, .*; write it like assert,confirm"),
        ("act", " , ", "nothing is named"),
        ("type", "claims", "none of assertion, .*, all"),
        ("kind", "robot", "none of person"),
        ("quotation", "loud", "none of direct, indirect, mixed; write it like direct,indirect"),
        ("score", "90 %", "no number from 0 to 1; write it like 0.8"),
        ("score", "nan", "no number from 0 to 1"),
        ("limit", "0", "no whole number from 1 to 10,000; write it like 50"),
        ("limit", "٣", "no whole number"),
        ("limit", "9" * 5_000, "no whole number"),
        ("sort", "newest", "none of said_at, published_at, relevance"),
        ("sort", "relevance", "no words that anything could be relevant to"),
        ("outlet", " ", "no outlet is named"),
        ("colour", "red", "there is no such option; .*words, who, act"),
    ],
)
def test_options_that_cannot_be_asked(option: str, written: str, told: str) -> None:
    with pytest.raises(QuestionError, match=f"^{option}: .*{told}"):
        read([(option, written)])


@pytest.mark.parametrize(
    "fields",
    [
        {"limit": 0},
        {"min_score": 2.0},
        {"sort": "x"},
        {"as_of": "x"},
        {"words": "()"},
        {"acts": frozenset({"deny OR"})},
        {"said": Days("x", "y")},
    ],
)
def test_a_question_made_by_hand_is_checked(fields: dict[str, Any]) -> None:
    with pytest.raises(QuestionError):
        Question(**fields)
