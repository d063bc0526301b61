"""One run of `onrecord ask`: a question in, the entries that answer it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.messages import ALL_READ, NOTHING_READ, READER_GONE, SOME_REFUSED, Messages
from onrecord.cli.output import Output, let_go_of_stdout, write_out
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.ledger.ask import Answer


def perform(ledger: Path, asked: Sequence[tuple[str, str]], *, format: str, output: Path | None) -> int:  # noqa: A002
    """Ask, print and return the exit code."""
    messages = Messages()
    try:
        answer = _answer(ledger, asked)
        write_out(output, partial(_texts, answer, format), as_utf8=format != "table")
    except BrokenPipeError:
        let_go_of_stdout()
        return READER_GONE
    except OnrecordError as error:
        messages.say(f"onrecord: {error}")
        return NOTHING_READ
    if not answer.entries:
        messages.say("nothing was found: ask for less, or see with onrecord status what there is")
        return SOME_REFUSED
    messages.say(_summary(answer))
    return ALL_READ


def _answer(ledger: Path, asked: Sequence[tuple[str, str]]) -> Answer:
    from onrecord.ledger import open_store, question
    from onrecord.ledger.ask import ask

    wanted = question.read(asked)
    store = open_store(ledger, create=False, read_only=True)
    try:
        return ask(store, wanted)
    finally:
        store.close()


def _texts(answer: Answer, format: str, output: Output) -> Iterator[str]:  # noqa: A002
    from onrecord.cli import entry_lines

    if format == "table":
        from onrecord.cli.entry_table import table

        yield from table(answer.entries, output.stream)
    elif format == "csv":
        yield from entry_lines.csv_lines(answer.entries)
    else:
        yield from (entry_lines.json_array if format == "json" else entry_lines.json_lines)(answer.entries)


def _summary(answer: Answer) -> str:
    count = len(answer.entries)
    outlets = f"{answer.outlets} outlet{'' if answer.outlets == 1 else 's'}"
    texts = f"{answer.texts} independent text{'' if answer.texts == 1 else 's'}"
    more = f"; more with --after {answer.after} or a higher --limit" if answer.more else ""
    return f"{count} statement{'' if count == 1 else 's'}: {outlets}, {texts}{more}"
