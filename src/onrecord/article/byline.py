"""The byline: "By Ana Ruiz and Tom Okafor", "By ANA RUIZ, Associated Press"."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.article import agency, time_stamp
from onrecord.article.names import are_credited, is_person

_MOST = 160


class Byline(NamedTuple):
    """Who wrote it, as the line says."""

    authors: tuple[str, ...]
    agencies: tuple[str, ...]
    published_at: str | None = None


_BY = re.compile(
    r"(?:(?:written|reported|story|words|text) )?by:?\s|von\s|par\s|por\s|av\s|door\s", re.IGNORECASE
)
_TAIL = re.compile(r"\s?[|•·]\s?|\s[–—-]\s|\s{2,}")
_BETWEEN = re.compile(r",\s|\s(?:and|&|und|et|y|e|with|for)\s")
_PLACE = re.compile(r"\s(?:in|at|from|for)\s(?=[A-Z]).{1,60}$", re.IGNORECASE)  # and the paper
_ROLE = re.compile(
    r"\b(?:reporters?|editors?|correspondents?|writers?|staff|columnists?|analysts?|critics?|bureau|desk|"
    r"contributors?|"
    r"journalists?|news|newsroom|agency|agencies|service|times|post|press|herald|online)\b",
    re.IGNORECASE,
)
_GENERATION = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "PhD", "MD"))


def read(line: str) -> Byline | None:
    """The byline that the whole line is, or None: "By Monday the strike was over" is none."""
    line = line.strip()
    by = _BY.match(line)
    if not by or len(line) > _MOST:
        return None
    names, *tails = _TAIL.split(line[by.end() :].strip())
    authors = _authors(_PLACE.sub("", names.strip()))
    if authors is None or not all(_is_tail(tail) for tail in tails):
        return None
    stamps = [stamp.when for tail in tails if (stamp := time_stamp.read(tail)) and stamp.lead != "updated"]
    return Byline(authors, agency.named(line[by.end() :]), next(filter(None, stamps), None))


def is_role(line: str) -> bool:
    """True for the line under a byline: "Political correspondent", "BBC News, Lagos"."""
    line = line.strip()
    return (
        len(line) <= 60
        and bool(_ROLE.search(line))
        and len(line.split()) <= 6
        and line[-1:] not in '.!?:,;”"'
    )


def _authors(names: str) -> tuple[str, ...] | None:
    authors: list[str] = []
    for piece in filter(None, (piece.strip(" ,") for piece in _BETWEEN.split(names))):
        if piece in _GENERATION and authors:
            authors[-1] = f"{authors[-1]}, {piece}"
        elif agency.is_credit(piece) or (_ROLE.search(piece) and (authors or are_credited(piece, most=6))):
            continue
        elif is_person(piece):
            authors.append(piece.rstrip("."))
        else:
            return None
    return tuple(authors) if names.strip() else None


def _is_tail(tail: str) -> bool:
    tail = tail.strip()
    return not tail or bool(time_stamp.read(tail)) or are_credited(tail, most=8) or is_role(tail)
