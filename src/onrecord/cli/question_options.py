"""What can be asked of a ledger, as options: the same for every command that asks."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import ACTS, KINDS, TYPES

WordsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="WORDS",
        show_default=False,
        help='Words of contents, sources, headlines: pay "a phrase" strik* NEAR(pay offer, 5) -word OR.',
    ),
]
WhoOption = Annotated[
    str | None, typer.Option("--who", metavar="WORDS", help="Who said it: words of a name or a role.")
]
ActOption = Annotated[
    list[str] | None,
    typer.Option("--act", metavar="ACTS", help=f"Any of these acts, with commas between: {', '.join(ACTS)}."),
]
TypeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        metavar="TYPES",
        show_default="all but other",
        help=f"Any of these types: {', '.join(TYPES)}; or all.",
    ),
]
KindOption = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="KINDS", help=f"Any of these kinds of source: {', '.join(KINDS)}."),
]
QuotationOption = Annotated[
    list[str] | None,
    typer.Option("--quotation", metavar="KINDS", help="Any of these: direct, indirect, mixed."),
]
SaidOption = Annotated[
    str | None,
    typer.Option("--said", metavar="DAYS", help="Said then: 2024-10-25, 2024-10, 2024-10-20..2024-10-31."),
]
AboutTimeOption = Annotated[
    str | None, typer.Option("--about-time", metavar="DAYS", help="About what happens then, as for --said.")
]
OutletOption = Annotated[
    list[str] | None, typer.Option("--outlet", metavar="NAME", help="Published there; can be repeated.")
]
SourceOption = Annotated[
    str | None, typer.Option("--source", metavar="KEY", help="Who said it: the key of an entity, exactly.")
]
FigureOption = Annotated[
    str | None,
    typer.Option(
        "--figure", metavar="FIGURE", help="Names such a figure: '>1000 troops', 3000..12000, '5 %'."
    ),
]
ScoreOption = Annotated[
    str | None, typer.Option("--score", metavar="X", help="Scores at least X, from 0 to 1.")
]
ArticleOption = Annotated[
    str | None, typer.Option("--article", metavar="KEY", help="Stands in this article.")
]
StoryOption = Annotated[
    str | None, typer.Option("--story", metavar="ID", help="Stands in an article of this story.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="MOMENT", help="As the ledger was then: 2024-11-01, 2024-11-01T12:00."),
]


def written(words: list[str] | None, **options: list[str] | str | int | None) -> tuple[tuple[str, str], ...]:
    """What a person wrote, option by option, for `ledger.question.read`; what was not asked is left out."""
    asked = [("words", " ".join(words))] if words else []
    for name, value in options.items():
        values = value if isinstance(value, list) else [] if value is None else [str(value)]
        asked += [(name.replace("_", "-"), each) for each in values]
    return tuple(asked)
