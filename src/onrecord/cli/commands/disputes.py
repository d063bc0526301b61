"""`onrecord disputes`: its options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption, OutputOption
from onrecord.cli.story_options import ClaimFormat, FormatOption


def disputes(
    ledger: LedgerOption = DEFAULT_LEDGER,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DAY", help="Disputed on that day or later: 2024-10-25, 2024-10."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, metavar="N", help="How many claims.")] = 50,
    format: FormatOption = ClaimFormat.TABLE,  # noqa: A002 - the option's name is the parameter's name
    output: OutputOption = None,
) -> None:
    """List the claims that somebody disputes, the last disputed first.

    Exit code: 0 some were found, 1 none was, 2 it cannot be asked.
    """
    from onrecord.cli.story_asking import Request, print_disputes

    asked = Request(ledger=ledger, format=format.value, output=output, since=since, limit=limit)
    raise typer.Exit(print_disputes(asked))
