"""What was fetched, and how much of it may come."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer as it came, but for the inflating.

    `url` is the address asked for, `final_url` the one that answered, after redirects, in ASCII and without
    a fragment. `status` is 200, or 304 (unchanged) with an empty body. `headers` have lower-case names and
    stand in the order they came; content-encoding and content-length are those on the wire. Left out are
    cookies, headers of more than 2,000 characters or with control characters, and all after the hundredth.
    `fetched_at` is ISO 8601 in UTC, to the second: 2024-10-25T20:11:00Z.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may cost.

    `wire_bytes` is what one answer may have on the wire, headers included, and `body_bytes` what its body
    may have when inflated: 20 MB, as much as a page from a file may have. `seconds` is the time for all of
    it, every redirect, the look-up of names and robots.txt included, polite waiting not. `redirects` is how
    many of them are followed.
    """

    wire_bytes: int = 20_000_000
    body_bytes: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5
