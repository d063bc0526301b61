"""One run of `onrecord forget`: asked whether it is meant, then the article is gone."""

from __future__ import annotations

import sys
from pathlib import Path

from onrecord.cli.messages import ALL_READ, NOTHING_READ, Messages
from onrecord.cli.options import counted, current_user
from onrecord.display.visible import one_line
from onrecord.errors import OnrecordError


def perform(ledger: Path, name: str, *, why: str, person: str | None, is_sure: bool) -> int:
    """Forget an article and return the exit code."""
    messages = Messages()
    try:
        return _forget(ledger, name, why, person or current_user(), is_sure, messages)
    except OnrecordError as error:
        messages.say(f"onrecord: {error}")
        return NOTHING_READ


def _forget(ledger: Path, name: str, why: str, person: str, is_sure: bool, messages: Messages) -> int:
    from onrecord.ledger import open_store
    from onrecord.ledger.forget import forget

    store = open_store(ledger, create=False)
    try:
        if not is_sure and not _is_meant(name):
            messages.say("nothing was taken out; --yes takes it out without asking")
            return NOTHING_READ
        gone = forget(store, name, why=why, person=person)
    finally:
        store.close()
    if not gone.versions:
        sys.stdout.write(f"article {gone.article} was taken out before\n")
    else:
        texts = f"{counted(gone.versions, 'version')}, {counted(gone.pages, 'page')}"
        what = f"{texts}, {counted(gone.statements, 'line')}"
        sys.stdout.write(f"article {gone.article} is taken out: {what}; the reason stays\n")
    if gone.copies:
        messages.say(f"all but the same text stands in {', '.join(gone.copies)}: forget these, too?")
    if not gone.is_wiped:
        messages.say("another program reads the file, so traces are left: run the same command again later")
    return ALL_READ


def _is_meant(name: str) -> bool:
    """Ask a person; where there is none, the answer is no."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    sys.stderr.write(f"Take {one_line(name)} out of the ledger for good? Type yes: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() == "yes"
