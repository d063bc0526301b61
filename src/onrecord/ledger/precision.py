"""How right the model was, as far as persons looked: what they accepted, put right and rejected.

Each statement counts once, as it stands now. What was reviewed is no random sample: the least sure lines are
looked at first, so that the model is better than this among all lines.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt

from onrecord.ledger.judged import FIELDS, SPANS, judged
from onrecord.ledger.store import Store

_Z = 1.959963984540054  # of a normal distribution, 95 % lie within so many standard deviations


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `low` and `high` are the bounds of its 95 % interval (Wilson 1927)."""

    part: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.part / self.of if self.of else None

    @property
    def low(self) -> float:
        """The lower bound; 0 of nothing."""
        return max(self._middle - self._reach, 0.0) if self.part else 0.0

    @property
    def high(self) -> float:
        """The upper bound; 1 of nothing."""
        return min(self._middle + self._reach, 1.0) if self.part < self.of else 1.0

    @property
    def _middle(self) -> float:
        return (self.part + _Z**2 / 2) / (self.of + _Z**2)

    @property
    def _reach(self) -> float:
        wrong = self.of - self.part
        return _Z * sqrt(self.part * wrong / max(self.of, 1) + _Z**2 / 4) / (self.of + _Z**2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many statements were accepted, put right and rejected.

    `spans_right` counts those whose source, cue and content stand where the model said: all that were
    accepted, and those of which something else was put right.
    """

    accepted: int = 0
    corrected: int = 0
    rejected: int = 0
    spans_right: int = 0

    @property
    def reviewed(self) -> int:
        """How many statements a person has decided on."""
        return self.accepted + self.corrected + self.rejected

    @property
    def precision(self) -> Share:
        """The share of those reviewed that were right in everything."""
        return Share(self.accepted, self.reviewed)

    @property
    def spans(self) -> Share:
        """The share of those reviewed whose source, cue and content were right."""
        return Share(self.spans_right, self.reviewed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision(Tally):
    """The tally of all, and of each version of the model, in the order of the first line decided on.

    `by_field` counts how often each field was put right, the most often first; fields are those of
    `Correction`, "source", "cue" and "content" being where their words stand.
    """

    by_model: Mapping[str, Tally] = field(default_factory=dict)
    by_field: Mapping[str, int] = field(default_factory=dict)


def precision(store: Store) -> Precision:
    """What persons decided on what the model found; statements that a person noted by hand do not count.

    Takes as long as there are decisions: 0.04 ms for each. Raises LedgerError.
    """
    by_model: dict[str, Counter[str]] = defaultdict(Counter)
    by_field: Counter[str] = Counter()
    with store.in_plain_words("read"):
        for each in judged(store.connection):
            by_field.update(each.fields)
            by_model[each.model][each.verdict] += 1
            is_right = each.verdict != "rejected" and not set(SPANS) & set(each.fields)
            by_model[each.model]["spans_right"] += is_right
    tallies = {model: Tally(**counts) for model, counts in by_model.items()}
    whole: Counter[str] = sum(by_model.values(), Counter())
    fields = dict(sorted(by_field.items(), key=lambda each: (-each[1], FIELDS.index(each[0]))))
    return Precision(**whole, by_model=tallies, by_field=fields)
