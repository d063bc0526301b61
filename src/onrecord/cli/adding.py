"""One run of `onrecord add`: pages in, lines of the ledger out, refusals and counts told as they come."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from onrecord.cli.messages import ALL_READ, NOTHING_READ, SOME_REFUSED, STOPPED, Messages
from onrecord.cli.options import counted
from onrecord.cli.progress import Meter
from onrecord.cli.stopping import Stopping
from onrecord.errors import OnrecordError
from onrecord.ledger.enter import Entered, Entering, Fate
from onrecord.ledger.rows import Cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for on the command line, checked."""

    names: tuple[str, ...]
    ledger: Path
    published: str | None = None
    any_language: bool = False
    workers: int | None = None
    statements: bool = True
    allow_private: bool = False


@dataclass(slots=True)
class Tally:
    """What became of the pages so far: kept for good, all of it."""

    fates: dict[Fate, int] = field(default_factory=lambda: dict.fromkeys(get_args(Fate), 0))
    statements: int = 0
    changes: int = 0

    def count(self, entered: Entered) -> None:
        """Count one more."""
        self.fates[entered.fate] += 1
        self.statements += entered.statements
        self.changes += entered.changes

    @property
    def refused(self) -> int:
        """Pages that were not taken in."""
        return self.fates["refused"] + self.fates["forgotten"]

    @property
    def taken(self) -> int:
        """Pages that were taken in, or were there already."""
        return sum(self.fates.values()) - self.refused

    @property
    def exit_code(self) -> int:
        """0 when all was taken in, 1 when some was refused, 2 when nothing was taken in."""
        if not self.taken:
            return NOTHING_READ
        return SOME_REFUSED if self.refused else ALL_READ

    def lines(self) -> Iterator[str]:
        """The counts in words."""
        fates = self.fates
        new = [f"{fates['new']:,} new"]
        new += [f"{fates['version']:,} in a new version"] if fates["version"] else []
        new += [f"{fates['appearance']:,} known, met elsewhere"] if fates["appearance"] else []
        new += [f"{fates['again']:,} known already"] if fates["again"] else []
        yield f"{counted(self.taken, 'article')}: {', '.join(new)}"
        changed = f", {counted(self.changes, 'change')} since earlier versions" if self.changes else ""
        yield f"{counted(self.statements, 'statement')} added{changed}"
        if self.refused:
            yield f"{self.refused:,} refused (onrecord status lists them)"


def perform(request: Request) -> int:
    """Add what was asked for and return the exit code."""
    messages = Messages()
    tally = Tally()
    try:
        is_stopped = _add(request, messages, tally)
    except OnrecordError as error:
        messages.say(f"onrecord: {error}")
        if tally.taken:
            messages.say(f"kept before that: {'; '.join(tally.lines())}")
        return NOTHING_READ
    except KeyboardInterrupt:
        messages.say(f"stopped; kept: {'; '.join(tally.lines())}")
        return STOPPED
    told = "stopped; kept: " if is_stopped else ""
    sys.stdout.write(f"{told}{chr(10).join(tally.lines())}\nin the ledger {request.ledger}\n")
    return STOPPED if is_stopped else tally.exit_code


def _add(request: Request, messages: Messages, tally: Tally) -> bool:
    """Whether it was stopped by Ctrl-C. What waits then is written down, and counted, too."""
    from onrecord import intake, ledger
    from onrecord.net import Fetcher
    from onrecord.pipeline.adding import add
    from onrecord.pipeline.readers import Readers

    meter = Meter(messages.console, shown=messages.console.is_terminal)
    with ExitStack() as stack:
        store = ledger.open_store(request.ledger, create=True)
        stack.callback(store.close)
        fetcher = stack.enter_context(Fetcher(allow_private=request.allow_private))
        entering = stack.enter_context(Entering(store, command="add", settings=_settings(request)))
        readers = stack.enter_context(
            Readers(
                workers=request.workers,
                published=request.published,
                any_language=request.any_language,
                statements=request.statements,
            )
        )
        stopping = stack.enter_context(Stopping())
        stack.callback(meter.close)
        if meter.shown:
            meter.expect(intake.total_bytes(request.names))
        pages = meter.drawing(intake.read(request.names, fetcher=fetcher))
        for entered in stopping.until_asked(add(pages, readers, entering)):
            _tell(entered, tally, messages)
            meter.article_done()
        if stopping.asked:
            entering.stop()
            for entered in entering.flush():
                _tell(entered, tally, messages)
        return stopping.asked


def _settings(request: Request) -> Cells:
    """What a line of this run depends on. The number of workers is not among it: it changes nothing."""
    return {
        "published": request.published,
        "any_language": request.any_language,
        "statements": request.statements,
    }


def _tell(entered: Entered, tally: Tally, messages: Messages) -> None:
    tally.count(entered)
    if entered.refusal is not None:
        messages.refuse(entered.refusal)
    elif entered.fate == "version":
        changes = counted(entered.changes, "change")
        messages.say(f"{entered.origin}: version {entered.version} of {entered.article}: {changes}")
