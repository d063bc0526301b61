"""Word lists and patterns written as running text, which is how people read and sort them."""

from __future__ import annotations

import re


def words(listed: str) -> frozenset[str]:
    """The words between the spaces."""
    return frozenset(listed.split())


def phrases(listed: str) -> frozenset[str]:
    """The phrases between the upright strokes."""
    return frozenset(listed.split("|"))


def either(*listed: str) -> str:
    """A pattern for one of the alternatives between the upright strokes."""
    return "(?:" + "|".join(listed) + ")"


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern of several."""
    return re.compile("|".join(patterns))
