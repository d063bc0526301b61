"""Checks and words that several commands share, light enough for `--help`."""

from __future__ import annotations

import math
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, get_args

import typer

from onrecord.records import Act, SourceKind, StatementType

USAGE_ERROR = 2
TYPES: tuple[StatementType, ...] = get_args(StatementType)
ACTS: tuple[Act, ...] = get_args(Act)
KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
ALL = "all"
DEFAULT_LEDGER = Path("onrecord.db")


def checked_date(value: str | None) -> str | None:
    """A day as ISO 8601 writes it with hyphens, or a usage error."""
    # date.fromisoformat also takes 20241025 and 2024-W43-5, which a reader would have to decode.
    if value is None:
        return None
    try:
        if date.fromisoformat(value).isoformat() == value:
            return value
    except ValueError:
        pass
    raise typer.BadParameter("this is not a date like 2024-10-25.")


def checked_score(value: float) -> float:
    """A number from 0 to 1, or a usage error."""
    if math.isnan(value) or not 0 <= value <= 1:
        raise typer.BadParameter("a score lies between 0 and 1.")
    return value


def checked_types(asked: list[str] | None) -> list[str]:
    """Types of statement, or "all"."""
    return listed(asked, (*TYPES, ALL), "type of statement")


def checked_acts(asked: list[str] | None) -> list[str]:
    """Acts."""
    return listed(asked, ACTS, "act")


def listed(asked: list[str] | None, known: tuple[str, ...], noun: str) -> list[str]:
    """Words given with commas between or one by one, each of which must be known."""
    words = [word.strip().lower() for one in asked or () for word in one.split(",")]
    for word in words:
        if word not in known:
            raise typer.BadParameter(f"{word!r} is no {noun}; choose from {', '.join(known)}.")
    return words


def nothing_is_sent_in() -> bool:
    """Whether standard input is a person's keyboard; Python has no stdin where the caller closed it."""
    return sys.stdin is None or sys.stdin.isatty()


def explain_usage(context: typer.Context, hint: str) -> None:
    """Say how the command is called, and stop."""
    sys.stderr.write(f"{context.get_usage()}\n\n{hint}\n")
    sys.stderr.write(f"All options: {context.command_path} --help\n")
    raise typer.Exit(USAGE_ERROR)


def counted(number: int, noun: str) -> str:
    """A number of things in words: "1 article", "1,200 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def current_user() -> str:
    """Who works at this machine, where no name is given."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as in some containers
        return ""


LedgerOption = Annotated[
    Path,
    typer.Option(
        "--ledger", "-l", envvar="ONRECORD_LEDGER", metavar="FILE", help="The ledger: a file of its own."
    ),
]
SourcesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="SOURCES", show_default=False, help="What to read; '-' is standard input."),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        callback=checked_date,
        help="The day of publication, like 2024-10-25, for articles that do not name one.",
    ),
]
AnyLanguageOption = Annotated[
    bool, typer.Option("--any-language", help="Read articles that are not in English, too.")
]
AllowPrivateOption = Annotated[
    bool,
    typer.Option("--allow-private", help="Fetch from private addresses, too: your own network."),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, which appears whole or not at all."),
]
PersonOption = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", envvar="ONRECORD_PERSON", help="Who decides this: your name."),
]
