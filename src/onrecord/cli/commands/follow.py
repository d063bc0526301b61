"""`onrecord follow`: its options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption, PersonOption
from onrecord.cli.question_options import (
    ActOption,
    FigureOption,
    KindOption,
    OutletOption,
    ScoreOption,
    SourceOption,
    StoryOption,
    WhoOption,
    WordsArgument,
    written,
)
from onrecord.cli.topic_options import ChangeOption, PlaceOption


def follow(
    words: WordsArgument = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    who: WhoOption = None,
    act: ActOption = None,
    kind: KindOption = None,
    place: PlaceOption = None,
    outlet: OutletOption = None,
    source: SourceOption = None,
    figure: FigureOption = None,
    story: StoryOption = None,
    score: ScoreOption = None,
    change: ChangeOption = None,
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", show_default="the words", help="What the topic is called."),
    ] = None,
    feed: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="A feed that onrecord run polls for it; can be repeated."),
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Let readers subscribe to it on the newsletter's page.")
    ] = False,
    by: PersonOption = None,
) -> None:
    """Follow a topic: be told what becomes known of it. All that is asked has to hold.

    Words and places are looked for in all that a change is about; who, act, kind, outlet and figure in what
    brought it. Tells what it would have brought. Topics are at the desk, a file beside the ledger.

    Exit code: 0 it is followed, 2 it is not, with the reason.
    """
    from onrecord.cli.topics_kept import Wanted
    from onrecord.cli.topics_kept import follow as perform

    asked = written(
        words,
        who=who,
        act=act,
        kind=kind,
        place=place,
        outlet=outlet,
        source=source,
        figure=figure,
        story=story,
        score=score,
        change=change,
    )
    wanted = Wanted(asked=asked, name=name, feeds=tuple(feed or ()), is_public=public, person=by)
    raise typer.Exit(perform(ledger, wanted))
