"""`onrecord read`: its options."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.options import (
    ACTS,
    ALL,
    TYPES,
    AllowPrivateOption,
    AnyLanguageOption,
    OutputOption,
    PublishedOption,
    SourcesArgument,
    checked_acts,
    checked_score,
    checked_types,
    explain_usage,
    nothing_is_sent_in,
)


class Format(StrEnum):
    """How the articles are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


def read(
    context: typer.Context,
    sources: SourcesArgument = None,
    format: Annotated[  # noqa: A002 - the option's name is the parameter's name
        Format, typer.Option("--format", "-f", help="How the articles are printed.")
    ] = Format.TABLE,
    published: PublishedOption = None,
    any_language: AnyLanguageOption = False,
    min_score: Annotated[
        float,
        typer.Option(metavar="X", callback=checked_score, help="Hide statements that score below X."),
    ] = 0.0,
    types: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            metavar="TYPES",
            callback=checked_types,
            show_default="all but other in tables and pages",
            help=f"Show only statements of these types, with commas between: {', '.join(TYPES)}; or {ALL}.",
        ),
    ] = None,
    acts: Annotated[
        list[str] | None,
        typer.Option(
            "--act",
            metavar="ACTS",
            callback=checked_acts,
            show_default=False,
            help=f"Show only these acts, with commas between: {', '.join(ACTS)}.",
        ),
    ] = None,
    output: OutputOption = None,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Read news reports and print who said what.

    SOURCES: files (text, HTML, PDF, JSON Lines, WARC, feeds, spreadsheets of claims; plain or .gz), folders,
    patterns, web addresses.

    Exit code: 0 all was read, 1 some was refused, 2 nothing was read, 130 stopped with Ctrl-C.
    """
    if not sources and nothing_is_sent_in():
        explain_usage(context, "Name what to read, or send a report in: onrecord read < report.txt")
    from onrecord.cli.session import Request, perform

    request = Request(
        names=tuple(sources or ["-"]),
        format=format.value,
        published=published,
        any_language=any_language,
        min_score=min_score,
        types=frozenset(one for one in TYPES if one in types or ALL in types) if types else None,
        acts=frozenset(one for one in ACTS if one in acts) if acts else None,
        output=output,
        allow_private=allow_private,
    )
    raise typer.Exit(perform(request))
