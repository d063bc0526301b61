"""`onrecord stories`: its options."""

from __future__ import annotations

import typer

from onrecord.cli.options import DEFAULT_LEDGER, AllowPrivateOption, LedgerOption, OutputOption
from onrecord.cli.story_options import (
    ClaimFormat,
    FormatOption,
    FromOption,
    LimitOption,
    OutletOption,
    SinceOption,
    WordsArgument,
    WorkersOption,
    either,
)


def stories(
    context: typer.Context,
    words: WordsArgument = None,
    from_: FromOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    since: SinceOption = None,
    outlet: OutletOption = None,
    limit: LimitOption = 50,
    format: FormatOption = ClaimFormat.TABLE,  # noqa: A002 - the option's name is the parameter's name
    output: OutputOption = None,
    workers: WorkersOption = None,
    allow_private: AllowPrivateOption = False,
) -> None:
    """List the stories: articles about one event or affair, the last seen first.

    With --from the articles named there are grouped, and no ledger is asked: --format jsonl then has one line
    for each article, with the id of its story.

    Exit code: 0 something was found, 1 nothing was, or some page was refused, 2 nothing was read, or it
    cannot be asked.
    """
    if from_:
        either(context, "--from", WORDS=words, since=since, outlet=outlet)
        from onrecord.cli import claiming

        request = claiming.Request(
            names=tuple(from_),
            format=format.value,
            output=output,
            workers=workers,
            allow_private=allow_private,
        )
        raise typer.Exit(claiming.print_stories(request))
    from onrecord.cli import story_asking

    asked = story_asking.Request(
        ledger=ledger,
        format=format.value,
        output=output,
        words=" ".join(words or ()),
        since=since,
        outlet=outlet,
        limit=limit,
    )
    raise typer.Exit(story_asking.print_stories(asked))
