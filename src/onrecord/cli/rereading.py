"""One run of `onrecord reread`: the kept texts read again, and what that changed."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.messages import ALL_READ, NOTHING_READ, SOME_REFUSED, STOPPED, Messages
from onrecord.cli.progress import Counter
from onrecord.cli.stopping import Stopping
from onrecord.errors import OnrecordError
from onrecord.records import Refusal

if TYPE_CHECKING:
    from onrecord.ledger.reread import Reread


@dataclass(slots=True)
class _Tally:
    """What became of the lines so far."""

    texts: int = 0
    refused: int = 0
    same: int = 0
    changed: int = 0
    added: int = 0
    withdrawn: int = 0
    kept: int = 0

    def count(self, each: Reread) -> None:
        self.texts += 1
        self.same += each.same
        self.changed += each.changed
        self.added += each.added
        self.withdrawn += each.withdrawn
        self.kept += each.kept_corrections

    def __str__(self) -> str:
        texts = f"{self.texts:,} text{'' if self.texts == 1 else 's'} read again"
        found = f"{self.changed:,} changed, {self.added:,} new, {self.withdrawn:,} taken back"
        kept = f", {self.kept:,} left as a person decided" if self.kept else ""
        return f"{texts}: {self.same:,} statements as before, {found}{kept}"


def perform(ledger: Path, *, everything: bool, workers: int | None) -> int:
    """Read again and return the exit code."""
    messages = Messages()
    tally = _Tally()
    try:
        is_stopped = _reread(ledger, everything, workers, tally, messages)
    except OnrecordError as error:
        messages.say(f"onrecord: {error}")
        return NOTHING_READ
    except KeyboardInterrupt:
        is_stopped = True
    sys.stdout.write(f"{'stopped; kept: ' if is_stopped else ''}{tally}\n")
    if is_stopped:
        return STOPPED
    return SOME_REFUSED if tally.refused else ALL_READ


def _reread(ledger: Path, everything: bool, workers: int | None, tally: _Tally, messages: Messages) -> bool:
    """Whether it was stopped by Ctrl-C."""
    from onrecord import statements
    from onrecord.ledger import open_store, runs
    from onrecord.ledger.reread import Rereading, waiting
    from onrecord.pipeline import Readers
    from onrecord.pipeline.rereading import reread

    with ExitStack() as stack:
        store = open_store(ledger, create=False)
        stack.callback(store.close)
        counter = Counter(messages.console, "reading again", "texts")
        stack.callback(counter.close)
        readers = stack.enter_context(Readers(workers=workers))
        rereading = stack.enter_context(Rereading(store, settings={"everything": everything}))
        stopping = stack.enter_context(Stopping())
        texts = waiting(store, statements.version(), everything=everything, code=runs.code())
        for each in stopping.until_asked(reread(texts, readers, rereading)):
            if isinstance(each, Refusal):
                tally.refused += 1
                messages.refuse(each)
            else:
                tally.count(each)
            counter.count()
        if stopping.asked:
            rereading.stop()
        return stopping.asked
