"""Articles as tables for eyes: a terminal of 80 columns or more, in colour or plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.cli.table_cells import ACT, SCORE, Cells, Widths
from onrecord.display import labels
from onrecord.display.numbering import Lines, Numbered, number
from onrecord.display.selection import View
from onrecord.display.visible import one_line


class Tables:
    """Prints readings as tables, shaped and coloured for the stream that they go to."""

    def __init__(self, stream: TextIO, *, width: int | None = None) -> None:
        self._console = Console(file=stream, width=width, markup=False, emoji=False, highlight=False)

    def print(self, views: Iterable[View]) -> Iterator[str]:
        """Yield each article as printable text."""
        for position, view in enumerate(views):
            blank = "\n" if position else ""
            yield blank + self._rendered(view)

    def _rendered(self, view: View) -> str:
        with self._console.capture() as capture:
            for line in _heading(view):
                self._console.print(line)
            if view.reading.statements:
                self._console.print()
                self._console.print(_table(view, self._console), crop=False)
        # The table pads its last column; what is piped should not end in spaces.
        return "".join(f"{line.rstrip(' ')}\n" for line in capture.get().splitlines())


def _heading(view: View) -> Iterator[RenderableType]:
    article = view.reading.article
    yield Text(one_line(article.headline or "(no headline)"), style="bold")
    yield Text(one_line(" · ".join(labels.facts(article))))
    furniture = labels.furniture(article)
    if furniture:
        yield Text(one_line(furniture), style="dim")
    yield Text(labels.counts(view), style="dim")
    if view.deeds:
        yield Text(labels.deeds_hidden(view), style="dim")


def _table(view: View, console: Console) -> Table:
    reading = view.reading
    lines = Lines(reading.article.text)
    statements = number(reading.statements)
    widths = Widths.fitting(console.width, len(statements), lines.at(len(reading.article.text)))
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.header_style = "dim"
    table.add_column("#", justify="right", width=widths.number, no_wrap=True)
    table.add_column("who", width=widths.who)
    table.add_column("act" if widths.said else "act, said", width=ACT)
    table.add_column("what", width=widths.what)
    if widths.said:
        table.add_column("said", width=widths.said)
    table.add_column("line", justify="right", width=widths.line, no_wrap=True)
    table.add_column("score", justify="right", width=SCORE, no_wrap=True)
    cells = Cells(reading, widths, console)
    for numbered in statements:
        table.add_row(*_row(numbered, lines, cells))
    return table


def _row(numbered: Numbered, lines: Lines, cells: Cells) -> Iterator[RenderableType]:
    statement = numbered.statement
    yield Text(str(numbered.number), style="dim")
    yield cells.who(numbered)
    yield cells.act(statement)
    yield cells.what(statement)
    if cells.widths.said:
        yield cells.said(statement)
    yield Text(str(lines.at(statement.content.spans[0].start)))
    yield Text(labels.score(statement))
