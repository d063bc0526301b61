"""One run of `onrecord changes`: what became known of a topic, by time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from onrecord.cli import at_desk, json_rows, stretches
from onrecord.cli.ending import exit_code
from onrecord.cli.grouping import up_to_date
from onrecord.cli.messages import ALL_READ, SOME_REFUSED, Messages
from onrecord.cli.options import counted
from onrecord.cli.output import Output, write_out
from onrecord.desk import topics as kept
from onrecord.display import change_json
from onrecord.display.claim_json import encode
from onrecord.ledger import topics
from onrecord.pipeline import following
from onrecord.records import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for on the command line."""

    ledger: Path
    topic: str
    asked: stretches.Asked
    limit: int
    format: str
    output: Path | None


def perform(request: Request) -> int:
    """Print the changes, and return the exit code."""
    messages = Messages()
    return exit_code(messages, lambda: _print(request, messages))


def _print(request: Request, messages: Messages) -> int:
    since, until = stretches.read(request.asked).behind
    with at_desk.opened(request.ledger) as desk:
        asked = topics.read(kept.find(desk, request.topic).asked)
    with up_to_date(request.ledger, messages, noticing=True) as store:
        found = following.changes(store, asked, since=since, until=until, limit=request.limit)
    write_out(request.output, partial(_texts, found, request.format), as_utf8=request.format != "table")
    if not found:
        messages.say("nothing changed: ask for more days, or see with onrecord topics what it asks for")
        return SOME_REFUSED
    more = "; there may be more before, with a higher --limit" if len(found) == request.limit else ""
    messages.say(f"{counted(len(found), 'change')}{more}")
    return ALL_READ


def _texts(changes: Sequence[Change], format: str, output: Output) -> Iterator[str]:  # noqa: A002
    if format == "table":
        from onrecord.cli.change_table import changes_table

        yield from changes_table(changes, output.stream)
        return
    rows = (encode(change_json.describe(change)) for change in changes)
    yield from (json_rows.array if format == "json" else json_rows.lines)(rows)
