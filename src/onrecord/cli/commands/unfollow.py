"""`onrecord unfollow`: its options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption
from onrecord.cli.topic_options import TopicArgument


def unfollow(
    topic: TopicArgument,
    ledger: LedgerOption = DEFAULT_LEDGER,
    yes: Annotated[
        bool, typer.Option("--yes", help="Also where subscriptions or hooks end with it.")
    ] = False,
) -> None:
    """Follow a topic no more. What the ledger keeps stays.

    Exit code: 0 it is gone, 2 it is not, with the reason.
    """
    from onrecord.cli.topics_kept import unfollow as perform

    raise typer.Exit(perform(ledger, topic, is_sure=yes))
