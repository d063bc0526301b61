"""How far the run has come: a bar on standard error, for people only."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

from onrecord.records import Note, Page, Refusal


class Meter:
    """Counts bytes as pages are drawn and articles as they are done.

    The bar appears with the second page: one page is read before a bar could be understood.
    """

    def __init__(self, console: Console, *, shown: bool) -> None:
        self.shown = shown
        self._console = console
        self._total: int | None = None
        self._progress: Progress | None = None
        self._task = TaskID(0)
        self._started = time.monotonic()
        self._drawn = 0
        self._bytes = 0
        self._done = 0

    def expect(self, total_bytes: int | None) -> None:
        """Say how much there is to read, if that is known."""
        self._total = total_bytes

    def drawing(self, pages: Iterable[Page | Note | Refusal]) -> Iterator[Page | Note | Refusal]:
        """Pass the pages on, counting their bytes."""
        for page in pages:
            self._drawn += 1
            self._bytes += _size(page)
            if self.shown and self._drawn == 2:
                self._start()
            self._update()
            yield page

    def article_done(self) -> None:
        """Count one more article."""
        self._done += 1
        self._update()

    def close(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def _start(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            TaskProgressColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(compact=True),
            TextColumn("left"),
            console=self._console,
            transient=True,
            expand=True,
            # Standard output carries the articles and must not pass through this console.
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._progress.add_task("reading", total=self._total, rate="")
        self._progress.start()

    def _update(self) -> None:
        if self._progress is None:
            return
        seconds = max(time.monotonic() - self._started, 0.001)
        rate = f"articles: {self._done}, {self._done / seconds:.1f}/s"
        # What a compressed file inflates to can exceed what its size on disk promised.
        completed = self._bytes if self._total is None else min(self._bytes, self._total)
        self._progress.update(self._task, completed=completed, rate=rate)


def _size(page: Page | Note | Refusal) -> int:
    whole = page if isinstance(page, Page) else page.page
    return whole.size if whole else 0


class Counter:
    """A line on standard error that counts what is done, its rate and, where that is known, the time left."""

    def __init__(self, console: Console, doing: str, noun: str, total: int | None = None) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(compact=True),
            console=console,
            transient=True,
            expand=True,
            disable=not console.is_terminal,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._noun = noun
        self._started = time.monotonic()
        self._done = 0
        self._task = self._progress.add_task(doing, total=total, rate="")
        self._progress.start()

    def count(self) -> None:
        """One more is done."""
        self.reach(self._done + 1)

    def reach(self, done: int) -> None:
        """So many are done by now."""
        self._done = done
        seconds = max(time.monotonic() - self._started, 0.001)
        rate = f"{self._noun}: {self._done:,}, {self._done / seconds:,.0f}/s"
        self._progress.update(self._task, completed=self._done, rate=rate)

    def close(self) -> None:
        """Take the line away."""
        self._progress.stop()
