"""Articles as tables for eyes: a terminal of 80 columns or more, in colour or plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.cli import labels
from onrecord.cli.numbering import Lines, Numbered, number
from onrecord.cli.visible import one_line
from onrecord.records import Reading

NARROWEST = 60
"""Below this width the lines are left to the terminal to break."""
MOST_LINES = 3
"""A cell takes no more lines than this; the page (`--format html`) shows all."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The widths of the columns that hold words."""

    who: int
    cue: int
    what: int

    @classmethod
    def fitting(cls, width: int) -> _Columns:
        # "#", quotation, line and score take 3 + 2 + 4 + 5, the gaps between seven columns 6 x 2.
        left = max(width, NARROWEST) - 14 - 12
        who = min(left * 28 // 100, 34)
        # At 80 columns "acknowledged" still fits.
        cue = min(left * 24 // 100, 18)
        return cls(who, cue, left - who - cue)


class Tables:
    """Prints readings as tables, shaped and coloured for the stream that they go to."""

    def __init__(self, stream: TextIO, *, width: int | None = None) -> None:
        self._console = Console(file=stream, width=width, markup=False, emoji=False, highlight=False)

    def print(self, readings: Iterable[Reading]) -> Iterator[str]:
        """Yield each article as printable text."""
        for position, reading in enumerate(readings):
            blank = "\n" if position else ""
            yield blank + self._rendered(reading)

    def _rendered(self, reading: Reading) -> str:
        columns = _Columns.fitting(self._console.width)
        with self._console.capture() as capture:
            for line in _heading(reading):
                self._console.print(line)
            if reading.statements:
                self._console.print()
                self._console.print(_table(reading, self._console, columns), crop=False)
        # The table pads its last column; what is piped should not end in spaces.
        return "".join(f"{line.rstrip(' ')}\n" for line in capture.get().splitlines())


def _heading(reading: Reading) -> Iterator[RenderableType]:
    article = reading.article
    yield Text(one_line(article.headline or "(no headline)"), style="bold")
    yield Text(one_line(" · ".join(labels.facts(article))))
    furniture = labels.furniture(article)
    if furniture:
        yield Text(one_line(furniture), style="dim")
    yield Text(labels.counts(reading), style="dim")


def _table(reading: Reading, console: Console, columns: _Columns) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.header_style = "dim"
    table.add_column("#", justify="right", width=3, no_wrap=True)
    table.add_column("who", width=columns.who, style="bold")
    table.add_column("cue", width=columns.cue, style="italic")
    table.add_column("what", width=columns.what)
    table.add_column("", width=2, justify="center", no_wrap=True)
    table.add_column("line", justify="right", width=4, no_wrap=True)
    table.add_column("score", justify="right", width=5, no_wrap=True)
    lines = Lines(reading.article.text)
    for numbered in number(reading.statements):
        table.add_row(*_row(reading, numbered, lines, console, columns))
    return table


def _row(
    reading: Reading, numbered: Numbered, lines: Lines, console: Console, columns: _Columns
) -> Iterator[RenderableType]:
    article, statement = reading.article, numbered.statement

    def cell(words: str, width: int) -> Text:
        return _fitted(one_line(words), width, console)

    # Deeper than three the indent would eat the column.
    indent = "  " * (min(numbered.depth, 3) - 1) + "↳ " if numbered.depth else ""
    who = cell(labels.words(article, statement.source), columns.who - len(indent))
    yield Text(str(numbered.number), style="dim")
    yield Text("\n").join(
        Text(indent if not at else " " * len(indent)) + line
        for at, line in enumerate(who.split("\n", allow_blank=True))
    )
    yield cell(labels.words(article, statement.cue), columns.cue)
    yield cell(labels.words(article, statement.content), columns.what)
    yield Text(labels.SIGNS[statement.quotation])
    yield Text(str(lines.at(statement.content.spans[0].start)))
    yield Text(labels.score(statement))


def _fitted(words: str, width: int, console: Console) -> Text:
    """Break into a few lines; what does not fit is cut from the end of the last."""
    # What could not fit anyway is not worth breaking: a statement can be a page long.
    lines = Text(words[: 2 * width * MOST_LINES]).wrap(console, width)
    if len(lines) <= MOST_LINES:
        return Text("\n").join(lines)
    shown = lines[:MOST_LINES]
    last = shown[-1]
    last.rstrip()
    if last.cell_len >= width:
        # Room for the mark is made by a word, not by half of one, if there is more than one.
        last.plain = last.plain.rpartition(" ")[0].rstrip() or last.plain
        last.truncate(width - 1)
    last.append("…")
    return Text("\n").join(shown)
