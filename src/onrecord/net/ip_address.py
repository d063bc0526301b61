"""Which IP addresses are on the public internet, and what the others are.

After the registries of special-purpose addresses of IANA (RFC 6890 and its followers, 2024-10). Python's own
`is_global` is asked last: what it knows depends on its version, and it lets multicast pass.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

_IPV4 = tuple(
    (IPv4Network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "an unspecified address"),
        ("10.0.0.0/8", "a private address"),
        ("100.64.0.0/10", "an address shared behind a carrier"),
        ("127.0.0.0/8", "a loopback address"),
        ("169.254.0.0/16", "a link-local address"),
        ("172.16.0.0/12", "a private address"),
        ("192.0.2.0/24", "an address for documentation"),
        ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "a private address"),
        ("198.18.0.0/15", "an address for benchmarks"),
        ("198.51.100.0/24", "an address for documentation"),
        ("203.0.113.0/24", "an address for documentation"),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "a reserved address"),
    )
)
# What embeds an IPv4 address is refused whatever it embeds: no site of today is found at one of these, and
# what stands at the other end of the tunnel or the translation is not this host's to know.
_IPV6 = tuple(
    (IPv6Network(network), kind)
    for network, kind in (
        ("::/128", "an unspecified address"),
        ("::1/128", "a loopback address"),
        ("::ffff:0:0/96", "an IPv4-mapped address"),
        ("::ffff:0:0:0/96", "an IPv4-translated address"),
        ("::/96", "an IPv4-compatible address"),
        ("64:ff9b:1::/48", "a local NAT64 address"),
        ("2001::/32", "a Teredo address"),
        ("2001:db8::/32", "an address for documentation"),
        ("2002::/16", "a 6to4 address"),
        ("3fff::/20", "an address for documentation"),
        ("fc00::/7", "a unique local (private) address"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a site-local (private) address"),
        ("ff00::/8", "a multicast address"),
    )
)
# The one embedding that is in use: networks with IPv6 alone reach the IPv4 internet so (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")
# All that IANA has given out as global unicast; beyond it nothing is routed.
_GLOBAL_UNICAST = IPv6Network("2000::/3")


def flaw(address: IPv4Address | IPv6Address) -> str | None:
    """Say what an address is if it is not one of the public internet: "a loopback address"; else None."""
    return _ipv4_flaw(address) if isinstance(address, IPv4Address) else _ipv6_flaw(address)


def _ipv4_flaw(address: IPv4Address) -> str | None:
    for network, kind in _IPV4:
        if address in network:
            return kind
    return None if address.is_global else "an address for special use"


def _ipv6_flaw(address: IPv6Address) -> str | None:
    if address in _NAT64:
        inside = IPv4Address(int(address) & 0xFFFF_FFFF)
        kind = _ipv4_flaw(inside)
        return None if kind is None else f"a NAT64 address of {inside}, {kind}"
    for network, kind in _IPV6:
        if address in network:
            return kind
    if address not in _GLOBAL_UNICAST:
        return "a reserved address"
    return None if address.is_global else "an address for special use"
