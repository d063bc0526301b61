"""Only the public internet's addresses are without a flaw."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.net.ip_address import flaw

# (address, words of the flaw)
FLAWS = [
    ("0.0.0.0", "unspecified"),
    ("0.1.2.3", "unspecified"),
    ("10.0.0.1", "private"),
    ("100.64.0.1", "carrier"),
    ("127.0.0.1", "loopback"),
    ("127.255.255.254", "loopback"),
    ("169.254.169.254", "link-local"),  # where clouds keep their keys
    ("172.31.255.255", "private"),
    ("192.0.0.1", "special"),
    ("192.0.2.1", "documentation"),
    ("192.88.99.1", "6to4"),
    ("192.168.1.1", "private"),
    ("198.19.0.1", "benchmarks"),
    ("224.0.0.1", "multicast"),
    ("240.0.0.1", "reserved"),
    ("255.255.255.255", "reserved"),
    ("::", "unspecified"),
    ("::1", "loopback"),
    ("::127.0.0.1", "IPv4-compatible"),
    ("::ffff:127.0.0.1", "IPv4-mapped"),
    ("::ffff:1.1.1.1", "IPv4-mapped"),  # even of a public one
    ("::ffff:0:127.0.0.1", "IPv4-translated"),
    ("64:ff9b::169.254.169.254", "NAT64 address of 169.254.169.254, a link-local"),
    ("64:ff9b:1::1", "local NAT64"),
    ("100::1", "reserved"),  # a black hole
    ("2001::1", "Teredo"),
    ("2001:2::1", "special"),  # benchmarks
    ("2001:db8::1", "documentation"),
    ("2002:7f00:1::", "6to4"),
    ("3fff::1", "documentation"),
    ("4000::1", "reserved"),
    ("fc00::1", "unique local"),
    ("fd12:3456::1", "unique local"),
    ("fe80::1", "link-local"),
    ("fe80::1%eth0", "link-local"),
    ("fec0::1", "site-local"),
    ("ff02::1", "multicast"),
]


@pytest.mark.parametrize(("address", "words"), FLAWS)
def test_flaw(address: str, words: str) -> None:
    assert words in (flaw(ip_address(address)) or "")


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "8.8.8.8",
        "100.128.0.1",
        "172.32.0.1",
        "2606:4700::1111",
        "2a00:1450::1",
        "64:ff9b::1.1.1.1",
    ],
)
def test_public(address: str) -> None:
    assert flaw(ip_address(address)) is None


@given(st.ip_addresses())
def test_what_is_not_global_has_a_flaw(address: IPv4Address | IPv6Address) -> None:
    assert flaw(address) is not None or address.is_global


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:0:0", "::", "::ffff:0:0:0", "2002::", "64:ff9b:1::"]))
def test_what_embeds_an_ipv4_address_has_a_flaw(inside: IPv4Address, prefix: str) -> None:
    assert flaw(IPv6Address(int(IPv6Address(prefix)) + int(inside))) is not None


@given(st.ip_addresses(v=4))
def test_nat64_is_as_good_as_what_it_embeds(inside: IPv4Address) -> None:
    embedding = IPv6Address(int(IPv6Address("64:ff9b::")) + int(inside))
    assert (flaw(embedding) is None) == (flaw(inside) is None)
