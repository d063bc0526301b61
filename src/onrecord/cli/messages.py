"""What is said on standard error, and with which code a command ends."""

from __future__ import annotations

from rich.console import Console

from onrecord.display.visible import escaped
from onrecord.records import Refusal

ALL_READ = 0
SOME_REFUSED = 1
NOTHING_READ = 2
STOPPED = 130  # 128 + SIGINT, as shells count
READER_GONE = 141  # 128 + SIGPIPE: what `yes | head` ends with


class Messages:
    """Standard error, line by line, above the progress bar where there is one."""

    def __init__(self) -> None:
        self.console = Console(stderr=True, markup=False, emoji=False, highlight=False)

    def say(self, text: str) -> None:
        """Print one line, made safe for a terminal."""
        self.console.print(escaped(text), soft_wrap=True)

    def refuse(self, refusal: Refusal) -> None:
        """Say what was not read, why, and what to do."""
        reason, advice = (words.strip().rstrip(".") for words in (refusal.reason, refusal.advice))
        self.say(f"{refusal.origin}: {refusal.stage}: {reason}. What to do: {advice}.")
