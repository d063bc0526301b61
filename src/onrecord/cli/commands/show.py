"""`onrecord show`: its options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.commands.read import Format
from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption, OutputOption


def show(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Its key, the beginning of one, or its address.")
    ],
    ledger: LedgerOption = DEFAULT_LEDGER,
    version: Annotated[
        int | None,
        typer.Option("--version", metavar="N", show_default="the latest", help="Which version."),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name is the parameter's name
        Format, typer.Option("--format", "-f", help="How it is printed.")
    ] = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show one article of the ledger.

    Its statements, and behind them its versions, what changed from one to the next, and where it appeared.
    """
    from onrecord.cli.article_page import show

    raise typer.Exit(show(ledger, article, version=version, format=format.value, output=output))
