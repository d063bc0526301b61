"""One run of `onrecord reviews`: how right the model was as far as persons looked, or what to learn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.cli.ending import exit_code
from onrecord.cli.messages import ALL_READ, SOME_REFUSED, Messages
from onrecord.cli.options import counted
from onrecord.cli.output import Output, write_out
from onrecord.ledger import Store, open_store
from onrecord.ledger.precision import Precision, precision
from onrecord.ledger.review_training import ReviewedArticle, training, training_line

_NOTHING = "nothing was reviewed yet: accept, correct or reject statements, on the page of onrecord serve"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for on the command line, checked."""

    ledger: Path
    format: str
    output: Path | None = None
    training: Path | None = None


def perform(request: Request) -> int:
    """Show what was reviewed, or write it to learn from; the exit code."""
    messages = Messages()

    def work() -> int:
        store = open_store(request.ledger, create=False, read_only=True)
        try:
            if request.training is not None:
                return _write_training(store, request.training, messages)
            return _show(store, request, messages)
        finally:
            store.close()

    return exit_code(messages, work)


def _show(store: Store, request: Request, messages: Messages) -> int:
    found = precision(store)
    write_out(
        request.output, lambda output: _texts(found, request, output), as_utf8=request.format != "table"
    )
    if not found.reviewed:
        messages.say(_NOTHING)
    return ALL_READ if found.reviewed else SOME_REFUSED


def _texts(found: Precision, request: Request, output: Output) -> Iterator[str]:
    from onrecord.cli.reviews_table import json_rows, tables

    if not found.reviewed:
        return iter(())
    return json_rows(found) if request.format == "jsonl" else tables(found, output.stream)


@dataclass(slots=True)
class _Tally:
    articles: int = 0
    complete: int = 0
    statements: int = 0

    def count(self, one: ReviewedArticle) -> None:
        self.articles += 1
        self.complete += one.is_complete
        self.statements += sum(each.verdict is not None for each in one.statements)


def _write_training(store: Store, path: Path, messages: Messages) -> int:
    tally = _Tally()
    write_out(path, lambda _: _lines(store, tally), as_utf8=True)
    if not tally.articles:
        messages.say(_NOTHING)
        return SOME_REFUSED
    what = f"{counted(tally.statements, 'reviewed statement')} of {counted(tally.articles, 'article')}"
    messages.say(f"{path}: {what}, {tally.complete:,} of them with every statement reviewed")
    return ALL_READ


def _lines(store: Store, tally: _Tally) -> Iterator[str]:
    for one in training(store):
        tally.count(one)
        yield f"{training_line(one)}\n"
