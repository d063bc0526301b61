"""Who speaks for whom: a ministry, its minister and their spokesman are one voice."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.follow.heard import whose
from onrecord.records import Source
from onrecord.word_list import words

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
    first, second = _camp(one), _camp(other)
    return bool(first and second) and (first <= second or second <= first)


def _camp(source: Source) -> frozenset[str]:
    named = None if source.kind == "person" else source.name
    return _names(named or "", source.role or "", "" if source.name else source.text)


@lru_cache(4096)
def _names(*texts: str) -> frozenset[str]:
    """The words with a capital that tell one body from another."""
    found = (word for text in texts for word in _WORD.findall(text.replace("’", "'").replace("'s", "")))
    return frozenset(word.lower() for word in found if word[0].isupper() and word.lower() not in _GENERAL)
