"""What a figure of a statement counts: the kind, and what is said of it, from the words around.

Two figures may be compared where they count the same kind, of which the same is said ("killed", "missing",
"sent"), within the same scope (`claims.scope`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.claims import kinds, movement
from onrecord.claims.scope import Scope, is_doubted, scope
from onrecord.claims.terms import terms
from onrecord.claims.window import NEXT_CLAUSE, Window
from onrecord.records import Figure, Saying
from onrecord.word_list import words

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NEAR = 80  # characters on either side whose words are those of the clause
_SLICE = 48  # characters at most from what is counted to what is said of it, to be shown as one

# "The number of missing", "a total of": what a figure without a noun is the number of.
_NUMBER_OF = re.compile(
    r"\b(?:number|count|total|tally|share|estimate)s? of (?:the |its |their )?((?:[\w-]+ ){0,3}[\w-]+)"
)
_NO_NOUN = re.compile(r"\b(?:was|were|is|are|had|has|at|to|in|on|by|as|who|from|and)\b")
_TOLL = re.compile(r"\btoll\b|\bfatalities\b", re.IGNORECASE)
_CROWD = re.compile(
    r"\b(?:crowds?|rall(?:y|ies)|turnout|march(?:es)?|demonstrations?|protests?)\b", re.IGNORECASE
)
_LOSE_WORK = re.compile(
    r"\b(?:lose|lost|losing) (?:their|a|his|her) (?:job|work|post|livelihood)", re.IGNORECASE
)
_KILLED, _HURT = r"(?:kill|dead|die|slain)\w*", r"(?:wound|injur|hurt|maim)\w*"
_KILLED_OR_HURT = re.compile(rf"\b{_KILLED} (?:and|or) {_HURT}|\b{_HURT} (?:and|or) {_KILLED}", re.IGNORECASE)
_CURRENCIES = words(
    """
    baht birr crown dinar dirham dollar dong euro florin forint franc guilder hryvnia krona kron lira mark
    naira peso pound rand real riyal ringgit rubl rupe rupiah shekel shill taka taler tenge won yen yuan zloti
    """
)
_LEAST_SUM = 100  # so many of one are a sum and no coins
_SCALE = re.compile(r"\b(?:million|billion|trillion|bn|tn)\b|\d(?:m|bn|tn)\b", re.IGNORECASE)
# Said of people these may be; said without a noun they are of things as well.
_OF_THINGS = words("destroyed damaged downed launched seized sold built closed tested cut new")
_SAY_NOTHING = "new total estimated confirmed additional local other young old small large many several extra"

Standing = Literal["held", "taken back", "doubted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one figure counts. `kind` is "" where no noun tells, `state` where nothing known is said of it.

    `modifiers` ("North Korean") part figures where both have some and share none. `terms` are the stems of
    the clause without those of the noun, `words` what is counted as written, `named` whether it has a noun.
    `standing` is how its source stands to it; `large` whether it is written with a scale ("1.8 billion").
    `moved` are the words that tell how far those are who are sent somewhere; these are all in one state.
    """

    unit: str | None
    kind: str
    state: str
    scope: Scope
    modifiers: frozenset[str]
    terms: frozenset[str]
    words: str
    named: bool
    standing: Standing
    large: bool
    moved: str | None = None


def counted(saying: Saying, figure: Figure, window: Window) -> Counted:
    """What a figure counts, from its own noun, its clause and, where these do not tell, its sentence."""
    noun = terms(figure.counted or "")
    unit, kind, state, modifiers = _told(figure, noun, window)
    within = scope(saying, window)
    # Of jobs and money nearly all is forecast: there it parts nothing.
    within = replace(within, expected=within.expected and kind not in {kinds.JOB, kinds.MONEY})
    around = f"{_last(window.before)} {_first(NEXT_CLAUSE.split(window.behind)[0])}"
    doubted = is_doubted(saying, window)
    told = Counted(
        unit=unit,
        kind=kind,
        state=state,
        scope=within,
        modifiers=modifiers,
        terms=frozenset(terms(around)).difference(noun),
        words=_shown(figure, window, state),
        named=bool(figure.counted),
        standing="taken back" if window.taken_back else "doubted" if doubted else "held",
        large=bool(_SCALE.search(window.own)),
    )
    return _moved(told, figure, window)


def _moved(told: Counted, figure: Figure, window: Window) -> Counted:
    """With how far those are who are sent somewhere: it parts no figures then that they are not there yet."""
    kind = _of_noun(terms(figure.counted or ""))[0]
    if told.unit or not kinds.is_sent_out(kind):
        return told
    words = movement.told(window, figure.counted or "", told.state)
    if words is None:
        return told
    within = replace(told.scope, expected=False)
    return replace(told, kind=kind, state="sent", scope=within, words=figure.counted or "", moved=words)


Told = tuple[str | None, str, str, frozenset[str]]


