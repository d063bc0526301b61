"""Who speaks for whom."""

from __future__ import annotations

import pytest

from onrecord.follow.camp import is_like_voice, is_one_voice
from onrecord.records import Source, SourceKind


def source(
    text: str, kind: SourceKind = "person", name: str | None = None, role: str | None = None
) -> Source:
    return Source((), text, name, role, kind, None)


MINISTRY = source("Valdria's foreign ministry", "government", "Valdria")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (source("Ann Ray", name="Ann Ray"), source("Ray", name="Ann Ray"), True),
        (source("Ann Ray", name="Ann Ray"), source("Ben Ray", name="Ben Ray"), False),
        (
            MINISTRY,
            source("Valdria's spokeswoman, Ann Ray", name="Ann Ray", role="Valdria's spokeswoman"),
            True,
        ),
        (source("Valdria", name="Valdria"), MINISTRY, True),
        (
            source("Dam Authority of Orr", "organisation", "Dam Authority of Orr"),
            source("Orr", "country", "Orr"),
            True,
        ),
        (MINISTRY, source("Kesh's foreign ministry", "government", "Kesh"), False),
        # a group is told by whom it is against as well
        (MINISTRY, source("rebels who left Valdria", "group"), False),
        (source("the minister", "unnamed"), source("a minister", "unnamed"), False),
    ],
)
def test_one_voice(one: Source, other: Source, expected: bool) -> None:
    assert is_one_voice(one, other) == is_one_voice(other, one) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (source("Rescuers", "group"), source("the rescue service", "organisation"), True),
        (source("the hospital", "organisation"), source("the rescue service", "organisation"), False),
        (source("he", "unnamed"), source("the rescue service", "organisation"), True),  # it may be
        (source("Ann Ray", name="Ann Ray"), source("Ben Low", name="Ben Low"), False),
    ],
)
def test_like_voice(one: Source, other: Source, expected: bool) -> None:
    assert is_like_voice(one, other) == is_like_voice(other, one) == expected
