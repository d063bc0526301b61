"""`onrecord claims`: its options."""

from __future__ import annotations

import typer

from onrecord.cli.options import (
    DEFAULT_LEDGER,
    AllowPrivateOption,
    AnyLanguageOption,
    LedgerOption,
    OutputOption,
    PublishedOption,
)
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


def claims(
    context: typer.Context,
    words: WordsArgument = None,
    from_: FromOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    since: SinceOption = None,
    outlet: OutletOption = None,
    limit: LimitOption = 10,
    format: FormatOption = ClaimFormat.TABLE,  # noqa: A002 - the option's name is the parameter's name
    output: OutputOption = None,
    published: PublishedOption = None,
    any_language: AnyLanguageOption = False,
    workers: WorkersOption = None,
    allow_private: AllowPrivateOption = False,
) -> None:
    """List what is claimed in the stories, and who supports, disputes or will not confirm it.

    With --from the articles named there are read, and no ledger is asked. The tool reports who said what of a
    claim; it does not judge.

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
            published=published,
            any_language=any_language,
            workers=workers,
            allow_private=allow_private,
        )
        raise typer.Exit(claiming.print_claims(request))
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
    raise typer.Exit(story_asking.print_claims(asked))
