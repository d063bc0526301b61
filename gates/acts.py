"""Type, act, certainty and polarity of the statements in gates/gold/acts, against `speech.judge`.

python -m gates.acts
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gates.evaluate import Figure
from gates.marked import GOLD, Gold, Part, parse
from onrecord.records import Quotation
from onrecord.statements.quotes import MARKS
from onrecord.statements.speech import Speech, judge

VALUES: Final = ("type", "act", "certainty", "polarity")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: its words as marked, and the four values ("-" for no act)."""

    line: int
    source: str | None
    cue: str
    content: str
    right: tuple[str, ...]

    @property
    def quotation(self) -> Quotation:
        """Direct where the content opens and closes with quotation marks."""
        inside = [each for each in self.content if each in MARKS]
        if not inside:
            return "indirect"
        return "direct" if self.content[0] in MARKS and self.content[-1] in MARKS else "mixed"

    def judged(self) -> tuple[str, ...]:
        """The four values as the program gives them."""
        speech: Speech = judge(self.source, self.cue, self.content, self.quotation)
        return (speech.type, speech.act or "-", speech.certainty, speech.polarity)


def acts(part: Part) -> list[Figure]:
    """The share of rows of which each value is right, and all four are."""
    pairs = [(row.right, row.judged()) for row in rows(part)]
    named = [Figure(name, _share([r[at] == j[at] for r, j in pairs])) for at, name in enumerate(VALUES)]
    return [*named, Figure("all four", _share([right == judged for right, judged in pairs]))]


def _share(right: list[bool]) -> float:
    return sum(right) / len(right) if right else 0.0


def rows(part: Part) -> Iterator[Row]:
    """The rows of a table, notes left out. Raises ValueError where a row lacks a value or a mark."""
    path = GOLD / "acts" / f"{part}.txt"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield _row(line, number, f"{path.name}:{number}")


def _row(line: str, number: int, name: str) -> Row:
    marked, _, values = line.rpartition(" | ")
    right = tuple(values.split())
    block = parse(marked, name)
    if len(right) != len(VALUES) or len(block.attributions) != 1:
        raise ValueError(f"{name}: not one attribution and {len(VALUES)} values: {line}")
    gold: Gold = block.attributions[0]
    source, cue, content = (
        " ".join(block.text[start:end] for start, end in spans)
        for spans in (gold.source, gold.cue, gold.content)
    )
    return Row(number, source or None, cue, content, right)


def main() -> None:
    """Prints what goes wrong on choose, and the figures of both tables."""
    for row in rows("choose"):
        judged = row.judged()
        if judged != row.right:
            print(f"{row.line}: {row.source} / {row.cue} / {row.content}\n    {row.right} but {judged}")
    for part in ("choose", "kept"):
        if (GOLD / "acts" / f"{part}.txt").exists():
            print(part, *(f"{figure.name} {figure.value:.3f}" for figure in acts(part)))


if __name__ == "__main__":
    main()
