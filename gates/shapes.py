"""Gold attributions from marked text: "{s1 Ana Ruiz} {q1 said} {c1 that …}" -> text and spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PATH = Path(__file__).with_name("shapes.txt")
MARK = re.compile(r"\{([sqc])([\d.,]+) |\}")
ROLES = {"s": "source", "q": "cue", "c": "content"}


@dataclass(slots=True)
class Gold:
    """One gold attribution: spans of each role; `number` holds a dot where it stands within another."""

    number: str
    source: list[tuple[int, int]] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shape:
    """One block: its text without marks, and what is said in it."""

    text: str
    attributions: tuple[Gold, ...]


def shapes() -> Iterator[Shape]:
    """The blocks of shapes.txt."""
    for block in PATH.read_text(encoding="utf-8").split("\n---\n")[1:]:
        yield parse(block.strip())


def parse(marked: str) -> Shape:
    """The text of a block and its attributions. Raises ValueError where marks do not close."""
    text, at = "", 0
    found: dict[str, Gold] = {}
    opened: list[tuple[str, str, int]] = []
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match.group(1):
            opened.append((ROLES[match.group(1)], match.group(2), len(text)))
            continue
        role, numbers, start = opened.pop()
        for number in numbers.split(","):
            getattr(found.setdefault(number, Gold(number)), role).append((start, len(text)))
    if opened:
        raise ValueError(f"a mark is not closed in: {marked}")
    return Shape(
        text + marked[at:], tuple(gold for _, gold in sorted(found.items()) if gold.cue and gold.content)
    )
