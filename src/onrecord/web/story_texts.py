"""The reports of a story by text: wire copies of one text stand together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.ledger.story_reports import Printing


@dataclass(frozen=True, slots=True)
class Text:
    """One text with where it was printed, the first first; undated ones stand last."""

    printings: tuple[Printing, ...]

    @property
    def first(self) -> Printing:
        """The printing that is known to be the first, else any."""
        return self.printings[0]

    @property
    def outlets(self) -> int:
        """In how many outlets; one that is not known counts once."""
        return len({each.outlet for each in self.printings})


def texts(printings: Iterable[Printing]) -> tuple[Text, ...]:
    """The texts, the one that was printed first at the top, those without a date last."""
    found: dict[int, list[Printing]] = {}
    for each in printings:
        found.setdefault(each.text, []).append(each)
    made = (Text(tuple(sorted(some, key=_moment))) for some in found.values())
    return tuple(sorted(made, key=lambda text: _moment(text.first)))


def undated(printings: Iterable[Printing]) -> tuple[Printing, ...]:
    """Those of which it is not known when they were published."""
    return tuple(each for each in printings if not each.published_at)


def _moment(printing: Printing) -> tuple[bool, str]:
    return not printing.published_at, printing.published_at or ""
