"""Counts of a whole ledger, which take long: kept, and made anew behind the pages' backs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from onrecord.ledger import moments
from onrecord.ledger.store import Store, now
from onrecord.web.stores import Stores

T = TypeVar("T")
# A count is made anew when the ledger has changed, but not more often than this.
SECONDS = 30.0
MOST = 500
"""Counts that are kept: those of sources have a name each."""


@dataclass(frozen=True, slots=True)
class _Kept:
    value: Any
    ledger: str  # the moment of the ledger that it was made of
    counted_at: str
    until: float


class Summaries:
    """What was counted last, by name. For use in many threads."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._kept: dict[str, _Kept] = {}
        self._lock = threading.Lock()
        self._making: set[str] = set()

    def get(self, name: str, make: Callable[[Store], T]) -> tuple[T, str]:
        """What `make` counts, and the moment (ISO 8601) at which it was counted.

        The first time it is waited for. Later what is kept is given at once, and where it may be old counted
        anew meanwhile.
        """
        kept = self._kept.get(name)
        if kept is None:
            kept = self._make(name, make)
        elif kept.until < time.monotonic():
            self._renew(name, make)
        return kept.value, kept.counted_at

    def _renew(self, name: str, make: Callable[[Store], Any]) -> None:
        with self._lock:
            if name in self._making:
                return
            self._making.add(name)
        threading.Thread(target=self._make_alone, args=(name, make), daemon=True).start()

    def _make_alone(self, name: str, make: Callable[[Store], Any]) -> None:
        try:
            self._make(name, make)
        finally:
            with self._lock:
                self._making.discard(name)

    def _make(self, name: str, make: Callable[[Store], Any]) -> _Kept:
        with self._stores.reading() as store:
            ledger = moments.newest(store.connection)
            kept = self._kept.get(name)
            is_same = kept is not None and kept.ledger == ledger
            value = kept.value if kept is not None and is_same else make(store)
        made = _Kept(value, ledger, now(), time.monotonic() + SECONDS)
        with self._lock:
            self._kept.pop(name, None)
            self._kept[name] = made
            while len(self._kept) > MOST:
                self._kept.pop(next(iter(self._kept)))
        return made
