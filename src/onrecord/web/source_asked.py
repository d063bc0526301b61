"""What is asked of a source's statements: the fields of the form on its page, parts of its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import Depends, Query

from onrecord.ledger.typed import Days, QuestionError, days
from onrecord.records import Act
from onrecord.web import links

ACTS: tuple[Act, ...] = get_args(Act)
# No field of the form is longer.
_LONGEST = 200
_Text = Annotated[str, Query(max_length=_LONGEST)]


@dataclass(frozen=True, slots=True)
class SourceAsked:
    """Fields as they were written; what is empty asks nothing. `after` goes on behind an earlier page."""

    act: str = ""
    story: str = ""
    first: str = ""
    last: str = ""
    after: str = ""

    @property
    def acts(self) -> frozenset[Act]:
        """The act that is asked for; none asks for all. Raises QuestionError where it is no act."""
        if self.act and self.act not in ACTS:
            raise QuestionError("act", f"{self.act[:40]!r} is none of {', '.join(ACTS)}", ACTS[0])
        return frozenset(act for act in ACTS if act == self.act)

    @property
    def days(self) -> Days | None:
        """The days that are asked for; None where both ends are open. Raises QuestionError."""
        return days("from", f"{self.first}..{self.last}") if self.first or self.last else None

    @property
    def is_narrow(self) -> bool:
        """Whether not all statements are asked for."""
        return bool(self.act or self.story or self.first or self.last)

    def link(self, entity: str, **other: str) -> str:
        """The address of the page that answers this, some fields (act, story, from, to, after) changed."""
        fields = {"act": self.act, "story": self.story, "from": self.first, "to": self.last}
        return links.source(entity, **{**fields, "after": self.after, **other})


def _read(
    act: _Text = "",
    story: _Text = "",
    first: Annotated[str, Query(alias="from", max_length=_LONGEST)] = "",
    last: Annotated[str, Query(alias="to", max_length=_LONGEST)] = "",
    after: _Text = "",
) -> SourceAsked:
    return SourceAsked(*(text.strip() for text in (act, story, first, last, after)))


Asked = Annotated[SourceAsked, Depends(_read)]
"""What the address of a request asks."""
