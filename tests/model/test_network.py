"""Windows: every word is read, owned once, and has words around it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.network import OVERLAP, SIZE, windows


@given(st.lists(st.one_of(st.integers(1, 4), st.integers(1, 100)), max_size=800))
def test_every_word_is_owned_once(sizes: list[int]) -> None:
    first = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    cuts = list(windows(first))
    assert [w for cut in cuts for w in range(cut.own_start, cut.own_end)] == list(range(len(sizes)))
    assert all(cut.start <= cut.own_start <= cut.own_end <= cut.end for cut in cuts)
    assert all(first[cut.end] - first[cut.start] <= SIZE for cut in cuts)


@given(st.integers(0, 3000))
def test_words_have_context_on_both_sides(n_words: int) -> None:
    first = np.arange(n_words + 1)
    for cut in windows(first):
        assert cut.own_start == 0 or cut.own_start - cut.start >= OVERLAP // 2 - 1
        assert cut.own_end == n_words or cut.end - cut.own_end >= OVERLAP // 2 - 1
