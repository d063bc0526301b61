"""The passages of an article that bear on a claim."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.passages import LONGEST, SIZE, coverage, joined, passages, prepare
from onrecord.claims.terms import terms
from onrecord.records import Article, Furniture

LEAD = "The council met on Monday to talk about the budget."
FILLER = "Members spoke at length about roads, schools and the price of salt in winter. " * 12
HIT = "The harbour bridge will be closed in June."
DENIED = "The mayor said the bridge rumour was false."
CLAIM = frozenset(terms("Harbour bridge closed in June"))


def read(text: str, *furniture: Furniture) -> str:
    prepared = prepare(Article(id="a", text=text, furniture=furniture))
    return joined(text, passages(CLAIM, prepared))


def test_the_lead_and_what_shares_most() -> None:
    found = read(f"{LEAD} {FILLER}{HIT} {FILLER}{DENIED} {FILLER}")
    assert found.startswith(LEAD)
    assert HIT in found
    assert DENIED in found


def test_furniture_is_not_read() -> None:
    text = f"{HIT}\n{LEAD}"
    assert read(text, Furniture(0, len(HIT), "advert")) == LEAD


def test_how_much_of_a_claim_is_held() -> None:
    assert coverage(CLAIM, frozenset(terms(HIT))) == 1.0
    assert coverage(CLAIM, frozenset(terms("Rain fell."))) == 0.0
    assert coverage(frozenset(), frozenset(terms(HIT))) == 0.0


@given(st.text(max_size=400))
def test_any_text_gives_passages_of_bounded_size_in_order(text: str) -> None:
    prepared = prepare(Article(id="a", text=text))
    found = passages(CLAIM, prepared)
    assert list(found) == sorted(found)
    assert sum(min(span.end - span.start, LONGEST) for span in found) <= max(SIZE, LONGEST)
    assert all(span in prepared.sentences for span in found)
