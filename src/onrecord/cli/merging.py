"""One run of `onrecord merge`: another ledger taken in, and what a person should look at."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.messages import ALL_READ, NOTHING_READ, STOPPED, Messages
from onrecord.cli.options import counted
from onrecord.cli.progress import Counter
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.ledger.merge import Merged


def perform(ledger: Path, other: Path) -> int:
    """Merge and return the exit code."""
    messages = Messages()
    try:
        merged = _merge(ledger, other, messages)
    except OnrecordError as error:
        messages.say(f"onrecord: {error}")
        return NOTHING_READ
    except KeyboardInterrupt:
        messages.say("stopped; what was taken in is kept, and the same command goes on from there")
        return STOPPED
    sys.stdout.write("\n".join(_lines(merged)) + f"\nin the ledger {ledger}\n")
    for line in _to_look_at(merged):
        messages.say(line)
    return ALL_READ


def _merge(ledger: Path, other: Path, messages: Messages) -> Merged:
    from onrecord.ledger import open_store
    from onrecord.ledger.merge import merge

    store = open_store(ledger, create=True)
    counter: Counter | None = None

    def tell(done: int, of: int) -> None:
        nonlocal counter
        counter = counter or Counter(messages.console, "taking in", "articles", of)
        counter.reach(done)

    try:
        return merge(store, other, tell)
    finally:
        if counter is not None:
            counter.close()
        store.close()


def _lines(merged: Merged) -> Iterator[str]:
    texts = f"{counted(merged.versions, 'version')}, {counted(merged.appearances, 'appearance')}"
    yield f"{counted(merged.articles, 'article')}, {texts} added"
    corrections = f", {counted(merged.corrections, 'correction')} among them" if merged.corrections else ""
    yield f"{counted(merged.statements, 'line')} added{corrections}"
    if merged.reviews:
        yield f"{counted(merged.reviews, 'decision')} of reviewers added"
    if merged.united:
        yield f"{counted(merged.united, 'decision')} on sources added"
    if merged.refusals or merged.tombstones:
        yield f"{counted(merged.refusals, 'refusal')}, {counted(merged.tombstones, 'takedown')} noted"


def _to_look_at(merged: Merged) -> Iterator[str]:
    for clash in merged.conflicts:
        yield (
            f"{clash.article}: a statement was corrected here (line {clash.stands}, which stands) and there"
            f" otherwise (line {clash.replaced})"
        )
    for each in (*merged.taken_out_there, *merged.not_taken_in):
        yield f"{each.article}: {each.why}. What to do: {each.advice}."
