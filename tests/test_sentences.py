"""Where sentences begin and end: a text and its sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Article, Part, Span
from onrecord.sentences import around, sentences

ROWS: tuple[tuple[str, list[str]], ...] = (
    ("", []),
    (" \n \n", []),
    ("The bridge is shut.", ["The bridge is shut."]),
    ("The bridge is shut. Nobody knows why.", ["The bridge is shut.", "Nobody knows why."]),
    ("Is it shut? It is! Go home.", ["Is it shut?", "It is!", "Go home."]),
    # A line ends a sentence, with or without a stop.
    ("Bridge shut\nThe bridge is shut.", ["Bridge shut", "The bridge is shut."]),
    # These stops end nothing.
    ("Mr. Fallow met Dr. Okoth.", ["Mr. Fallow met Dr. Okoth."]),
    ("Gen. Bruno Haskel of the U.S. Army left.", ["Gen. Bruno Haskel of the U.S. Army left."]),
    ("Prices rose 4.5 per cent to $3.20 a litre.", ["Prices rose 4.5 per cent to $3.20 a litre."]),
    # A quotation stays whole, with its "she said".
    ("“It is shut. Go home,” she said. He left.", ["“It is shut. Go home,” she said.", "He left."]),
    ("\"Is it shut?\" she asked.", ['"Is it shut?" she asked.']),
    ("It is shut … for now.", ["It is shut … for now."]),
    # Half a character is one character.
    ("Is it \ud83d shut? It is.", ["Is it \ud83d shut?", "It is."]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_sentences(text: str, expected: list[str]) -> None:
    article = Article(id="a", text=text)
    assert [text[start:end].strip() for start, end in sentences(article)] == expected


def test_none_crosses_a_part() -> None:
    text = "Bridge shut The bridge is shut. Go home."
    parts = (Part(0, 11, "headline"), Part(12, len(text), "body"))
    found = sentences(Article(id="a", text=text, parts=parts))
    assert [text[start:end].strip() for start, end in found] == [
        "Bridge shut",
        "The bridge is shut.",
        "Go home.",
    ]


@pytest.mark.parametrize(
    ("at", "expected"),
    [(0, None), (1, None), (2, Span(2, 5)), (4, Span(2, 5)), (5, None), (7, Span(7, 9)), (9, None)],
)
def test_around(at: int, expected: Span | None) -> None:
    assert around([Span(2, 5), Span(7, 9)], at) == expected


WORDS = (
    "Ana",
    "Mr.",
    "U.S.",
    "said",
    ".",
    "?",
    "!",
    "…",
    "“",
    "”",
    '"',
    "\n",
    "\n\n",
    "\r\n",
    "\u2028",
    " ",
    "😀",
    "١",
    "3.5",
)
texts = st.lists(st.sampled_from(WORDS), max_size=40).map("".join) | st.text(max_size=200)


@given(texts, st.lists(st.integers(0, 200), max_size=4), st.booleans())
def test_sentences_stand_in_order_within_their_parts(text: str, cuts: list[int], parted: bool) -> None:
    ends = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    parts = tuple(Part(start, end, "body") for start, end in pairwise(ends)) if parted else ()
    found = sentences(Article(id="a", text=text, parts=parts))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    if parts:
        assert all(any(part.start <= s and e <= part.end for part in parts) for s, e in found)
    else:
        assert all("\n" not in text[start:end].strip() for start, end in found)


@given(texts)
def test_each_point_of_a_sentence_is_in_it(text: str) -> None:
    found = sentences(Article(id="a", text=text))
    for span in found:
        assert around(found, span.start) == around(found, span.end - 1) == span
    covered = {at for span in found for at in range(*span)}
    assert all(around(found, at) is None for at in range(len(text)) if at not in covered)
    # Nothing but white space stands outside.
    assert not "".join(text[at] for at in range(len(text)) if at not in covered).strip()


def test_a_wide_space_before_a_full_stop() -> None:
    text = "Plan B\u00a0. Next."
    assert sentences(Article(id="1", text=text)) != []
