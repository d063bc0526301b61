"""`onrecord reviews`: its options."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption, OutputOption


class ReviewsFormat(StrEnum):
    """How the tally is written."""

    TABLE = "table"
    JSONL = "jsonl"


def reviews(
    ledger: LedgerOption = DEFAULT_LEDGER,
    format: Annotated[  # noqa: A002 - the option's name is the parameter's name
        ReviewsFormat,
        typer.Option("--format", "-f", help="A table, or JSON, one model a line, the first line for all."),
    ] = ReviewsFormat.TABLE,
    output: OutputOption = None,
    training: Annotated[
        Path | None,
        typer.Option(
            "--training",
            metavar="FILE",
            help="Write the articles with reviewed statements to FILE, as JSON Lines to train with.",
        ),
    ] = None,
) -> None:
    """Show how right the model was, as far as statements were reviewed.

    Of the statements that a person accepted, put right or rejected: how many were right, with the bounds of
    95 %, by version of the model, and which fields were put right how often.

    Exit code: 0 it was shown, 1 nothing was reviewed, 2 it cannot be shown.
    """
    from onrecord.cli.reviewing import Request, perform

    request = Request(ledger=ledger, format=format.value, output=output, training=training)
    raise typer.Exit(perform(request))
