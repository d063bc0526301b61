"""`onrecord ask`: its options."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption, OutputOption
from onrecord.cli.question_options import (
    AboutTimeOption,
    ActOption,
    ArticleOption,
    AsOfOption,
    FigureOption,
    KindOption,
    OutletOption,
    QuotationOption,
    SaidOption,
    ScoreOption,
    SourceOption,
    StoryOption,
    TypeOption,
    WhoOption,
    WordsArgument,
    written,
)


class Format(StrEnum):
    """How the statements are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


class Sort(StrEnum):
    """In which order they come."""

    SAID = "said"
    PUBLISHED = "published"
    RELEVANCE = "relevance"


def ask(
    words: WordsArgument = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    who: WhoOption = None,
    act: ActOption = None,
    type: TypeOption = None,  # noqa: A002 - the option's name is the parameter's name
    kind: KindOption = None,
    quotation: QuotationOption = None,
    said: SaidOption = None,
    about_time: AboutTimeOption = None,
    outlet: OutletOption = None,
    source: SourceOption = None,
    figure: FigureOption = None,
    score: ScoreOption = None,
    article: ArticleOption = None,
    story: StoryOption = None,
    as_of: AsOfOption = None,
    sort: Annotated[
        Sort, typer.Option(help="Newest said or published first, or by relevance among the newest.")
    ] = Sort.SAID,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many.")] = 50,
    after: Annotated[
        str | None, typer.Option(metavar="MARK", help="Go on behind an earlier answer, which names its mark.")
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name is the parameter's name
        Format, typer.Option("--format", "-f", help="How they are printed.")
    ] = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Ask the ledger who said what.

    All that is asked has to hold. Deeds that report nothing are left out unless asked for by --type.

    Exit code: 0 something was found, 1 nothing was, 2 it cannot be asked.
    """
    from onrecord.cli.asking import perform

    asked = written(
        words,
        who=who,
        act=act,
        type=type,
        kind=kind,
        quotation=quotation,
        said=said,
        about_time=about_time,
        outlet=outlet,
        source=source,
        figure=figure,
        score=score,
        article=article,
        story=story,
        as_of=as_of,
        sort="relevance" if sort == Sort.RELEVANCE else f"{sort.value}_at",
        limit=limit,
        after=after,
    )
    raise typer.Exit(perform(ledger, asked, format=format.value, output=output))
