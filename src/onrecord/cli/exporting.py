"""One run of `onrecord export`: a question in, a file or a folder out."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from onrecord.cli.messages import ALL_READ, NOTHING_READ, STOPPED, Messages
from onrecord.cli.options import counted
from onrecord.cli.progress import Counter
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.ledger.export import Format, Written

T = TypeVar("T")


def perform(ledger: Path, asked: Sequence[tuple[str, str]], to: Format, path: Path) -> int:
    """Export and return the exit code."""
    messages = Messages()
    try:
        written = _export(ledger, asked, to, path, messages)
    except OnrecordError as error:
        messages.say(f"onrecord: {error}")
        return NOTHING_READ
    except KeyboardInterrupt:
        messages.say("stopped; nothing was written")
        return STOPPED
    what = f"{counted(written.statements, 'statement')} of {counted(written.articles, 'article')}"
    sys.stdout.write(f"{written.path}: {what}\n")
    if written.cut:
        messages.say(f"{written.cut:,} cells were too long for the format and are cut, with a mark")
    if written.left_out:
        messages.say(f"{written.left_out:,} statements are none of the format's kind and left out")
    return ALL_READ


def _export(
    ledger: Path, asked: Sequence[tuple[str, str]], to: Format, path: Path, messages: Messages
) -> Written:
    from onrecord.ledger import open_store, question, runs
    from onrecord.ledger.export import Facts, export, select

    wanted = question.read(asked) if asked else None
    facts = Facts(
        program=runs.code(),
        ledger=ledger.name,
        moment=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        question=" ".join(_option(name, value) for name, value in asked) or None,
    )
    store = open_store(ledger, create=False)
    counter = Counter(messages.console, "exporting", "articles")
    try:
        return export(_counted(select(store, wanted), counter), to, path, facts=facts)
    finally:
        counter.close()
        store.close()


def _counted(items: Iterable[T], counter: Counter) -> Iterator[T]:
    for item in items:
        yield item
        counter.count()


def _option(name: str, value: str) -> str:
    return shlex.quote(value) if name == "words" else f"--{name} {shlex.quote(value)}"
