"""What a content puts forward by itself, and contents that only point at what others put forward."""

from __future__ import annotations

import re

from onrecord.claims.terms import terms
from onrecord.records import Saying
from onrecord.word_list import either, words

_MARKS = "\"'“”‘’„«»"
_OPENING = re.compile(rf"^[\s{_MARKS}]*(?:(?:that|whether|if)\b)?[\s,:{_MARKS}]*", re.IGNORECASE)
_CLOSING = re.compile(rf"[\s,;:{_MARKS}]+$")
# Nouns by which a speaker takes up what somebody else has said.
_POINTING = words(
    "accus alleg answer account assert case charg claim comment content critic denial descript detail "
    "discuss evid explan find idea issu it lie matter news notion question reaction remark report respond "
    "respons rumor rumour speculat specul statement stori suggest suspicion tale theori thing version "
    "view warn word"
)
# What is said of them: that they are not so, or so.
_REJECTING_STEMS = words(
    "absurd baseless bogus concoct fabric fals fake fantasi fiction groundless hoax imaginari incorrect "
    "invent lie ludicr malici mislead myth nonsens preposter ridicul rubbish smear slander unfound untru "
    "unsubstanti wrong inaccur propaganda defam unjust"
)
_REJECTING = re.compile(
    either(
        r"\bnot (?:so|true|the case|correct|accurate)\b",
        r"\bno (?:truth|basis|foundation|substance|merit|evidence)\b",
        r"\bwithout (?:foundation|merit|basis)\b",
        r"\bpure (?:invention|fiction|fantasy|speculation)\b",
        r"\bmade[- ]up\b",
        r"\bnever happened\b",
    ),
    re.IGNORECASE,
)
# A content that opens with what others said.
_OF_OTHERS = re.compile(
    r"(?:all |any )?(?:the|these|those|such|his|her|their|its|\w+['’]s?) (?:\w+ ){0,2}"
    r"(?:accusations?|allegations?|charges?|claims?|reports?|rumou?rs?|stories|story|suggestions?|tales?)\b",
    re.IGNORECASE,
)
_EMPTY = words(
    "complet entir total utter pure simpli clear mere wild whole alleg so-cal call describ dismiss reject"
)


def bare(text: str) -> str:
    """A content as a clause of its own: "that", and the quotation marks around it, taken off."""
    return _CLOSING.sub("", _OPENING.sub("", " ".join(text.split()))) or text.strip()


def same_words(text: str) -> str:
    """What is equal for contents that differ in marks, case and spaces alone."""
    return " ".join(re.findall(r"\w+", bare(text).casefold()))


def rejects(text: str) -> bool:
    """Whether a content says of something that it is not so: "a lie", "groundless rumours"."""
    return bool(_REJECTING.search(text)) or not _REJECTING_STEMS.isdisjoint(terms(text))


def told(saying: Saying) -> frozenset[str]:
    """The terms of a content that say what it is about: no words that point or reject."""
    held = frozenset(terms(bare(saying.statement.content.text)))
    return held - _POINTING - _REJECTING_STEMS - _EMPTY


def points(saying: Saying) -> bool:
    """Whether a content takes up what others say and does not say it again: "the claims", "to comment".

    Also one that says at length that it is not so: "the claims by X are rumours aimed at …".
    """
    text = bare(saying.statement.content.text)
    held = frozenset(terms(text))
    left = told(saying)
    if not left:
        return True
    if len(left) <= 3 and len(held) <= 8 and (bool(held & _POINTING) or rejects(text)):
        return True
    return bool(_OF_OTHERS.match(text)) and rejects(text)
