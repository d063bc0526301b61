"""Changes as a table for eyes: when, what kind, and the words that show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from onrecord.cli.claim_tables import console_for, plain_table, rendered
from onrecord.cli.options import counted
from onrecord.cli.table_cells import GAP, MOST_LINES, NARROWEST, fitted, joined
from onrecord.display.change_words import evidence, kind_words, movement, reason
from onrecord.display.quotation import content, credit
from onrecord.display.visible import one_line
from onrecord.records import Change, Pair

_WHEN, _KIND = 16, 14
_PAIRS = 3
_STYLES = {
    "disputes": "red",
    "contradicts": "red",
    "reversed": "red",
    "withdrawn": "red",
    "confirms": "green",
}
"""The kinds that stand out; the words alone tell them apart, too."""


def changes_table(changes: Sequence[Change], stream: TextIO, *, width: int | None = None) -> Iterator[str]:
    """Yield the table as printable text; nothing where there are no changes."""
    if not changes:
        return
    console = console_for(stream, width)
    words = max(console.width, NARROWEST) - _WHEN - _KIND - 2 * GAP
    made = plain_table(("when (UTC)", _WHEN), ("change", _KIND), ("what, and who says so", words))
    for change in changes:
        made.add_row(
            Text(change.at[:_WHEN].replace("T", " ")),
            joined(fitted(Text(kind_words(change), style=_STYLES.get(change.kind, "")), _KIND, 2, console)),
            joined(_lines(change, words, console)),
            end_section=True,
        )
    yield rendered(console, made)


def _lines(change: Change, width: int, console: Console) -> Iterator[Text]:
    yield from fitted(Text(one_line(reason(change)), style="bold"), width, MOST_LINES, console)
    for pair in change.pairs[:_PAIRS]:
        yield from _pair(pair, change, width, console)
    if len(change.pairs) > _PAIRS:
        yield Text(f"and {counted(len(change.pairs) - _PAIRS, 'more statement')}", style="dim")
    if change.note:
        yield from fitted(Text(one_line(f"reason: {change.note}")), width, 2, console)
    yield from fitted(Text(one_line(_where(change)), style="dim"), width, 2, console)


def _pair(pair: Pair, change: Change, width: int, console: Console) -> Iterator[Text]:
    if moved := movement(pair):
        yield from fitted(Text(f"{moved[0]} → {moved[1]}", style="yellow"), width, 2, console)
    for shown in evidence(pair, change.kind):
        label = f"{shown.label}: " if shown.label else ""
        yield from fitted(Text(f"{label}{_quoted(content(shown.entry))}"), width, MOST_LINES, console)
        yield from fitted(Text(credit(shown.entry), style="dim"), width, 2, console)


def _quoted(words: str) -> str:
    """In quotation marks, unless the words stand in some."""
    return words if words.startswith(("“", '"')) else f"“{words}”"


def _where(change: Change) -> str:
    repeated = f", repeated {counted(change.repeats, 'time')}" if change.repeats else ""
    outlets = f" · {counted(len(change.outlets), 'outlet')}{repeated}" if change.outlets else ""
    return f"{change.article}{outlets}"
