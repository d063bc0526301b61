"""Which stretches stand in quotation marks: (text, the stretches)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Span
from onrecord.statements.quotes import quoted

ROWS = [
    ("She said “no”.", ["“no”"]),
    ('She said "no" and "never".', ['"no"', '"never"']),
    ("He called it a ‘disgrace’ today.", ["‘disgrace’"]),
    ("'We won't go,' he said.", ["'We won't go,'"]),  # the apostrophe does not close
    ("‘We won’t go,’ he said.", ["‘We won’t go,’"]),
    ("“He told me ‘no’ twice,” she said.", ["“He told me ‘no’ twice,”"]),  # one within another
    ("‘He said “no” twice,’ she said.", ["‘He said “no” twice,’"]),
    ("The workers' pay and the '90s.", []),  # apostrophes
    ("Rock ’n’ roll", []),
    ("„Nein“, sagte er.", ["„Nein“"]),  # German
    ("Il a dit « non » hier.", ["« non »"]),  # French
    ("Er sagte »nein« und ging.", ["»nein«"]),  # German, pointing in
    ("“One.\n“Two.\n“Three,” he said.", ["“One.", "“Two.", "“Three,”"]),  # opens each paragraph, closes once
    ('"One.\n"Two," he said.', ['"One.', '"Two,"']),
    ("“Never closed, he said.", ["“Never closed, he said."]),
    ("closed only” he said", []),
    ('a 6" pipe of steel', []),  # inches
    ("", []),
]


def lines(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"\S[^\n]*", text)]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_quoted(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in quoted(text, lines(text))] == expected


@given(st.text(alphabet="ab '\"“”‘’«».,\n"))
def test_stretches_are_in_order_inside_their_paragraphs(text: str) -> None:
    found = quoted(text, lines(text))
    ends = [0] + [end for _, end in found]
    assert all(ends[i] <= start < end for i, (start, end) in enumerate(found))
    assert all("\n" not in text[start:end] for start, end in found)
