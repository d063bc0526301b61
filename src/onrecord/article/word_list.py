"""Word lists written as running text, which is how people read and sort them."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """The words between the spaces."""
    return frozenset(listed.split())


def phrases(listed: str) -> frozenset[str]:
    """The phrases between the upright strokes."""
    return frozenset(listed.split("|"))
