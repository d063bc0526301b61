"""What can be typed: the options, their checks and their help.

Only typer is imported here: rich, the pipeline and all below it are imported once there is work to
do, so that `onrecord --help` answers at once.
"""

from __future__ import annotations

import math
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, get_args

import typer

from onrecord.records import Act, StatementType

USAGE_ERROR = 2
TYPES: tuple[StatementType, ...] = get_args(StatementType)
ACTS: tuple[Act, ...] = get_args(Act)
ALL = "all"

app = typer.Typer(
    name="onrecord",
    add_completion=False,
    no_args_is_help=True,
    # Plain help: typer would import rich, three times the time of everything else here.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """How the articles are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


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


def _checked_date(value: str | None) -> str | None:
    # date.fromisoformat also takes 20241025 and 2024-W43-5, which a reader would have to decode.
    if value is None:
        return None
    try:
        if date.fromisoformat(value).isoformat() == value:
            return value
    except ValueError:
        pass
    raise typer.BadParameter("this is not a date like 2024-10-25.")


def _checked_score(value: float) -> float:
    if math.isnan(value) or not 0 <= value <= 1:
        raise typer.BadParameter("a score lies between 0 and 1.")
    return value


def _checked_types(asked: list[str] | None) -> list[str]:
    return _listed(asked, (*TYPES, ALL), "type of statement")


def _checked_acts(asked: list[str] | None) -> list[str]:
    return _listed(asked, ACTS, "act")


def _listed(asked: list[str] | None, known: tuple[str, ...], noun: str) -> list[str]:
    words = [word.strip().lower() for one in asked or () for word in one.split(",")]
    for word in words:
        if word not in known:
            raise typer.BadParameter(f"{word!r} is no {noun}; choose from {', '.join(known)}.")
    return words


@app.callback()
def _onrecord(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Read news reports and keep what is said in them: who said what."""


@app.command("read")
def read(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILES",
            show_default=False,
            help="Files to read: text, HTML or JSON Lines, plain or .gz. '-' is standard input.",
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name is the parameter's name
        Format, typer.Option("--format", "-f", help="How the articles are printed.")
    ] = Format.TABLE,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            callback=_checked_date,
            help="The day of publication, like 2024-10-25, for articles that do not name one.",
        ),
    ] = None,
    any_language: Annotated[
        bool, typer.Option("--any-language", help="Read articles that are not in English, too.")
    ] = False,
    min_score: Annotated[
        float,
        typer.Option(metavar="X", callback=_checked_score, help="Hide statements that score below X."),
    ] = 0.0,
    types: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            metavar="TYPES",
            callback=_checked_types,
            show_default="all but other in tables and pages",
            help=f"Show only statements of these types, with commas between: {', '.join(TYPES)}; or {ALL}.",
        ),
    ] = None,
    acts: Annotated[
        list[str] | None,
        typer.Option(
            "--act",
            metavar="ACTS",
            callback=_checked_acts,
            show_default=False,
            help=f"Show only these acts, with commas between: {', '.join(ACTS)}.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to FILE, which appears whole or not at all."
        ),
    ] = None,
) -> None:
    """Read news reports and print who said what.

    Exit code: 0 all was read, 1 some was refused, 2 nothing was read, 130 stopped with Ctrl-C.
    """
    if not files and _nothing_is_sent_in():
        _explain_usage(context)
    from onrecord.cli.session import Request, perform

    request = Request(
        names=tuple(files or ["-"]),
        format=format.value,
        published=published,
        any_language=any_language,
        min_score=min_score,
        types=frozenset(one for one in TYPES if one in types or ALL in types) if types else None,
        acts=frozenset(one for one in ACTS if one in acts) if acts else None,
        output=output,
    )
    raise typer.Exit(perform(request))


def _nothing_is_sent_in() -> bool:
    # Python has no stdin where the caller closed it.
    return sys.stdin is None or sys.stdin.isatty()


def _explain_usage(context: typer.Context) -> None:
    sys.stderr.write(f"{context.get_usage()}\n\n")
    sys.stderr.write("Name the files to read, or send a report in: onrecord read < report.txt\n")
    sys.stderr.write("All options: onrecord read --help\n")
    raise typer.Exit(USAGE_ERROR)
