"""A stretch of a pasted text on its way from a bare paragraph to a part or a piece of furniture."""

from __future__ import annotations

from typing import NamedTuple, TypeGuard, get_args

from onrecord.article.paragraphs import ends
from onrecord.records import FurnitureKind, PartKind

Kind = PartKind | FurnitureKind

_PARTS = frozenset(get_args(PartKind))
_FURNITURE = frozenset(get_args(FurnitureKind))


class Stretch(NamedTuple):
    """text[start:end]; `kind` is None until a step has recognised it."""

    start: int
    end: int
    kind: Kind | None = None

    def words(self, text: str) -> str:
        """The stretch's own characters."""
        return text[self.start : self.end]

    def length(self) -> int:
        """How many characters it has."""
        return self.end - self.start

    def marked(self, kind: Kind) -> Stretch:
        """The same stretch with its kind."""
        return self._replace(kind=kind)


def is_short_line(text: str, stretch: Stretch, most: int) -> bool:
    """True for an unmarked line of at most so many characters that does not end as a sentence does."""
    return stretch.kind is None and stretch.length() <= most and not ends(stretch.words(text))


def is_part(kind: Kind | None) -> TypeGuard[PartKind]:
    """True for the kinds that belong to the report."""
    return kind in _PARTS


def is_furniture(kind: Kind | None) -> TypeGuard[FurnitureKind]:
    """True for the kinds that the page added."""
    return kind in _FURNITURE
