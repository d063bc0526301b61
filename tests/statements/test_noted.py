"""Statements that people noted: exact spans, and what they wrote down over what the rules make of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import statements
from onrecord.errors import Refused
from onrecord.records import Note, Page, Part, Reading, Statement


def note(content: str, source: str | None = None, **known: str | None) -> Note:
    page = {name: known.pop(name, None) for name in ("id", "url", "outlet", "headline", "published_at")}
    return Note(
        page=Page(origin="claims.csv:2", format="text", raw="{}", **page),  # type: ignore[arg-type]
        content=content,
        source=source,
        **known,
    )


def the_one(reading: Reading) -> Statement:
    (statement,) = reading.statements
    return statement


def test_a_note() -> None:
    given_note = note(
        "We will open the port at Lanholm on Friday with 300 workers.",
        "President Ana Ruiz",
        said_at="2024-05-01T14:30:00+02:00",
        url="https://herald.example/1",
        outlet="The Herald",
        headline="Port to open",
    )
    reading = statements.note(given_note)
    article, statement = reading.article, the_one(reading)
    assert article.text == f"President Ana Ruiz: {given_note.content}"
    assert article.parts == (Part(0, len(article.text), "body"),)
    assert (article.url, article.outlet, article.headline) == (
        "https://herald.example/1",
        "The Herald",
        "Port to open",
    )
    assert (article.published_at, article.published_from) == ("2024-05-01T14:30:00+02:00", "input")
    assert (reading.model, statement.score, statement.within, statement.cue) == (
        "noted by hand",
        1.0,
        None,
        None,
    )
    assert statement.source
    assert (statement.source.text, statement.source.name, statement.source.role) == (
        "President Ana Ruiz",
        "Ana Ruiz",
        "President",
    )
    assert (statement.source.kind, statement.source.entity) == ("person", "person:ana-ruiz")
    # Made out as any other statement: "Friday" is counted from the day it was said.
    assert (statement.type, statement.act, statement.said_at) == ("assertion", "commit", "2024-05-01T14:30")
    assert statement.event_times == ("2024-05-03",)
    (figure,) = [reading.figures[place] for place in statement.figures]
    assert (figure.low, figure.counted) == (300, "workers")


# (source as noted, its name, its role)
SOURCES = [
    ("Ana Ruiz", "Ana Ruiz", None),
    ("Dr. Lena Brandt", "Lena Brandt", None),
    ("Tom Fox, union leader", "Tom Fox", "union leader"),
    ("NATO", "NATO", None),
    ("@anaruiz", "@anaruiz", "anaruiz"),  # a name that no rule knows
    ("Ana Ruiz and Tom Fox", "Ana Ruiz and Tom Fox", None),
    ("a spokesman", None, "spokesman"),  # nobody's name
    ("Officials", None, "Officials"),
    ("he", None, None),
]


@pytest.mark.parametrize(("source", "name", "role"), SOURCES)
def test_who(source: str, name: str | None, role: str | None) -> None:
    found = the_one(statements.note(note("The port opens.", source))).source
    assert found
    assert (found.text, found.name, found.role) == (source, name, role)


def test_the_role_that_was_noted_wins() -> None:
    found = the_one(statements.note(note("The port opens.", "President Ana Ruiz", role="mayor of Lanholm")))
    assert found.source
    assert found.source.role == "mayor of Lanholm"


# (said_at of the note, published_at of the page, said_at of the statement, published_at of the article)
TIMES = [
    ("2024-05-04", None, "2024-05-04", "2024-05-04"),
    ("2024-05-04", "2024-06-01", "2024-05-04", "2024-06-01"),
    ("2024-05", None, "2024-05", None),  # a month is no date of publication
    ("2024", "2024-06-01", "2024", "2024-06-01"),
    (None, "2024-06-01", None, "2024-06-01"),
    (None, None, None, None),
]


@pytest.mark.parametrize(("said", "published", "said_at", "published_at"), TIMES)
def test_when(said: str | None, published: str | None, said_at: str | None, published_at: str | None) -> None:
    reading = statements.note(note("The port opens.", "Ana Ruiz", said_at=said, published_at=published))
    assert (the_one(reading).said_at, reading.article.published_at) == (said_at, published_at)


# (content, quotation)
QUOTATIONS = [
    ("“The port opens.”", "direct"),
    ('"The port opens."', "direct"),
    ("“The port opens.\r\nSoon.”", "direct"),
    ("The port “opens”", "mixed"),
    ("The port opens.", "indirect"),
    ("“”", "indirect"),  # nothing in it
]


@pytest.mark.parametrize(("content", "quotation"), QUOTATIONS)
def test_quotation(content: str, quotation: str) -> None:
    assert the_one(statements.note(note(content, "Ana Ruiz"))).quotation == quotation


def test_nothing_noted() -> None:
    with pytest.raises(Refused, match="a note without a claim"):
        statements.note(note(" \n", "Ana Ruiz"))


def test_ids() -> None:
    def ids(**known: str | None) -> tuple[str, str]:
        reading = statements.note(note("The port opens.", "Ana Ruiz", **known))
        return reading.article.id, the_one(reading).id

    assert ids() == ids()
    assert ids(id="row-7")[0] == "row-7"
    # One claim is made in many places and on many days.
    different = [ids(), ids(said_at="2024-05-04"), ids(url="https://a.example/1"), ids(id="row-7")]
    assert len({article for article, _ in different}) == len({one for _, one in different}) == 4


# Emoji, combining marks, breaks of two characters, marks of direction.
TEXTS = st.text(st.sampled_from("aB1 .:“”\"'\r\n\t😀e\u0301\u200f\u2060ßİ"), min_size=1, max_size=40)


@given(TEXTS, st.none() | TEXTS)
def test_spans_give_source_and_content_back(content: str, source: str | None) -> None:
    if not content.strip():
        return
    reading = statements.note(note(content, source))
    text, statement = reading.article.text, the_one(reading)
    (span,) = statement.content.spans
    assert text[span.start : span.end] == content == statement.content.text
    if source is None or not source.strip():
        assert statement.source is None
        assert text == content
    else:
        assert statement.source
        (span,) = statement.source.spans
        assert text[span.start : span.end] == source == statement.source.text
        assert text == f"{source}: {content}"
    assert all(0 <= timex.start < timex.end <= len(text) for timex in reading.timexes)
    assert all(0 <= figure.start < figure.end <= len(text) for figure in reading.figures)
