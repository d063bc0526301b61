"""`onrecord export`: its options."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption
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


class To(StrEnum):
    """The formats; docs/export.md says what each holds."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    WEB_ANNOTATION = "web-annotation"
    SCHEMA_ORG = "schema-org"
    GDELT = "gdelt"
    BRAT = "brat"
    SPACY = "spacy"


def export(
    to: Annotated[To, typer.Option("--to", help="The format.")],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="PATH", help="A file; for parquet, brat and spacy a folder."),
    ],
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
) -> None:
    """Write the ledger in a format of others.

    The words and options are those of onrecord ask; without any, everything that is current is written. It is
    written beside PATH and renamed, so that PATH is whole or not there.

    Exit code: 0 it was written, 2 it was not, 130 stopped with Ctrl-C.
    """
    from onrecord.cli.exporting import perform

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
    )
    raise typer.Exit(perform(ledger, asked, to.value, output))
