"""Words and pieces: each word has its place in the text, whatever the text."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.tokenizer import split
from onrecord.statements.reader import FOLDER

TOKENIZER = FOLDER / "tokenizer.json"


def words(text: str) -> list[str]:
    pieces = split(text, TOKENIZER)
    return [text[start:end] for start, end in zip(pieces.start, pieces.end, strict=True)]


def test_words_are_split_at_space_and_punctuation() -> None:
    assert words("Mr Rim's “no”, he said.") == ["Mr", "Rim", "'", "s", "“", "no", "”", ",", "he", "said", "."]


@given(st.text())
def test_words_are_in_order_and_hold_something(text: str) -> None:
    pieces = split(text, TOKENIZER)
    ends = [0, *pieces.end.tolist()]
    assert all(a <= start < end for a, start, end in zip(ends, pieces.start, pieces.end, strict=False))
    assert all(a < b for a, b in itertools.pairwise(pieces.first.tolist()))
    assert pieces.first[-1] == len(pieces.ids)


@given(st.text(), st.data())
def test_some_words_alone_are_the_same_words(text: str, data: st.DataObject) -> None:
    pieces = split(text, TOKENIZER)
    low = data.draw(st.integers(0, len(pieces)))
    high = data.draw(st.integers(low, len(pieces)))
    some = pieces.between(low, high)
    wanted = [low <= word < high for word in range(len(pieces))]
    kept = pieces.keep(np.array(wanted, dtype=np.bool_))
    assert some.ids.tolist() == kept.ids.tolist()
    assert some.start.tolist() == kept.start.tolist() == pieces.start[low:high].tolist()
    assert some.first.tolist() == kept.first.tolist()
