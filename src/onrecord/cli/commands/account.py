"""`onrecord account`: its commands and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption

account = typer.Typer(
    name="account",
    help="Accounts: who may log in to the explorer (onrecord serve), and what they may do.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The account's name.")]
RoleOption = Annotated[
    str, typer.Option("--role", metavar="ROLE", help="reader, reviewer (adds and decides) or admin.")
]
StdinOption = Annotated[
    bool, typer.Option("--password-stdin", help="Take the password from standard input: its first line.")
]


@account.command("add")
def add(
    name: NameArgument,
    role: RoleOption = "reader",
    ledger: LedgerOption = DEFAULT_LEDGER,
    password_stdin: StdinOption = False,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="For a program, which asks with a token.")
    ] = False,
) -> None:
    """Make an account. From the first one on, people have to log in.

    The password is asked for twice and not shown. It has 12 characters or more.

    Exit code: 0 it was made, 2 it was not, with the reason.
    """
    from onrecord.cli.accounts_kept import add_account

    raise typer.Exit(add_account(ledger, name, role, from_stdin=password_stdin, without=no_password))


@account.command("list")
def list_them(ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """List the accounts, with their roles and tokens."""
    from onrecord.cli.accounts_kept import list_accounts

    raise typer.Exit(list_accounts(ledger))


@account.command("role")
def role(
    name: NameArgument,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, reviewer or admin.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Give an account another role, from its next request on."""
    from onrecord.cli.accounts_kept import change_role

    raise typer.Exit(change_role(ledger, name, role))


@account.command("password")
def password(
    name: NameArgument, ledger: LedgerOption = DEFAULT_LEDGER, password_stdin: StdinOption = False
) -> None:
    """Give an account another password, and end its sessions."""
    from onrecord.cli.accounts_kept import change_password

    raise typer.Exit(change_password(ledger, name, from_stdin=password_stdin))


@account.command("token")
def token(
    name: NameArgument,
    ledger: LedgerOption = DEFAULT_LEDGER,
    end: Annotated[bool, typer.Option("--end", help="End all tokens of the account instead.")] = False,
) -> None:
    """Make a token with which a program asks the API in an account's name. It is shown this once.

    It is sent as "Authorization: Bearer TOKEN". What it may do is what the account may.
    """
    from onrecord.cli.accounts_kept import make_token

    raise typer.Exit(make_token(ledger, name, end=end))


@account.command("remove")
def remove(name: NameArgument, ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Take an account away, with its sessions and tokens. What it decided stays in the ledger."""
    from onrecord.cli.accounts_kept import remove_account

    raise typer.Exit(remove_account(ledger, name))
