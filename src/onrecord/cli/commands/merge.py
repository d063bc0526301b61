"""`onrecord merge`: its options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption


def merge(
    other: Annotated[Path, typer.Argument(metavar="OTHER", help="The ledger to take in; it is not changed.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Take in what another ledger holds.

    What is here already is not doubled; corrections that were made there count here, too.

    Exit code: 0 it was taken in, 2 it was not, with the reason, 130 stopped with Ctrl-C.
    """
    from onrecord.cli.merging import perform

    raise typer.Exit(perform(ledger, other))
