"""Lines on paper become paragraphs again."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import printed
from onrecord.article.printed import Line


def lines(*texts: str, size: float = 10.0) -> tuple[Line, ...]:
    """Lines one below the other; an empty text is white space."""
    rows = enumerate(texts)
    return tuple(Line(text, 0, 70.0, 800 - 12.0 * row, size) for row, text in rows if text)


# (lines, the paragraph that they are); a full line stands first, so that none is short
FULL = "The harbour authority said that it would open the pier again in November"
JOINED = [
    (("The inspec-", "tion found cracks."), "The inspection found cracks."),
    (("The inspec\u00ad", "tion found cracks."), "The inspection found cracks."),
    (("It has long-", "term effects."), "It has long-term effects."),
    (("A three-", "year plan."), "A three-year plan."),
    (("It is self-", "evident."), "It is self-evident."),
    (("The attorney-", "general said so."), "The attorney-general said so."),
    (("The state-of-the-", "art pier."), "The state-of-the-art pier."),
    (("The Franco-", "German talks."), "The Franco-German talks."),  # capitals: no broken word
    (("Covid-", "19 is back."), "Covid-19 is back."),
    (("It -", "they say - holds."), "It - they say - holds."),  # a dash
    (
        ("A tug-boat left. The tug-", "boat is back."),
        "A tug-boat left. The tug-boat is back.",
    ),  # as elsewhere
    (("The tugboat left. The tug-", "boat is back."), "The tugboat left. The tugboat is back."),
    (("At https://port.example/a-", "(see there)"), "At https://port.example/a- (see there)"),
]


@pytest.mark.parametrize(("texts", "joined"), JOINED)
def test_words_broken_at_the_end_of_a_line(texts: tuple[str, ...], joined: str) -> None:
    assert printed._joined(list(texts), frozenset(printed._whole_words(lines(*texts)))) == joined


# (lines, how many lines each paragraph has)
GROUPED = [
    ((FULL, "and that it was safe.", "", "The union disputed this."), [2, 1]),
    ((FULL, FULL, FULL), [3]),
    (
        (FULL, "and not before.", "The union disputed this, its chair said on Friday after a meeting of all"),
        [2, 1],
    ),
    ((FULL, "Harbour Authority", "Quay 1", "Port Alden"), [2, 1, 1]),  # deliberately short lines
    ((FULL, "• the first pier,", "• the second pier"), [1, 1, 1]),
    ((FULL, "1. the first pier,", "2) the second pier"), [1, 1, 1]),
    ((FULL, "and a short", "column of text"), [3]),  # what goes on in small letters goes on
]


@pytest.mark.parametrize(("texts", "counts"), GROUPED)
def test_grouped(texts: tuple[str, ...], counts: list[int]) -> None:
    found = printed.paragraphs(lines(*texts))
    written = [text for text in texts if text]
    assert found == tuple(
        " ".join(written[sum(counts[:at]) : sum(counts[: at + 1])]) for at in range(len(counts))
    )


def test_indented_first_lines_open_paragraphs() -> None:
    first = [Line(FULL + ".", 0, 90.0 if row in (0, 2) else 70.0, 800 - 12.0 * row, 10.0) for row in range(4)]
    assert len(printed.paragraphs(tuple(first))) == 2


def test_larger_and_bolder_letters_stand_apart() -> None:
    row = (Line(FULL, 0, 70, 800, 14), Line(FULL, 0, 70, 784, 10, True), Line(FULL, 0, 70, 772, 10))
    assert len(printed.paragraphs(row)) == 3


def page(number: int, *texts: str) -> list[Line]:
    return [Line(text, number, 70, 800 - 40 * row, 10) for row, text in enumerate(texts)]


BODY = [f"Body of the release, line {letter}" for letter in "abcdefgh"]
# (pages, the lines that are left)
FURNITURE = [
    ([["Head", *BODY[:3], "1"], ["Head", *BODY[3:6], "2"]], BODY[:6]),
    ([["Head 1", *BODY[:3]], ["Head 2", *BODY[3:6]]], BODY[:6]),
    ([["- 1 -", *BODY[:3]], ["- 2 -", *BODY[3:6]], [*BODY[6:]]], BODY),
    ([[*BODY[:3], "page 4/6"], [*BODY[3:6], "page 5/6"]], BODY[:6]),  # two pages out of six
    ([[*BODY[:3], "1"]], BODY[:3]),
    ([[*BODY[:3], "2024"], [*BODY[3:6], "2024"]], [*BODY[:6]]),  # the same year at the same place
    ([[*BODY[:3], "7"], [*BODY[3:7], "30"]], [*BODY[:3], "7", *BODY[3:7], "30"]),  # figures, not pages
    ([["Head", *BODY[:3]], [*BODY[3:]]], ["Head", *BODY]),  # on one page only
    ([[BODY[0], BODY[1]], [BODY[2], BODY[3], BODY[4], BODY[0]]], [*BODY[:5], BODY[0]]),  # another place
]


@pytest.mark.parametrize(("pages", "left"), FURNITURE)
def test_without_furniture(pages: list[list[str]], left: list[str]) -> None:
    row = tuple(line for number, texts in enumerate(pages) for line in page(number, *texts))
    assert [line.text for line in printed.without_furniture(row, len(pages))] == left


_words = st.text(st.sampled_from("abcdefghij"), min_size=1, max_size=9)


@given(st.lists(_words, min_size=30, max_size=90), st.integers(30, 70))
def test_wrapped_text_comes_back(words: list[str], width: int) -> None:
    text = "Then " + " ".join(words) + "."
    assert printed.paragraphs(lines(*textwrap.wrap(text, width))) == (text,)


@given(st.lists(st.builds(
    Line,
    st.text(min_size=1).map(str.strip).filter(bool),
    st.integers(0, 3),
    st.floats(-1e9, 1e9),
    st.floats(-1e9, 1e9),
    st.floats(1, 400),
    st.booleans(),
), max_size=12))  # fmt: skip
def test_any_lines_come_to_an_end(row: list[Line]) -> None:
    left = printed.without_furniture(tuple(row), 4)
    assert len("".join(printed.paragraphs(left))) <= sum(len(line.text) + 1 for line in row)
    assert set(printed.headline(left)) <= set(row)
