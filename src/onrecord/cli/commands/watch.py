"""`onrecord watch`: its options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, AllowPrivateOption, AnyLanguageOption, LedgerOption
from onrecord.cli.service_options import EveryOption, FeedsArgument, WorkersOption


def watch(
    feeds: FeedsArgument,
    ledger: LedgerOption = DEFAULT_LEDGER,
    every: EveryOption = 15,
    once: Annotated[bool, typer.Option("--once", help="Ask the feeds that are due, and stop.")] = False,
    workers: WorkersOption = None,
    any_language: AnyLanguageOption = False,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Watch feeds and add what is new to the ledger.

    It goes on until Ctrl-C. Feeds are asked only for what changed, hosts one page a second, and less and
    less often while they fail. What was asked when is kept in the ledger, so that watching goes on where
    it was.

    Exit code: 0 after --once, 1 if a feed failed, 2 if there is no feed, 130 stopped with Ctrl-C.
    """
    from onrecord.cli.watching import Request, perform

    request = Request(
        names=tuple(feeds),
        ledger=ledger,
        minutes=every,
        once=once,
        workers=workers,
        any_language=any_language,
        allow_private=allow_private,
    )
    raise typer.Exit(perform(request))
