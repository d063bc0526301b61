"""Reading again: texts of the ledger in, what became of their lines out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from onrecord.ledger.reread import Reread, Rereading
from onrecord.pipeline.readers import Readers
from onrecord.records import Article, Reading, Refusal


def reread(
    waiting: Iterable[tuple[int, Article]], readers: Readers, rereading: Rereading
) -> Iterator[Reread | Refusal]:
    """Read the texts again, and give what became of the lines of each, once that is kept.

    A text that cannot be read this time keeps its lines, and is a Refusal.
    Raises ModelError if the model is missing, LedgerError where the ledger cannot be written.
    """
    numbers: deque[int] = deque()
    for outcome in readers.read(_articles(waiting, numbers)):
        version_id = numbers.popleft()  # outcomes stand in the order of the input
        result = outcome.result
        if isinstance(result, Reading):
            yield rereading.enter(version_id, result)
        elif isinstance(result, Refusal):
            yield result


def _articles(waiting: Iterable[tuple[int, Article]], numbers: deque[int]) -> Iterator[Article]:
    for version_id, article in waiting:
        numbers.append(version_id)
        yield article
