"""What was noticed held against what was planted: when words are the same place of a report."""

import pytest

from gates.follow_scores import overlap

SENTENCE = "The ferry company declined to comment, but said that 300 people had been on board."
PLACES = [
    ("300 people had been on board", "that 300 people had been on board", True),
    ("that 300 people had been", "300 people had been on board", True),
    ("people on board", "that 300 people had been on board", False),  # the words, but not in a row
    ("comment", "comment", True),
    ("comment", "comment on the wreck", True),  # all that the shorter has
    ("a request for comment", "comment", False),  # stands in another sentence
    ("declined to comment", "to comment", True),
    ("comment", "to say", False),
    ("", "to say", False),
    ("“comment,”", "comment", True),  # marks are no words
]


@pytest.mark.parametrize(("place", "content", "is_same"), PLACES)
def test_overlap(place: str, content: str, is_same: bool) -> None:
    assert (overlap(place, content, SENTENCE) > 0) == is_same


def test_the_nearer_place_shares_more() -> None:
    content = "that 300 people had been on board"
    near, far = (
        overlap(place, content, SENTENCE) for place in ("300 people had been on board", "people had been on")
    )
    assert near > far
