"""`onrecord check`: its options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import (
    DEFAULT_LEDGER,
    AllowPrivateOption,
    AnyLanguageOption,
    LedgerOption,
    OutputOption,
    PublishedOption,
    explain_usage,
)
from onrecord.cli.story_options import ClaimFormat, FormatOption, WorkersOption, either


def check(
    context: typer.Context,
    text: Annotated[
        str | None,
        typer.Argument(metavar="TEXT", show_default=False, help="What is claimed, in a sentence."),
    ] = None,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCES",
            show_default=False,
            help="Articles to look in; without any the ledger is asked.",
        ),
    ] = None,
    pairs: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help='Many at once: lines of {"claim", "article": id}, plain or .gz.'),
    ] = None,
    articles: Annotated[
        list[str] | None,
        typer.Option(metavar="SOURCES", help="The articles that the pairs name; can be repeated."),
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    format: FormatOption = ClaimFormat.TABLE,  # noqa: A002 - the option's name is the parameter's name
    output: OutputOption = None,
    published: PublishedOption = None,
    any_language: AnyLanguageOption = False,
    workers: WorkersOption = None,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Check a sentence: who on record supports, disputes, queries or mentions it, best first.

    For articles that are given, it is also told whether each agrees, disagrees, discusses it or is unrelated;
    with --pairs this alone. The tool reports what was said; it does not judge.

    Exit code: 0 all was read, 1 some page or pair was refused, or nothing was found in the ledger, 2 nothing
    was read, or it cannot be asked.
    """
    from onrecord.cli import claiming

    if pairs is not None:
        either(context, "--pairs", TEXT=text, SOURCES=sources)
    elif not text or not text.strip():
        explain_usage(context, 'Write what is to be checked: onrecord check "The port will reopen on Monday"')
    elif articles:
        explain_usage(context, "--articles goes with --pairs; name the articles behind the text.")
    request = claiming.Request(
        names=tuple((articles if pairs is not None else sources) or ()),
        format=format.value,
        output=output,
        published=published,
        any_language=any_language,
        workers=workers,
        allow_private=allow_private,
    )
    from onrecord.cli import checking

    if pairs is not None:
        if not request.names:
            explain_usage(context, "Name the articles, too: --articles ARTICLES.jsonl")
        raise typer.Exit(checking.check_pairs(pairs, request))
    claim = text or ""
    if request.names:
        raise typer.Exit(checking.check_articles(claim, request))
    raise typer.Exit(checking.check_ledger(claim, ledger, format=format.value, output=output))
