"""Statements that say of what others said that it is not so, whatever the judge makes of them.

By the act ("denied"), by the verb ("rejected any link"), by what others' words are called ("called the
forecast alarmist"), or by what the content says of them ("the count of 26 had been wrong").
"""

from __future__ import annotations

import re

from onrecord.claims.content import bare, rejects
from onrecord.records import Saying
from onrecord.word_list import either

_REFUSING = re.compile(
    r"\b(?:reject|dismiss|refut|rebut|disput|contradict|contest|repudiat|disavow|debunk|disprov)\w*\b",
    re.IGNORECASE,
)
_CALLING = re.compile(
    r"\b(?:call|describ|brand|label|denounc|derid|mock|ridicul|slam|scorn)\w*\b|\bspoke of\b", re.IGNORECASE
)
# What others said or counted, at the beginning of a content, with whose it is.
_OF_OTHERS = re.compile(
    r"(?:all |any |both |much of )?(?:the|these|those|this|that|such|his|her|their|its|\w+['’]s?) "
    r"(?:[\w-]+['’]?s? ){0,3}"
    + either(
        r"accusations?", r"accounts?", r"allegations?", r"charges?", r"claims?", r"counts?", r"estimates?",
        r"figures?", r"findings?", r"forecasts?", r"numbers?", r"predictions?", r"projections?", r"reports?",
        r"rumou?rs?", r"stories", r"story", r"suggestions?", r"talk", r"tales?", r"theory", r"version",
        r"warnings?", r"words",
    )
    + r"\b",
    re.IGNORECASE,
)  # fmt: skip
# Of what is found good it is not said that it is not so.
_FINDING_GOOD = re.compile(
    r"\b(?:accurate|true|credible|correct|plausible|convincing|right|fair|sound|solid|reliable|welcome|good|"
    r"important|significant|encouraging|serious|alarming|worrying|shocking|disturbing|historic|urgent)\b",
    re.IGNORECASE,
)

_NEGATED = re.compile(
    r"\b(?:no|not|never|nothing|nobody|none|neither|nor|without|hardly|barely|instead|rather than|"
    r"contrary|fewer|less|wrong|false|untrue|mistaken|cannot|too (?:early|soon|high|low))\b|n['’]t\b",
    re.IGNORECASE,
)


def is_negated(saying: Saying) -> bool:
    """Whether a content holds a word by which things are denied or corrected."""
    statement = saying.statement
    return statement.polarity == "negated" or _NEGATED.search(statement.content.text) is not None


def is_rejecting(saying: Saying) -> bool:
    """Whether a statement rejects what others said."""
    statement = saying.statement
    if statement.act == "deny":
        return True
    if statement.act not in {"assert", "express", "confirm"}:
        return False
    cue = statement.cue.text if statement.cue else ""
    content = bare(statement.content.text)
    if _REFUSING.search(cue):
        return True
    is_of_others = _OF_OTHERS.match(content) is not None
    if is_of_others and _CALLING.search(cue):
        return not _FINDING_GOOD.search(content)
    return is_of_others and rejects(content)
