"""`onrecord serve`: its options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, AllowPrivateOption, LedgerOption
from onrecord.cli.service_options import DeskPersonOption, HostOption, HttpsOption, NameOption, PortOption


def serve(
    ledger: LedgerOption = DEFAULT_LEDGER,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    name: NameOption = None,
    https: HttpsOption = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    by: DeskPersonOption = None,
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
