"""A worker process: makes articles of pages and finds their statements until its standard input ends.

Run as `python -m onrecord.pipeline.worker`, by `onrecord.pipeline.child` only.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Protocol

from onrecord.errors import ModelError
from onrecord.model import cores
from onrecord.pipeline import blame, frames
from onrecord.pipeline.frames import Answer, Find, NoModel, Ready, Task
from onrecord.records import Article, Note, Page, Part, Reading

# With the model loaded a worker has 0.5 GB of addresses (0.25 GB of memory), after a text of 490,000
# characters 0.7 GB. A page of 5 MB takes it to 0.6 GB, one of 20 MB, the largest that comes in, to 2.2 GB.
# What asks for more is a bomb, and without a limit the machine would swap long before the time is up.
# Memory does not grow with the number of pages: 243 MB after 1,200 made ones; 226 MB after the first of 1,683
# real ones and 254 MB after the last, caches of words having filled up. So no worker is replaced for its age.
MEMORY_BYTES = 3_000_000_000
# The parent ends a worker that takes too long. Should the parent itself be gone, the worker ends itself
# this much later, by a signal that ends even a loop in C.
_ORPHAN_SECONDS = 30
_SAID = "The port was closed on Tuesday, said the harbour master, and no ship has left it since."
_PAGE = Page(
    origin="warm-up",
    format="html",
    raw=f"<html><body><article>{5 * f'<p>{_SAID}</p>'}</article></body></html>",
)
_ARTICLE = Article(id="warm-up", text=_SAID, parts=(Part(0, len(_SAID), "body"),))


class Extract(Protocol):
    """The article stage's `extract`."""

    def __call__(self, page: Page, /, *, published: str | None, any_language: bool) -> Article:
        """Make the page's article. Raises Refused."""


@dataclass(frozen=True, slots=True)
class Stages:
    """What a worker does: the article stage, and the two doors of the statements stage."""

    extract: Extract
    find: Callable[[Article], Reading]
    note: Callable[[Note], Reading]


def main() -> None:
    """Serve with the real stages."""
    from onrecord import article, statements

    serve(Stages(article.extract, statements.find, lambda note: statements.note(note)))


def serve(stages: Stages, *, memory_bytes: int = MEMORY_BYTES) -> None:
    """Answer what comes on standard input, as `frames` has it, until the input ends."""
    answers = _take_over_stdout()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C may reach both; the parent decides
    logging.disable(logging.CRITICAL)  # what libraries say of a page is not for the user's terminal
    _limit_memory(memory_bytes)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work = _Work(stages)
    try:
        while isinstance(asked := frames.read(sys.stdin.buffer), Task | Find):
            work.prepare(asked)
            frames.write(answers, Ready())
            with _alarm(asked.seconds + _ORPHAN_SECONDS):
                answer = work.answer(asked)
            frames.write(answers, answer)
    except BrokenPipeError:
        pass  # the parent is gone, and nobody waits for the answer


class _Work:
    """The stages, and the article that the next question may be about."""

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        self._article: Article | None = None
        self._is_warm: set[str] = set()

    def prepare(self, asked: Task | Find) -> None:
        """Import what is needed, so that no page's time is spent on it."""
        kind = _heavy(asked)
        if kind is None or kind in self._is_warm:
            return
        self._is_warm.add(kind)
        try:
            if kind == "html":
                self._stages.extract(_PAGE, published=None, any_language=True)
            else:
                self._stages.find(_ARTICLE)
        except Exception:  # it will be met, and told, again
            return

    def answer(self, asked: Task | Find) -> Answer:
        """Do it, or say why not."""
        try:
            return self._find(asked) if isinstance(asked, Find) else self._read(asked)
        except ModelError as error:
            return NoModel(str(error))
        except Exception as error:  # one bad page never stops the run
            return blame.refusal(asked.origin, asked.stage, error)

    def _read(self, task: Task) -> Article | Reading:
        if isinstance(task.entry, Note):
            return self._stages.note(task.entry)
        if isinstance(task.entry, Article):
            self._article = task.entry
        else:
            self._article = self._stages.extract(
                task.entry, published=task.published, any_language=task.any_language
            )
        return self._article

    def _find(self, asked: Find) -> Reading:
        assert self._article is not None, "statements are asked for after an article"
        cores.share(asked.processes)
        return self._stages.find(self._article)


def _heavy(asked: Task | Find) -> str | None:
    if isinstance(asked, Find):
        return "statements"
    return "html" if isinstance(asked.entry, Page) and asked.entry.format == "html" else None


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


def _end_with_parent() -> None:
    """Wait until standard input's other end is closed, and end even in the middle of a long text."""
    if hasattr(select, "poll"):
        parent = select.poll()
        parent.register(0, 0)  # no event but the end, which is always told
        parent.poll()
        os._exit(0)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    set_timer: Callable[[int, float], object] | None = getattr(signal, "setitimer", None)
    if set_timer is None:
        yield
        return
    set_timer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        set_timer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    main()
