"""What was checked as tables for eyes: statements that bear on a claim, and where whole articles stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.text import Text

from onrecord.cli.claim_tables import console_for, plain_table, rendered
from onrecord.cli.table_cells import GAP, MOST_LINES, NARROWEST, SCORE, fitted, joined
from onrecord.display.claim_words import STANCE_STYLES, where, who
from onrecord.display.time_words import time_words
from onrecord.display.visible import one_line
from onrecord.pipeline.checking import Evidence, WholeStance

_STANCE = 10
_SENTENCE_LINES = 5
_WHOLE = {
    "agree": ("agrees", "green"),
    "disagree": ("disagrees", "red"),
    "discuss": ("discusses", "yellow"),
    "unrelated": ("unrelated", "dim"),
}


def evidence_table(found: Sequence[Evidence], stream: TextIO, *, width: int | None = None) -> Iterator[str]:
    """Yield the table as printable text; nothing where nothing was found."""
    if not found:
        return
    cells = _Cells.fitting(console_for(stream, width))
    made = plain_table(("stance", _STANCE), ("who", cells.who), ("what, where", cells.what))
    made.add_column("score", justify="right", width=SCORE, no_wrap=True)
    for each in found:
        stance = Text(each.kind, style=STANCE_STYLES.get(each.kind, ""))
        made.add_row(stance, cells.source(each), cells.words(each), f"{each.score:.2f}")
    yield rendered(cells.console, made)


def wholes_table(
    wholes: Sequence[WholeStance],
    stream: TextIO,
    *,
    names: Mapping[str, str] | None = None,
    width: int | None = None,
) -> Iterator[str]:
    """Yield where articles stand, one a line; of several claims each line names its own.

    `names` are what articles are called beside their ids, by these.
    """
    if not wholes:
        return
    console = console_for(stream, width)
    claims = len({whole.claim for whole in wholes}) > 1
    left = max(console.width, NARROWEST) - _STANCE - GAP * (2 if claims else 1)
    article = left // 3 if claims else left
    made = plain_table(("stance", _STANCE), ("article", article))
    if claims:
        made.add_column("claim", width=left - article)
    for whole in wholes:
        word, style = _WHOLE[whole.stance]
        named = one_line(" · ".join(filter(None, ((names or {}).get(whole.article), whole.article))))
        row = [Text(word, style=style), joined(fitted(Text(named), article, 2, console))]
        if claims:
            row.append(joined(fitted(Text(one_line(whole.claim)), left - article, MOST_LINES, console)))
        made.add_row(*row)
    yield rendered(console, made)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Makes the cells, in columns of these widths."""

    console: Console
    who: int
    what: int

    @classmethod
    def fitting(cls, console: Console) -> _Cells:
        left = max(console.width, NARROWEST) - _STANCE - SCORE - 3 * GAP
        source = min(left // 3, 30)
        return cls(console, source, left - source)

    def source(self, evidence: Evidence) -> Text:
        """Who said it, and when."""
        statement = evidence.saying.statement
        lines = fitted(Text(who(statement.source), style="bold"), self.who, MOST_LINES, self.console)
        if statement.said_at:
            said = Text(one_line(time_words(statement.said_at)), style="dim")
            lines += fitted(said, self.who, 2, self.console)
        return joined(lines)

    def words(self, evidence: Evidence) -> Text:
        """The sentence, what is said in it bold, and under it where that stands."""
        lines = fitted(sentence(evidence), self.what, _SENTENCE_LINES, self.console)
        place = f"{where(evidence.saying)}:{evidence.line}"
        return joined([*lines, *fitted(Text(place, style="dim"), self.what, 2, self.console)])


def sentence(evidence: Evidence) -> Text:
    """The sentence with the first piece of what is said in bold; the content where it goes on behind it."""
    content = one_line(evidence.saying.statement.content.text)
    around = one_line(evidence.saying.sentence)
    at = around.find(content)
    if at < 0:
        return Text(content, style="bold") if len(content) >= len(around) else Text(around)
    made = Text(around)
    made.stylize("bold", at, at + len(content))
    return made
