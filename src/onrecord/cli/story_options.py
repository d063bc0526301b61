"""Options that the commands about stories and claims share, light enough for `--help`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.options import explain_usage


class ClaimFormat(StrEnum):
    """How stories and claims are printed."""

    TABLE = "table"
    JSONL = "jsonl"


def either(context: typer.Context, option: str, **others: object) -> None:
    """Stop with an explanation where something is asked that cannot be asked beside an option."""
    wrong = [name if name.isupper() else f"--{name}" for name, value in others.items() if value]
    if wrong:
        explain_usage(context, f"{' and '.join(wrong)} cannot be asked beside {option}.")


FormatOption = Annotated[ClaimFormat, typer.Option("--format", "-f", help="How they are printed.")]
FromOption = Annotated[
    list[str] | None,
    typer.Option(
        "--from",
        metavar="SOURCES",
        help="Of these articles, not of a ledger: files, folders, patterns, addresses; can be repeated.",
    ),
]
WordsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="WORDS",
        show_default=False,
        help="Only stories in which this is said or stands in a headline, written as for onrecord ask.",
    ),
]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DAY", help="Last seen on that day or later: 2024-10-25, 2024-10, 2024."),
]
OutletOption = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="Only stories that it reported, too.")
]
LimitOption = Annotated[int, typer.Option(min=1, max=1000, metavar="N", help="How many stories.")]
WorkersOption = Annotated[
    int | None,
    typer.Option("--workers", min=1, metavar="N", show_default="all cores", help="Read N pages at once."),
]
