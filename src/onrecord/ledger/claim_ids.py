"""The ids of claims, "c" and ten hexadecimal digits, as the numbers that the ledger keeps."""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = 10
_ID = re.compile(r"c[0-9a-f]{10}", re.ASCII)
_BEGINNING = re.compile(r"c([0-9a-f]{0,10})", re.ASCII)


class Numbers(NamedTuple):
    """Numbers from the first to the last, both included."""

    first: int
    last: int


def number(id: str) -> int:  # noqa: A002 - it is one
    """The number of an id. Raises ValueError where it is none."""
    if not _ID.fullmatch(id):
        raise ValueError(f"{id!r} is no id of a claim")
    return int(id[1:], 16)


def written(number: int) -> str:
    """The id of a number."""
    return f"c{number:0{_DIGITS}x}"


def beginning(typed: str) -> Numbers | None:
    """The numbers of the ids that begin so; None where none can."""
    found = _BEGINNING.fullmatch(typed.strip().lower())
    if found is None:
        return None
    return Numbers(*(int(found[1].ljust(_DIGITS, filler), 16) for filler in "0f"))
