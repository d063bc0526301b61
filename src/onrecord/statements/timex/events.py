"""Counting from what follows: "three days after the vote on May 2" is a date, without "on May 2" a length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.statements.timex.meaning import Expression, Fixed, From, Period

_REACH = 60  # characters between: about ten words
_CLAUSE_END = re.compile(r"[.,;:!?()]\s|\n\s{0,80}\n")


def settle(text: str, expressions: Sequence[Expression]) -> Iterator[Expression]:
    """The expressions; what is counted from what follows stays so only if a date follows in its clause."""
    for place, expression in enumerate(expressions):
        meaning = expression.meaning
        following = expressions[place + 1] if place + 1 < len(expressions) else None
        if not isinstance(meaning, From) or (following and _counts(text, expression, following)):
            yield expression
        elif meaning.length:
            yield replace(expression, end=meaning.end, type="DURATION", meaning=Fixed(meaning.length))


def _counts(text: str, here: Expression, then: Expression) -> bool:
    """Whether the second is a date in the clause of the first, a few words behind it."""
    if then.start - here.end > _REACH or _CLAUSE_END.search(text, here.end, then.start):
        return False
    if isinstance(then.meaning, Fixed):
        return (then.meaning.value or "")[:4].isdigit()
    return then.type == "DATE" and not isinstance(then.meaning, (From, Period))
