"""Adding: pages in, lines of the ledger out; what the ledger knows is not read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.ledger.enter import Entered, Entering
from onrecord.pipeline.readers import Readers
from onrecord.records import Note, Page, Refusal


def add(pages: Iterable[Page | Note | Refusal], readers: Readers, entering: Entering) -> Iterator[Entered]:
    """Read what is not in the ledger and enter it; gives what became of each page, once that is kept.

    Raises ModelError if the model is missing, LedgerError where the ledger cannot be written.
    """
    for outcome in readers.read(pages, knows_page=entering.knows_page, knows_text=entering.knows_text):
        yield from entering.enter(outcome.page, outcome.result)
    yield from entering.flush()
