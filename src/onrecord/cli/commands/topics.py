"""`onrecord topics`: its options."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import (
    DEFAULT_LEDGER,
    LedgerOption,
    OutputOption,
    PersonOption,
    explain_usage,
)
from onrecord.cli.topic_options import SiteOption


class Format(StrEnum):
    """How topics are printed."""

    TABLE = "table"
    JSONL = "jsonl"


def topics(
    context: typer.Context,
    ledger: LedgerOption = DEFAULT_LEDGER,
    format: Annotated[  # noqa: A002 - the option's name is the parameter's name
        Format, typer.Option("--format", "-f", help="How they are printed.")
    ] = Format.TABLE,
    output: OutputOption = None,
    export: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write all topics to a file; - is standard output.")
    ] = None,
    import_: Annotated[
        Path | None,
        typer.Option("--import", metavar="FILE", help="Take in the topics of such a file: all, or none."),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="With --import: topics of a name that is there take what it says."),
    ] = False,
    opml: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the feeds of topics as OPML; with --site their own, too."),
    ] = None,
    site: SiteOption = None,
    by: PersonOption = None,
) -> None:
    """List the topics that are followed, or write them to a file and read them from one.

    Exit code: 0 it was done, 1 nothing is followed, 2 it was not done, with the reason.
    """
    from onrecord.cli import topics_kept

    if sum(each is not None for each in (export, import_, opml)) > 1:
        explain_usage(context, "--export, --import and --opml are asked one at a time.")
    if export is not None:
        raise typer.Exit(topics_kept.export_topics(ledger, export))
    if import_ is not None:
        raise typer.Exit(topics_kept.import_topics(ledger, import_, replace=replace, person=by))
    if opml is not None:
        raise typer.Exit(topics_kept.export_feeds(ledger, opml, site))
    raise typer.Exit(topics_kept.list_topics(ledger, format.value, output))
