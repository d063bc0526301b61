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
def up_to_date(path: Path, messages: Messages, *, noticing: bool = False) -> Iterator[Store]:
    """An open ledger whose stories and claims, and with `noticing` its changes, are up to date.

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
        if noticing:
            catch_up_changes(store, messages)
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


def catch_up_changes(store: Store, messages: Messages) -> None:
    """Notice what new reports changed; counted on a person's terminal."""
    from onrecord.ledger import noticed
    from onrecord.pipeline.noticing import notice

    counter = Counter(messages.console, "looking what changed", "reports", total=noticed.count(store))
    left = noticed.count(store)
    try:
        for _ in notice(store):
            now = noticed.count(store)
            for _ in range(left - now):
                counter.count()
            left = now
    finally:
        counter.close()
