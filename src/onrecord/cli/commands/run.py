"""`onrecord run`: its options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, AllowPrivateOption, AnyLanguageOption, LedgerOption
from onrecord.cli.service_options import (
    DeskPersonOption,
    EveryOption,
    FeedsArgument,
    HostOption,
    HttpsOption,
    NameOption,
    PortOption,
    WorkersOption,
)


def run(
    feeds: FeedsArgument,
    ledger: LedgerOption = DEFAULT_LEDGER,
    settings: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="How mail is sent, and when (onrecord.toml); none is, without."),
    ] = None,
    every: EveryOption = 15,
    workers: WorkersOption = None,
    any_language: AnyLanguageOption = False,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    name: NameOption = None,
    https: HttpsOption = False,
    by: DeskPersonOption = None,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Poll feeds, serve the explorer and send what is new of topics: all in one process.

    Polled are the feeds of FEEDS, and those that topics name; a list that changes is read again. It goes on
    until Ctrl-C or SIGTERM, then finishes what it has begun; a second one ends it at once. After a crash it
    goes on where it was.

    Exit code: 0 it was stopped, 2 it could not begin, with the reason.
    """
    from onrecord.cli.running import Request, perform

    request = Request(
        names=tuple(feeds),
        ledger=ledger,
        settings=settings,
        minutes=every,
        workers=workers,
        any_language=any_language,
        host=host,
        port=port,
        site_names=tuple(name or ()),
        is_secure=https,
        person=by,
        allow_private=allow_private,
    )
    raise typer.Exit(perform(request))
