"""`onrecord status`: its options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import LedgerOption


def status(
    ledger: LedgerOption = Path("onrecord.db"),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Show what the ledger holds, what ran last, what was refused and which pages lost words."""
    from onrecord.cli.status_page import show

    raise typer.Exit(show(ledger, as_json=as_json))
