"""Where what is said begins, when a content opens with where it was said: "at the summit that it"."""

from __future__ import annotations

import re

from onrecord.records import Span
from onrecord.statements.setting import vocabulary as v
from onrecord.word_list import words

_OPENING = re.compile(
    r"\s*(?:at|in|on|during|after|before|to|via|through|by|over|from|under)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.&/][^\W_]+){0,6}|[^\w\s]")
# A quotation mark or the end of a clause: the phrase is over before any "that".
_BREAKS = frozenset('"“”„«»‘;:!?()[]…—–')
LONGEST = 25
_WITHIN = 400

# Before these "that" tells what the noun is about, or joins: "in the belief that", "so that".
_JOINING = words("""
    fact facts belief beliefs ground grounds condition conditions hope hopes event sense idea notion way so
    such now given provided view assumption understanding claim claims evidence sign signs reports
    allegations allegation news suggestion suggestions fear fears concern concerns indication indications
    point extent degree likelihood chance chances risk possibility order at least all those anything
    everything something nothing in on by to from with conviction expectation expectations knowledge proof
    rumours rumors speculation warnings charges accusations realisation realization insistence confidence
    doubt case of and or than not only one after before during assertion assertions proviso premise
    guarantee guarantees assurances argument message
""")
# Behind a "that" that stands for a noun comes a verb: "in a country that has no courts".
_RELATIVE = words("""
    is are was were be been has have had will would could can may might must shall should did does do never
    also often once still already only
""")
# "on the same day that the bank closed": when it closed, not what was said.
_OCCASIONS = words("day time moment night year hour morning evening week month minute place")
_DEFINITE = words("same the very every each any first next")
_SUBJECTS = words("i he she they we you it who which")


def split_opening(text: str, content: Span) -> Span | None:
    """The content without the phrase that it opens with ("at the summit that ..."), None where it has none.

    The phrase is of at most LONGEST words and holds no verb; what is left begins with "that".
    """
    start, end = max(content.start, 0), min(content.end, len(text))
    opening = _OPENING.match(text, start, end)
    if not opening:
        return None
    at = _that(text, Span(opening.start(), min(end, start + _WITHIN)), opening.group().strip().lower())
    return Span(at, end) if at is not None and text[at + 4 : end].strip(" \n\t.,") else None


def _that(text: str, span: Span, preposition: str) -> int | None:
    words = list(_WORD.finditer(text, *span))[: 2 * LONGEST]
    for at, match in enumerate(words[: LONGEST + 1]):
        word = match.group()
        if word == "that" and at > 1:
            return match.start() if _opens_content(words, at) else None
        if at and _breaks(words, at, preposition):
            return None
    return None


def _opens_content(words: list[re.Match[str]], at: int) -> bool:
    before = words[at - 1].group().lower()
    after = words[at + 1].group() if at + 1 < len(words) else ""
    if before in _OCCASIONS and words[at - 2].group().lower() in _DEFINITE:
        return False
    return before not in _JOINING and after.lower() not in _RELATIVE and not after.startswith((",", "."))


def _breaks(words: list[re.Match[str]], at: int, preposition: str) -> bool:
    """Whether a word shows that this is no phrase, or that a clause begins."""
    word = words[at].group()
    if word in _BREAKS or word == ",":
        return True
    if word == ".":
        return not _abbreviates(words, at)
    if word.islower() and (word in v.VERBS - v.CARRYING or word in _SUBJECTS):
        # "in his reports", "to the charges": behind an article it is a noun.
        return words[at - 1].group().lower() not in v.ARTICLES or word in _SUBJECTS
    return at == 1 and _opens_clause(word, preposition)


def _opens_clause(word: str, preposition: str) -> bool:
    """As in "to ensure that", "after saying that", "by insisting that"."""
    if word.endswith("ing") and word.islower() and word not in ("briefing", "hearing", "meeting"):
        return True
    if preposition == "to":
        known = (
            word in v.LISTENERS or word in v.ARTICLES or word in ("all", "both", "state", "local", "foreign")
        )
        return word.islower() and not known
    return False


def _abbreviates(words: list[re.Match[str]], at: int) -> bool:
    """The stop of "U.S." or "Gov.": something follows without a space, or the word before is short."""
    stop, before = words[at].start(), words[at - 1]
    return before.end() == stop and len(before.group()) <= 4 and before.group()[0].isupper()
