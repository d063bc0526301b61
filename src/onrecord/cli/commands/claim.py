"""`onrecord claim`: its options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption, OutputOption
from onrecord.cli.story_options import ClaimFormat, FormatOption


def claim(
    id: Annotated[  # noqa: A002 - the argument's name is the parameter's name
        str, typer.Argument(metavar="CLAIM", help="Its id, or the beginning of one.")
    ],
    ledger: LedgerOption = DEFAULT_LEDGER,
    format: FormatOption = ClaimFormat.TABLE,  # noqa: A002 - the option's name is the parameter's name
    output: OutputOption = None,
) -> None:
    """Show one claim: every appearance in order, in the words of the report, with outlet, ground and figures.

    Exit code: 0 it was found, 2 it was not, or cannot be read.
    """
    from onrecord.cli.story_asking import Request, print_claim

    request = Request(ledger=ledger, format=format.value, output=output)
    raise typer.Exit(print_claim(request, id))
