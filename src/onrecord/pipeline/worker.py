"""The child process: makes articles of pages, one after the other, until its standard input ends.

Run as `python -m onrecord.pipeline.worker`, by `onrecord.pipeline.child` only.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from typing import IO, Protocol

from onrecord.pipeline import blame, frames
from onrecord.records import Article, Page, Refusal

# trafilatura takes 0.35 GB of addresses for a page of 5 MB, so about 1 GB for the largest that comes in.
# What asks for more is a bomb, and without a limit the machine would swap long before the time is up.
MEMORY_BYTES = 2_000_000_000
# The parent ends a child that takes too long. Should the parent itself be gone, the child ends itself
# this much later, by a signal that ends even a loop in C.
_ORPHAN_SECONDS = 30
# Read before the first page, so that the first page's time is not spent on importing the parsers.
_WARM_UP = frames.Task(
    Page(
        origin="warm-up",
        format="html",
        raw="<html><body><article>"
        + 5 * "<p>The port was closed on Tuesday, said the harbour master, and no ship has left it since.</p>"
        + "</article></body></html>",
    ),
    published=None,
    any_language=True,
    seconds=0,
)


class Extract(Protocol):
    """The article stage's `extract`."""

    def __call__(self, page: Page, /, *, published: str | None, any_language: bool) -> Article:
        """Make the page's article. Raises Refused."""


def main() -> None:
    """Serve with the article stage."""
    from onrecord import article

    serve(article.extract)


def serve(extract: Extract, *, memory_bytes: int = MEMORY_BYTES) -> None:
    """Answer every Task on standard input with an Article or a Refusal, until the input ends."""
    answers = _take_over_stdout()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both; the parent decides
    logging.disable(logging.CRITICAL)  # what libraries say of a page is not for the user's terminal
    _limit_memory(memory_bytes)
    _answer(extract, _WARM_UP)
    tasks = sys.stdin.buffer
    try:
        frames.write(answers, frames.Ready())
        while isinstance(task := frames.read(tasks), frames.Task):
            _set_alarm(task.seconds + _ORPHAN_SECONDS)
            answer = _answer(extract, task)
            _set_alarm(0)
            frames.write(answers, answer)
    except BrokenPipeError:
        pass  # the parent is gone, and nobody waits for the answer


def _answer(extract: Extract, task: frames.Task) -> Article | Refusal:
    try:
        return extract(task.page, published=task.published, any_language=task.any_language)
    except Exception as error:  # one bad page never stops the run
        return blame.refusal(task.page.origin, "article", error)


def _take_over_stdout() -> IO[bytes]:
    """Keep standard output for the frames, and let whatever else is printed go to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _limit_memory(memory_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has none; there the time limit has to do
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = memory_bytes if most == resource.RLIM_INFINITY else min(memory_bytes, most)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    except (OSError, ValueError):  # macOS knows the limit but does not take it
        return


def _set_alarm(seconds: float) -> None:
    set_timer: Callable[[int, float], object] | None = getattr(signal, "setitimer", None)
    if set_timer is not None:
        set_timer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main()
