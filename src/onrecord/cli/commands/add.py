"""`onrecord add`: its options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import (
    DEFAULT_LEDGER,
    AllowPrivateOption,
    AnyLanguageOption,
    LedgerOption,
    PublishedOption,
    SourcesArgument,
    explain_usage,
    nothing_is_sent_in,
)


def add(
    context: typer.Context,
    sources: SourcesArgument = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    published: PublishedOption = None,
    any_language: AnyLanguageOption = False,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, metavar="N", show_default="all cores", help="Read N pages at once."),
    ] = None,
    pages_only: Annotated[
        bool,
        typer.Option(
            "--pages-only", help="Keep pages and texts; `onrecord reread` finds the statements later."
        ),
    ] = False,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Read news reports into the ledger.

    SOURCES: files (text, HTML, PDF, JSON Lines, WARC, feeds, OPML, GDELT quotations, CSV or XLSX of claims;
    plain or .gz), folders, patterns, web addresses. What is in the ledger already is not read again; a
    changed page becomes a new version of its article.

    Exit code: 0 all was read, 1 some was refused, 2 nothing was read, 130 stopped with Ctrl-C.
    """
    if not sources and nothing_is_sent_in():
        explain_usage(context, "Name what to read, or send a report in: onrecord add < report.txt")
    from onrecord.cli.adding import Request, perform

    request = Request(
        names=tuple(sources or ["-"]),
        ledger=ledger,
        published=published,
        any_language=any_language,
        workers=workers,
        statements=not pages_only,
        allow_private=allow_private,
    )
    raise typer.Exit(perform(request))
