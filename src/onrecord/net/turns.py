"""Whose turn it is: no host is asked twice within its delay."""

from __future__ import annotations

import threading
from collections.abc import Callable

# The longest that a site can make us wait between two pages, by robots.txt or by Retry-After. News sites ask
# for 1 to 10 s, a few for 30; a day's feed would not be done in a day with more than a minute.
LONGEST_DELAY = 60.0
# Hosts remembered; when there are more, those whose turn is over are forgotten.
_HOSTS = 10_000


class Turns:
    """When each host may be asked next. May be used from several threads."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, delay: float) -> float:
        """Wait for the host's turn and take it, the next `delay` seconds later; give the seconds waited."""
        with self._lock:
            now = self._clock()
            start = max(now, self._next.get(host, now))
            self._next[host] = start + min(delay, LONGEST_DELAY)
            if len(self._next) > _HOSTS:
                self._next = {name: time for name, time in self._next.items() if time > now}
        if start > now:
            self._sleep(start - now)
        return self._clock() - now

    def put_off(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long, as it asks for, but a minute at most."""
        with self._lock:
            then = self._clock() + min(seconds, LONGEST_DELAY)
            self._next[host] = max(then, self._next.get(host, then))
