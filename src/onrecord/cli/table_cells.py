"""The cells of a table: words broken into a few lines of their column's width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from onrecord.display import labels
from onrecord.display.numbering import Numbered
from onrecord.display.statement_words import details, who
from onrecord.display.time_words import time_words
from onrecord.display.visible import one_line
from onrecord.records import Reading, Source, Statement

NARROWEST = 60
"""Below this width the lines are left to the terminal to break."""
ROOMY = 100
"""From this width on the day when it was said has a column of its own; else it stands under the act."""
ACT = 10
"""Of the acts "non-denial" is the longest; 2024-10-25 is as long."""
SCORE = 5
GAP = 2
MOST_LINES = 3
"""Words take no more lines than this, details as many again; the page (`--format html`) shows all."""
ACT_STYLES: dict[str, str] = {
    "confirm": "green",
    "deny": "red",
    "non-denial": "yellow",
    "decline": "yellow",
}
"""The acts that bear on what others say stand out; the words alone tell them apart, too."""


@dataclass(frozen=True, slots=True)
class Widths:
    """The widths of the columns; `said` is 0 where there is no such column."""

    number: int
    who: int
    what: int
    said: int
    line: int

    @classmethod
    def fitting(cls, width: int, statements: int, lines: int) -> Widths:
        """Share out a terminal's width among a table of so many statements in a text of so many lines."""
        number, line = max(2, len(str(statements))), max(4, len(str(lines)))
        said = 10 if width >= ROOMY else 0
        taken = number + ACT + line + SCORE + 5 * GAP + (said + GAP if said else 0)
        left = max(width, NARROWEST) - taken
        # A third, but a name and a surname beside each other need no more than 30.
        name = min(left // 3, 30)
        return cls(number, name, left - name, said, line)


@dataclass(frozen=True, slots=True)
class Cells:
    """Makes the cells that hold words."""

    reading: Reading
    widths: Widths
    console: Console

    def who(self, numbered: Numbered) -> Text:
        """Who said it: the name, under it the words as written and the role."""
        # Deeper than three the indent would eat the column.
        indent = "  " * (min(numbered.depth, 3) - 1) + "↳ " if numbered.depth else ""
        width = self.widths.who - len(indent)
        source = numbered.statement.source
        lines = self._source(source, width) if source else [Text(labels.UNKNOWN, style="bold")]
        return joined(Text(indent if not at else " " * len(indent)) + line for at, line in enumerate(lines))

    def _source(self, source: Source, width: int) -> list[Text]:
        one = who(self.reading.article, source)
        written = f"“{one.written}”" if one.written else ""
        notes = (written, one.role, "unnamed" if one.kind == "unnamed" else "")
        noted = one_line(" · ".join(filter(None, notes)))
        name = self._lines(Text(one_line(one.name), style="bold"), width, MOST_LINES)
        return name + (self._lines(Text(noted, style="dim"), width, MOST_LINES) if noted else [])

    def act(self, statement: Statement) -> Text:
        """What is done by saying it, under it the type if it is no assertion, and when it was said."""
        folded = "" if self.widths.said else self._said(statement)
        notes = filter(None, (labels.kind_of_statement(statement), folded))
        act = labels.act(statement)
        lines = [Text(act, style=ACT_STYLES.get(act, "")), *(Text(note, style="dim") for note in notes)]
        return joined(line for text in lines for line in self._lines(text, ACT, MOST_LINES))

    def what(self, statement: Statement) -> Text:
        """The words that signal it, what is said, under it what else is known."""
        article = self.reading.article
        words = Text(one_line(labels.words(article, statement.content)))
        if statement.cue:
            cue = Text(one_line(labels.words(article, statement.cue)), style="dim italic")
            words = Text(" ").join((cue, words))
        known = " · ".join(f"{label}: {text}" for label, text in details(self.reading, statement))
        width = self.widths.what
        lines = self._lines(words, width, MOST_LINES)
        if known:
            lines += self._lines(Text(one_line(known), style="dim"), width, MOST_LINES)
        return joined(lines)

    def said(self, statement: Statement) -> Text:
        """When it was said."""
        said = self._said(statement) or labels.UNKNOWN
        return joined(self._lines(Text(said), self.widths.said, MOST_LINES))

    def _said(self, statement: Statement) -> str:
        return one_line(time_words(statement.said_at)) if statement.said_at else ""

    def _lines(self, words: Text, width: int, most: int) -> list[Text]:
        return fitted(words, width, most, self.console)


def joined(lines: Iterable[Text]) -> Text:
    """Lines one under the other."""
    return Text("\n").join(lines)


def fitted(words: Text, width: int, most: int, console: Console) -> list[Text]:
    """Break into a few lines; what does not fit is cut from the end of the last."""
    # What could not fit anyway is not worth breaking: a statement can be a page long.
    lines = list(words[: 2 * width * most].wrap(console, width))
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    last.rstrip()
    if last.cell_len >= width:
        # Room for the mark is made by a word, not by half of one, if there is more than one.
        last.plain = last.plain.rpartition(" ")[0].rstrip() or last.plain
        last.truncate(width - 1)
    last.append("…")
    return lines[:most]
