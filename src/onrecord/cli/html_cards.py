"""The list of statements beside a text: who speaks how often, then one card a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.display import labels
from onrecord.display.html_escape import escape
from onrecord.display.numbering import Lines, Numbered
from onrecord.display.selection import View
from onrecord.display.statement_words import details, speakers, who
from onrecord.display.time_words import time_words
from onrecord.records import Reading, Source, Statement, Words

MOST_SPEAKERS = 8


def cards(view: View, statements: tuple[Numbered, ...], prefix: str) -> Iterator[str]:
    """Yield the list, one card a line; `prefix` keeps the anchors apart from other articles'."""
    yield f'<aside class="statements" aria-label="Statements">\n<h3>{escape(labels.counts(view))}</h3>\n'
    yield from _speakers(view.reading)
    if view.deeds:
        yield f'<p class="deeds">{labels.deeds_hidden(view)}</p>\n'
    yield "<ol>\n"
    lines = Lines(view.reading.article.text)
    for numbered in statements:
        yield from _Card(view.reading, numbered, lines, prefix).html()
    yield f'</ol>\n<p class="model">model {escape(view.reading.model)}</p>\n</aside>\n'


def _speakers(reading: Reading) -> Iterator[str]:
    """Say who speaks how often; of one speaker the cards say enough."""
    all_of_them = speakers(reading)
    if len(all_of_them) < 2:
        return
    yield '<ul class="speakers" aria-label="Who has how many">'
    for name, count in all_of_them[:MOST_SPEAKERS]:
        yield f"<li><bdi>{escape(name)}</bdi> <b>{count}</b></li>"
    if len(all_of_them) > MOST_SPEAKERS:
        yield f"<li>and {len(all_of_them) - MOST_SPEAKERS} more</li>"
    yield "</ul>\n"


@dataclass(frozen=True, slots=True)
class _Card:
    """One statement as an item of the list."""

    reading: Reading
    numbered: Numbered
    lines: Lines
    prefix: str

    def html(self) -> Iterator[str]:
        at, statement = self.numbered.number, self.numbered.statement
        yield f'<li id="{self.prefix}c{at}" class="depth-{min(self.numbered.depth, 3)}" data-c="{at}">'
        yield f'<a class="number" href="#{self.prefix}s{at}" data-n="{at}"'
        yield f' aria-label="Statement {at}, to the text"></a><p class="who" dir="auto">'
        yield from self._source(statement.source)
        yield '</p> <p class="does" dir="auto">'
        yield from self._act(statement)
        yield f'</p> <p class="what" dir="auto">{self._words(statement.content, "content")}</p> '
        yield from self._details(statement)
        yield f'<p class="how">{" · ".join(filter(None, self._facts(statement)))}</p></li>\n'

    def _source(self, source: Source | None) -> Iterator[str]:
        if source is None:
            yield '<span class="unknown">no source</span>'
            return
        one = who(self.reading.article, source)
        yield f'<bdi class="source">{escape(one.name)}</bdi>'
        if one.kind:
            yield f' <span class="kind">{one.kind}</span>'
        if one.written or one.role:
            written = f"“{one.written}”" if one.written else ""
            also = (f"<bdi>{escape(words)}</bdi>" for words in (written, one.role) if words)
            yield f' <span class="also">{" · ".join(also)}</span>'

    def _act(self, statement: Statement) -> Iterator[str]:
        act = labels.act(statement)
        yield f'<span class="act act-{act}">{act}</span> ' if act != labels.UNKNOWN else ""
        kind = labels.kind_of_statement(statement)
        yield f'<span class="kind">{kind}</span> ' if kind else ""
        yield self._words(statement.cue, "cue") if statement.cue else ""

    def _details(self, statement: Statement) -> Iterator[str]:
        said = [("said", time_words(statement.said_at))] if statement.said_at else []
        known = [*said, *details(self.reading, statement)]
        if known:
            rows = (
                f'<div><dt>{label}</dt> <dd dir="auto">{escape(text)}</dd></div> ' for label, text in known
            )
            yield f'<dl class="details">{"".join(rows)}</dl>'

    def _facts(self, statement: Statement) -> Iterator[str]:
        yield statement.quotation
        yield f"line {self.lines.at(min(statement.content.spans).start)}"
        yield f"within {self.numbered.within}" if self.numbered.within else ""
        yield f"score {labels.score(statement)}"

    def _words(self, words: Words, role: str) -> str:
        return f'<span class="{role}">{escape(labels.words(self.reading.article, words))}</span>'
