"""`onrecord hooks`: its commands and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption
from onrecord.cli.topic_options import TopicArgument

hooks = typer.Typer(
    name="hooks",
    help="Hooks: programs that are told of each change of a topic, by a signed POST (Standard Webhooks).",
    no_args_is_help=True,
    rich_markup_mode=None,
)

NumberArgument = Annotated[
    int, typer.Argument(metavar="NUMBER", help="The hook, as onrecord hooks list has it.")
]


@hooks.command("add")
def add(
    topic: TopicArgument,
    url: Annotated[str, typer.Argument(metavar="ADDRESS", help="What is told: https://…")],
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Tell an address of each change of a topic from now on. Its secret is shown this once.

    Private addresses are refused when it is told, unless onrecord run has --allow-private.
    """
    from onrecord.cli.hooks_kept import add as perform

    raise typer.Exit(perform(ledger, topic, url))


@hooks.command("list")
def list_them(ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """List the hooks, and whether they fail or are paused, and why."""
    from onrecord.cli.hooks_kept import list_hooks

    raise typer.Exit(list_hooks(ledger))


@hooks.command("remove")
def remove(number: NumberArgument, ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Tell an address no more."""
    from onrecord.cli.hooks_kept import remove as perform

    raise typer.Exit(perform(ledger, number))


@hooks.command("pause")
def pause(
    number: NumberArgument,
    ledger: LedgerOption = DEFAULT_LEDGER,
    why: Annotated[str, typer.Option(metavar="REASON", help="Why; it is shown in lists.")] = "by hand",
) -> None:
    """Tell an address nothing until it is resumed. What waits for it waits."""
    from onrecord.cli.hooks_kept import pause as perform

    raise typer.Exit(perform(ledger, number, why))


@hooks.command("resume")
def resume(number: NumberArgument, ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Let an address that was paused be told again, from where it stood."""
    from onrecord.cli.hooks_kept import resume as perform

    raise typer.Exit(perform(ledger, number))
