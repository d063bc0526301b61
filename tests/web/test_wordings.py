"""Two wordings of one claim: what is told of their difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.alignment import Budget
from onrecord.web.wordings import LONGEST, Likeness, first_wording, wording

FIRST = "the harbour of Varnholm is closed until Monday"


def shown(first: str, text: str) -> tuple[Likeness, str]:
    """The likeness, and the wording with what it adds in +[] and what it leaves out in -[]."""
    made = wording(first, text, Budget())
    signs = {"same": "{}", "added": "+[{}]", "left out": "-[{}]"}
    return made.likeness, "".join(signs[piece.kind].format(piece.text) for piece in made.pieces)


# the first wording, another one, how alike they are, the differences
WORDINGS: list[tuple[str, str, Likeness, str]] = [
    (FIRST, FIRST, "same", FIRST),
    # marks, capitals, spaces and the word before a clause are no difference
    (FIRST, "that “The  harbour of Varnholm, is closed until Monday”.", "same",
     "that “The harbour of Varnholm, is closed until Monday”."),
    (f"whether {FIRST}", FIRST, "same", FIRST),
    ("the company's offer", "the company’s offer", "same", "the company’s offer"),
    # a word in the place of another, words behind
    (FIRST, "the harbour of Varnholm is closed until Tuesday at least", "close",
     "the harbour of Varnholm is closed until -[Monday]+[Tuesday at least]"),
    (FIRST, "that the northern harbour of Varnholm stays closed until Monday", "close",
     "that the +[northern] harbour of Varnholm -[is]+[stays] closed until Monday"),
    (FIRST, "the harbour is closed until Monday", "close",
     "the harbour -[of Varnholm]is closed until Monday"),
    # "of the" between two changes is the same by chance
    ("the anger of the dockers was seen at the harbour", "the joy of the ferrymen was seen at the harbour",
     "close",
     "the -[anger of the dockers]+[joy of the ferrymen] was seen at the harbour"),
    # numbers are words, with their signs
    ("it cost $3.2 million and 12,000 men", "it cost €3.2 million and 1,200 men", "close",
     "it cost -[$3.2]+[€3.2] million and -[12,000]+[1,200] men"),
    # one within the other, however long
    ("the harbour is closed", "the harbour is closed, and so it will be for as long as the dockers want",
     "close", "the harbour is closed, +[and so it will be for as long as the dockers want]"),
    # what shares no more than its grammar is not marked
    ("that it was final", "that it was genuine", "other", "that it was genuine"),
    (FIRST, "to comment", "other", "to comment"),
    (FIRST, "", "other", ""),
    ("", FIRST, "other", FIRST),
    ("", "", "same", ""),
    ("…", "—", "same", "—"),
    (FIRST, "that", "other", "that"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "text", "likeness", "told"), WORDINGS)
def test_what_differs(first: str, text: str, likeness: Likeness, told: str) -> None:
    assert shown(first, text) == (likeness, told)


def test_the_first_is_as_it_is() -> None:
    made = first_wording(f"that\n {FIRST}")
    assert (made.likeness, [*made.pieces], made.is_cut) == ("first", [("same", f"that {FIRST}")], False)


def test_of_a_very_long_one_the_beginning_is_shown() -> None:
    made = wording(FIRST, f"{FIRST} {'again and ' * 1_000}", Budget())
    assert made.is_cut
    assert sum(len(piece.text) for piece in made.pieces if piece.kind != "left out") <= LONGEST


WORDS = st.lists(
    st.sampled_from(["the", "harbour", "that", "is", "closed", "“until", "Monday”,", "12,000", "…"])
)


@given(WORDS, WORDS)
def test_a_wording_is_shown_whole(first: list[str], text: list[str]) -> None:
    """And what is left out of the first stands in the first."""
    one, other = " ".join(first), " ".join(text)
    made = wording(one, other, Budget())
    assert "".join(piece.text for piece in made.pieces if piece.kind != "left out") == other
    for piece in made.pieces:
        assert piece.kind != "left out" or all(word in one for word in piece.text.split())


@given(st.text(), st.text())
def test_any_text_is_shown(first: str, text: str) -> None:
    made = wording(first, text, Budget())
    assert "".join(piece.text for piece in made.pieces if piece.kind != "left out") == " ".join(text.split())


def test_many_words_that_stand_often_take_no_long_time() -> None:
    words = ["the", "harbour", "is"]
    first = " ".join(words[place % 3] for place in range(600))[:LONGEST]
    text = " ".join(words[place % 2] for place in range(600))[:LONGEST]
    assert wording(first, text, Budget(1_000)).pieces
