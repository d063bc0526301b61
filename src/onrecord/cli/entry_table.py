"""Entries of the ledger as a table for eyes: who, what within its sentence, when, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO
from urllib.parse import urlsplit

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.table_cells import ACT, ACT_STYLES, GAP, MOST_LINES, NARROWEST, fitted, joined
from onrecord.display import labels
from onrecord.display.time_words import time_words
from onrecord.display.visible import one_line
from onrecord.records import Entry, Words

_SAID = 10
_SENTENCE_LINES = 5
_HEADLINE = 50


def table(entries: Sequence[Entry], stream: TextIO, *, width: int | None = None) -> Iterator[str]:
    """Yield the table as printable text; nothing where there are no entries."""
    if not entries:
        return
    console = Console(file=stream, width=width, markup=False, emoji=False, highlight=False)
    cells = _Cells.fitting(console, entries)
    made = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    made.header_style = "dim"
    made.add_column("line", justify="right", width=cells.number, no_wrap=True)
    made.add_column("who", width=cells.who)
    made.add_column("act, said", width=ACT)
    made.add_column("what, where", width=cells.what)
    for entry in entries:
        number = Text(str(entry.number), style="dim")
        made.add_row(number, cells.source(entry), cells.act(entry), cells.words(entry))
    with console.capture() as capture:
        console.print(made, crop=False)
    yield "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


@dataclass(frozen=True, slots=True)
class _Cells:
    """Makes the cells, in columns of these widths."""

    console: Console
    number: int
    who: int
    what: int

    @classmethod
    def fitting(cls, console: Console, entries: Sequence[Entry]) -> _Cells:
        number = max(4, *(len(str(entry.number)) for entry in entries))
        left = max(console.width, NARROWEST) - number - ACT - 3 * GAP
        who = min(left // 3, 30)
        return cls(console, number, who, left - who)

    def source(self, entry: Entry) -> Text:
        """Who said it, under it the words as written and the role."""
        source = entry.statement.source
        if source is None:
            return Text(labels.UNKNOWN, style="bold")
        name = source.name or source.text
        written = f"“{source.text}”" if source.text.casefold() != name.casefold() else ""
        # "The mayor", "union leader Marit Oldenby": the role is told already.
        is_told = source.role and source.role.casefold() in f"{name} {written}".casefold()
        noted = " · ".join(filter(None, (written, None if is_told else source.role)))
        lines = fitted(Text(one_line(name), style="bold"), self.who, MOST_LINES, self.console)
        if noted:
            lines += fitted(Text(one_line(noted), style="dim"), self.who, MOST_LINES, self.console)
        return joined(lines)

    def act(self, entry: Entry) -> Text:
        """What is done by saying it, and when it was said."""
        act = labels.act(entry.statement)
        said = time_words(entry.statement.said_at) if entry.statement.said_at else ""
        lines = [Text(act, style=ACT_STYLES.get(act, ""))]
        lines += fitted(Text(one_line(said), style="dim"), ACT, MOST_LINES, self.console) if said else []
        return joined(lines)

    def words(self, entry: Entry) -> Text:
        """The sentence with what is said in it, under it where that stands."""
        lines = fitted(_sentence(entry), self.what, _SENTENCE_LINES, self.console)
        lines += fitted(Text(_place(entry), style="dim"), self.what, 2, self.console)
        return joined(lines)


def _sentence(entry: Entry) -> Text:
    """The sentence; what is said is bold, the words that signal it are in italics.

    What is said may go on behind the sentence it begins in: all of it is shown.
    """
    spans = entry.sentence.spans
    if not spans:
        return Text(one_line(entry.statement.content.text), style="bold")
    start, text = spans[0].start, entry.sentence.text
    made = Text(text)
    for words, style in ((entry.statement.content, "bold"), (entry.statement.cue, "italic")):
        for first, last in _within(words, start, len(text)):
            made.stylize(style, first, last)
    # Characters that would harm a terminal or break the line are shown as signs, one for one.
    made.plain = "".join(sign if sign.isprintable() else " " for sign in made.plain)
    return made


def _within(words: Words | None, start: int, length: int) -> Iterator[tuple[int, int]]:
    for span in words.spans if words else ():
        first, last = max(span.start - start, 0), min(span.end - start, length)
        if first < last:
            yield first, last


def _place(entry: Entry) -> str:
    """Outlet, else the host of the address; day, the line of the article, headline."""
    headline = entry.headline or ""
    shown = headline if len(headline) <= _HEADLINE else headline[: _HEADLINE - 1].rstrip() + "…"
    day = (entry.published_at or "")[:10]
    parts = (entry.outlet or _host(entry.url), day, f"{entry.article}:{entry.line}", shown)
    return one_line(" · ".join(filter(None, parts)))


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").netloc
    except ValueError:  # "http://[": a page may call anything its address
        return ""
