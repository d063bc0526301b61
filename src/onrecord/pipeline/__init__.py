"""The pipeline: the only place that knows the order of the stages. READ SECOND.

Page -> article.extract -> Article -> statements.find -> Reading     (or Refusal, at any of them)

`worker` does both in a process of its own, `crew` has some of them, `readers` decides what they read next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.pipeline.readers import PAGE_SECONDS, Readers
from onrecord.pipeline.ticket import Outcome
from onrecord.records import Note, Page, Reading, Refusal

__all__ = ["PAGE_SECONDS", "Outcome", "Readers", "run"]


def run(
    pages: Iterable[Page | Note | Refusal],
    *,
    published: str | None = None,
    any_language: bool = False,
    page_seconds: float = PAGE_SECONDS,
    workers: int | None = None,
) -> Iterator[Reading | Refusal]:
    """Read every page, in order; what cannot be read becomes a Refusal in its place.

    `published` is the ISO 8601 date of pages that bear none, `any_language` reads what does not look
    English too, `page_seconds` is the time one page may take until its article is found, `workers` are the
    processes that read, by default one for each core.
    Raises ModelError if the model is missing, ValueError if `published` is no such date: neither is
    a page's fault. A bug met on one page is that page's Refusal.
    """
    readers = Readers(
        workers=workers, published=published, any_language=any_language, page_seconds=page_seconds
    )
    with readers:
        for outcome in readers.read(pages):
            if isinstance(outcome.result, Reading | Refusal):  # and nothing else, where nothing is known
                yield outcome.result
