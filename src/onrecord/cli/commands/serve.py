"""`onrecord serve`: its options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, AllowPrivateOption, LedgerOption


def serve(
    ledger: LedgerOption = DEFAULT_LEDGER,
    host: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="Where to listen; others than this machine's take accounts."),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="N", help="The port; 0 takes any that is free.")
    ] = 8000,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="A name that others reach it by: news.example.org"),
    ] = None,
    https: Annotated[
        bool, typer.Option("--https", help="A proxy on this machine brings it to others by https.")
    ] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            envvar="ONRECORD_PERSON",
            help="Who decides, where nobody has to log in: your name.",
        ),
    ] = None,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Open the ledger in the browser: who said what, page by page.

    It listens on this machine alone, where whoever works here may do all, until Ctrl-C. Make accounts
    (onrecord account add), and people have to log in; then it may listen on other addresses, too.

    Exit code: 0 it was stopped, 2 it could not begin, with the reason.
    """
    from onrecord.cli.serving import Request, perform

    request = Request(
        ledger=ledger,
        host=host,
        port=port,
        names=tuple(name or ()),
        is_secure=https,
        opens=open_it,
        person=by,
        allow_private=allow_private,
    )
    raise typer.Exit(perform(request))
