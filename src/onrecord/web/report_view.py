"""What the page of a report shows: its text in rows, each with the notes that stand in its margin."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from markupsafe import Markup

from onrecord.display.numbering import Numbered, number
from onrecord.ledger.read_back import Kept
from onrecord.ledger.stretches import LinePlace
from onrecord.records import Article, PublishedFrom, Reading, Span, Statement
from onrecord.web.marked import Block, blocks
from onrecord.web.windows import window

SPEAKERS = 12
_PUBLISHED_FROM: dict[PublishedFrom, str] = {
    "input": "as given",
    "json-ld": "from the page's own data",
    "meta": "from the page's own data",
    "url": "from its address",
    "text": "from the text",
}


@dataclass(frozen=True, slots=True)
class Note:
    """A statement in the margin: its number on the page, how deep it stands in others, its line's number."""

    number: int
    depth: int
    line: int
    statement: Statement


@dataclass(frozen=True, slots=True)
class Row:
    """Lines of the text with the notes beside them: one paragraph, or furniture that is folded away.

    `kind` is that of the part; `furniture` are the kinds of furniture, each with how often it is there.
    """

    kind: str
    html: tuple[Markup, ...]
    notes: tuple[Note, ...]
    furniture: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who has how many statements in the whole report."""

    name: str
    entity: str | None
    statements: int


def address(article: str, version: int | None = None, *, part: int = 1, deeds: bool = False) -> str:
    """The page of a report at one of its parts, with the deeds that report nothing or without."""
    asked = [("article", article)]
    asked += [("version", str(version))] if version is not None else []
    asked += [("part", str(part))] if part > 1 else []
    asked += [("deeds", "1")] if deeds else []
    return f"/report?{urlencode(asked)}"


def versions_address(article: str, before: int, after: int) -> str:
    """The page of what changed from one version to another."""
    return f"/versions?{urlencode([('article', article), ('before', before), ('after', after)])}"


def speakers(lines: Iterable[LinePlace]) -> tuple[Speaker, ...]:
    """Who has a name and speaks, those with most statements first."""
    names: dict[str, LinePlace] = {}
    counts: Counter[str] = Counter()
    for line in lines:
        if line.name:
            one = line.entity or line.name
            names.setdefault(one, line)
            counts[one] += 1
    return tuple(
        Speaker(names[one].name or "", names[one].entity, count)
        for one, count in counts.most_common(SPEAKERS)
    )


def facts(article: Article) -> Iterator[str]:
    """Who wrote it, for whom, from where, and when it was published."""
    if article.authors:
        yield f"by {', '.join(article.authors)}"
    if article.agencies:
        yield ", ".join(article.agencies)
    if article.dateline:
        yield f"filed from {article.dateline.place}"
    if article.published_at:
        moment = article.published_at[:16].replace("T", " ")
        origin = _PUBLISHED_FROM[article.published_from] if article.published_from else ""
        yield f"published {moment}{f' ({origin})' if origin else ''}"
    else:
        yield "date of publication unknown"


def rows(kept: Kept, part: Span, *, before: int) -> tuple[Row, ...]:
    """A part of a report, row by row. `before` statements stand in the parts before it."""
    inner = window(kept.reading, part.start, part.end)
    numbered = tuple(_moved(one, before) for one in number(inner.statements))
    lines = [block for block in blocks(inner, numbered) if block.kind != "blank"]
    notes = _by_line([block.start for block in lines], numbered, kept)
    return tuple(_folded(inner, lines, notes))


def _moved(one: Numbered, by: int) -> Numbered:
    return replace(one, number=one.number + by, within=None if one.within is None else one.within + by)


def _by_line(starts: Sequence[int], numbered: Iterable[Numbered], kept: Kept) -> dict[int, list[Note]]:
    """The notes of each line, by its place among the lines: those of the contents that begin there."""
    found: dict[int, list[Note]] = {}
    for one in numbered:
        spans = one.statement.content.spans
        line = max(bisect_right(starts, min(spans).start if spans else 0) - 1, 0)
        note = Note(one.number, one.depth, kept.numbers[one.statement.id], one.statement)
        found.setdefault(line, []).append(note)
    return found


def _folded(reading: Reading, lines: Sequence[Block], notes: dict[int, list[Note]]) -> Iterator[Row]:
    """Each line a row, but lines of furniture that follow one another, which are one."""
    waiting: list[int] = []
    for place, block in enumerate(lines):
        if block.kind == "set-aside":
            waiting.append(place)
            continue
        if waiting:
            yield _furniture(reading, lines, waiting, notes)
            waiting = []
        yield Row(block.kind, (block.html,), tuple(notes.get(place, ())))
    if waiting:
        yield _furniture(reading, lines, waiting, notes)


def _furniture(
    reading: Reading, lines: Sequence[Block], places: Sequence[int], notes: dict[int, list[Note]]
) -> Row:
    start = lines[places[0]].start
    end = lines[places[-1] + 1].start if places[-1] + 1 < len(lines) else len(reading.article.text)
    kinds = Counter(one.kind for one in reading.article.furniture if start <= one.start < end)
    beside = tuple(note for place in places for note in notes.get(place, ()))
    return Row("set-aside", tuple(lines[place].html for place in places), beside, tuple(kinds.most_common()))
