"""How sure a content is put, and whether it is negated: its main clause, after FactBank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onrecord.records import Act, Certainty, Polarity
from onrecord.statements.speech.content import AUXILIARIES, Content
from onrecord.word_list import any_of
from onrecord.word_list import words as listed

_REACH: Final = 7  # words behind the main verb in which its adverbs, negation and object's "no" stand
_POSSIBLE = any_of(
    r"\b(?:may|might|could(?! not\b)|possibly|perhaps|maybe|conceivably|potentially)\b",
    r"\b(?:is|was|be|are) (?:\w+ )?(?:possible|conceivable)\b",
    r"\bthere (?:is|was|are|were) (?:still )?(?:a|some|every) (?:\w+ )?(?:chance|possibility)\b",
    r"\bnot be (?:ruled out|excluded)\b|\bcan not (?:rule out|exclude)\b",
)
_CERTAIN = any_of(
    r"\b(?:no|not any|little|without) (?:\w+ )?(?:doubt|question)\b",
    r"\bwithout a doubt\b|(?<!almost )\bcertainly\b",
)
_PROBABLE = any_of(
    r"\b(?:likely|unlikely|probably|presumably|almost certainly|in all likelihood|supposedly|probable)\b",
    r"\b(?:should|ought|seem(?:s|ed)?|appear(?:s|ed)?|must have)\b|^expect(?:s|ed)?\b",
    r"\b(?:expected|set|due|planned|poised|scheduled|supposed|slated|about|on course|on track) to\b",
    r"\b(?:thought|believed|predicted|forecast|hoped|tipped) to\b",
    r"\b(?:is|was|are|were) (?:\w+ly )?(?:expected|believed|thought|hoped)$",
    r"\b(?:plan|intend|expect|aim|hope|mean)(?:s|ed|ned|ing|ning)? (?:to|that)\b",
)
# "I think it will", "we believe that": what is thought is said; it is the main clause that counts.
_THINK: Final = listed("think thinks thought believe believes believed suspect guess reckon feel felt")
_NOT: Final = listed("not never neither nobody none nothing nowhere nor")
_NO_BUT: Final = listed(
    "doubt question matter fewer less more later sooner wonder secret stranger choice only just merely but"
)
_FAILED = re.compile(r"\b(?:failed|fails|fail|failing) to\b|\bno (?:one|longer)\b|\bunlikely\b|\bunable to\b")
_STOPS: Final = listed("that which who because but although if when while , ; : – — until unless and")


_NOUN_STOPS: Final = _STOPS | {"for", "of", "about", "on", "over", "in", "with"}


def certainty(content: Content, main: Sequence[str], act: Act | None, clausal: bool) -> Certainty:
    """How sure the content is put. `clausal`: the cue takes clauses; one is read where none is seen.

    `main` are the words that `main_clause` gives.
    """
    if act in ("ask", "demand") or content.form in ("question", "infinitive", "gerund", "imperative"):
        return "unspecified"
    if not clausal and not content.that and _is_gerund(content):
        return "unspecified"
    if content.form == "noun" and not (clausal and len(content.words) > 1):
        return "unspecified"
    said = " ".join(main)
    if _POSSIBLE.search(said):
        return "possible"
    if content.conditional:
        return "unspecified"
    if _PROBABLE.search(said) and not _CERTAIN.search(said):
        return "probable"
    return "certain"


def _is_gerund(content: Content) -> bool:
    """Whether it opens with a gerund that the verb found depends on ("having met those who sold it")."""
    return content.verb > content.start + 2 and content.words[content.start].endswith("ing")


def polarity(main: Sequence[str]) -> Polarity:
    """Whether the main clause is negated."""
    if _FAILED.search(" ".join(main)):
        return "negated"
    return "negated" if any(_negates(main, at) for at in range(len(main))) else "affirmed"


def _negates(words: Sequence[str], at: int) -> bool:
    follows = words[at + 1] if at + 1 < len(words) else ""
    if words[at] in _NOT or words[at] == "no":
        return follows not in _NO_BUT and not (words[at] == "nothing" and follows == "less")
    return False


def main_clause(content: Content) -> Sequence[str]:
    """The words of the main clause: its subject, and a few from the verb on; of a noun phrase its head."""
    words, start, verb = content.words, content.start, content.verb
    if verb < 0:
        stops = _STOPS if content.form == "clause" else _NOUN_STOPS
        return _until(words, start, start + 2 * _REACH, stops)
    thought = _think(words, verb)
    opening = _until(words, start, verb)
    if thought:
        opening = (*opening, *words[verb:thought])
        verb = thought
    return (*opening, *_until(words, verb, verb + _group(words, verb)))


def _group(words: Sequence[str], verb: int) -> int:
    """How many words to look at from the verb on: its auxiliaries and a few more."""
    at = verb
    while at < len(words) and (words[at] in AUXILIARIES or words[at] in ("not", "be", "been")):
        at += 1
    return at - verb + _REACH


def _until(words: Sequence[str], start: int, end: int, stops: frozenset[str] = _STOPS) -> Sequence[str]:
    stop = next((at for at in range(start + 1, min(end, len(words))) if words[at] in stops), end)
    return words[start:stop]


def _think(words: Sequence[str], verb: int) -> int:
    """Where the clause begins that "I think" and its like opens; 0 where there is none."""
    for at in range(verb, min(verb + 3, len(words))):
        if words[at] in _THINK:
            return at + 1 + (words[at + 1 : at + 2] == ("that",))
    return 0
