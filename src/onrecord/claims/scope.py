"""Within what scope a figure counts: where, when, whether it is so yet; whether its source stands by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.claims.window import Window
from onrecord.records import Figure, Saying
from onrecord.word_list import words

_MORE_BEFORE = re.compile(r"\b(?:another|an? (?:further|additional)|additional|further)\s*$", re.IGNORECASE)
_MORE_BEHIND = re.compile(r"^\s*(?:more|others?|additional|further|extra)\b(?! than)", re.IGNORECASE)
_CHANGE_BY = re.compile(
    r"\b(?:r[io]se[ns]?|f[ae]ll(?:s|en)?|up|down|grew|grown?|grows|increased?|decreased?|dropped|climbed|jumped|"
    r"cut|shrank|gained|declined|widened|narrowed)(?:(?: [\w-]+){0,3}? by)?\s*$",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:expect(?:s|ed|ing)?|feared?|fears|could(?! have)|may(?! have)|might(?! have)|plan(?:s|ned)?|"
    r"prepar(?:e|es|ed|ing)|ready to|eventually|potential(?:ly)?|threaten(?:s|ed)?|projected|target)\b",
    re.IGNORECASE,
)
_ALL = r"(?:whole |entire |combined |wider )?"
_EXTENTS = {
    "world": rf"\bworldwide\b|\b(?:around|across|in) the {_ALL}world\b|\bglobal(?:ly)?\b",
    "whole": rf"\b(?:nationwide|countrywide|national(?:ly)?)\b|\b(?:in|across|throughout|around) the {_ALL}"
    r"(?:country|nation|group|company|firm)\b|\bthe (?:whole|entire|combined) \w+\b"
    r"|\ball (?:its|their|our) \w+\b",
    "region": rf"\b(?:in|across|throughout) the {_ALL}"
    r"(?:region|province|state|county|district|governorate|oblast)\b",
}
_EXTENT = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _EXTENTS.items()}

_YEAR = re.compile(r"(?<![\d,.])(1[89]\d\d|20\d\d)\b(?![,.]\d)")
_LONG_AGO = re.compile(
    r"\b(?:last|previous|the past) (?:year|decade|century)\b|\b(?:years?|decades?) (?:ago|earlier|before)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:a|per|each|every) (?:day|week|month|year|hour)\b|\b(?:daily|weekly|monthly|annual(?:ly)?)\b|"
    r"\b(?:in|within|over|during) (?:the )?(?:last |past |first )?[\w-]+ (?:hours|days|weeks|months|years)\b|"
    r"\b(?:last|this|previous|past) (?:month|week|summer|winter|spring|autumn)\b|"
    r"\bsince (?:the |last )?[\w-]+|\bso far this (?:year|month|week)\b",
    re.IGNORECASE,
)
# "Sent to support the war in the north": what something is for tells not where it is.
_PURPOSE = re.compile(
    r"\bto (?:support|back|help|aid|assist|bolster|reinforce|defend|protest|fight)\b", re.IGNORECASE
)
_DAYS = words("monday tuesday wednesday thursday friday saturday sunday yesterday today overnight")
_WORD = re.compile(r"[a-z]+")
_RUNNING = re.compile(
    r"\b(?:br(?:ing|ings|inging|ought)|rais(?:e[sd]?|ing)|r[io]se[ns]?|climb(?:s|ed|ing)?|gr(?:own|ew|ows)|"
    r"lower(?:s|ed|ing)?|revis(?:e[sd]?|ing)|put(?:s|ting)?|now stands?|stood|st[oa]nds?)\b[^.;#]{0,80}"
    r"\b(?:to|at)\b[^.;#]{0,12}#|\b(?:toll|total|number of (?:the )?(?:people )?\w+)\b[^.;#]{0,60}#",
    re.IGNORECASE,
)

# "A 12-inch screen", "42mm lens", "Model 6", "USB 2.0": the number tells which, not how many.
_TIED = re.compile(
    r"^\d[\d.,]*[-‐‑](?!million|billion|trillion)[a-z]+$|^\d[\d.,]*(?:mm|cm|gb|tb|mp)$", re.IGNORECASE
)
_NAMED = re.compile(r"\b[A-Z]\w+ $")

_FEW = 3  # "the two", "these three" are named before; "the 12" may well be the count

# "Twenty of the injured": some of those who are counted.
_PART = re.compile(
    r"\s*of (?:the|them|those|these|its|their|our|his|her)\b(?! (?:month|year|week)s?\b)",
    re.IGNORECASE,
)

_NEVER = re.compile(r"\b(?:nobody|no one|none|never)(?: [\w']+){0,4}\s*$", re.IGNORECASE)
_TALK_OF = re.compile(
    r"\b(?:talk|claims?|reports?|rumou?rs?|count|figure|estimate|number|toll|allegations?|suggestions?)"
    r" (?:of|that)\s*$",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"\b(?:wrong|false|mistake[ns]?|incorrect|error|untrue|reject(?:s|ed)?|dismiss(?:es|ed)?|den(?:y|ies|ied)|"
    r"called|described|exaggerated|inflated|nonsense|withdr[ae]w)\b",
    re.IGNORECASE,
)
_NOT_PUT_FORWARD = frozenset({"deny", "non-denial", "decline", "ask"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What has to be the same in figures that are compared (all but `places` and `days`).

    `extent` is "world", "whole" (country, firm), "region" or "" (the place of the story), `times` the past
    years and stretches of time that it is of, `by` whether it is a change by so much, `expected` whether it
    is not so yet. Of `places` and `days` only two that tell different ones part figures.
    """

    extent: str
    times: frozenset[str]
    by: bool
    expected: bool
    places: frozenset[str]
    days: frozenset[str]


