"""One claim as a table for eyes: who first made it, and every appearance in the words of the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console, RenderableType
from rich.text import Text

from onrecord.cli.claim_tables import console_for, plain_table, rendered
from onrecord.cli.options import counted
from onrecord.cli.story_tables import NO_HEADLINE, figures
from onrecord.cli.table_cells import GAP, MOST_LINES, NARROWEST, fitted, joined
from onrecord.display.claim_words import STANCE_STYLES, details, said, shortened, where, who
from onrecord.display.visible import one_line
from onrecord.records import Account, Claim, Saying, Stance

_SAID, _STANCE = 10, 10
_WORDS_LINES = 8


def claim_text(account: Account, stream: TextIO, *, width: int | None = None) -> Iterator[str]:
    """Yield each claim of an account as printable text."""
    console = console_for(stream, width)
    sayings = {saying.statement.id: saying for saying in account.sayings}
    for claim in account.claims:
        yield rendered(console, *_heading(claim, account, console), Text(), _table(claim, sayings, console))
        for series in claim.series:
            yield "\n" + rendered(console, *figures(series, console))


def _heading(claim: Claim, account: Account, console: Console) -> Iterator[RenderableType]:
    sayings = {saying.statement.id: saying for saying in account.sayings}
    text, width = Text(one_line(claim.text), style="bold"), max(console.width, NARROWEST)
    yield joined(fitted(text, width, _WORDS_LINES, console))
    outlets = {sayings[stance.statement].outlet for stance in claim.stances} - {None}
    met = f"in {counted(len(outlets), 'outlet')}" if outlets else "outlet unknown"
    yield Text(f"{claim.id} · {counted(len(claim.stances), 'appearance')}, {met}")
    story = account.story
    yield Text(one_line(f"story {story.id} · {shortened(story.title or NO_HEADLINE)}"), style="dim")
    first = next((stance for stance in claim.stances if stance.kind == "supports"), None)
    if first is None:
        yield Text("nobody is on record as putting it forward", style="yellow")
        return
    made = sayings[first.statement]
    day = said(made.statement.said_at) if made.statement.said_at else f"in a report of {_day(made)}"
    yield Text(f"first made by {who(made.statement.source)}, {day}")


def _day(saying: Saying) -> str:
    return saying.published_at[:10] if saying.published_at else "unknown day"


def _table(claim: Claim, sayings: dict[str, Saying], console: Console) -> RenderableType:
    cells = _Cells.fitting(console)
    made = plain_table(
        ("said", _SAID), ("stance", _STANCE), ("who", cells.who), ("in which words, where", cells.words)
    )
    for stance in claim.stances:
        saying = sayings[stance.statement]
        made.add_row(
            joined(fitted(Text(said(saying.statement.said_at)), _SAID, MOST_LINES, console)),
            Text(stance.kind, style=STANCE_STYLES.get(stance.kind, "")),
            cells.source(saying),
            cells.appearance(saying, stance),
        )
    return made


@dataclass(frozen=True, slots=True)
class _Cells:
    """Makes the cells, in columns of these widths."""

    console: Console
    who: int
    words: int

    @classmethod
    def fitting(cls, console: Console) -> _Cells:
        left = max(console.width, NARROWEST) - _SAID - _STANCE - 3 * GAP
        source = min(left // 3, 30)
        return cls(console, source, left - source)

    def source(self, saying: Saying) -> Text:
        """Who said it, under it the role."""
        source = saying.statement.source
        lines = fitted(Text(who(source), style="bold"), self.who, MOST_LINES, self.console)
        # "The mayor", "union leader Marit Oldenby": the role is told already.
        if source and source.role and source.role.casefold() not in who(source).casefold():
            lines += fitted(Text(shortened(source.role), style="dim"), self.who, 2, self.console)
        return joined(lines)

    def appearance(self, saying: Saying, stance: Stance) -> Text:
        """What is said, verbatim, under it what else is known, and where it stands."""
        words = Text(one_line(saying.statement.content.text))
        lines = fitted(words, self.words, _WORDS_LINES, self.console)
        for note in filter(None, (details(saying), f"{where(saying)} · sure: {stance.score:.2f}")):
            lines += fitted(Text(note, style="dim"), self.words, MOST_LINES, self.console)
        return joined(lines)
