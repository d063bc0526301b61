"""`onrecord correct`: its options."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption, PersonOption

UNKNOWN = "unknown"
_SPANS = "Its words: START:STOP, code points of the text; more pieces with commas between."


def correct(
    line: Annotated[
        str, typer.Argument(metavar="LINE", help="The line's number, as onrecord ask shows it, or its key.")
    ],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")],
    by: PersonOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Who said it.")] = None,
    role: Annotated[str | None, typer.Option(metavar="TEXT", help="What is said of them.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="What they are: person …")] = None,
    entity: Annotated[
        str | None, typer.Option(metavar="KEY", help="The same in every article; as a rule found by --name.")
    ] = None,
    act: Annotated[str | None, typer.Option(metavar="ACT", help="What is done by saying it: deny …")] = None,
    type: Annotated[  # noqa: A002 - the option's name is the parameter's name
        str | None, typer.Option(metavar="TYPE", help="What sort of statement it is: belief …")
    ] = None,
    certainty: Annotated[str | None, typer.Option(metavar="WORD", help="How sure it is put.")] = None,
    polarity: Annotated[str | None, typer.Option(metavar="WORD", help="affirmed or negated.")] = None,
    quotation: Annotated[str | None, typer.Option(metavar="KIND", help="direct, indirect or mixed.")] = None,
    said_at: Annotated[str | None, typer.Option(metavar="TIME", help="When it was said: 2024-10-25.")] = None,
    event_times: Annotated[
        list[str] | None,
        typer.Option("--event-time", metavar="TIME", help="A time in the content."),
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="SPANS", help=_SPANS)] = None,
    cue: Annotated[str | None, typer.Option(metavar="SPANS", help=_SPANS)] = None,
    content: Annotated[str | None, typer.Option(metavar="SPANS", help=_SPANS)] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="It is no statement: take it back.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last correction of the line back.")] = False,
) -> None:
    """Put a statement right.

    A new line takes the place of the old one, which is kept. "unknown" as a value says that it is not
    known. What you decide stands, also when the article is read again.

    Exit code: 0 it was corrected, 2 it was not, with the reason.
    """
    from onrecord.cli.correcting import perform

    given = {
        "name": name,
        "role": role,
        "kind": kind,
        "entity": entity,
        "act": act,
        "type": type,
        "certainty": certainty,
        "polarity": polarity,
        "quotation": quotation,
        "said_at": said_at,
        "event_times": event_times,
        "source": source,
        "cue": cue,
        "content": content,
    }
    asked = {field: value for field, value in given.items() if value is not None}
    raise typer.Exit(perform(ledger, line, asked, withdraw=withdraw, undo=undo, person=by, why=why))
