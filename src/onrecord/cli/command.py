"""The command line's root: its commands and its version.

Only typer is imported here: rich, the pipeline and all below it are imported once there is work to
do, so that `onrecord --help` answers at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from onrecord.cli.commands.account import account
from onrecord.cli.commands.add import add
from onrecord.cli.commands.ask import ask
from onrecord.cli.commands.changes import changes
from onrecord.cli.commands.check import check
from onrecord.cli.commands.claim import claim
from onrecord.cli.commands.claims import claims
from onrecord.cli.commands.correct import correct
from onrecord.cli.commands.digest import digest
from onrecord.cli.commands.disputes import disputes
from onrecord.cli.commands.export import export
from onrecord.cli.commands.follow import follow
from onrecord.cli.commands.forget import forget
from onrecord.cli.commands.hooks import hooks
from onrecord.cli.commands.merge import merge
from onrecord.cli.commands.read import read
from onrecord.cli.commands.reread import reread
from onrecord.cli.commands.reviews import reviews
from onrecord.cli.commands.run import run
from onrecord.cli.commands.serve import serve
from onrecord.cli.commands.show import show
from onrecord.cli.commands.status import status
from onrecord.cli.commands.stories import stories
from onrecord.cli.commands.story import story
from onrecord.cli.commands.subscribers import subscribers
from onrecord.cli.commands.topics import topics
from onrecord.cli.commands.unfollow import unfollow
from onrecord.cli.commands.watch import watch

app = typer.Typer(
    name="onrecord",
    add_completion=False,
    no_args_is_help=True,
    # Plain help: typer would import rich, three times the time of everything else here.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line."""
    app(prog_name="onrecord")


def _print_version(wanted: bool) -> None:
    if not wanted:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        sys.stdout.write(f"onrecord {version('onrecord')}\n")
    except PackageNotFoundError:
        sys.stdout.write("onrecord (not installed: no version)\n")
    raise typer.Exit


@app.callback()
def _onrecord(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Read news reports and keep what is said in them: who said what."""


COMMANDS = (
    read,
    add,
    watch,
    serve,
    run,
    ask,
    stories,
    story,
    claims,
    claim,
    disputes,
    check,
    follow,
    unfollow,
    topics,
    changes,
    digest,
    show,
    correct,
    reviews,
    reread,
    forget,
    merge,
    export,
    status,
)
for _command in COMMANDS:
    app.command(_command.__name__)(_command)
app.add_typer(subscribers)
app.add_typer(hooks)
app.add_typer(account)
