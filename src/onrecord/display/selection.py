"""Which statements of a reading are shown: those that were asked for."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.display.numbering import keep
from onrecord.records import Act, Reading, Statement, StatementType

DEED: StatementType = "other"
"""A deed reports nothing: no reader would call "voted to ratify" who said what."""


@dataclass(frozen=True, slots=True)
class View:
    """A reading with the statements that are shown of it, and how many are not.

    `unasked` were left out by --min-score, --type or --act, `deeds` because no type was asked for.
    """

    reading: Reading
    unasked: int = 0
    deeds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What was asked for; None where nothing was said. `deeds`: whether deeds come unasked."""

    min_score: float = 0.0
    types: frozenset[StatementType] | None = None
    acts: frozenset[Act] | None = None
    deeds: bool = True

    def view(self, reading: Reading) -> View:
        """Leave out what was not asked for; what stands within it moves up to the next one left."""
        asked = keep(reading, self._asks_for)
        shown = asked if self.deeds or self.types is not None else keep(asked, _reports)
        return View(
            shown,
            unasked=len(reading.statements) - len(asked.statements),
            deeds=len(asked.statements) - len(shown.statements),
        )

    def _asks_for(self, statement: Statement) -> bool:
        return (
            statement.score >= self.min_score
            and (self.types is None or statement.type in self.types)
            and (self.acts is None or statement.act in self.acts)
        )


def _reports(statement: Statement) -> bool:
    return statement.type != DEED
