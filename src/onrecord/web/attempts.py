"""Attempts to log in or to subscribe, counted by address and by name: after a few the waits grow."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

FREE = 5
"""So many may fail without a wait."""
FIRST_WAIT = 2.0
"""Seconds, twice as many each time."""
LONGEST_BY_ADDRESS, LONGEST_BY_NAME = 900.0, 60.0
"""Seconds. That of a name is short: somebody else's attempts must not keep its owner out."""
FORGOTTEN_AFTER = 3_600.0
MOST_KEPT = 10_000
"""Addresses and names; the oldest are forgotten first."""


@dataclass(slots=True)
class _Failed:
    times: int
    last_at: float
    longest: float

    def until(self) -> float:
        over = self.times - FREE
        return self.last_at + (min(FIRST_WAIT * 2.0 ** min(over, 30), self.longest) if over >= 0 else 0.0)


class Attempts:
    """What failed lately, in memory: a restart forgets it. For use in many threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: dict[tuple[str, str], _Failed] = {}
        self._lock = threading.Lock()

    def begin(self, address: str, name: str) -> float:
        """Begin an attempt, which counts as failed until `succeed`; else the seconds that it has to wait."""
        now, keys = self._clock(), _keys(address, name)
        with self._lock:
            self._forget(now)
            wait = max((self._failed[key].until() - now for key in keys if key in self._failed), default=0.0)
            if wait > 0:
                return wait
            for key, longest in zip(keys, (LONGEST_BY_ADDRESS, LONGEST_BY_NAME), strict=True):
                failed = self._failed.pop(key, _Failed(0, now, longest))
                self._failed[key] = _Failed(failed.times + 1, now, longest)  # at the end: the newest
        return 0.0

    def succeed(self, address: str, name: str) -> None:
        """The attempt was right: what failed under the name is forgotten, and this one at the address."""
        by_address, by_name = _keys(address, name)
        with self._lock:
            self._failed.pop(by_name, None)
            if (failed := self._failed.get(by_address)) is not None:
                failed.times -= 1

    def _forget(self, now: float) -> None:
        for key in list(self._failed):
            if self._failed[key].last_at + FORGOTTEN_AFTER > now and len(self._failed) < MOST_KEPT:
                return
            del self._failed[key]


def wait_words(wait: float) -> str:
    """How long somebody has to wait: "2 seconds", "15 minutes"."""
    seconds = ceil(wait)
    return f"{seconds} second{'' if seconds == 1 else 's'}" if seconds < 120 else f"{ceil(wait / 60)} minutes"


def _keys(address: str, name: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("address", _network(address)), ("name", name)


def _network(address: str) -> str:
    """An address; of IPv6 the network, for everybody has 2 ** 64 of the others."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped or ipaddress.ip_network((int(found), 64), strict=False))
    return str(found)
