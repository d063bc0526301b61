"""Gold attributions from marked text: "{s1 Ana Ruiz} {q1 said} {c1 that …}" -> text and spans."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

Part = Literal["choose", "kept"]

GOLD = Path(__file__).with_name("gold")
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
class Block:
    """One block: its text without marks, and what is said in it."""

    id: str
    text: str
    attributions: tuple[Gold, ...]


def blocks(part: Part) -> Iterator[Block]:
    """The blocks of a part of the gold set, sentences and whole reports."""
    yield from read(GOLD / part)


def read(folder: Path) -> Iterator[Block]:
    """The blocks of the .txt files in a folder: what stands before the first line of `---` is a note."""
    for path in sorted(folder.glob("*.txt")):
        for number, marked in enumerate(path.read_text(encoding="utf-8").split("\n---\n")[1:], 1):
            yield parse(marked.strip(), f"{path.stem}-{number}")


def parse(marked: str, name: str = "") -> Block:
    """The text of a block and its attributions. Raises ValueError where marks do not close,
    or where an attribution lacks a cue or a content.
    """
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
        raise ValueError(f"{name}: a mark is not closed in: {marked}")
    lacking = [gold.number for gold in found.values() if not gold.cue or not gold.content]
    if lacking:
        raise ValueError(f"{name}: {lacking} lack a cue or a content in: {marked}")
    return Block(name, text + marked[at:], tuple(gold for _, gold in sorted(found.items())))


def row(block: Block, within: bool = False) -> str:
    """A block as a line of JSON, with its attributions, or those that stand within others."""
    some = [asdict(gold) for gold in block.attributions if ("." in gold.number) == within]
    return json.dumps({"id": block.id, "text": block.text, "attributions": some}, ensure_ascii=False)


if __name__ == "__main__":
    for every in (*blocks("choose"), *blocks("kept")):
        print(row(every))
