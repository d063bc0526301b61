"""The work behind the pages: adding, and bringing stories and claims up to date, one after the other."""

from __future__ import annotations

from onrecord.web.settings import Settings


class Background:
    """One thread that works in the order in which work came."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def start(self) -> None:
        """Begin."""

    def close(self) -> None:
        """End after the step that is being done."""
