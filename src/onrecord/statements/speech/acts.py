"""Which act a statement is: the cue decides; where it only says "said", the content does."""

from __future__ import annotations

from typing import Final

from onrecord.records import Act, Quotation
from onrecord.statements.speech.content import AUXILIARIES, BE, Content
from onrecord.statements.speech.inflection import bases
from onrecord.statements.speech.lexicon import Row, lexicon
from onrecord.statements.speech.patterns import (
    BE_DONE,
    BEFALLS,
    CALLED_FALSE,
    COMING,
    COMMITS,
    COMMITS_TO,
    DEED_NOT,
    FALSE,
    FEELS,
    FUTURE,
    HEADLINE_FUTURE,
    MAYBE,
    NEEDS,
    NOT_DEEDS,
    OUGHT,
    SAID_FALSE,
    SOON,
    TELLS_NOT,
    WISH,
)
from onrecord.statements.speech.side import is_answered_for, is_own_side
from onrecord.word_list import words

# Acts that a quoted "we" does by saying so ("we demand").
_PERFORMS: Final = words("demand deny confirm")
_BETWEEN: Final = words(
    "not never be been being so very also all both still too always more most quite just now"
)


def negate(act: Act | None, row: Row, phrase: str) -> Act | None:
    """The act of a negated cue: what is not denied, what is not said. Beliefs and plans stay."""
    if act == "deny" or phrase in ("rule out", "exclude", "discount"):
        return "non-denial"
    if row.type == "assertion" and act in ("assert", "confirm", "ask", "demand", "commit", "predict"):
        return "assert" if phrase in ("show", "mean", "find", "prove", "suggest", "indicate") else "decline"
    return act


def by_content(source: str | None, content: Content, quotation: Quotation) -> Act:
    """The act of words that were said, told or written."""
    if content.asked:
        return "ask"
    if content.form == "imperative":
        return "demand"
    group = " ".join(content.group[:12])
    own = is_own_side(content.subject, source, quotation)
    return (
        _declines_or_denies(content, group, own)
        or _demands(content, group)
        or (_own_deed(content, group) if own else None)
        or predicts(group)
        or _feels(content)
        or "assert"
    )


def _declines_or_denies(content: Content, group: str, own: bool) -> Act | None:
    said = " ".join(content.words[content.start : content.start + 30])
    if own and TELLS_NOT.search(group):
        return "decline"
    if SAID_FALSE.search(group) or (content.form == "noun" and FALSE.match(said)):
        return "deny"
    if (
        own
        and is_answered_for(content.subject)
        and DEED_NOT.search(group)
        and not any(word in NOT_DEEDS for word in group.split()[1:4])
    ):
        return "deny"
    return None


def _demands(content: Content, group: str) -> Act | None:
    """What must or should be; "should reopen by noon" is a forecast."""
    found = OUGHT.match(group)
    if found:
        return "predict" if SOON.intersection(group.split()[1:4]) else "demand"
    speaks = content.subject[:1] in (("i",), ("we",))
    return "demand" if NEEDS.match(group) and not speaks and content.subject else None


def _own_deed(content: Content, group: str) -> Act | None:
    """What speakers say of their own doing and feeling."""
    if WISH.match(group):
        return "express"
    if FUTURE.match(group):
        words = [
            word for word in group.split()[1:5] if word not in ("not", "never") and not word.endswith("ly")
        ]
        befalls = bool(words) and (words[0] in BEFALLS or bool(BE_DONE.match(group)))
        speaks = content.subject[:1] in (("i",), ("we",))
        return (
            "predict"
            if befalls and not (speaks and words[0] != "be" and words[0] not in BEFALLS)
            else "commit"
        )
    return _of_verb(content)


def _of_verb(content: Content) -> Act | None:
    """The act of the verb that speakers use of themselves ("we condemn", "it regretted")."""
    quoted = content.subject[-1:] in (("i",), ("we",))
    word = next((each for each in content.group[:6] if not _is_between(each)), "")
    for base in bases(word):
        if base in COMMITS_TO:
            return "commit" if "to" in content.group[1:6] else None
        if base in COMMITS and not (content.group[0] in BE and word.endswith("ised")):
            return "commit"
        act = _known(base)
        if act in ("express", "predict") or (quoted and act in _PERFORMS and word == base):
            return act
    return None


def _is_between(word: str) -> bool:
    return word in AUXILIARIES or word in _BETWEEN or word.endswith("ly")


def _known(word: str) -> Act | None:
    rows = lexicon().rows.get((word,), ())
    return rows[-1].act if rows and rows[-1].type != "other" else None


def by_future(source: str | None, content: Content, quotation: Quotation) -> Act | None:
    """A promise or a forecast, of cues that put something forward as so; else None."""
    group = " ".join(content.group[:12])
    if FUTURE.match(group) and is_own_side(content.subject, source, quotation):
        return _own_deed(content, group)
    return predicts(group)


def predicts(group: str) -> Act | None:
    """Whether a clause speaks of what will come."""
    if FUTURE.match(group):
        return "predict"
    maybe = MAYBE.match(group)
    return "predict" if maybe and maybe.group(1) in COMING else None


def is_headline_future(content: Content) -> bool:
    """Whether it reads like "Fuel tax to rise in May"."""
    words = " ".join(content.words[:9])
    return content.verb < 0 and content.object_to and HEADLINE_FUTURE.match(words) is not None


def _feels(content: Content) -> Act | None:
    return "express" if FEELS.match(" ".join(content.words[content.start : content.start + 3])) else None


def calls_false(content: Content) -> bool:
    """Whether a content says that something is a lie, groundless, fake."""
    return CALLED_FALSE.search(" ".join(content.words[:25])) is not None


def is_future(content: Content) -> bool:
    """Whether a clause speaks of what will or may come."""
    group = " ".join(content.group[:12])
    return bool(FUTURE.match(group) or MAYBE.match(group))
