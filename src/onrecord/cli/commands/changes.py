"""`onrecord changes`: its options."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption, OutputOption
from onrecord.cli.topic_options import SinceOption, TimezoneOption, TopicArgument, UntilOption


class Format(StrEnum):
    """How changes are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


def changes(
    topic: TopicArgument,
    ledger: LedgerOption = DEFAULT_LEDGER,
    since: SinceOption = None,
    until: UntilOption = None,
    timezone: TimezoneOption = "UTC",
    limit: Annotated[int, typer.Option(min=1, max=5000, metavar="N", help="How many, the newest.")] = 200,
    format: Annotated[  # noqa: A002 - the option's name is the parameter's name
        Format, typer.Option("--format", "-f", help="How they are printed.")
    ] = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List what became known of a topic, by time: claims first made, disputes, new figures, corrections.

    Each with the words that show it. What only repeats is counted. The ledger is brought up to date first.

    Exit code: 0 something changed, 1 nothing did, 2 it cannot be asked.
    """
    from onrecord.cli.change_asking import Request, perform
    from onrecord.cli.stretches import Asked

    request = Request(
        ledger=ledger,
        topic=topic,
        asked=Asked(since=since, until=until, timezone=timezone),
        limit=limit,
        format=format.value,
        output=output,
    )
    raise typer.Exit(perform(request))
