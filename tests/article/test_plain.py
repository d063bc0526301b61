"""Pasted text: what each stretch is. Tables of (text, the stretches expected), in the text's order."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import plain
from onrecord.errors import Refused
from onrecord.records import Article, Furniture, Page, Part

REPORTS = Path(__file__).parents[2] / "examples" / "reports"

LEAD = "The harbour will stay closed until Friday, the minister said on Monday, citing the state of the quay."
NEXT = "The dockers' union said it had not been told of any damage and demanded to see the report at once."
FILED = f"KYIV - {LEAD}"
HEADLINE = "Minister closes harbour until Friday"
CAPTION = "Dockers wait at the gate in Kyiv, Ukraine, on Oct. 3, 2024."
WRAPPED = (
    "The harbour will stay closed until Friday, the transport minister said\n"
    "on Monday, citing the state of the quay. She said that engineers had\n"
    "found cracks in four of the nine berths and that repairs had begun."
)
WRAPPED_NEXT = (
    "The dockers' union said it had not been told of any damage and that it\n"
    "wanted to see the engineers' report before anybody went back to work."
)

LAYOUTS = [
    # blank lines
    (f"{HEADLINE}\n\n{LEAD}\n\n{NEXT}", [("headline", HEADLINE), ("body", LEAD), ("body", NEXT)]),
    # single newlines, Windows line ends
    (f"{HEADLINE}\r\n{LEAD}\r\n{NEXT}\r\n", [("headline", HEADLINE), ("body", LEAD), ("body", NEXT)]),
    # old Macintosh line ends and Unicode's own
    (f"{HEADLINE}\r{LEAD}\u2029{NEXT}", [("headline", HEADLINE), ("body", LEAD), ("body", NEXT)]),
    # a byte order mark that came through JSON belongs to no part
    (f"\ufeff{HEADLINE}\n{LEAD}", [("headline", HEADLINE), ("body", LEAD)]),
    # hard-wrapped: the lines of a paragraph belong together
    (
        f"{HEADLINE}\n\n{WRAPPED}\n\n{WRAPPED_NEXT}\n",
        [("headline", HEADLINE), ("body", WRAPPED), ("body", WRAPPED_NEXT)],
    ),
    # hard-wrapped, the headline right above; the short last line ends a paragraph
    (
        f"{HEADLINE}\n{WRAPPED}\n\n{WRAPPED_NEXT}",
        [("headline", HEADLINE), ("body", WRAPPED), ("body", WRAPPED_NEXT)],
    ),
    # hard-wrapped with Windows line ends
    (
        f"{WRAPPED}\n\n{WRAPPED_NEXT}".replace("\n", "\r\n"),
        [("body", WRAPPED.replace("\n", "\r\n")), ("body", WRAPPED_NEXT.replace("\n", "\r\n"))],
    ),
    # no headline: a dateline, a sentence
    (f"{FILED}\n{NEXT}", [("body", FILED), ("body", NEXT)]),
    (f"{LEAD}\n\n{NEXT}", [("body", LEAD), ("body", NEXT)]),
    # one line
    (LEAD, [("body", LEAD)]),
    ("Minister closes harbour", [("body", "Minister closes harbour")]),
    # a headline with a full stop shows itself by what follows
    (f"Minister closes harbour.\n\n{FILED}", [("headline", "Minister closes harbour."), ("body", FILED)]),
    (f"The harbour is closed.\n\n{LEAD}", [("body", "The harbour is closed."), ("body", LEAD)]),
    # standfirst in front of byline, dateline or stamp; without a full stop also in front of the body
    (
        f"{HEADLINE}\nEngineers find cracks in four berths.\nBy Ana Ruiz\n{LEAD}",
        [
            ("headline", HEADLINE),
            ("standfirst", "Engineers find cracks in four berths."),
            ("byline", "By Ana Ruiz"),
            ("body", LEAD),
        ],
    ),
    (
        f"{HEADLINE}\n\nEngineers find cracks in four berths.\n\n{FILED}",
        [("headline", HEADLINE), ("standfirst", "Engineers find cracks in four berths."), ("body", FILED)],
    ),
    (
        f"{HEADLINE}\nEngineers find cracks in four berths\n{LEAD}",
        [("headline", HEADLINE), ("standfirst", "Engineers find cracks in four berths"), ("body", LEAD)],
    ),
    # a name above the writer's role
    (
        f"{HEADLINE}\nAna Ruiz\nTransport correspondent\n25 October 2024\n{LEAD}",
        [
            ("headline", HEADLINE),
            ("byline", "Ana Ruiz"),
            ("byline", "Transport correspondent"),
            ("time-stamp", "25 October 2024"),
            ("body", LEAD),
        ],
    ),
    # captions: above a credit, in front of a credit, by their first words
    (
        f"{HEADLINE}\n{CAPTION}\nPHOTO: REUTERS\n{FILED}",
        [("headline", HEADLINE), ("caption", CAPTION), ("photo-credit", "PHOTO: REUTERS"), ("body", FILED)],
    ),
    (
        f"{HEADLINE}\n{CAPTION} (AP Photo/Jane Doe)\n{LEAD}",
        [
            ("headline", HEADLINE),
            ("caption", CAPTION),
            ("photo-credit", "(AP Photo/Jane Doe)"),
            ("body", LEAD),
        ],
    ),
    (
        f"{LEAD}\n{CAPTION} Photograph: Jane Doe/Getty Images\n{NEXT}",
        [
            ("body", LEAD),
            ("caption", CAPTION),
            ("photo-credit", "Photograph: Jane Doe/Getty Images"),
            ("body", NEXT),
        ],
    ),
    (
        f"{HEADLINE}\nImage source, Getty Images\nImage caption, Dockers wait\n{LEAD}",
        [
            ("headline", HEADLINE),
            ("photo-credit", "Image source, Getty Images"),
            ("caption", "Image caption, Dockers wait"),
            ("body", LEAD),
        ],
    ),
    (
        f"{HEADLINE}\nFile photo: {CAPTION}\n{LEAD}",
        [("headline", HEADLINE), ("caption", f"File photo: {CAPTION}"), ("body", LEAD)],
    ),
    # the headline is no caption
    (
        f"{HEADLINE}\nPHOTO: AFP\n{FILED}",
        [("headline", HEADLINE), ("photo-credit", "PHOTO: AFP"), ("body", FILED)],
    ),
    # furniture above, between and below
    (
        f"Skip to main content\nHome > World\n{HEADLINE}\nShare\nFacebook\n{LEAD}\n"
        f"Advertisement\n{NEXT}\n"
        "More on this story\nWho owns the quay\n© 2024 The Lantern",
        [
            ("navigation", "Skip to main content"),
            ("navigation", "Home > World"),
            ("headline", HEADLINE),
            ("share-bar", "Share"),
            ("share-bar", "Facebook"),
            ("body", LEAD),
            ("advert", "Advertisement"),
            ("body", NEXT),
            ("related-link", "More on this story"),
            ("related-link", "Who owns the quay"),
            ("notice", "© 2024 The Lantern"),
        ],
    ),
    # a section's name above the headline; topics under "Topics"
    (
        f"Politics\n{HEADLINE}\n{LEAD}\nTopics\nPorts\nTransport",
        [
            ("navigation", "Politics"),
            ("headline", HEADLINE),
            ("body", LEAD),
            ("topic-bar", "Topics"),
            ("topic-bar", "Ports"),
            ("topic-bar", "Transport"),
        ],
    ),
    # subheadings
    (
        f"{HEADLINE}\n{LEAD}\nWhat the union wants\n{NEXT}",
        [("headline", HEADLINE), ("body", LEAD), ("subheading", "What the union wants"), ("body", NEXT)],
    ),
    # the agencies behind the last sentence, and on a line of their own
    (f"{FILED}\n{NEXT} REUTERS, AFP\n", [("body", FILED), ("body", NEXT), ("credit-line", "REUTERS, AFP")]),
    (
        f"{FILED}\n{NEXT}\n(With inputs from PTI)",
        [("body", FILED), ("body", NEXT), ("credit-line", "(With inputs from PTI)")],
    ),
    # a mail
    (
        f"From: press@lantern.example\nTo: desk@post.example\nSubject: {HEADLINE}\n\n{WRAPPED}",
        [
            ("navigation", "From: press@lantern.example"),
            ("navigation", "To: desk@post.example"),
            ("navigation", "Subject:"),
            ("headline", HEADLINE),
            ("body", WRAPPED),
        ],
    ),
    # tabs, emoji, combining marks, right-to-left: offsets count code points
    (
        f"\t{HEADLINE} 🚢\n\n\tCafe\u0301: {LEAD}",
        [("headline", f"{HEADLINE} 🚢"), ("body", f"Cafe\u0301: {LEAD}")],
    ),
    (
        "قال الوزير يوم الاثنين إن الميناء سيبقى مغلقا.",
        [("body", "قال الوزير يوم الاثنين إن الميناء سيبقى مغلقا.")],
    ),
]


def read(text: str | bytes, **of_page: str) -> Article:
    return plain.extract(Page(origin="test", format="text", raw=text, **of_page))  # type: ignore[arg-type]


def stretches(article: Article) -> list[tuple[str, str]]:
    marks: list[Part | Furniture] = [*article.parts, *article.furniture]
    return [
        (mark.kind, article.text[mark.start : mark.end])
        for mark in sorted(marks, key=lambda mark: mark.start)
    ]


@pytest.mark.parametrize(("text", "expected"), LAYOUTS)
def test_layout(text: str, expected: list[tuple[str, str]]) -> None:
    article = read(text)
    assert stretches(article) == expected
    assert article.text == text


def test_who_filed_it_and_when() -> None:
    article = read(
        f"{HEADLINE}\nBy Ana Ruiz and Tom Okafor, dpa\nPublished Oct 25, 2024, 08:11 PM\n{FILED} REUTERS, AFP"
    )
    assert article.headline == HEADLINE
    assert article.authors == ("Ana Ruiz", "Tom Okafor")
    assert article.agencies == ("dpa", "Reuters", "AFP")
    assert article.dateline is not None
    assert article.dateline.place == "KYIV"
    assert (article.published_at, article.published_from) == ("2024-10-25T20:11", "text")
    assert article.language == "en"


PUBLISHED = [
    ("25 October 2024", "2024-10-25"),
    ("Updated Oct 26, 2024", None),  # that is another time
    ("Updated Oct 26, 2024\nPublished Oct 25, 2024", "2024-10-25"),
    ("25 October 2024\n26 October 2024", None),  # which of the two?
    ("3 hours ago", None),
    ("Published 03/04/2024", None),
    ("Published 25/12/2024", "2024-12-25"),
    ("By Ana Ruiz | Oct 25, 2024", "2024-10-25"),
]


@pytest.mark.parametrize(("line", "published_at"), PUBLISHED)
def test_published_at(line: str, published_at: str | None) -> None:
    article = read(f"{HEADLINE}\n{line}\n{LEAD}")
    assert (article.published_at, article.published_from) == (published_at, "text" if published_at else None)


def test_what_the_page_says_wins() -> None:
    page = Page(
        origin="articles.jsonl:1",
        format="text",
        raw=f"{HEADLINE}\nBy Ana Ruiz\n{LEAD}",
        id="a1",
        url="https://lantern.example/1",
        outlet="The Lantern",
        headline="Another headline",
        authors=("Jane Doe",),
        published_at="2024-10-25",
    )
    article = plain.extract(page)
    assert (article.id, article.url, article.outlet) == ("a1", "https://lantern.example/1", "The Lantern")
    assert (article.headline, article.authors) == ("Another headline", ("Jane Doe",))
    assert (article.published_at, article.published_from) == ("2024-10-25", "input")
    assert stretches(article)[0] == ("headline", HEADLINE)  # the text's own all the same


GIVEN = [
    # (headline named in the input, text, the text's headline)
    ("Watch: Minister falls in", f"Watch: minister falls in!\n{LEAD}", "Watch: minister falls in!"),
    ("The harbour is closed", f"The Harbour Is Closed.\n\n{LEAD}", "The Harbour Is Closed."),
    ("Jobs up; A surprise", f"Jobs up; \nA surprise.\n\n{LEAD}", "Jobs up; \nA surprise."),  # in two lines
]


@pytest.mark.parametrize(("given_headline", "text", "own"), GIVEN)
def test_the_headline_named_in_the_input_is_found_in_the_text(
    given_headline: str, text: str, own: str
) -> None:
    article = read(text, headline=given_headline)
    marked = [part for part in article.parts if part.kind == "headline"]
    assert text[marked[0].start : marked[-1].end] == own
    assert article.headline == given_headline


@pytest.mark.parametrize("text", ["", " \n\t\r\n ", "\ufeff\n"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="the text is empty"):
        read(text)


def test_an_id_is_a_hash_of_the_text() -> None:
    assert read(LEAD).id == read(LEAD.encode()).id != read(NEXT).id
    assert len(read(LEAD).id) == 16
    assert read("half a character \ud83d").id


def test_a_line_of_two_megabytes() -> None:
    article = read("word " * 400_000 + "end.")
    assert [part.kind for part in article.parts] == ["body"]


def test_many_short_lines() -> None:
    assert read("Share\n" * 5_000 + "a\n" * 5_000).text


DEMOS = [
    ("harbour-strike", ("Reuters", "AFP"), "VARNHOLM", "2024-10-08T18:42"),
    ("flood-relief", ("PTI",), "RAVIPUR", None),
    ("court-ruling", (), "LOWMARCH", "2024-10-25"),
    ("derby-transfer", (), None, None),
]


@pytest.mark.parametrize(("name", "agencies", "place", "published_at"), DEMOS)
def test_demo_reports(
    name: str, agencies: tuple[str, ...], place: str | None, published_at: str | None
) -> None:
    text = (REPORTS / f"{name}.txt").read_text()
    article = read(text)
    assert article.headline == text.split("\n")[0]
    assert article.agencies == agencies
    assert (article.dateline.place if article.dateline else None) == place
    assert article.published_at == published_at


LINES = st.one_of(
    st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028", " ", "\t", "\ufeff", "\u200b"]),
    st.sampled_from(
        [
            HEADLINE,
            LEAD,
            NEXT,
            FILED,
            WRAPPED,
            CAPTION,
            "PHOTO: REUTERS",
            "Share",
            "X",
            "Follow topic:",
            "By Ana Ruiz",
            "Subject: x",
            "Subject:",
            "From: y",
            "Related stories",
            "25 October 2024",
            "REUTERS, AFP",
            "(AP Photo/Jane Doe)",
            " Photo: AFP",
            "KYIV -",
            "קייב - השר אמר",
            "قال الوزير",
            "🚢👩🏽‍🔧",
            "e\u0301",
            "\ud800",
            "Politics",
        ]
    ),
    st.text(max_size=30),
)


@given(st.lists(LINES, max_size=14).map("".join))
def test_laws(text: str) -> None:
    """The text is the input; marks are in range, in order, apart, and each shows something."""
    try:
        article = read(text)
    except Refused:
        assert not any(c.isalnum() for c in text)
        return
    assert article.text == text
    marks: list[Part | Furniture] = sorted([*article.parts, *article.furniture], key=lambda mark: mark.start)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert all(one.end <= other.start for one, other in pairwise(marks))
    assert all(text[mark.start : mark.end].strip() == text[mark.start : mark.end] for mark in marks)
    assert list(article.parts) == sorted(article.parts, key=lambda part: part.start)
    covered = {at for mark in marks for at in range(mark.start, mark.end)}
    assert not any(text[at].isalnum() for at in range(len(text)) if at not in covered)


@pytest.mark.parametrize(
    "text", [LEAD, f"{HEADLINE}\r\n\tCafe\u0301 “{LEAD}” 🚢\u200d\r\n", "قال الوزير يوم الاثنين"]
)
def test_bytes_are_read_as_the_text_they_hold(text: str) -> None:
    assert read(text.encode()).text == text
