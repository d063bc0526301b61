"""Signed links: they say what was signed, for one purpose, until their time is over."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.delivery.links import LinkExpired, LinkWrong, check, sign

KEY = b"k" * 32
NOW = datetime(2024, 10, 25, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=48)


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_what_is_signed_is_read(subject: str) -> None:
    token = sign(KEY, "confirm", subject, LATER)
    assert check(KEY, "confirm", token, NOW) == subject
    assert all(each.isascii() and (each.isalnum() or each in "-_.") for each in token)


@given(st.integers(0, 200), st.characters(codec="ascii"))
def test_a_letter_changed_is_another_link(place: int, letter: str) -> None:
    token = sign(KEY, "confirm", "12", LATER)
    place %= len(token)
    changed = token[:place] + letter + token[place + 1 :]
    assume(changed != token)
    with pytest.raises(LinkWrong):
        check(KEY, "confirm", changed, NOW)


# what is no token of ours
WRONG = [
    "",
    ".",
    "a.b",
    "é" * 40,
    "a" * 10_000,
    sign(b"another", "confirm", "12", LATER),
    sign(KEY, "unsubscribe", "12", LATER),  # another purpose
    sign(KEY, "confirm", "12", LATER) + "=",
    sign(KEY, "confirm", "12", LATER)[:-1],
    " " + sign(KEY, "confirm", "12", LATER),
]


@pytest.mark.parametrize("token", WRONG)
def test_wrong(token: str) -> None:
    with pytest.raises(LinkWrong, match="copy all of it"):
        check(KEY, "confirm", token, NOW)


def test_expired() -> None:
    token = sign(KEY, "confirm", "12", LATER)
    assert check(KEY, "confirm", token, LATER - timedelta(seconds=1)) == "12"
    with pytest.raises(LinkExpired, match="ask for a new one"):
        check(KEY, "confirm", token, LATER)
