"""Those who are sent somewhere: how far on the way a figure tells of, in its own words.

"3,000 soldiers had been sent" and "12,000 troops were already in the north" count the same soldiers, those
sent and those there: they stand in one series, and need not be the same number.
"""

from __future__ import annotations

import re
from itertools import chain

from onrecord.claims.window import NEXT_CLAUSE, Window

# States (`claims.kinds`) that this may tell more of: whoever is dead or missing is so wherever he was sent.
_STATES = frozenset({"", "sent", "there", "training"})
_TOUCHING = 12  # characters at most between a verb and its number: "sent as many as 3,000"

_BE = r"(?:is|are|was|were|be|been)"
_YET = r"(?:already|now|currently|still)"
_GO = r"(?:sent|send(?:s|ing)?|deploy(?:s|ed|ing)?|deployments?|dispatch(?:es|ed|ing)?)"
_PLANS = r"(?:expect|plan|intend|threaten|prepar)\w*|due|set|ready|about|going|likely"
_WILL = rf"(?:(?:(?:{_PLANS}) )?to|will|would|could|may|might)(?! have) (?:(?:be|start|begin) )?"
_TRAIN = r"(?:train|trained|training)"
# "On strike", "in danger", "in May" are no places: a place has a capital or is listed, and is no time.
_TIME = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\b"
)
_NAME = rf"(?!{_TIME})[A-Z][\w'’-]*(?: (?!{_TIME})[A-Z][\w'’-]*){{0,3}}"
_SPOT = (
    r"(?:(?:border|war|combat|front-line|conflict) )?(?:regions?|provinces?|areas?|zones?|country|territory|"
    r"fields?|front|borders?|ground|scene|sites?|battlefields?|camps?|bases?|city|town|north|south|east|west)\b"
)
_AT = rf"(?:in|inside|on|at|near|along|across) (?:the )?(?-i:(?:{_NAME} )?{_SPOT}(?: of {_NAME})?|{_NAME})"
_HERE = r"(?:present|stationed|based|massed|arrived|deployed)"
_THERE = (
    rf"(?:(?:{_BE}|{_YET}|{_HERE}) ){{1,4}}{_AT}|(?:{_YET} )?(?:arrived|stationed)|already (?:t?here|present)"
)
_BOUND = re.compile(
    rf"\b(?:{_WILL}(?:{_GO}|{_TRAIN}|arrive)|{_THERE}|{_GO}|{_TRAIN}|expected)\b", re.IGNORECASE
)
_BESIDE = re.compile(rf"\s+{_AT}", re.IGNORECASE)
_LED = re.compile(rf"^(?:{_BE} )+", re.IGNORECASE)

_WAYS = (
    ("ahead", re.compile(rf"^(?:{_WILL}|expected$)", re.IGNORECASE)),
    ("training", re.compile(rf"^{_TRAIN}$", re.IGNORECASE)),
    ("sent", re.compile(rf"^{_GO}$", re.IGNORECASE)),
)
_PLACE = re.compile(rf"\b{_AT}$", re.IGNORECASE)


def told(window: Window, noun: str, state: str) -> str | None:
    """The words that tell how far those counted are ("sent", "already in the north"), None where none do.

    `noun` is what is counted, as written. The verb at the number goes first, then the words behind it, then
    a place beside the noun ("3,000 troops in the north"), then the verb before it.
    """
    if state not in _STATES:
        return None
    before = list(_BOUND.finditer(window.before))[-1:]
    touching = [found for found in before if _touches(window.before[found.end() :])]
    behind = _BOUND.finditer(NEXT_CLAUSE.split(window.behind)[0])
    at = window.behind.find(noun) + len(noun)
    beside = filter(None, [_BESIDE.match(window.behind, at) if noun in window.behind else None])
    found = next(chain(touching, behind, beside, before), None)
    return _LED.sub("", " ".join(found.group().split())) if found else None


def _touches(between: str) -> bool:
    return len(between) <= _TOUCHING and not NEXT_CLAUSE.search(between)


def way(scope: str | None) -> str:
    """What two such words share that tell of one scope: all verbs for sending are alike, so are plans to.

    Whoever is somewhere is there by the place: "already in the north" and "stationed in the north" are one.
    """
    if scope is None:
        return ""
    known = next((name for name, pattern in _WAYS if pattern.search(scope)), None)
    place = _PLACE.search(scope)
    return known or (place.group().lower() if place else "there")
