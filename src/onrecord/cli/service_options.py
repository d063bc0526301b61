"""Options of the commands that poll, serve, or do both, light enough for `--help`."""

from __future__ import annotations

from typing import Annotated

import typer

FeedsArgument = Annotated[
    list[str], typer.Argument(metavar="FEEDS", help="OPML files, or addresses of feeds or OPML files.")
]
EveryOption = Annotated[
    int,
    typer.Option(
        "--every", min=1, metavar="MINUTES", help="Ask each feed this often, or less if it says so."
    ),
]
WorkersOption = Annotated[
    int | None,
    typer.Option("--workers", min=1, metavar="N", show_default="all cores", help="Read N pages at once."),
]
HostOption = Annotated[
    str,
    typer.Option(
        "--host", metavar="ADDRESS", help="Where to listen; others than this machine's take accounts."
    ),
]
PortOption = Annotated[
    int, typer.Option("--port", min=0, max=65535, metavar="N", help="The port; 0 takes any that is free.")
]
NameOption = Annotated[
    list[str] | None,
    typer.Option("--name", metavar="NAME", help="A name that others reach it by: news.example.org"),
]
HttpsOption = Annotated[
    bool, typer.Option("--https", help="A proxy on this machine brings it to others by https.")
]
DeskPersonOption = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        envvar="ONRECORD_PERSON",
        help="Who decides, where nobody has to log in: your name.",
    ),
]
