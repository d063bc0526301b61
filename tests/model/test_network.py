"""Windows: every word is read, and with words around it."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.network import OVERLAP, SIZE, windows


@given(st.lists(st.one_of(st.integers(1, 4), st.integers(1, 100)), max_size=800))
def test_every_word_is_read(sizes: list[int]) -> None:
    first = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    cuts = list(windows(first))
    assert sorted({w for cut in cuts for w in range(cut.start, cut.end)}) == list(range(len(sizes)))
    assert all(first[cut.end] - first[cut.start] <= SIZE for cut in cuts)
    assert all(a.start < b.start and a.end < b.end for a, b in itertools.pairwise(cuts))


@given(st.integers(1, 3000))
def test_some_window_shows_each_word_with_words_on_both_sides(n_words: int) -> None:
    cuts = list(windows(np.arange(n_words + 1)))
    for word in range(n_words):
        shown = max(min(word - cut.start, cut.end - 1 - word) for cut in cuts if cut.start <= word < cut.end)
        assert shown >= min(OVERLAP // 2 - 1, word, n_words - 1 - word)
