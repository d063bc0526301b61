"""How long one fetch may still take."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.net.not_fetched import NotFetched


class Deadline:
    """The time for one fetch, from its beginning to its last byte; a polite wait does not count."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._seconds = seconds
        self._clock = clock
        self._ends = clock() + seconds

    def left(self) -> float:
        """Give the seconds left, more than 0. Raises NotFetched when there are none."""
        left = self._ends - self._clock()
        if left <= 0:
            raise self.missed()
        return left

    def put_off(self, seconds: float) -> None:
        """Add seconds that were spent waiting for one's turn."""
        self._ends += seconds

    def missed(self) -> NotFetched:
        """Say that the time is over."""
        reason = f"it took longer than {self._seconds:g} s"
        return NotFetched(reason, "try again later; the server is slow, or holds its answer back")
