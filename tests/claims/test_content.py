"""What a content puts forward by itself."""

from __future__ import annotations

import pytest
from claims_sayings import saying

from onrecord.claims.content import bare, points, rejects, same_words


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("that the port would close", "the port would close"),
        ('"The port is closed,"', "The port is closed"),
        ("whether the port was safe", "the port was safe"),
        ("“That is a lie”", "is a lie"),  # "that" the pronoun is lost, which no comparison misses
        ("thatched roofs burned", "thatched roofs burned"),
        ('"', '"'),  # nothing is left: as it was
    ],
)
def test_bare(content: str, expected: str) -> None:
    assert bare(content) == expected


def test_the_same_words_in_other_marks() -> None:
    assert same_words('that "The Port" is closed,') == same_words("the port is closed")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("the allegations", True),
        ("to comment", True),
        ('the claims "groundless rumours"', True),
        ("it", True),
        ("the engineer's tale baseless", True),
        ("that nine people had died", False),
        ("any connection between its product and the illnesses", False),
        ("sending troops", False),
        # at length, but of what others said
        ("the claims by the Lake Province and others are baseless rumours meant to hurt the harbour", True),
        ("the report says that the harbour bridge was sound when it was built", False),
    ],
)
def test_contents_that_only_point(content: str, expected: bool) -> None:
    assert points(saying(content)) is expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("that the reports were false", True),
        ("a pure invention", True),
        ("that there was no truth in it", True),
        ("that the bridge was safe", False),
    ],
)
def test_rejecting(content: str, expected: bool) -> None:
    assert rejects(content) is expected
