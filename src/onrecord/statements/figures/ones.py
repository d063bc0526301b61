"""When "one" counts: "one soldier died", not "no one", "one of them", "one day", "one official said"."""

from __future__ import annotations

from onrecord.statements.figures.plurals import is_plural
from onrecord.statements.figures.tokens import HYPHENS, Tokens
from onrecord.statements.figures.words import STOPS, VERBS
from onrecord.word_list import words

_BEFORE = words(
    "no this that any every each some which another such only-the not our his her their its the my your"
)
_IDIOMS = words(
    "day another point way thing hand side time moment morning night stage evening afternoon occasion "
    "example reason sense step direction instance extent form shape level-playing question big place eye "
    "voice wonders might hell could would should can may must said says"
)
_HARMED = words(
    "capturing captured seized freed rescued destroyed damaged shot killing killed kills injuring injured "
    "wounding wounded hurting arrested arresting leaving left detained kill injure wound"
)
_HARM = words("killed injured wounded dead missing arrested hurt died")
_SAID = words(
    "said says told tells who wrote added explained recalled claimed argued asked warned described called "
    "posted that whose whom put joked"
)


def counts(tokens: Tokens, at: int, end: int, phrase: tuple[int, int] | None) -> bool:
    """Whether the "one" at a place, the number's end behind it, counts; `phrase` is what it would count."""
    if end > at + 1:
        return True
    before, behind = tokens.word(at - 1), tokens.word(end)
    if before in _HARMED or behind in _HARM or _passive(tokens, at, end):
        return True
    if before in _BEFORE or behind in _IDIOMS or behind in HYPHENS or tokens.glued(at) or phrase is None:
        return False
    if behind in STOPS or behind in VERBS or behind == "of" or behind.endswith("ly") or is_plural(behind):
        return False
    # "one resident said": one is as much as "a" there
    return tokens.word(phrase[1]) not in _SAID


def _passive(tokens: Tokens, at: int, end: int) -> bool:
    """As "One was killed", "one is missing"."""
    plain = tokens.opens(at) or tokens.word(at - 1) in {"and", ","}
    return (
        plain
        and tokens.word(end) in {"was", "is", "has"}
        and tokens.word(end + 1) in _HARM | {"still", "died"}
    )
