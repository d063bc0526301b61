"""Names: nothing in them that cannot be seen, and a key that stands in an address."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk import names

ANY = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("North Korean troops", "North Korean troops"),
        ("  two   blanks\tand a tab ", "two blanks and a tab"),
        ("Strike\r\nBcc: all@example.org", "Strike Bcc: all@example.org"),  # no second header
        ("Strike\u2028Pay\u2029\x85", "Strike Pay"),  # what some take for line breaks
        ("\u202egnol\u2066 way\u2069", "gnol way"),  # turns of direction
        ("zero\u200bwidth \ufeffmark", "zero width mark"),
        ("half a \ud83d character", "half a character"),
        ("a\0b", "a b"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # a joiner that Persian is written with
        ("e\u0301te\u0301", "été"),
        ("\x00\n\u202e", ""),
    ],
)
def test_what_cannot_be_seen_is_a_blank(written: str, cleaned: str) -> None:
    assert names.cleaned(written) == cleaned


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("North Korean troops", "north-korean-troops"),
        ("Élysée & Co. (2024)", "elysee-co-2024"),
        ("Großdemo", "grossdemo"),
        ("…", "topic"),
        ("Війна", "topic"),  # no Latin letters
        ("2024", "topic-2024"),  # not to be taken for a number
        ("New", "topic-new"),  # the explorer has a page of this address
        ("x" * 200, "x" * 60),
        ("a " * 40, ("a-" * 30)[:-1]),  # no hyphen at the end where it is cut
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_a_slug_stands_in_an_address(name: str, slug: str) -> None:
    assert names.slug(name) == slug
    assert names.is_slug(slug)


@pytest.mark.parametrize(
    "key", ["", "7", "new", "A", "a b", "-a", "a-", "a--b", "é", "a\n", "a" * 71, "../a"]
)
def test_what_is_no_slug(key: str) -> None:
    assert not names.is_slug(key)


@given(ANY)
def test_a_cleaned_name_is_one_line_and_cleaning_it_again_changes_nothing(name: str) -> None:
    cleaned = names.cleaned(name)
    assert names.cleaned(cleaned) == cleaned
    assert len(cleaned.splitlines()) <= 1
    assert not any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") for each in cleaned)
    cleaned.encode()


@given(ANY)
def test_every_name_has_a_slug(name: str) -> None:
    slug = names.slug(name)
    assert names.is_slug(slug)
    assert re.fullmatch(r"[a-z0-9-]+", slug)
