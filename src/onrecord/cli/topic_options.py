"""Options of the commands about topics and what changed for them, light enough for `--help`."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from onrecord.records import ChangeKind

CHANGES: tuple[ChangeKind, ...] = get_args(ChangeKind)

TopicArgument = Annotated[str, typer.Argument(metavar="TOPIC", help="The topic: its key, name or number.")]
PlaceOption = Annotated[
    list[str] | None,
    typer.Option("--place", metavar="PLACE", help="Names this place; can be repeated."),
]
ChangeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--change",
        metavar="KINDS",
        help=f"Only these kinds of change, with commas between: {', '.join(CHANGES)}.",
    ),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DAY",
        help="Published on that day or later: 2024-10-25, 2024-10, 2024-10-25T18:00Z.",
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option("--until", metavar="DAY", help="Published on that day or earlier, as for --since."),
]
TimezoneOption = Annotated[
    str, typer.Option("--timezone", metavar="ZONE", help="Whose days are meant: Europe/Kyiv.")
]
SiteOption = Annotated[
    str | None,
    typer.Option(
        "--site",
        metavar="ADDRESS",
        help="Where readers reach the explorer, for links to it: https://news.example.org",
    ),
]
