"""Figures from marked text: "[1 Around 12,000] troops" with a line "1 = 12000; 12000; yes; ; troops;"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gates.evaluate import Figure as Measured
from onrecord.records import Article, Figure
from onrecord.statements import timex
from onrecord.statements.figures import find

GOLD = Path(__file__).with_name("gold") / "figures"
MARK = re.compile(r"\[(\d+) ([^\[\]]+)\]")
LINE = re.compile(r"(\d+) *= *([^;]*);([^;]*);([^;]*);([^;]*);([^;]*);([^;]*)")
# Articles and the like before what is counted are nobody's error: "more people", "the ships".
OPENING = re.compile(r"(?:(?:the|a|an|its|their|his|her|more|other|further|additional) )+")
TOLERANCE = 0.002  # shares are marked to three places


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence of a table, its figures in order; `part_of` counts from 0 as in a reading."""

    text: str
    figures: tuple[Figure, ...]


def rows(path: Path) -> Iterator[Row]:
    """The rows of a table, in blocks parted by blank lines; lines that begin with # are notes."""
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = "\n".join(line for line in lines if not line.startswith("#"))
    for block in re.split(r"\n\s*\n", kept):
        if block.strip():
            yield parse(block.strip())


def parse(block: str) -> Row:
    """A row from its block. Raises ValueError where marks and lines do not fit each other."""
    marked, *lines = block.split("\n")
    told = dict(_line(line) for line in lines)
    numbers = [match.group(1) for match in MARK.finditer(marked)]
    if sorted(numbers) != sorted(told) or len(told) != len(lines):
        raise ValueError(f"marks {numbers} and lines {[*told]} differ in: {marked}")
    text, figures, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        span = (len(text), len(text) + len(match.group(2)))
        figures.append(_figure(span, told[match.group(1)], numbers, marked))
        text += match.group(2)
    return Row(text + marked[at:], tuple(figures))


def _line(line: str) -> tuple[str, list[str]]:
    found = LINE.fullmatch(line.strip()) or LINE.fullmatch(line.strip() + ";")
    if not found:
        raise ValueError(f"not 'number = low; high; approximate; unit; counted; part of': {line}")
    return found.group(1), [field.strip() for field in found.groups()[1:]]


def _figure(span: tuple[int, int], fields: list[str], numbers: list[str], marked: str) -> Figure:
    low, high, approximate, unit, counted, whole = fields
    if approximate not in {"", "yes"} or (whole and whole not in numbers):
        raise ValueError(f"{fields} do not fit: {marked}")
    return Figure(
        start=span[0],
        end=span[1],
        low=float(low) if low else None,
        high=float(high) if high else None,
        approximate=bool(approximate),
        unit=unit or None,
        counted=counted or None,
        part_of=numbers.index(whole) if whole else None,
    )


def aligned(gold: Sequence[Figure], found: Sequence[Figure]) -> dict[int, int]:
    """For each gold figure that is found the place of the first found one that overlaps it; one to one."""
    pairs: dict[int, int] = {}
    for place, figure in enumerate(gold):
        for other, each in enumerate(found):
            if each.start < figure.end and figure.start < each.end and other not in pairs.values():
                pairs[place] = other
                break
    return pairs


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= max(TOLERANCE, 1e-9 * abs(one))


def bounds_right(gold: Figure, found: Figure) -> bool:
    """Whether low, high, approximate and unit are as marked."""
    near = _near(gold.low, found.low) and _near(gold.high, found.high)
    return near and gold.approximate == found.approximate and gold.unit == found.unit


def counted_right(gold: Figure, found: Figure) -> bool:
    """Whether the words of what is counted are as marked, articles and the like apart."""
    return _bare(gold.counted) == _bare(found.counted)


def _bare(words: str | None) -> str:
    return OPENING.sub("", (words or "").lower().replace("’", "'"), count=1)


@dataclass(slots=True)
class Tally:
    """What was counted over the rows of a table."""

    gold: int = 0
    found: int = 0
    both: int = 0
    bounds: int = 0
    counted: int = 0
    links: int = 0
    links_found: int = 0
    links_both: int = 0
    rows: int = 0
    whole: int = 0

    def add(self, row: Row, found: Sequence[Figure]) -> bool:
        """Count a row; whether all of it is right."""
        pairs = aligned(row.figures, found)
        bounds = sum(bounds_right(row.figures[one], found[other]) for one, other in pairs.items())
        counted = sum(counted_right(row.figures[one], found[other]) for one, other in pairs.items())
        links = {
            (pairs.get(at), pairs.get(f.part_of)) for at, f in enumerate(row.figures) if f.part_of is not None
        }
        links_found = {(at, f.part_of) for at, f in enumerate(found) if f.part_of is not None}
        right = len(pairs) == len(row.figures) == len(found) == bounds == counted and links == links_found
        self.gold += len(row.figures)
        self.found += len(found)
        self.both += len(pairs)
        self.bounds += bounds
        self.counted += counted
        self.links += sum(figure.part_of is not None for figure in row.figures)
        self.links_found += len(links_found)
        self.links_both += len(links & links_found)
        self.rows += 1
        self.whole += right
        return right


def _scored(name: str, both: int, found: int, gold: int) -> Measured:
    precision, recall = both / max(found, 1), both / max(gold, 1)
    return Measured(name, 2 * both / max(found + gold, 1), precision, recall)


def _read(row: Row) -> tuple[Figure, ...]:
    article = Article(id="", text=row.text)
    return find(article, timex.find(article))


def figures(part: Literal["choose", "kept"]) -> list[Measured]:
    """The figures measured over a table: found, bounds, counted, part of, whole."""
    tally = Tally()
    for row in rows(GOLD / f"{part}.txt"):
        tally.add(row, _read(row))
    return [
        _scored("found", tally.both, tally.found, tally.gold),
        Measured("bounds", tally.bounds / max(tally.gold, 1)),
        Measured("counted", tally.counted / max(tally.gold, 1)),
        _scored("part of", tally.links_both, tally.links_found, tally.links),
        Measured("whole", tally.whole / max(tally.rows, 1)),
    ]


def _shown(text: str, figures: Sequence[Figure]) -> Iterator[str]:
    for place, each in enumerate(figures):
        approximate = "yes" if each.approximate else ""
        told = (each.low, each.high, approximate, each.unit, each.counted, each.part_of)
        shown = "; ".join("" if value is None else str(value) for value in told)
        yield f"    {place} [{text[each.start : each.end]}] {shown}"


def print_errors() -> None:
    """Print each row of the table for choosing that is not wholly right, as marked and as read."""
    for row in rows(GOLD / "choose.txt"):
        found = _read(row)
        if not Tally().add(row, found):
            print(
                row.text,
                "  marked",
                *_shown(row.text, row.figures),
                "  read",
                *_shown(row.text, found),
                sep="\n",
            )


if __name__ == "__main__":
    print_errors()
    for name in ("choose", "kept"):
        if (GOLD / f"{name}.txt").exists():
            for figure in figures("choose" if name == "choose" else "kept"):
                print(f"{name:7} {figure.name:8} {figure.value:.4f}")
