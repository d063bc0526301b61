"""Where what is said begins in a content that opens with where it was said: (content, the rest or None)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Span
from onrecord.statements.setting.said import split_opening

ROWS = [
    ("at the UN General Assembly's First Committee that it sent neither", "that it sent neither"),
    ("in a report that the bank had issued wrong data", "that the bank had issued wrong data"),
    ("on Tuesday that the road was cut", "that the road was cut"),
    ("in a statement on Tuesday that the road was cut", "that the road was cut"),
    ("in a statement posted on X that no ship left", "that no ship left"),
    ("to reporters that she was leaving", "that she was leaving"),
    ("to the BBC that it was over", "that it was over"),
    ("during a visit to Kyiv that he would help", "that he would help"),
    ("in a letter to the U.S. Congress that the ship sank", "that the ship sank"),
    ("by email that the account was closed", "that the account was closed"),
    ("via Telegram that three people died", "that three people died"),
    ("after talks with Gov. Lee that the plan was dead", "that the plan was dead"),
    ("that the plan failed", None),
    ("the plan that failed", None),
    ("in a country that has no courts nobody is safe", None),  # "that" is the country
    ("to ensure that trade goes on", None),
    ("in the belief that it would help", None),
    ("on condition that he be freed", None),
    ("on the grounds that it was late", None),
    ("in response to claims that it lied", None),
    ("on the same day that police raided the house", None),
    ("at least that is what he thinks", None),
    ("after saying that it would leave", None),
    ("before the trial he said that it was over", None),  # a clause of its own
    ("In Kyiv, that is the law", None),
    ("at the summit “that” word fell", None),
    ("at that meeting", None),
    ("in a post on X that", None),
    ("in " + "very " * 30 + "long words that it was late", None),
    ("", None),
]


@pytest.mark.parametrize(("content", "expected"), ROWS)
def test_split_opening(content: str, expected: str | None) -> None:
    text = f"She said {content}"
    span = split_opening(text, Span(9, len(text)))
    assert (text[span.start : span.end] if span else None) == expected


WORDS = ["in", "a", "statement", "that", "the", "ship", ".", ",", "“", "said", "é", "\n"]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=40).map(" ".join), st.integers(0, 20))
def test_what_is_left_begins_with_that_and_ends_with_the_content(text: str, start: int) -> None:
    start = min(start, len(text))
    span = split_opening(text, Span(start, len(text)))
    if span:
        assert start < span.start < span.end == len(text)
        assert text.startswith("that", span.start)


def test_long_contents() -> None:
    long = "in a statement " * 40_000 + "that it was late"
    assert split_opening(long, Span(0, len(long))) is None
