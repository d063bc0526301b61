"""Open ledgers, lent to one request each: opening one is dear, and one thread at a time may use it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

from onrecord.ledger import open_store
from onrecord.ledger.store import Store

# More than these read at once on few cores without gain; each keeps up to 64 MB of the file.
READERS = 8


class Stores:
    """The ledger's connections. `reading` and `writing` lend one each; a request waits where none is free."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._free: LifoQueue[Store | None] = LifoQueue()
        for _ in range(READERS):
            self._free.put(None)
        open_store(path, create=True).close()

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """A ledger to read from."""
        store = self._free.get() or open_store(self.path, create=False, read_only=True, lent=True)
        try:
            yield store
        finally:
            self._free.put(store)

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """A ledger to write to; what a person decides is rare, and takes a connection of its own."""
        store = open_store(self.path, create=False, lent=True)
        try:
            yield store
        finally:
            store.close()

    def close(self) -> None:
        """Close what is free."""
        while True:
            try:
                store = self._free.get_nowait()
            except Empty:
                return
            if store is not None:
                store.close()
