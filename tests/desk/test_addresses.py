"""Addresses: one plain one, or a clear no."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk.addresses import AddressError, checked, key


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("ada@example.org", "ada@example.org"),
        (" Ada.Lovelace+news@Mail.Example.org\n", "Ada.Lovelace+news@Mail.Example.org"),
        ("o'brien_#1@a-b.example", "o'brien_#1@a-b.example"),
        ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
        (f"{'a' * 64}@example.org", f"{'a' * 64}@example.org"),
        (f"a@{'b' * 63}.{'c' * 63}.example.org", f"a@{'b' * 63}.{'c' * 63}.example.org"),
    ],
)
def test_a_plain_address_is_taken(written: str, address: str) -> None:
    assert checked(written) == address
    assert key(written) == key(address.upper())


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "is no address"),
        ("ada", "is no address"),
        ("@example.org", "is no address"),
        ("ada@", "is no address"),
        ("ada@localhost", "is no address"),  # no server beyond this machine
        ("ada@127.0.0.1", "is no address"),
        ("ada@[127.0.0.1]", "is no address"),
        ("ada@example..org", "is no address"),
        ("ada@-example.org", "is no address"),
        ("ada@example.org.", "is no address"),
        (".ada@example.org", "is no address"),
        ("a..b@example.org", "is no address"),
        ('"a b"@example.org', "is no address"),
        ("a@b@example.org", "is no address"),
        ("Ada <ada@example.org>", "is no address"),
        ("ada@example.org, bea@example.org", "is no address"),
        ("ada@example.org\r\nBcc: all@example.org", "is no address"),
        ("a\nb@example.org", "is no address"),
        ("ada@exa\0mple.org", "is no address"),
        (f"{'a' * 65}@example.org", "is no address"),
        (f"a@{'b' * 64}.org", "is no address"),
        ("a@" + "b." * 130 + "org", "more than 254"),
        ("a" * 1_000_000, "more than 254"),
        ("jürgen@example.org", "letters outside a-z"),
        ("ada@bücher.example", "letters outside a-z"),
        ("ada@example.org\u2028", "letters outside a-z"),
        ("ada@example.\uff4frg", "letters outside a-z"),
    ],
)
def test_what_is_no_plain_address_is_refused(written: str, told: str) -> None:
    with pytest.raises(AddressError, match=told) as error:
        checked(written)
    assert len(str(error.value).splitlines()) == 1


@given(st.text(max_size=40) | st.from_regex(r"[a-z.+]{1,9}@[a-z.-]{1,20}\n?"))
def test_what_is_taken_is_safe_in_a_header(written: str) -> None:
    try:
        address = checked(written)
    except AddressError:
        return
    assert checked(address) == address
    assert address.isascii()
    assert address.isprintable()
    assert not set(address) & set(' <>,;:"()[]\\')
