"""Gold stories from marked reports: "{{1+: …}}" is the content of a statement that supports claim 1.

The rules of the marks are in gold/claims/README.md. No error shows the words of a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from gates.marked import GOLD, Part
from onrecord.records import Span, StanceKind

STANCES: Final[dict[str, StanceKind]] = {
    "+": "supports",
    "-": "disputes",
    "?": "queries",
    "~": "mentions",
    "o": "declines",
    "!": "non-denial",
}
HEAD = re.compile(r"=== (.*)")
REPORT = re.compile(r"(r[1-9]\d*) \| ([^|]+) \| ([^|]+)")
LINK = r"\d+[-+?~o!]"
MARK = re.compile(rf"\{{\{{({LINK}(?:, ?{LINK})*): ([^{{}}]*)\}}\}}")
FIGURE = re.compile(r"(r[1-9]\d*) \| (.+) \| ([^|]+) \| ([A-Z])")


class Link(NamedTuple):
    """A mark's place towards a claim; `claim` is the number of the claim in its story, from 1."""

    claim: int
    stance: StanceKind


@dataclass(frozen=True, slots=True)
class Mark:
    """The content of one gold statement in its report's text, with the claims it touches."""

    span: Span
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One gold report; `id` is the story's name and the report's own ("flood-r2"), `text` has no marks."""

    id: str
    outlet: str
    published_at: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A figure of a series: its words in the report with this id, the mark they stand in (its place among
    the report's), who gave it, and the letter that it shares with the values that agree with it.
    """

    report: str
    span: Span
    words: str
    mark: int
    source: str
    letter: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A gold series: what is counted, and at least two values, in the order of the file."""

    counted: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class GoldStory:
    """The reports of one event; `name` is the file's ("disaster-flood"), `note` its first line."""

    name: str
    note: str
    reports: tuple[Report, ...]
    series: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands under one line of "===", and the number of the line after that."""

    head: str
    line: int
    lines: tuple[str, ...]


def stories(part: Part) -> Iterator[GoldStory]:
    """The gold stories of a half, in the order of their names. Raises ValueError as `parse` does."""
    for path in sorted((GOLD / "claims" / part).glob("*.txt")):
        yield parse(path.read_text(encoding="utf-8"), path)


def parse(marked: str, path: Path) -> GoldStory:
    """A story from its marked reports. Raises ValueError with file and line for what does not parse."""
    note, *lines = marked.split("\n")
    if not note.startswith("# "):
        raise _error(path, 1, "the first line is not a note that begins with '# '")
    blocks = list(_blocks(lines, path))
    reports = [_report(block, path) for block in blocks if block.head != "figures"]
    tables = [block for block in blocks if block.head == "figures"]
    if not reports or len({report.id for report in reports}) < len(reports):
        raise _error(path, 1, "it holds no report, or two of one name")
    if len(tables) > 1 or (tables and blocks[-1] is not tables[0]):
        raise _error(path, tables[0].line, "figures stand once, behind all reports")
    series = [each for table in tables for each in _series(table, reports, path)]
    return GoldStory(path.stem, note[2:].strip(), tuple(reports), tuple(series))


def _error(path: Path, line: int, why: str) -> ValueError:
    return ValueError(f"{path.parent.name}/{path.name}:{line}: {why}")


def _blocks(lines: list[str], path: Path) -> Iterator[_Block]:
    # The note is line 1, so the lines given begin with number 2.
    starts = [at for at, line in enumerate(lines) if HEAD.fullmatch(line)]
    for number, line in enumerate(lines[: starts[0] if starts else None], 2):
        if line.strip():
            raise _error(path, number, "words before the first report")
    for at, end in zip(starts, [*starts, len(lines)][1:], strict=True):
        yield _Block(lines[at].removeprefix("=== ").strip(), at + 3, tuple(lines[at + 1 : end]))


def _report(block: _Block, path: Path) -> Report:
    head = REPORT.fullmatch(block.head)
    if not head:
        raise _error(path, block.line - 1, "not '=== rN | outlet | published_at'")
    name, outlet, published_at = (field.strip() for field in head.groups())
    if not _is_moment(published_at):
        raise _error(path, block.line - 1, "published_at is not an ISO 8601 date-time with its zone")
    text, marks = _unmarked(block, path)
    if "\n\n" not in text:
        raise _error(path, block.line, "no blank line between headline and body")
    return Report(f"{path.stem}-{name}", outlet, published_at, text, marks)


def _is_moment(written: str) -> bool:
    try:
        return datetime.fromisoformat(written).tzinfo is not None
    except ValueError:
        return False


def _unmarked(block: _Block, path: Path) -> tuple[str, tuple[Mark, ...]]:
    """The text of a report, stripped, with its marks."""
    whole = "\n".join(block.lines)
    before = len(whole) - len(whole.lstrip())
    marked = whole.strip()
    text, at, marks = "", 0, []
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        line = block.line + whole[: before + match.start()].count("\n")
        links = tuple(
            Link(int(link.strip()[:-1]), STANCES[link.strip()[-1]]) for link in match.group(1).split(",")
        )
        if not match.group(2).strip() or len({link.claim for link in links}) < len(links):
            raise _error(path, line, "a mark without words, or with one claim twice")
        marks.append(Mark(Span(len(text), len(text) + len(match.group(2))), links))
        text += match.group(2)
    _refuse_leftovers(marked, block.line + whole[:before].count("\n"), path)
    return text + marked[at:], tuple(marks)


def _refuse_leftovers(marked: str, first: int, path: Path) -> None:
    # A mark that parses is blanked out, its line breaks apart, so that what is left keeps its line.
    rest = MARK.sub(lambda match: "\n" * match.group().count("\n"), marked)
    for number, line in enumerate(rest.split("\n"), first):
        if "{" in line or "}" in line:
            raise _error(path, number, "a mark that is not '{{N+: words}}', is not closed, or holds another")


def _series(block: _Block, reports: list[Report], path: Path) -> Iterator[Counted]:
    by_name = {report.id.rpartition("-")[2]: report for report in reports}
    counted: list[tuple[str, int, list[Value]]] = []
    for number, line in enumerate(block.lines, block.line):
        if not line.strip():
            continue
        if line.startswith("series:"):
            counted.append((line.removeprefix("series:").strip(), number, []))
            continue
        found = FIGURE.fullmatch(line.strip())
        if not found or not counted or found.group(1) not in by_name:
            raise _error(
                path, number, "not 'series: what' nor 'rN | words | who | A' of a report that is there"
            )
        counted[-1][2].append(_value(found, by_name[found.group(1)], number, path))
    for words, number, values in counted:
        if not words or len(values) < 2:
            raise _error(path, number, "a series names what is counted and has at least two values")
        yield Counted(words, tuple(values))


def _value(found: re.Match[str], report: Report, line: int, path: Path) -> Value:
    _, words, source, letter = (field.strip() for field in found.groups())
    starts = [match.start() for match in re.finditer(re.escape(words), report.text)]
    inside = [
        (place, start)
        for place, mark in enumerate(report.marks)
        for start in starts
        if mark.span.start <= start and start + len(words) <= mark.span.end
    ]
    if len(inside) != 1:
        raise _error(
            path, line, f"the words stand {len(inside)} times in marked contents of the report, not once"
        )
    [(place, start)] = inside
    return Value(report.id, Span(start, start + len(words)), words, place, source, letter)
