"""What is compared: statements as they were heard of one story, what is noticed, and how alike they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.records import ChangeKind, Point, Saying, Source, Stance

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A statement of a story. `line` and `version` are the ledger's numbers, `at` is when it came out.

    `is_new` says that it was not looked at yet, `is_copy` that its text is a wire copy of one in another
    article, `place` where it stands among the statements of its text.
    """

    saying: Saying
    line: int
    version: int
    place: int
    at: str
    stances: tuple[Stance, ...]
    is_new: bool
    is_copy: bool = False

    @property
    def source(self) -> str | None:
        """Who said it, the same in all articles; None where nobody is credited who could be told again."""
        return whose(self.saying.statement.source)

    @property
    def order(self) -> tuple[bool, str, int, bool, int]:
        """What was known first, then by time; what a headline says stands in the text below it, too."""
        return self.is_new, self.at, self.version, self.saying.in_headline, self.place


@dataclass(frozen=True, slots=True)
class Noted:
    """A line and what it changes, as `records.Pair`, by the numbers of the lines."""

    what: str
    old: int | None
    new: int | None
    was: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A change that was noticed, not yet written down: brought by a version, to a claim or to none."""

    kind: ChangeKind
    version: int
    claim: str | None
    pairs: tuple[Noted, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A line that says again what another (`of`) said."""

    line: int
    of: int


@dataclass(frozen=True, slots=True)
class Revision:
    """A later version of an article: what became of each statement that did not stay as it was.

    `is_emptied` says that none stayed and that the new text speaks of its being taken back.
    """

    version: int
    pairs: tuple[Noted, ...]
    is_emptied: bool


class Comparing(Protocol):
    """How statements and figures are compared (`claims` knows how)."""

    def alike(self, one: Saying, other: Saying) -> float:
        """How alike two contents are, 0 to 1."""

    def nearest(self, one: Saying, others: Sequence[Saying], most: int = 1) -> Sequence[tuple[int, float]]:
        """The places of the likest, at most so many, and how alike they are; the likest first."""

    def is_pointing(self, one: Saying) -> bool:
        """Whether a content says nothing by itself ("the allegations")."""

    def is_rejecting(self, one: Saying) -> bool:
        """Whether a statement says of what others said that it is not so."""

    def is_negated(self, one: Saying) -> bool:
        """Whether a content says of something that it is not so."""

    def differ(self, one: Point, other: Point) -> bool:
        """Whether the second of two figures of one count, which was given later, tells of another number."""

    def scope(self, point: Point) -> str:
        """How far those counted are: figures of two scopes need not be the same."""


def whose(source: Source | None) -> str | None:
    """Who a source is: its entity, else its name, else its words as they stand; None for none."""
    if source is None:
        return None
    if source.entity and source.kind != "unnamed":
        return source.entity
    if source.name:
        return "name " + _folded(source.name)
    return "words " + _folded(source.text)


def is_named(source: Source | None) -> bool:
    """Whether it is told who that is."""
    return source is not None and source.kind != "unnamed" and bool(source.name or source.entity)


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()
