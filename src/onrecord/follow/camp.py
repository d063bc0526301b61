"""Who speaks for whom: a ministry, its minister and their spokesman are one voice."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.follow.heard import whose
from onrecord.records import Source
from onrecord.word_list import words

_BEGINNING, _SHORT = 5, 3
_WORD = re.compile(r"[^\W\d_]+")
# Words that many bodies and posts have in their names: they tell none from another.
_GENERAL = words(
    """
    a acting administration agency ambassador an and army association authority board body bureau
    cabinet chair chairman chairwoman chief commission commissioner committee company congress
    corporation council county court defence defense department deputy director district dr executive
    federal federation first force forces foreign former general government governor group head health
    he her his in institute interior international it its joint justice king leader lord mayor minister
    ministry mr mrs ms national of office officer official officials on our parliament party people
    police premier president presidential prime professor prosecutor queen regional representative
    secretary senate senator senior service she spokesman spokesperson spokeswoman staff state the their
    they union united university vice
    """
)


def is_one_voice(one: Source | None, other: Source | None) -> bool:
    """Whether two sources are the same, or one speaks for the other, as far as their names and posts tell."""
    if one is None or other is None:
        return False
    if whose(one) == whose(other):
        return True
    return any(first <= second or second <= first for first in _camps(one) for second in _camps(other))


def is_like_voice(one: Source | None, other: Source | None) -> bool:
    """Whether two sources may be the same body in other words: "rescuers", "the rescue service"."""
    if one is None or other is None or is_one_voice(one, other):
        return True
    if one.kind == other.kind == "person":
        return False
    first, second = (_stems(f"{each.name or ''} {each.role or ''} {each.text}") for each in (one, other))
    return not first or not second or bool(first & second)


@lru_cache(4096)
def _stems(text: str) -> frozenset[str]:
    """The beginnings of the words that tell who it is: "rescuers" and "rescue" begin alike."""
    found = (word.lower() for word in _WORD.findall(text.replace("’", "'").replace("'s", "")))
    return frozenset(word[:_BEGINNING] for word in found if word not in _GENERAL and len(word) > _SHORT)


def _camps(source: Source) -> tuple[frozenset[str], ...]:
    """The telling words of the name, and those of the post; of one without a name those of its words.

    Of a group the words tell whom it is against as well ("hackers of the Hollin hospitals"): it has none.
    """
    if source.kind == "group" and not source.name:
        return ()
    told = (_names(source.name or source.text), _names(source.role or ""))
    return tuple(words for words in told if words)


@lru_cache(4096)
def _names(text: str) -> frozenset[str]:
    """The words with a capital that tell one body from another."""
    found = _WORD.findall(text.replace("’", "'").replace("'s", ""))
    return frozenset(word.lower() for word in found if word[0].isupper() and word.lower() not in _GENERAL)
