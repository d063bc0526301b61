"""The sheet of a report that a page shows: one of its parts, what is known of it, and who speaks in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ledger import stretches
from onrecord.ledger.store import Store
from onrecord.ledger.stretches import LinePlace, Outline
from onrecord.records import Entry, Span
from onrecord.web.links import web_address
from onrecord.web.report_view import Row, Speaker, facts, rows, speakers
from onrecord.web.windows import parts


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of a report: its number (from 1) of how many, its lines, and how many stand before it."""

    number: int
    count: int
    span: Span
    lines: tuple[LinePlace, ...]
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the page of a report shows of its text.

    `headline` is the row that the page's own heading is made of, None where the text does not begin with one;
    it is not among `rows`. `deeds` says whether statements that report nothing are marked; `deeds_hidden` are
    those of the whole report that are not.
    """

    whole: Outline
    here: ShownPart
    headline: Row | None
    rows: tuple[Row, ...]
    facts: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    statements: int
    deeds: bool
    deeds_hidden: int
    original: str | None


def sheet(store: Store, whole: Outline, *, part: int | None, opened: Entry | None, deeds: bool) -> Sheet:
    """A part of a report: the one asked for, else the one in which the opened line begins, else the first.

    Raises LedgerError where the file fails.
    """
    number = opened.number if opened else None
    lines = [line for line in whole.lines if deeds or not line.is_deed or line.number == number]
    here = shown_part(whole.article.text, lines, part, opened)
    kept = stretches.stretch(store, whole, *here.span, [line.number for line in here.lines])
    found = rows(kept, here.span, before=here.before)
    first = next((row for row in found if row.kind != "set-aside"), None)
    headline = first if first is not None and first.kind == "headline" else None
    return Sheet(
        whole=whole,
        here=here,
        headline=headline,
        rows=tuple(row for row in found if row is not headline),
        facts=tuple(facts(whole.article)),
        speakers=speakers(lines),
        statements=len(lines),
        deeds=deeds,
        deeds_hidden=0 if deeds else sum(line.is_deed for line in whole.lines),
        original=web_address(whole.article.url),
    )


def shown_part(
    text: str, lines: Sequence[LinePlace], asked: int | None, opened: Entry | None = None
) -> ShownPart:
    """The part that is shown, with the lines that begin in it; `asked` may be any number."""
    spans = parts(text, lines)
    if asked is None and opened is not None and opened.statement.content.spans:
        start = min(opened.statement.content.spans).start
        asked = next((at for at, span in enumerate(spans, start=1) if start < span.end), None)
    number = min(max(asked or 1, 1), len(spans))
    span = spans[number - 1]
    before = sum(line.start < span.start for line in lines)
    is_last = number == len(spans)
    here = tuple(line for line in lines[before:] if is_last or line.start < span.end)
    return ShownPart(number, len(spans), span, here, before)
