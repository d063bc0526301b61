"""Statements as a reader counts them: numbered, each after the one it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from onrecord.records import Article, Reading, Span, Statement


@dataclass(frozen=True, slots=True)
class Numbered:
    """A statement with its number (from 1), how deep it stands in others, and the one it stands in."""

    statement: Statement
    number: int
    depth: int
    within: int | None


def number(statements: tuple[Statement, ...]) -> tuple[Numbered, ...]:
    """Number the statements in their order, the ones within another right behind it."""
    inner: dict[str | None, list[Statement]] = {}
    ids = {statement.id for statement in statements}
    for statement in statements:
        inner.setdefault(statement.within if statement.within in ids else None, []).append(statement)
    numbered: list[Numbered] = []
    seen: set[str] = set()
    # The second round takes what the first could not reach: statements within each other, in a ring.
    for start in (inner.get(None, []), statements):
        _descend(start, inner, numbered, seen)
    return tuple(numbered)


def _descend(
    start: Iterable[Statement],
    inner: dict[str | None, list[Statement]],
    numbered: list[Numbered],
    seen: set[str],
) -> None:
    # A stack instead of recursion: how deep statements nest is decided by the page.
    stack: list[tuple[Statement, int, int | None]] = [(one, 0, None) for one in reversed(list(start))]
    while stack:
        statement, depth, within = stack.pop()
        if statement.id in seen:
            continue
        seen.add(statement.id)
        numbered.append(Numbered(statement, len(numbered) + 1, depth, within))
        here = numbered[-1].number
        stack.extend((one, depth + 1, here) for one in reversed(inner.get(statement.id, [])))


def keep(reading: Reading, wanted: Callable[[Statement], bool]) -> Reading:
    """Leave out the statements that are not wanted; those within them move up to the next one left."""
    kept = {statement.id for statement in reading.statements if wanted(statement)}
    by_id = {statement.id: statement for statement in reading.statements}
    if len(kept) == len(by_id):
        return reading
    return replace(
        reading,
        statements=tuple(
            replace(statement, within=_next_kept(statement, by_id, kept))
            for statement in reading.statements
            if statement.id in kept
        ),
    )


def _next_kept(statement: Statement, by_id: dict[str, Statement], kept: set[str]) -> str | None:
    seen: set[str] = set()
    within = statement.within
    while within in by_id and within not in kept and within not in seen:
        seen.add(within)
        within = by_id[within].within
    return within if within in kept else None


def pieces(article: Article, spans: Iterable[Span]) -> Iterator[str]:
    """Yield the pieces of one role as they stand in the article."""
    for start, end in spans:
        yield article.text[start:end]


class Lines:
    """Finds the line (from 1) that a character of a text stands in."""

    def __init__(self, text: str) -> None:
        self._breaks = [offset for offset, character in enumerate(text) if character == "\n"]

    def at(self, offset: int) -> int:
        """Return the number of the line; the newline itself ends its own line."""
        return bisect_right(self._breaks, offset - 1) + 1
