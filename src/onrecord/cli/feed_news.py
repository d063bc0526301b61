"""What the feeds bring, told feed by feed; what keeps failing is told once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord import clock
from onrecord.cli.adding import Tally
from onrecord.cli.messages import Messages
from onrecord.cli.options import counted
from onrecord.display.visible import one_line
from onrecord.records import Refusal

if TYPE_CHECKING:
    from onrecord.ledger.enter import Entered
    from onrecord.ledger.watch import FeedState

# Addresses whose last failure is remembered; beyond that all of them may be told once more.
_REMEMBERED = 10_000


class FeedNews:
    """Counts what comes, and says it on standard error."""

    def __init__(self, messages: Messages, tally: Tally) -> None:
        self._messages = messages
        self._tally = tally
        self._failing: dict[str, str] = {}

    def take(self, feed: FeedState, brought: Iterable[Entered]) -> None:
        """Take in what a feed brings, and say what of it is new."""
        fates = self._tally.fates
        new, versions, statements = fates["new"], fates["version"], self._tally.statements
        if not feed.failures:
            self._failing.pop(feed.address, None)
        self.count(brought)
        new, versions = fates["new"] - new, fates["version"] - versions
        if new or versions:
            changed = f", {versions} changed" if versions else ""
            told = counted(self._tally.statements - statements, "statement")
            name = one_line(feed.title or feed.address)
            self._messages.say(f"{clock.now().astimezone():%H:%M} {name}: {new} new{changed}, {told}")

    def count(self, brought: Iterable[Entered]) -> None:
        """Count what was brought; say what was refused."""
        for entered in brought:
            self._tally.count(entered)
            if entered.refusal is not None:
                self.refuse(entered.refusal)
            else:
                self._failing.pop(entered.origin, None)

    def refuse(self, refusal: Refusal) -> None:
        """Say what was not read, unless it was not read for the same reason the last time."""
        if self._failing.get(refusal.origin) == refusal.reason:
            return
        if len(self._failing) >= _REMEMBERED:
            self._failing.clear()
        self._failing[refusal.origin] = refusal.reason
        self._messages.refuse(refusal)
