"""Topics as a table for eyes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.text import Text

from onrecord.cli.claim_tables import console_for, plain_table, rendered
from onrecord.cli.options import counted
from onrecord.cli.table_cells import GAP, MOST_LINES, NARROWEST, fitted, joined
from onrecord.cli.topics_kept import asks
from onrecord.desk.topics import Topic
from onrecord.display.visible import one_line

_NUMBER = 3


def topics_table(topics: Sequence[Topic], stream: TextIO, *, width: int | None = None) -> Iterator[str]:
    """Yield the table as printable text; nothing where there are no topics."""
    if not topics:
        return
    console = console_for(stream, width)
    left = max(console.width, NARROWEST) - _NUMBER - 2 * GAP
    name = left * 2 // 5
    made = plain_table(("#", _NUMBER), ("topic, its key", name), ("what it asks", left - name))
    for topic in topics:
        named = fitted(Text(one_line(topic.name), style="bold"), name, 2, console)
        named += fitted(Text(topic.key, style="dim"), name, 2, console)
        asked = fitted(Text(one_line(asks(topic))), left - name, MOST_LINES, console)
        asked += fitted(Text(noted), left - name, 1, console) if (noted := _notes(topic)) else []
        made.add_row(str(topic.number), joined(named), joined(asked))
    yield rendered(console, made)


def _notes(topic: Topic) -> str:
    notes = ["open to subscribers"] if topic.is_public else []
    notes += [counted(len(topic.feeds), "feed")] if topic.feeds else []
    return ", ".join(notes)
