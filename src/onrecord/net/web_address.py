"""Which addresses are fetched, judged by how they are written.

One parser (httpx2's) makes the address that is judged and asked, so that no two readings of it can differ.
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from onrecord.net.not_fetched import NotFetched, shown

if TYPE_CHECKING:
    from httpx2 import URL

# What servers take at most (Apache: 8,190 characters for the request line).
_LONGEST = 8_000
_SCHEME = re.compile(r"([a-z][a-z0-9+-]*):", re.IGNORECASE)
# Letters, digits and hyphens (RFC 1123), and the underscore that some hosts have nevertheless.
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.){0,126}[a-z0-9_-]{1,63}\.?")
_LONGEST_HOST = 253
# A last label that is a number makes it an IPv4 address to a resolver, however odd (URL standard, "ends in
# a number"): 2130706433, 0x7f.1, 127.1 and 017700000001 are all 127.0.0.1.
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Below 1024 only the web's own ports: behind the others listen mail, printers and shells, which can be made
# to act on what an address holds. Above, those that browsers refuse for that reason (Fetch standard, "bad
# port").
_LOW_PORTS = (80, 443)
_FIRST_HIGH_PORT, _LAST_PORT = 1024, 65535
_BAD_PORTS = frozenset(
    (1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, *range(6665, 6670), 6679, 6697, 10080)
)


def parse(text: str) -> URL:
    """Read an address; non-ASCII hosts become IDNA, other non-ASCII is percent-encoded, the fragment goes.

    Raises NotFetched for what is not fetched: schemes other than http and https, credentials, odd spellings
    of IP addresses, ports of other services.
    """
    from httpx2 import URL, InvalidURL

    text = text.strip()
    if len(text) > _LONGEST:
        raise NotFetched(f"an address longer than {_LONGEST:,} characters", "check where it ends")
    _check_scheme(text)
    try:
        url = URL(text).copy_with(fragment=None)
    except (InvalidURL, UnicodeError) as error:
        raise NotFetched(f"not a web address: {shown(str(error))}", "check how it is written") from None
    _check(url)
    return url


def join(base: URL, location: str) -> URL:
    """Read where a redirect leads, which may be relative. Raises NotFetched as `parse` does."""
    try:
        joined = urljoin(str(base), location.strip())
    except ValueError as error:
        raise NotFetched(f"not a web address: {shown(str(error))}", "tell the site about it") from None
    return parse(joined)


def host(url: URL) -> str:
    """Give the host as it is asked for: a name in ASCII, or an IP address without brackets."""
    return url.raw_host.decode("ascii")


def robots(url: URL) -> URL:
    """Give the address of the robots.txt that speaks for it."""
    return url.copy_with(raw_path=b"/robots.txt")


def _check_scheme(text: str) -> None:
    found = _SCHEME.match(text)
    if found is None:
        reason = f"no http:// or https:// in front: {shown(text)}"
        raise NotFetched(reason, "write the address as the browser shows it, from https:// on")
    scheme = found[1].lower()
    if scheme not in ("http", "https"):
        reason = f"{shown(scheme)}: addresses are not fetched, only http: and https:"
        raise NotFetched(reason, "give a file by its name, without a scheme; a page by its web address")


def _check(url: URL) -> None:
    if url.userinfo:
        raise NotFetched("a user name or password in the address", "give the address without it")
    _check_host(host(url))
    port = url.port
    if port is None or port in _LOW_PORTS:
        return
    if not _FIRST_HIGH_PORT <= port <= _LAST_PORT or port in _BAD_PORTS:
        reason = f"port {shown(str(port))} is not one of the web"
        raise NotFetched(reason, "give an address with port 80, 443 or one above 1023")


def _check_host(name: str) -> None:
    if not name:
        raise NotFetched("no host in the address", "write it as https://host/path")
    if ":" in name:
        if "%" in name:
            raise NotFetched("a network interface in the address", "give an address of the public web")
        return  # an IPv6 address, which the parser has checked
    if len(name) > _LONGEST_HOST or _HOST.fullmatch(name) is None:
        raise NotFetched(f"not the name of a host: {shown(name)}", "check how it is written")
    if _NUMBER.fullmatch(name.removesuffix(".").rpartition(".")[2]):
        _check_ipv4(name)


def _check_ipv4(name: str) -> None:
    try:
        IPv4Address(name)
    except AddressValueError:
        reason = f"{shown(name)} is an odd spelling of an IP address"
        raise NotFetched(reason, "write it as four decimal numbers, or give the name of the host") from None
