"""Claims as a table for eyes: who supports each, who disputes it, who will not say, and its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.cli.options import counted
from onrecord.cli.table_cells import GAP, MOST_LINES, NARROWEST, fitted, joined
from onrecord.display.claim_words import STANCE_STYLES, series, sides
from onrecord.display.visible import one_line
from onrecord.records import Account, Claim, Saying

_LABEL = 10
"""Of the ways to stand "non-denial" is the longest."""
_CLAIM_LINES = 5
_FIGURE_LINES = 6  # a series whose second figure is cut off says nothing
_SERIES = 4


def console_for(stream: TextIO, width: int | None = None) -> Console:
    """A console in which nothing that a page says is taken for markup."""
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False)


def plain_table(*columns: tuple[str, int]) -> Table:
    """An empty table with columns of these widths, of the look that all tables of statements have."""
    made = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    made.header_style = "dim"
    for name, width in columns:
        made.add_column(name, width=width)
    return made


def rendered(console: Console, *parts: RenderableType) -> str:
    """Parts one under the other as printable text, without the spaces that pad the last column."""
    with console.capture() as capture:
        for part in parts:
            console.print(part, crop=False)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def claims_table(account: Account, console: Console, *, only: frozenset[str] | None = None) -> Table | None:
    """The claims of a story, or `only` those with these ids; None where there are none.

    What one source alone said and nobody took up stands behind what several statements are about.
    """
    chosen = [claim for claim in account.claims if only is None or claim.id in only]
    if not chosen:
        return None
    cells = _Cells.fitting(console, {saying.statement.id: saying for saying in account.sayings})
    made = plain_table(("claim", cells.claim), ("who stands where", cells.stands))
    for claim in sorted(chosen, key=lambda each: len(each.stances) < 2):
        made.add_row(cells.text(claim), cells.standing(claim), end_section=True)
    return made


@dataclass(frozen=True, slots=True)
class _Cells:
    """Makes the cells, in columns of these widths."""

    console: Console
    claim: int
    stands: int
    sayings: Mapping[str, Saying]

    @classmethod
    def fitting(cls, console: Console, sayings: Mapping[str, Saying]) -> _Cells:
        left = max(console.width, NARROWEST) - GAP
        claim = min(left * 9 // 20, 60)
        return cls(console, claim, left - claim, sayings)

    def text(self, claim: Claim) -> Text:
        """What is claimed, under it the id and how many statements are about it."""
        lines = fitted(Text(one_line(claim.text), style="bold"), self.claim, _CLAIM_LINES, self.console)
        about = f"{claim.id} · {counted(len(claim.stances), 'statement')}"
        return joined([*lines, *fitted(Text(about, style="dim"), self.claim, 2, self.console)])

    def standing(self, claim: Claim) -> Text:
        """A line for each way in which somebody stands, and one for each series of figures."""
        lines: list[Text] = []
        for side in sides(claim, self.sayings):
            lines += self._line(side.kind, STANCE_STYLES.get(side.kind, ""), ", ".join(side.names))
        for each in claim.series[:_SERIES]:
            lines += self._line("figures", "dim", series(each), _FIGURE_LINES)
        if len(claim.series) > _SERIES:
            lines += self._line("", "", f"{len(claim.series) - _SERIES} more series of figures")
        return joined(lines)

    def _line(self, label: str, style: str, words: str, most: int = MOST_LINES) -> Iterator[Text]:
        width = self.stands - _LABEL - GAP
        for number, line in enumerate(fitted(Text(words), width, most, self.console)):
            head = Text(("" if number else label).ljust(_LABEL + GAP), style=style)
            yield head + line
