"""Ctrl-C between two articles, not in the middle of writing one.

A JSON array cut within an article is no JSON. While an article is written, Ctrl-C is noted and
obeyed right after; while the next one is read, which may wait for input for ever, at once.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from types import FrameType, TracebackType
from typing import TypeVar

T = TypeVar("T")


class Stopping:
    """Ends an iteration on Ctrl-C as if there were nothing more; `asked` tells the difference."""

    def __init__(self) -> None:
        self.asked = False
        self._waiting = False
        self._previous: object = None

    def __enter__(self) -> Stopping:
        in_main_thread = threading.current_thread() is threading.main_thread()
        # Ignored (nohup, a background job) stays ignored; no other thread may set a handler.
        if in_main_thread and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            self._previous = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if callable(self._previous):
            signal.signal(signal.SIGINT, self._previous)

    def until_asked(self, items: Iterator[T]) -> Iterator[T]:
        """Yield the items until there are no more or Ctrl-C is pressed."""
        while not self.asked:
            try:
                self._waiting = True
                item = next(items)
                self._waiting = False
            except StopIteration:
                return
            except KeyboardInterrupt:
                self.asked = True
                return
            finally:
                self._waiting = False
            yield item

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        # A second Ctrl-C is always obeyed: the reader of our output may have stopped reading.
        if self._waiting or self.asked:
            raise KeyboardInterrupt
        self.asked = True
