"""`onrecord reread`: its options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption


def reread(
    ledger: LedgerOption = DEFAULT_LEDGER,
    everything: Annotated[
        bool, typer.Option("--everything", help="Read earlier versions of articles again, too.")
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, metavar="N", show_default="all cores", help="Read N texts at once."),
    ] = None,
) -> None:
    """Read the kept texts again.

    With this version's model and rules, where another read them last. Statements that are found as before
    keep their lines; changed ones get new lines that name the old; what a person corrected stays as it
    is. Texts that were added with --pages-only are read for the first time.

    Exit code: 0 all was read, 1 some was refused, 130 stopped with Ctrl-C.
    """
    from onrecord.cli.rereading import perform

    raise typer.Exit(perform(ledger, everything=everything, workers=workers))
