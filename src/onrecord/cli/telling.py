"""Problems that a thread keeps to itself, told on standard error when they come, and when they are over."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Self

from onrecord.cli.messages import Messages

LOOK_SECONDS = 2.0


class Telling:
    """Looks now and then what the `problem` of some work is, and says it once. A context manager."""

    def __init__(self, work: str, problem: Callable[[], str | None], messages: Messages) -> None:
        self._work = work
        self._problem = problem
        self._messages = messages
        self._told: str | None = None
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"onrecord-telling-{work}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join()
        self.look()

    def look(self) -> None:
        """Say what has changed."""
        problem = self._problem()
        if problem != self._told:
            self._messages.say(f"{self._work}: {problem or 'all is well again'}")
        self._told = problem

    def _run(self) -> None:
        while not self._ending.wait(LOOK_SECONDS):
            self.look()
