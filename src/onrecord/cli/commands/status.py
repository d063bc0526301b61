"""`onrecord status`: its options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption


def status(
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Show what the ledger holds.

    How much, since when, what ran last, which feeds are watched, what was refused, and which pages lost
    words.
    """
    from onrecord.cli.status_page import show

    raise typer.Exit(show(ledger, as_json=as_json))
