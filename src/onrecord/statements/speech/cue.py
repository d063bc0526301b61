"""The words of a cue: its phrase in the lexicon, whether it is negated, whether it is passive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from onrecord.statements.speech.inflection import IRREGULAR
from onrecord.statements.speech.lexicon import Entry, Match, Row, lexicon, matches
from onrecord.word_list import phrases
from onrecord.word_list import words as listed

_LONGEST: Final = 300  # characters of a cue that are looked at; real ones have fewer than 100
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NEGATION: Final = listed("not never without hardly barely rarely seldom neither nor")
_CONTRACTED: Final = {"won't": "will", "can't": "can", "cannot": "can", "shan't": "shall"}
_ENDINGS: Final = {"d": ("would",), "ll": ("will",), "ve": ("have",), "re": ("be",), "m": ("be",), "s": ()}
# Words that stand between the words of a phrase and say nothing of what is done by it.
_BETWEEN: Final = listed(
    "also then now still again later earlier already just even once always often soon ever only yesterday "
    "today tonight monday tuesday wednesday thursday friday saturday sunday himself herself itself "
    "themselves myself ourselves both each very so quite too far this week month year last morning evening "
    "night afternoon in-turn long since"
)
# Verbs of not doing: before a saying verb they mean that it was not said ("declined to confirm").
_REFRAINING: Final = phrases(
    "decline|refuse|refuse to|refusal|refusal to|avoid|be unwilling|be unwilling to|unwilling to|unwilling"
    "|be reluctant|be reluctant to|reluctant to|be hesitant to"
)
_REFRAIN = re.compile(
    r"\b(?:(?:stop\w*|f[ae]ll\w*) short of|refrain\w* from|(?:yet|fail\w*|unable|neglect\w*|hesitat\w*) to)\b"
)
_SAYING: Final = frozenset({"confirm", "deny", "decline", "ask"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue made out. `rows` is empty where the lexicon has none of its words.

    `to` says that it ends with "to", so that an infinitive follows; `bare` that it has no words at all (":").
    """

    rows: Entry
    phrase: str
    negated: bool
    passive: bool
    to: bool
    bare: bool


@lru_cache(maxsize=8192)
def read_cue(cue: str, following: tuple[str, ...]) -> Cue:
    """The cue made out; `following` are the first words of the content, which may end its phrase."""
    text = cue[:_LONGEST].lower().replace("’", "'")
    kept, refrains = _REFRAIN.subn(" ", text)
    words, negated = _apart(_WORD.findall(kept))
    found = matches([*words, *following])
    to = text.rstrip().endswith(" to")
    chosen = _chosen(found, len(words), refrains > 0, to)
    if chosen and chosen.phrase in _REFRAINING:
        refused = _refused(found, chosen)
        if refused:
            chosen, negated = refused, True
    rows, phrase = (chosen.rows, chosen.phrase) if chosen else ((), "")
    return Cue(rows, phrase, negated or refrains > 0, _passive(words, chosen), to, not _WORD.search(text))


def _apart(found: Sequence[str]) -> tuple[list[str], bool]:
    """The words without negation and what stands between, contractions apart; whether one negates."""
    words: list[str] = []
    negated = False
    for at, word in enumerate(found):
        if word.endswith("n't") or word == "cannot":
            words.append(_CONTRACTED.get(word, word[:-3] or "do"))
            negated = True
        elif word in _NEGATION:
            negated |= found[at + 1 : at + 2] not in (["only"], ["just"])
            if word in ("neither", "nor"):
                words.append(word)
        else:
            words.extend(_without_between(word))
    return words, negated


def _without_between(word: str) -> Sequence[str]:
    base, _, ending = word.partition("'")
    if ending and ending in _ENDINGS:
        return (base, *_ENDINGS[ending])
    if word in _ENDINGS:
        return _ENDINGS[word]
    known = lexicon().words
    if word in _BETWEEN or (word.endswith("ly") and word not in known):
        return ()
    return (word,)


def _chosen(found: Sequence[Match], own: int, refrains: bool, to: bool) -> Match | None:
    """The first phrase that begins in the cue, a light one ("took to") only for want of others.

    Behind "took to the radio to" the verb may stand in the content.
    """
    inside = [each for each in found if each.start < own or refrains]
    weighty = [each for each in inside if not each.light]
    meaning = [each for each in inside if each.rows[-1].type != "other"]
    if not weighty and to:
        meaning = [each for each in found if not each.light and each.rows[-1].type != "other"] or meaning
    return next(iter(weighty or meaning or inside), None)


def _refused(found: Sequence[Match], refusal: Match) -> Match | None:
    """What was not said, behind a verb of refusing."""
    later = (each for each in found if each.start >= refusal.start + refusal.length)
    verb = next((each for each in later if not each.light), None)
    return verb if verb and _is_saying(verb.rows[-1]) else None


def _is_saying(row: Row) -> bool:
    return row.conditions in ((), ("not",)) and (row.open or row.act in _SAYING)


def _passive(words: Sequence[str], chosen: Match | None) -> bool:
    if chosen is None or chosen.start >= len(words):
        return False
    at = chosen.start
    if IRREGULAR.get(words[at]) == "be":
        at += 1
    elif not at or IRREGULAR.get(words[at - 1]) != "be":
        return False
    return at < len(words) and (words[at].endswith("ed") or words[at] in IRREGULAR)
