"""`onrecord forget`: its options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption, PersonOption


def forget(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Its key, the beginning of one, or its address.")
    ],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, which stays in the ledger.")],
    by: PersonOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")] = False,
) -> None:
    """Take an article out of the ledger for good.

    Its texts, pages and statements go. Who did it, when and why stays, and the same page is not taken in
    again. The file is written anew, so that no trace of the text is left in it: with a large ledger that
    takes a while.

    Exit code: 0 it is gone, 2 it is not, with the reason.
    """
    from onrecord.cli.forgetting import perform

    raise typer.Exit(perform(ledger, article, why=why, person=by, is_sure=yes))
