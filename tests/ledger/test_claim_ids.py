"""Ids of claims and sketches as the ledger keeps them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger import claim_ids, sketches
from onrecord.ledger.sketches import Sketched

WEIGHTS = st.dictionaries(
    st.text(min_size=1).filter(lambda term: "\0" not in term), st.floats(0, 1), max_size=9
)


@given(st.integers(0, 2**40 - 1))
def test_an_id_is_its_number(number: int) -> None:
    written = claim_ids.written(number)
    assert claim_ids.number(written) == number
    for length in range(1, len(written) + 1):
        found = claim_ids.beginning(written[:length])
        assert found is not None
        assert found.first <= number <= found.last
    assert found == (number, number)


@pytest.mark.parametrize("id", ["", "c", "c1", "s0123456789", "c012345678g", "c0123456789a", "c٠123456789"])
def test_what_is_no_id(id: str) -> None:  # noqa: A002
    with pytest.raises(ValueError, match="is no id of a claim"):
        claim_ids.number(id)


@pytest.mark.parametrize("typed", ["", "x", "s01", "cg", "c0123456789a", "c\0"])
def test_what_begins_no_id(typed: str) -> None:
    assert claim_ids.beginning(typed) is None


@given(WEIGHTS, st.integers(1, 3))
def test_a_sketch_comes_back(weights: dict[str, float], articles: int) -> None:
    kept = sketches.as_kept(Sketched(weights, articles))
    assert (kept.articles, [*kept.weights]) == (articles, sorted(weights))
    assert all(abs(kept.weights[term] - weight) < 1e-5 for term, weight in weights.items())
    assert sketches.as_kept(kept) == kept


@given(WEIGHTS, WEIGHTS)
def test_what_was_added_can_be_taken_away(one: dict[str, float], other: dict[str, float]) -> None:
    first, second = Sketched(one), Sketched(other)
    left = sketches.less(sketches.total([first, second]), [second])
    assert left.articles == 1
    assert all(abs(left.weights.get(term, 0.0) - weight) < 1e-3 for term, weight in one.items())
    assert set(left.weights) <= set(one)
