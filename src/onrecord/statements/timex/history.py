"""Whether a text tells of its own days, as news does, or of others, as a history does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.statements.timex.meaning import Clock, Expression, Partial, Step

# A history names at least so many months with years far from its own, and so many to each like "Tuesday".
_FEWEST, _TO_ONE = 3, 2


def tells_history(expressions: Sequence[Expression], published: date | None) -> bool:
    """Whether dates are to be counted from one another rather than from the day of publication.

    A history dates by month and year, and the years are others than its own or the one before; news says
    "Tuesday", "today", "last week". Without a day of publication a text is a history unless it says such.
    """
    near = sum(map(_is_near, expressions))
    if published is None and not near:
        return True
    far = sum(_is_far(expression, published) for expression in expressions)
    return far >= _FEWEST and far > _TO_ONE * near


def _is_far(expression: Expression, published: date | None) -> bool:
    meaning = expression.meaning
    if not isinstance(meaning, Partial) or not isinstance(meaning.year, int):
        return False
    return bool(meaning.month) and (published is None or abs(meaning.year - published.year) > 1)


def _is_near(expression: Expression) -> bool:
    """Whether an expression is counted from the day of publication."""
    meaning = expression.meaning
    if isinstance(meaning, Clock) and meaning.of:
        meaning = meaning.of
    if isinstance(meaning, Step):
        return meaning.base == "now"
    return isinstance(meaning, Partial) and bool(
        meaning.weekday or (meaning.quarter and meaning.year is None)
    )
