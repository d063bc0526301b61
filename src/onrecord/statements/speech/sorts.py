"""Which row of the lexicon holds for a cue, given its content."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from onrecord.records import Quotation
from onrecord.statements.speech.acts import calls_false, is_future
from onrecord.statements.speech.content import Content
from onrecord.statements.speech.cue import Cue
from onrecord.statements.speech.lexicon import Row

_ALLEGED = re.compile(
    r"\b(?:claims?|allegations?|accusations?|charges?|suggestions?|reports?|rumou?rs?|notions?|ideas?|speculation"
    r"|assertions?|insinuations?|criticisms?|complaints?|findings?|concerns?|fears?|talk|theory|theories|wrongdoing)\b"
)
_NEAR = re.compile(r"(?:\S+ ){1,6}(?:not )?to (?!(?:the|a|an|his|her|its|their)\b)[a-z]+\b(?<!ing)")
_ANNOUNCE: Final = Row("assertion", "assert", True, ())
_PLAN: Final = Row("intention", "commit", False, ())
_DEED: Final = Row("other", None, False, ())


@dataclass(frozen=True, slots=True)
class _Case:
    cue: Cue
    content: Content
    quotation: Quotation


def _opening(case: _Case) -> str:
    return " ".join(case.content.words[:8])


# What each condition of the lexicon asks; any other is the first word of the content.
_HOLDS: Final[dict[str, Callable[[_Case], bool]]] = {
    "that": lambda case: case.content.that or case.content.form == "clause",
    "wh": lambda case: case.content.form == "question",
    "to": lambda case: case.cue.to or case.content.form == "infinitive" or case.content.object_to,
    "near-to": lambda case: case.content.form == "infinitive" or _NEAR.match(_opening(case)) is not None,
    "bare-to": lambda case: case.cue.to or case.content.form == "infinitive",
    "object-to": lambda case: case.content.object_to and case.content.form != "infinitive",
    "ing": lambda case: case.content.form == "gerund",
    "thing": lambda case: case.content.form in ("noun", "gerund"),
    "quote": lambda case: case.quotation == "direct",
    "not": lambda case: case.cue.negated,
    "passive": lambda case: case.cue.passive,
    "number": lambda case: any(word[0].isdigit() for word in case.content.words),
    "future": lambda case: is_future(case.content),
    "alleged": lambda case: _ALLEGED.search(_opening(case)) is not None,
    "false": lambda case: calls_false(case.content),
}


def choose_row(cue: Cue, content: Content, quotation: Quotation) -> Row:
    """The first row whose conditions hold; a rule of thumb for a cue that the lexicon does not know."""
    case = _Case(cue, content, quotation)
    for row in cue.rows:
        if all(_holds(name, case) for name in row.conditions):
            return row
    if cue.rows:
        return _unconditioned(cue)
    if cue.bare or quotation == "direct" or content.that or content.form == "clause":
        return _ANNOUNCE
    return _PLAN if content.form == "infinitive" else _DEED


def _unconditioned(cue: Cue) -> Row:
    last = cue.rows[-1]
    if last.conditions == ("not",):
        return Row(last.type, "assert", True, ())
    return Row(last.type, last.act, last.open, ())


def _holds(name: str, case: _Case) -> bool:
    return _HOLDS[name](case) if name in _HOLDS else case.content.words[:1] == (name,)
