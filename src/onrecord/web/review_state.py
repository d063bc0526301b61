"""Where a reviewer is in the queue: what is asked for, in which order, how far. All of it is the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from onrecord.ledger import question
from onrecord.ledger.question import Question

Order = Literal["unsure", "newest"]
ORDERS: Mapping[Order, str] = {"unsure": "least sure first", "newest": "newest first"}
# What the queue can be asked for: options of `ledger.question`.
_ASKED = ("words", "who", "act", "outlet")
_LONGEST = 5_000
IN_FORM = "queue_"
"""What stands before the names in a form: a statement has an act, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What of the queue is shown. `after` is where the part of it that is shown begins.

    `is_alone` says that somebody came for one statement, and goes nowhere behind it.
    """

    words: str = ""
    who: str = ""
    act: str = ""
    outlet: str = ""
    order: Order = "unsure"
    after: str = ""
    is_alone: bool = False

    @property
    def question(self) -> Question | None:
        """What is asked for, None for everything. Raises QuestionError."""
        asked = self._asked()
        return question.read(asked) if asked else None

    @property
    def says(self) -> str:
        """The queue in words."""
        asked = ", ".join(f"{name}: {value}" for name, value in self._asked())
        return f"{asked or 'all statements'}; {ORDERS[self.order]}"

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The state as a form carries it along, and an address."""
        if self.is_alone:
            return ()
        after = [("after", self.after)] if self.after else []
        return (*self._asked(), ("order", self.order), *after)

    def at(self, after: str) -> State:
        """The same queue from another place on."""
        return replace(self, after=after)

    def begun(self) -> State:
        """The same queue from its beginning."""
        return replace(self, after="", is_alone=False)

    def address(self, line: int | None = None, **more: str | int | None) -> str:
        """The page of a statement, in this state of the queue; without a line its first one."""
        told = [*self.pairs, *([("line", str(line))] if line is not None else [])]
        told += [(name, str(value)) for name, value in more.items() if value is not None]
        return f"/review?{urlencode(told)}" if told else "/review"

    def _asked(self) -> list[tuple[str, str]]:
        return [(name, value) for name in _ASKED if (value := getattr(self, name))]


def read(fields: Mapping[str, str], *, has_line: bool, prefix: str = "") -> State:
    """The state that an address carries, or with `prefix` before the names a form.

    What it does not know it leaves out.
    """
    asked = {name: fields.get(f"{prefix}{name}", "").strip()[:_LONGEST] for name in (*_ASKED, "after")}
    order: Order = "newest" if fields.get(f"{prefix}order") == "newest" else "unsure"
    is_alone = has_line and f"{prefix}order" not in fields and not any(asked.values())
    return State(**asked, order=order, is_alone=is_alone)
