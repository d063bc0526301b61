"""Two versions of a report, word by word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.web.versions_view import PAGE, Passage, Piece, pages, passages

HOSPITAL = "https://varnholmmail.example/2024/10/12/hospital-counts"
# The two texts, and what is shown: -gone- +new+, (3) for three paragraphs that stayed.
DIFFERENCES = [
    ("Ten ships wait.", "Ten ships wait.", ""),
    # blanks and empty lines are no words
    ("Ten ships  wait.\n\n\nNobody knows why.", "Ten ships wait.\nNobody knows\u00a0why. ", ""),
    ("Ten ships wait.", "Twelve ships wait.", "-Ten- +Twelve+ ships wait."),
    # a number is one word, with its comma
    ("Some 1,200 wait.", "Some 1,300 wait.", "Some -1,200- +1,300+ wait."),
    ("It was the mayor.", "It was not the mayor.", "It was +not+ the mayor."),
    ("", "A first word.", "+A first word.+"),
    ("A last word.", "", "-A last word.-"),
    # what stayed by chance between two changes of more words is shown as changed
    (
        "He said that he would go to the port on Monday.",
        "She asked whether anybody knew a way to reach an island by ferry.",
        "-He said that he would go to the port on Monday-"
        " +She asked whether anybody knew a way to reach an island by ferry+.",
    ),
    # one paragraph before a change and one behind are shown
    ("a\nb\nc\nd\ne\nf\ng\nh\ni", "a\nb\nc\nd\nx\nf\ng\nh\ni", "(3) | d | -e- +x+ | f | (3)"),
    ("a\nb\nc", "a\nb\nc\nd", "(2) | c | +d+"),
    # a paragraph that was moved is gone there and new here
    ("one\ntwo\nthree\nfour", "two\nthree\nfour\none", "-one- | two | three | four | +one+"),
]


def shown(found: tuple[Passage, ...]) -> str:
    signs = {"same": "", "gone": "-", "new": "+"}
    told = []
    for passage in found:
        pieces = [f"{signs[kind]}{text}{signs[kind]}" for kind, text in passage.pieces]
        told.append(
            f"({passage.unchanged})" if passage.unchanged else " ".join("".join(_apart(pieces)).split())
        )
    return " | ".join(told)


def _apart(pieces: list[str]) -> list[str]:
    """A blank between what went and what came."""
    return [f" {piece}" if piece[:1] == "+" else piece for piece in pieces]


@pytest.mark.parametrize(("before", "after", "difference"), DIFFERENCES)
def test_words_that_changed(before: str, after: str, difference: str) -> None:
    assert shown(passages(before, after)) == difference


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d1", "e,", "\n", "\n\n", "f g"]), max_size=60)


def words(found: tuple[Passage, ...], *kinds: str) -> list[str]:
    return "".join(text for passage in found for kind, text in passage.pieces if kind in kinds).split()


@given(WORDS, WORDS)
def test_both_texts_can_be_read_off(before: list[str], after: list[str]) -> None:
    old, new = " ".join(before), " ".join(after)
    found = passages(old, new)
    if not found:
        assert old.split() == new.split()
        return
    if not any(passage.unchanged for passage in found):
        # Words between two pieces may have lost the blank between them with the piece that they stood beside.
        assert "".join(words(found, "same", "gone")) == "".join(old.split())
        assert "".join(words(found, "same", "new")) == "".join(new.split())


@given(WORDS)
def test_a_text_is_the_same_as_itself(text: list[str]) -> None:
    assert passages(" ".join(text), " ".join(text)) == ()


def test_long_differences_come_in_pages() -> None:
    found = passages("old " * 60_000, "new " * 60_000)
    cut = pages(found)
    assert len(cut) > 5
    assert all(sum(passage.size for passage in page) <= PAGE for page in cut)
    joined = tuple(passage for page in cut for passage in page)
    assert len(words(joined, "gone")) == len(words(joined, "new")) == 60_000
    assert pages(()) == ((),)


def test_a_million_characters_take_a_moment() -> None:
    hostile = [
        (
            " ".join(f"u{n}" for n in range(140_000)),
            " ".join(f"u{n * 7919 % 140_000}" for n in range(140_000)),
        ),
        ("a b " * 250_000, "b a " * 240_000),
        ("\n" * 1_000_000, "x\n" * 500_000),
    ]
    for before, after in hostile:
        begun = time.perf_counter()
        passages(before, after)
        assert time.perf_counter() - begun < 10


def test_the_page_shows_words_and_statements(client: TestClient) -> None:
    text = client.get("/versions", params={"article": HOSPITAL}).text
    assert "<del>512</del>" in text
    assert "<ins>521</ins>" in text
    changes = text.split('class="changes"')[1].split("</table>")[0]
    assert changes.count("<tr>") > 5
    assert ">figure</th>" in changes
    assert 'href="/statement/' in changes


def test_the_page_tells_what_it_cannot_show(client: TestClient) -> None:
    asked = {"article": HOSPITAL}
    assert client.get("/versions", params={**asked, "before": 2, "after": 2}).status_code == 400
    assert client.get("/versions", params={**asked, "before": 1, "after": 9}).status_code == 404
    assert client.get("/versions", params={**asked, "after": 1}).status_code == 404
    assert client.get("/versions", params={"article": "nowhere"}).status_code == 404
    backwards = client.get("/versions", params={**asked, "before": 2, "after": 1}).text
    assert "<del>521</del>" in backwards


def test_texts_are_shown_as_text() -> None:
    assert passages("<b>x</b>", "<i>x</i>")[0].pieces[0] == Piece("same", "<")
