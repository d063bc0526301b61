"""`onrecord subscribers`: its commands and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption, OutputOption

subscribers = typer.Typer(
    name="subscribers",
    help="Subscribers: who gets letters about which topic. Addresses are at the desk, not in the ledger.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

AddressArgument = Annotated[str, typer.Argument(metavar="ADDRESS", help="A mail address.")]


@subscribers.command("list")
def list_them(ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """List the subscribers, each with what it gets, and whether it is paused, and why."""
    from onrecord.cli.subscribers_kept import list_subscribers

    raise typer.Exit(list_subscribers(ledger))


@subscribers.command("export")
def export(
    address: Annotated[
        str | None, typer.Argument(metavar="ADDRESS", show_default="all", help="A mail address.")
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    output: OutputOption = None,
) -> None:
    """Write as JSON what is known of an address: for whoever asks what is kept of them."""
    from onrecord.cli.subscribers_kept import export as perform

    raise typer.Exit(perform(ledger, address, output))


@subscribers.command("erase")
def erase(address: AddressArgument, ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Take an address out of the desk for good, with its subscriptions and letters."""
    from onrecord.cli.subscribers_kept import erase as perform

    raise typer.Exit(perform(ledger, address))


@subscribers.command("pause")
def pause(
    address: AddressArgument,
    ledger: LedgerOption = DEFAULT_LEDGER,
    why: Annotated[str, typer.Option(metavar="REASON", help="Why; it is shown in lists.")] = "by hand",
) -> None:
    """Send an address nothing until it is resumed. What waits for it waits."""
    from onrecord.cli.subscribers_kept import pause as perform

    raise typer.Exit(perform(ledger, address, why))


@subscribers.command("resume")
def resume(address: AddressArgument, ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Let an address that was paused go on."""
    from onrecord.cli.subscribers_kept import resume as perform

    raise typer.Exit(perform(ledger, address))


@subscribers.command("bounce")
def bounce(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The letter that came back; - is standard input.")
    ] = Path("-"),
    ledger: LedgerOption = DEFAULT_LEDGER,
    settings: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The settings of onrecord run: with bounces_to only signed ones count."
        ),
    ] = None,
) -> None:
    """Take in a report that a letter could not be delivered (RFC 3464), and pause its address.

    An address is paused by one permanent failure, or by three temporary ones in a row.

    Exit code: 0 it told of an address, 1 it told of none that failed, 2 it is no report.
    """
    from onrecord.cli.subscribers_kept import bounce as perform

    raise typer.Exit(perform(ledger, file, settings))
