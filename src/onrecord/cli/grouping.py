"""A ledger whose stories and claims are up to date, for the commands that ask about them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.cli.messages import Messages
from onrecord.cli.progress import Counter
from onrecord.ledger import LedgerError, Store, open_store
from onrecord.records import Refusal


@contextmanager
def up_to_date(path: Path, messages: Messages) -> Iterator[Store]:
    """An open ledger whose stories and claims have caught up with its articles.

    One that cannot be written to is read as it stands, which is told. Raises LedgerError, ModelError.
    """
    try:
        store = open_store(path, create=False)
    except LedgerError as error:
        # Raises an error of its own where the file is not there, or no ledger.
        store = open_store(path, create=False, read_only=True)
        messages.say(f"{error}; stories and claims are shown as they were brought up to date last")
        try:
            yield store
        finally:
            store.close()
        return
    try:
        catch_up(store, messages)
        yield store
    finally:
        store.close()


def catch_up(store: Store, messages: Messages) -> None:
    """Put new articles to their stories, and match what is said in them; counted on a person's terminal."""
    from onrecord.ledger import ungrouped
    from onrecord.pipeline.grouping import group

    waiting = ungrouped.count(store)
    counter = Counter(messages.console, "bringing stories and claims up to date", "articles", total=waiting)
    try:
        for each in group(store):
            if isinstance(each, Refusal):
                messages.refuse(each)
            elif each.stances is not None:
                counter.count()
    finally:
        counter.close()
