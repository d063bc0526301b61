"""Texts read one at a time, in a worker process that stays: what is read is not kept."""

from __future__ import annotations

import threading

from onrecord.pipeline.readers import Readers
from onrecord.records import Page, Reading, Refusal

# One text takes a second or two; who waits longer than this is better told to come again.
SECONDS = 30.0


class Busy(Exception):
    """Others are being read."""


class TextReader:
    """Reads for all requests, one after the other. For use in many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers: Readers | None = None

    def read(self, page: Page) -> Reading | Refusal:
        """What is found in a page. Raises Busy where others are read meanwhile, ModelError."""
        if not self._lock.acquire(timeout=SECONDS):
            raise Busy
        try:
            self._readers = self._readers or Readers(workers=1)
            for outcome in self._readers.read([page]):
                if isinstance(outcome.result, Reading | Refusal):
                    return outcome.result
            raise AssertionError("a page is read or refused")
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the worker process."""
        if self._readers is not None:
            self._readers.close()
