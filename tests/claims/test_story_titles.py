"""The title of a story."""

from __future__ import annotations

import pytest

from onrecord.claims.sketch import sketch_of
from onrecord.claims.stories import Member, member
from onrecord.claims.title import LONGEST, opening, title
from onrecord.records import Article, Furniture, Part

BODY = "The ferry Marit capsized off Port Else on Monday night. Divers searched the hull for passengers. {}"
CENTRAL = "Ferry capsizes off Port Else, divers search hull"


def reports(*headlines: str | None) -> list[Member]:
    return [
        Member(
            article=str(number),
            number=number,
            sketch=sketch_of(f"{headline or ''}\n{BODY.format(number)}"),
            published_at=None,
            headline=headline,
        )
        for number, headline in enumerate(headlines)
    ]


@pytest.mark.parametrize(
    ("headlines", "expected"),
    [
        (["Markets close higher in a quiet week", CENTRAL, "What we know so far"], CENTRAL),
        (["Did the ferry capsize off Port Else? Divers search", CENTRAL], CENTRAL),  # asks
        (["Ferry capsizes", CENTRAL], CENTRAL),  # too short to say what happened
        ([CENTRAL, CENTRAL], CENTRAL),
        (["Why?"], "Why?"),  # nothing else is there
        ([None, CENTRAL], CENTRAL),
        (["  Ferry\n capsizes \t off Port  Else "], "Ferry capsizes off Port Else"),
        (["", "  ", None], None),
        ([], None),
    ],
)
def test_the_most_central_headline(headlines: list[str | None], expected: str | None) -> None:
    assert title(reports(*headlines)) == expected


def test_the_order_of_the_articles_does_not_matter() -> None:
    found = reports("Ferry capsizes off Port Else", "Divers search hull of capsized ferry", CENTRAL, CENTRAL)
    assert title(found) == title(found[::-1])


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        (BODY.format(""), (), "The ferry Marit capsized off Port Else on Monday night."),
        ("By A. Bee\n\nThe ferry sank. All live.", (Part(11, 36, "body"),), "The ferry sank."),
        ("", (), None),
        ("  \n ", (), None),
        ("?", (), "?"),
    ],
)
def test_the_first_sentence_stands_in(text: str, parts: tuple[Part, ...], expected: str | None) -> None:
    assert opening(Article(id="a", text=text, parts=parts)) == expected


@pytest.mark.parametrize("text", ["divers searched " * 30, "a" * 10_000, "漢" * 5_000])
def test_a_long_sentence_is_cut(text: str) -> None:
    found = opening(Article(id="a", text=text))
    assert found is not None
    assert LONGEST // 2 < len(found) <= LONGEST
    assert found.endswith("…")


def test_an_article_brings_its_headline_or_its_first_sentence() -> None:
    furniture = (Furniture(0, 9, "sign-up"),)
    article = Article(id="a", text=BODY.format(""), headline="Ferry capsizes", furniture=furniture)
    assert member(article, 3).headline == "Ferry capsizes"
    assert (member(article, 3).number, member(article, 3).article) == (3, "a")
    bare = member(Article(id="a", text=BODY.format("")), 0)
    assert bare.headline == "The ferry Marit capsized off Port Else on Monday night."