def _told(figure: Figure, noun: list[str], window: Window) -> Told:
    """Unit, kind, state and modifiers of what is counted."""
    if figure.unit and figure.unit.isupper() and len(figure.unit) == 3:
        return figure.unit, kinds.MONEY, _sum(noun, window), frozenset()
    if figure.unit:
        return figure.unit, noun[-1] if noun else "", "", frozenset(noun[:-1])
    if noun and noun[-1] in _CURRENCIES and (figure.low or figure.high or 0) >= _LEAST_SUM:
        return noun[-1], kinds.MONEY, _sum([], window), frozenset()
    kind, state, modifiers = _of_noun(noun)
    state = state or _state(kind, window)
    kind, state = _of_sentence(kind, state, window)
    if not kind and state and state not in _OF_THINGS:
        kind = kinds.PERSON
    return None, kinds.merged(kind, state), state, modifiers


def _of_noun(noun: list[str]) -> tuple[str, str, frozenset[str]]:
    """The kind, state and modifiers that a noun phrase tells, by its stems."""
    if not noun:
        return "", "", frozenset()
    told = next((kinds.stated(stem) for stem in reversed(noun) if kinds.stated(stem)), "")
    head = next((at for at in reversed(range(len(noun))) if kinds.is_known(noun[at])), len(noun) - 1)
    kind = kinds.PERSON if told and not kinds.is_known(noun[head]) else kinds.kind_of(noun[head])
    rest = [stem for at, stem in enumerate(noun) if at != head and not kinds.stated(stem)]
    state = told or next((state for stem in rest for state in kinds.states(stem)), "")
    modifiers = frozenset(stem for stem in rest if not kinds.states(stem)).difference(terms(_SAY_NOTHING))
    return kind, state if kinds.fits(state, kind) else "", modifiers


def _state(kind: str, window: Window) -> str:
    """What is said of the counted: by the word before the number, else the nearest behind, else before it."""

    def told(stem: str) -> str:
        return next((state for state in kinds.states(stem) if kinds.fits(state, kind)), "")

    before, behind = terms(_last(window.before)), terms(NEXT_CLAUSE.split(window.behind)[0])
    touching = next((told(stem) for word in window.before.split()[-1:] for stem in terms(word)), "")
    later = next((told(stem) for stem in behind if told(stem)), "")
    earlier = next((told(stem) for stem in reversed(before) if told(stem)), "")
    state = touching or later or earlier
    near = (_last(window.before), _first(window.behind))
    return "casualty" if state in {"dead", "injured"} and any(map(_KILLED_OR_HURT.search, near)) else state


def _of_sentence(kind: str, state: str, window: Window) -> tuple[str, str]:
    """Kind and state by the sentence: "put the number of missing at 20", "lowered the toll, saying 19"."""
    if kind in {"", kinds.PERSON} and _LOSE_WORK.search(window.behind):
        return kinds.JOB, "cut"
    if kind and (kind != kinds.PERSON or state):
        return kind, state
    named, told, _ = _of_noun(terms(_number_of(window)))
    if named:
        return kind or named, state or told
    if not state and _TOLL.search(window.sentence):
        return kinds.PERSON, "dead"
    if not state and not kind and _CROWD.search(window.sentence):
        return kinds.PERSON, "there"
    return kind, state


def _number_of(window: Window) -> str:
    """What the sentence says that it gives the number of, as written; "" where it does not."""
    found = _NUMBER_OF.search(window.sentence)
    return _NO_NOUN.split(found.group(1))[0].strip() if found else ""


def _sum(noun: list[str], window: Window) -> str:
    """What the money is: by the nearest word that tells, its own noun first, the sentence last."""
    before, behind = terms(window.before), terms(window.behind)
    near = (*noun, *_in_turn(before[::-1], behind), *terms(window.sentence))
    return next((kinds.sum_of(stem) for stem in near if kinds.sum_of(stem)), "")


def _in_turn(one: list[str], other: list[str]) -> Iterator[str]:
    for at in range(max(len(one), len(other))):
        yield from (*one[at : at + 1], *other[at : at + 1])


def _shown(figure: Figure, window: Window, state: str) -> str:
    """What is counted as written, up to the word that tells what is said of it, where that is near."""
    words = figure.counted or ""
    at = window.behind.find(words) if words else -1
    if not words:
        return _number_of(window) or _around(window)
    if not 0 <= at <= _NEAR:
        return words
    for word in _WORD.finditer(window.behind, at + len(words), at + len(words) + _SLICE):
        if any(state in kinds.states(stem) for stem in terms(word.group())):
            shown = window.behind[at : word.end()]
            return words if _DIGIT.search(shown) else shown
    return words


def _around(window: Window) -> str:
    """The words behind a figure that has no noun, else those before it."""
    behind = " ".join(NEXT_CLAUSE.split(window.behind)[0].split()[:5])
    before = " ".join(_last(window.before).split()[-5:])
    return (behind if terms(behind) else before).strip('"“”‘’,.:() ')


def _last(text: str) -> str:
    return text[-_NEAR:].partition(" ")[2] if len(text) > _NEAR else text


def _first(text: str) -> str:
    return text[:_NEAR].rpartition(" ")[0] if len(text) > _NEAR else text
