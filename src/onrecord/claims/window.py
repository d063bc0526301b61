"""The words around a figure of a statement that tell what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from onrecord.records import Figure, Saying

# A clause ends at these marks, and where a quotation is broken off to say who: '"11 died," "Three of them'.
_SENTENCE_END = re.compile(r"[;!?…]|\.(?=[\s\"”’]|$)|\n|,[\"”’] (?=[\"“‘]?[A-Z])")
NEXT_CLAUSE = re.compile(r",? (?:and|but|while|whereas|or) ")
_REACH = 160  # characters on either side that are looked at; a clause of twenty words
# "Not 26 but 19", "from 12", "earlier put at 12": a number that the source takes back.
_TAKEN_BACK = re.compile(
    r"\b(?:not|rather than|instead of|(?:up|down|lowered|raised|revised|corrected|rose|fell|increased|"
    r"decreased|risen|fallen) (?:\w+ ){0,3}from|from (?:an? )?(?:earlier|previous|initial|first)[\w ]*|"
    r"(?:earlier|previous|initial)(?:ly)? (?:\w+ )?(?:of|said|reported|put (?:it )?at))\s*$",
    re.IGNORECASE,
)
# "12,000 troops, including 500 officers and three generals, were there": what is said of the troops comes
# behind it all.
_ASIDE = re.compile(
    r",? \(?(?:including|among (?:them|whom)|of (?:them|whom|which))\b[^;!?…\n]{1,120}?[,)]"
    r"(?= (?:is|are|was|were|has|have|had|will|would|could|may|might|who|that|already|now|in|to)\b)"
)
_BACK = 60  # characters before a number that are looked at for that


class Window(NamedTuple):
    """The words of the clause before a figure, its own, and those behind; `sentence` is all of it.

    `start` is where `own` begins in the content, `taken_back` whether the words before it are "not" or the
    like.
    """

    before: str
    own: str
    behind: str
    sentence: str
    start: int
    taken_back: bool


def windows(saying: Saying) -> Iterator[tuple[Figure, Window]]:
    """Each figure of a statement that stands in its content, with the words around it, in order.

    They reach to the next figure, but over one that is taken back ("16 children, not 19, had fallen ill"),
    and over an aside ("40 people, including 3 children, had fallen ill"), which is blank then.
    """
    text = saying.statement.content.text
    places = ((_place(saying, figure), figure) for figure in saying.figures)
    known = sorted(((at, figure) for at, figure in places if at is not None), key=lambda each: each[0])
    ends = [0]
    back = [bool(_TAKEN_BACK.search(text[max(0, at - _BACK) : at])) for at, _ in known]
    starts = [at for (at, _), taken in zip(known, back, strict=True) if not taken] + [len(text)]
    for (at, figure), taken in zip(known, back, strict=True):
        end = at + figure.end - figure.start
        while starts[0] < end and len(starts) > 1:
            starts.pop(0)
        until = max(starts[0], end)
        aside = _ASIDE.search(text, end, end + _REACH)
        if aside and aside.start() < until < aside.end():
            until = next((start for start in starts if start >= aside.end()), len(text))
        else:
            aside = None
        window = _window(saying, (ends[-1], at, end, until), taken)
        yield figure, _without(window, aside.start() - end, aside.end() - end) if aside else window
        if not taken:
            ends.append(end)


def _without(window: Window, start: int, end: int) -> Window:
    """A window with blanks for some of what is behind: places in it are those of the content."""
    behind = window.behind
    return window._replace(behind=behind[:start] + " " * len(behind[start:end]) + behind[end:])


def _window(saying: Saying, at: tuple[int, int, int, int], taken_back: bool) -> Window:
    text = saying.statement.content.text
    since, start, end, until = at
    since = max(since, start - _REACH)
    # What looks ahead in the pattern has to see the number: hence no end is given here.
    marks = takewhile(lambda mark: mark.end() <= start, _SENTENCE_END.finditer(text, since))
    since = max((mark.end() for mark in marks), default=since)
    stop = _SENTENCE_END.search(text, end, min(until, end + _REACH))
    until = stop.start() if stop else min(until, end + _REACH)
    return Window(text[since:start], text[start:end], text[end:until], saying.sentence, start, taken_back)


def _place(saying: Saying, figure: Figure) -> int | None:
    """Where a figure stands in the words of the content, its pieces joined by one space; None where not."""
    done = 0
    for start, end in saying.statement.content.spans:
        if start <= figure.start and figure.end <= end:
            return done + figure.start - start
        done += end - start + 1
    return None