def scope(saying: Saying, window: Window) -> Scope:
    """The scope that the clause tells, and of past years the sentence."""
    clause = f"{window.before}#{window.behind}"
    return Scope(
        extent=next((name for name, pattern in _EXTENT.items() if pattern.search(clause)), ""),
        times=_times(saying, window, clause),
        by=bool(_CHANGE_BY.search(window.before)),
        expected=bool(_EXPECTED.search(clause)),
        places=frozenset(_places(saying, window)),
        # A running total is of the whole affair: on which day it was counted parts it from no other.
        days=frozenset() if _RUNNING.search(clause) else _DAYS.intersection(_WORD.findall(clause.lower())),
    )


def is_compared(window: Window, figure: Figure) -> bool:
    """Whether a figure may be one of a series: no age, factor, score ("3-1") or "the two"; no part of a name.

    Nor one of a part of them ("twenty of the injured"), nor one that comes on top of others ("another 3",
    "five more"): of what, only their sum would tell.
    """
    score = window.behind[:1] in set("-–:") and window.behind[1:2].isdigit()
    score = score or (window.before[-1:] in set("-–:") and window.before[-2:-1].isdigit())
    tied = _TIED.search(window.own)
    named = (
        window.own[:1].isdigit() and _NAMED.search(window.before) and not figure.unit and not figure.counted
    )
    if tied or named or window.behind[:1] in set("-‐‑"):
        return False
    if _PART.match(window.behind) and figure.unit != "%":
        return False
    more = _MORE_BEFORE.search(window.before) or _MORE_BEHIND.search(window.behind)
    if figure.unit in {"years", "times"} or score or more:
        return False
    definite = re.search(
        r"\b(?:the|these|those|both|our|their|his|her|its)\s*$", window.before, re.IGNORECASE
    )
    return not (definite and not figure.unit and figure.high is not None and figure.high <= _FEW)


def is_doubted(saying: Saying, window: Window) -> bool:
    """Whether the source tells of the number only to deny, doubt or ask it."""
    if saying.statement.act in _NOT_PUT_FORWARD or _NEVER.search(window.before):
        return True
    led = window.before if window.before.strip() else window.sentence.partition(window.own)[0]
    return bool(_TALK_OF.search(led) and _WRONG.search(window.sentence))


def _times(saying: Saying, window: Window, clause: str) -> frozenset[str]:
    """Past years and stretches of time that the number is of; years ahead ("by 2027") part nothing."""
    published = (saying.published_at or "")[:4]
    this = int(published) if published.isdecimal() else 9999
    years = {year for year in _YEAR.findall(window.sentence) if int(year) < this}
    ago = {each.group().lower() for each in _LONG_AGO.finditer(window.sentence)}
    return frozenset(years | ago | {each.group().lower() for each in _PERIOD.finditer(clause)})


def _places(saying: Saying, window: Window) -> Iterator[str]:
    """The places that the clause names."""
    since = window.start - len(window.before)
    purpose = _PURPOSE.search(window.behind)
    until = window.start + len(window.own) + (purpose.start() if purpose else len(window.behind))
    for place in saying.statement.places:
        done = 0
        for start, end in saying.statement.content.spans:
            first = place.spans[0].start if place.spans else -1
            if start <= first < end and since <= done + first - start < until:
                yield place.name.casefold()
            done += end - start + 1
