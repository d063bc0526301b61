"""One page on its way through the pipeline, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from queue import SimpleQueue

from onrecord.errors import ModelError
from onrecord.pipeline.frames import Find, Task
from onrecord.records import Article, Note, Page, Reading, Refusal


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page.

    `page` is None for what was refused before it was one. `result` is None where the page is known, an
    Article where its text is known and no statements were looked for.
    """

    page: Page | None
    result: Reading | Article | Refusal | None


Found = Article | Reading | Refusal | ModelError


@dataclass(slots=True, eq=False)
class Ticket:
    """A page between the thread that decides and the one that talks to a worker process.

    `events` takes what is found, `answers` what is to be done with an article, or None. Nobody waits for the
    outcome any more where it is not `is_wanted`.
    """

    entry: Page | Note | Article | Refusal
    events: SimpleQueue[tuple[Ticket, Found]]
    answers: SimpleQueue[Find | None] = field(default_factory=SimpleQueue)
    task: Task | None = None
    is_wanted: bool = True
    outcome: Outcome | None = None

    @property
    def page(self) -> Page | None:
        """The page, be it a note's or a refusal's; an article that is read again comes without."""
        if isinstance(self.entry, Article):
            return None
        return self.entry if isinstance(self.entry, Page) else self.entry.page

    @property
    def size(self) -> int:
        """Bytes or characters of the page, or of the article."""
        if isinstance(self.entry, Article):
            return len(self.entry.text)
        return len(self.page.raw) if self.page else 0
