"""`onrecord digest`: its options."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption, OutputOption, PersonOption
from onrecord.cli.topic_options import SinceOption, SiteOption, TimezoneOption, TopicArgument, UntilOption


class Format(StrEnum):
    """How a digest is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    EML = "eml"


def digest(
    topic: TopicArgument,
    ledger: LedgerOption = DEFAULT_LEDGER,
    day: Annotated[
        str | None, typer.Option(metavar="DAY", help="What was published on a day: 2024-10-25.")
    ] = None,
    week: Annotated[
        str | None, typer.Option(metavar="WEEK", help="What was published in a week: 2024-W43.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    since_last: Annotated[
        bool, typer.Option("--since-last", help="What came into the ledger since you were told last.")
    ] = False,
    timezone: TimezoneOption = "UTC",
    format: Annotated[  # noqa: A002 - the option's name is the parameter's name
        Format, typer.Option("--format", "-f", help="How it is written; html and eml are as they are mailed.")
    ] = Format.TEXT,
    output: OutputOption = None,
    site: SiteOption = None,
    settings: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The settings of onrecord run: whom a letter (eml) is from."),
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Whom a letter (eml) is to.")] = None,
    by: PersonOption = None,
) -> None:
    """Print what is new of a topic: most telling first, then who said what, figures, disputes, unknowns.

    Without a day or week it is of the seven days up to the newest change. Every sentence of content is a
    quotation with its source. The same ledger gives the same bytes.

    Exit code: 0 something changed, 1 nothing did, 2 it cannot be asked.
    """
    from onrecord.cli.digesting import Request, perform
    from onrecord.cli.stretches import Asked

    request = Request(
        ledger=ledger,
        topic=topic,
        asked=Asked(day=day, week=week, since=since, until=until, timezone=timezone),
        since_last=since_last,
        format=format.value,
        output=output,
        site=site,
        settings=settings,
        to=to,
        person=by,
    )
    raise typer.Exit(perform(request))
