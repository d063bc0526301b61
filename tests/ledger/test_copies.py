"""Which texts are one wire copy: made from the example reports as outlets make them."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import article
from onrecord.ledger.copies import (
    BANDS,
    LEAST,
    OPENING_BANDS,
    Shingles,
    bands,
    is_copy,
    likeness,
    scheme,
    shingles,
)
from onrecord.records import Article, Dateline, Furniture, Page, Part

REPORTS = Path("examples/reports")
NAMES = ("court-ruling", "derby-transfer", "flood-relief", "harbour-strike")
OWN = (
    "The market hall on the square has sold fish since the days of sail, and its keepers say that trade has "
    "never been as slow as in this wet and windy autumn, when boats stay in for weeks."
)


def paragraphs(name: str) -> list[str]:
    """The body of an example report."""
    page = Page(origin=name, format="text", raw=(REPORTS / f"{name}.txt").read_text(encoding="utf-8"))
    found = article.extract(page, any_language=True)
    return [found.text[part.start : part.end] for part in found.parts if part.kind == "body"]


def article_of(*bodies: str, headline: str | None = None, dateline: str | None = None) -> Article:
    """An article of paragraphs, under a headline, with a byline and a line of furniture."""
    text, parts = "", list[Part]()
    pieces = [("headline", headline), ("byline", "By Ida Berg"), *(("body", body) for body in bodies)]
    for kind, words in pieces:
        if words:
            parts.append(Part(len(text), len(text) + len(words), kind))  # type: ignore[arg-type]
            text += words + "\n\n"
    furniture = (Furniture(len(text), len(text) + 7, "credit-line"),)
    line = (
        Dateline(dateline, text.index(dateline), text.index(dateline) + len(dateline)) if dateline else None
    )
    return Article(
        id="a",
        text=text + "REUTERS",
        headline=headline,
        dateline=line,
        parts=tuple(parts),
        furniture=furniture,
    )


def cut(bodies: list[str], share: float) -> list[str]:
    """The opening of a report, whole paragraphs until some share of its words is there."""
    wanted, kept = share * sum(len(body.split()) for body in bodies), list[str]()
    while sum(len(body.split()) for body in kept) < wanted:
        kept.append(bodies[len(kept)])
    return kept


def edited(bodies: list[str], every: int) -> list[str]:
    """With each so-manieth word another, from somewhere in the middle."""
    words = [body.split() for body in bodies]
    at = 0
    for body in words:
        for place in range(len(body)):
            at += 1
            if at % every == every // 2:
                body[place] = "instead"
    return [" ".join(body) for body in words]


@pytest.fixture(params=NAMES)
def report(request: pytest.FixtureRequest) -> list[str]:
    return paragraphs(request.param)


def statement(name: str) -> list[str]:
    """What some minister read out, in quotation marks: the words of an example report."""
    marks = str.maketrans("", "", '“”"')
    return [f"“{body.translate(marks)}”" for body in paragraphs(name)[:5]]


def assert_found(one: Article, other: Article) -> None:
    """Both are one text, and a ledger that has one finds it for the other."""
    first, second = shingles(one), shingles(other)
    assert is_copy(first, second)
    assert is_copy(second, first)
    assert set(bands(first)) & set(bands(second))


def test_verbatim_under_another_headline(report: list[str]) -> None:
    one = article_of(*report, headline="Port shut as dockers walk out", dateline=report[0].split()[0])
    other = article_of(*report, headline="A town without ships")
    assert_found(one, other)
    assert likeness(shingles(article_of(*report)), shingles(other)) == 1


@pytest.mark.parametrize("share", [0.5, 0.4, 0.3])
def test_trimmed(report: list[str], share: float) -> None:
    assert_found(article_of(*report), article_of(*cut(report, share)))


def test_edited(report: list[str]) -> None:
    assert_found(article_of(*report), article_of(*edited(report, 20)))


@pytest.mark.parametrize("place", [0, 99])
def test_with_a_paragraph_of_the_outlets_own(report: list[str], place: int) -> None:
    longer = [*report]
    longer.insert(place, OWN)
    assert_found(article_of(*report), article_of(*longer))
    assert_found(article_of(*longer), article_of(*cut(report, 0.5)))


def test_style_does_not_matter(report: list[str]) -> None:
    plain = [body.replace("“", '"').replace("”", '"').replace("’", "'").upper() for body in report]
    assert likeness(shingles(article_of(*report)), shingles(article_of(*plain))) == 1
    single = [body.replace("“", "‘").replace("”", "’") for body in report]
    assert_found(article_of(*report), article_of(*single))


def test_different_reports_are_no_copies() -> None:
    found = [shingles(article_of(*paragraphs(name))) for name in NAMES]
    for at, one in enumerate(found):
        for other in found[:at]:
            assert likeness(one, other) < 0.1
            assert not set(bands(one)) & set(bands(other))


def test_two_reports_that_share_quotations() -> None:
    """Each in its own words around the same long statement, which is most of either."""
    one, other = paragraphs("harbour-strike")[:3], paragraphs("flood-relief")[:3]
    said = statement("derby-transfer")
    first, second = shingles(article_of(*one, *said)), shingles(article_of(*other, *said))
    assert len(first.every & second.every) > 0.5 * len(first.every)
    assert not is_copy(first, second)


def test_a_statement_printed_in_full() -> None:
    """There is little else in either text, so it is the text."""
    said = statement("derby-transfer")
    assert_found(article_of("Full text:", *said), article_of(*said, "Send us your views."))


def test_a_piece_in_a_live_blog_is_no_copy() -> None:
    blog = [body for name in NAMES for body in paragraphs(name)]
    blog += [body.replace("the", f"the {word}") for word in ("other", "third", "last") for body in blog]
    brief = cut(paragraphs("harbour-strike"), 0.3)
    assert len(shingles(article_of(*brief)).own) > LEAST
    assert not is_copy(shingles(article_of(*blog)), shingles(article_of(*brief)))


TEMPLATE = (
    "Good morning. Today will be {0} with highs of {1} degrees along the coast and {2} inland. Winds from "
    "the {3} will reach {4} knots by the afternoon. Tonight turns {5}, with lows near {6}. Tomorrow {7}, and "
    "the weekend stays {8}. The sun rises at {9} and sets at {10}. The next bulletin follows at {11}."
)


def test_templates_are_no_copies() -> None:
    rng = random.Random(3)
    sky = ["clear", "foggy and damp", "mostly cloudy", "bright at first", "wet", "stormy at sea"]
    filled = [
        shingles(
            article_of(TEMPLATE.format(*(rng.choice([*sky, str(rng.randrange(40))]) for _ in range(12))))
        )
        for _ in range(12)
    ]
    assert all(len(each.own) >= LEAST for each in filled)
    assert not any(is_copy(one, other) for at, one in enumerate(filled) for other in filled[:at])


# Short texts are copies of their equals alone; a text without a word is a copy of none.
SHORT = [
    ("The port reopened on Friday.", "The port reopened on Friday.", True),
    ("The port reopened on Friday.", "the port re-opened on Friday", False),
    ("The port reopened on Friday.", "“The port reopened on Friday!”", True),
    ("The port reopened on Friday.", "The port reopened on Friday. Ships sail.", False),
    ("Closed.", "Closed.", True),
    ("…", "…", False),
    ("", "", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SHORT)
def test_short_texts(one: str, other: str, same: bool) -> None:
    first, second = shingles(article_of(one)), shingles(article_of(other))
    assert is_copy(first, second) is same
    assert bool(set(bands(first)) & set(bands(second))) >= same


def test_an_article_without_parts_is_compared_whole() -> None:
    text = " ".join(paragraphs("court-ruling"))
    assert_found(Article(id="a", text=text), article_of(*paragraphs("court-ruling")))


GOLDEN_SHINGLES = [3357351984826017092, 12685277581911360470]
GOLDEN_BANDS = [-3887848682412926216, -1810621542223466489, -4316088931956019167]
GOLDEN_LONG = [154482620705624776, 819240921468470910, 76636931613198933]


def test_hashes_are_the_same_everywhere() -> None:
    """Golden: a ledger keeps bands; where these change, `scheme` has to change too."""
    assert scheme() == "4 words, 40+8 bands, rensa 2"
    found = shingles(article_of("The port reopened on Friday."))
    assert sorted(found.every) == GOLDEN_SHINGLES
    long = article_of(" ".join(f"word{number}" for number in range(500)))
    assert list(bands(found))[:3] == GOLDEN_BANDS
    assert list(bands(shingles(long)))[:3] == GOLDEN_LONG


def test_another_process_gives_the_same() -> None:
    program = (
        "from onrecord.ledger.copies import bands, shingles\n"
        "from onrecord.records import Article\n"
        "print(bands(shingles(Article(id='a', text='The port reopened on Friday, it said. ' * 3))))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PATH": "", "PYTHONPATH": "src"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


TEXT = st.text(st.sampled_from("ab c.\n'\"“”‘’é5 "), max_size=400)


@given(st.lists(TEXT, max_size=4))
def test_bands_fit_the_ledger(bodies: list[str]) -> None:
    found = bands(shingles(article_of(*bodies)))
    assert len(found) == len(set(found)) <= BANDS + OPENING_BANDS
    assert all(-(1 << 63) <= key < 1 << 63 for key in found)


@given(TEXT, TEXT)
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    first, second = shingles(article_of(one)), shingles(article_of(other))
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 1


@given(TEXT)
def test_own_words_are_among_all(text: str) -> None:
    found = shingles(article_of(text))
    assert set(found.own) <= found.every
    assert bool(found.own) == bool(found.every) == bool(re.search(r"[^\W_]", text))
    assert is_copy(found, Shingles(found.own, found.every)) == bool(found.every)


# What would make a pattern slow.
HOSTILE = [
    "“" * 50_000,
    "'a" * 50_000,
    " 'a" * 50_000,
    "a'" * 50_000,
    "a" * 200_000,
    '"' * 50_001,
    "é" * 50_000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_quick(text: str) -> None:
    assert len(bands(shingles(article_of(text)))) <= BANDS + OPENING_BANDS
