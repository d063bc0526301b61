"""A cache for functions of words: names repeat within an article, and so do questions about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")
# Entries kept, and characters of the longest word that is kept: a hostile text's one long word is not.
ENTRIES, LONGEST = 1 << 14, 80


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """Remember what a pure function gave for short words."""
    cached = lru_cache(maxsize=ENTRIES)(function)

    @wraps(function)
    def asked(words: str) -> T:
        return cached(words) if len(words) <= LONGEST else function(words)

    return asked
