"""Whose turn it is: the part of the queue that is shown, the statement in it, the ones beside it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ledger.review import waiting
from onrecord.ledger.store import Store
from onrecord.records import Entry
from onrecord.web.review_state import State

# Statements of the queue that are shown at once: a screenful, which a reviewer goes through without a pause.
PAGE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where a reviewer is in the queue.

    `line` is the statement that is shown, None where none waits. `before` and `behind` are addresses;
    `then_line` and `then_after` say the same as `behind`, as a form carries it.
    """

    state: State
    entries: tuple[Entry, ...] = ()
    line: int | None = None
    before: str | None = None
    behind: str | None = None
    then_line: int | None = None
    then_after: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether the statement that is shown is one of the queue's."""
        return any(each.number == self.line for each in self.entries)


def turn(store: Store, state: State, line: int | None) -> Turn:
    """Where a reviewer is who asks for a line, or for the first that waits. Raises QuestionError."""
    if state.is_alone:
        return Turn(state=state, line=line)
    found = waiting(store, asked=state.question, order=state.order, after=state.after or None, limit=PAGE)
    numbers = [each.number for each in found.entries]
    shown = line if line is not None else next(iter(numbers), None)
    at = numbers.index(shown) if shown in numbers else -1
    then_line, then_after = None, state.after
    if at + 1 < len(numbers):
        then_line = numbers[at + 1]
    elif found.after is not None:
        then_after = found.after
    is_last = then_line is None and found.after is None
    return Turn(
        state=state,
        entries=found.entries,
        line=shown,
        before=_before(state, numbers, at),
        behind=None if is_last else state.at(then_after).address(then_line),
        then_line=then_line,
        then_after=then_after,
    )


def _before(state: State, numbers: list[int], at: int) -> str | None:
    if at > 0:
        return state.address(numbers[at - 1])
    return state.begun().address() if state.after else None
