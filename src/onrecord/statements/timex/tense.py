"""Whether a sentence speaks of what was or of what will be, where a time expression stands in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Literal, NamedTuple

Tense = Literal["past", "future", "open", "flow"]


class Told(NamedTuple):
    """The tense, whether its verb is near enough to be sure of it, and whether all else is ruled out."""

    tense: Tense
    sure: bool = True
    certain: bool = False


_REACH = 160  # characters to each side: the clause, about 25 words
_NEAR = 20  # characters from the verb before to the expression: "closed on Nov. 30"
_MAIN_VERB = 60  # from the expression to the verb behind: "In January, the company bought"
_IRREGULAR = (
    "was were had did said told met held took came went began left gave got made saw sent brought "
    "found fell rose won lost led ran spoke spent built sold paid fought broke grew hit cut put shot "
    "wrote flew kept knew heard felt struck became thought bought caught sought taught read set drove "
    "chose stood understood withdrew drew threw blew stole swore sank hung dealt fled laid lay shook "
    "showed shut slept slid split spread stuck swept wore tore beat quit rode rang sang "
    "swam swung dug hid woke froze bled fed wept burst upheld withheld overcame undertook leapt meant sat "
    "arose lent"
)
# "hundred", "indeed" and "unspecified" end as verbs of the past do and are none.
_PAST = (
    rf"(?:had\sbeen\s\w+\sto\s\w+|{'|'.join(_IRREGULAR.split())}"
    r"|(?!hundred|indeed|un(?!veil)|proceed|succeed|exceed)[a-z]{2,20}ed)"
)
_LIGHT = r"(?:not|also|now|then|only|still|soon|never|[a-z]{2,12}ly|be|have|been)"
_FUTURE = (
    rf"(?:is|are|be|being)\s{_PAST}|(?:is|are)\sto\s(?:be\s)?\w+"
    r"|(?:schedul(?:ed|es)|plan(?:s|ned|ning)?)\san?(?=\s)"
    r"|(?:opens|begins|starts|ends|meets|resumes|closes|kicks\soff|takes\splace|takes\seffect|[Pp]olls\sopen|go(?:es)?\sto\sthe\spolls)"
    rf"|(?:will|won't|shall|would|may|might|could|should|must|can)(?:\s{_LIGHT}){{0,3}}\s\w+"
    r"|(?:expect|schedul|suppos|plann|slat|agre|prepar|promis|intend|hop|ask|order|want)(?:e|ed|es|s|ing)?"
    r"\sto\s(?:be\s)?\w+"
    r"|(?:set|due|likely|ready|going|plans?|about|vow\w{0,2}|want|seek\w{0,3})\sto\s(?:be\s)?\w+"
    r"|(?:scheduled|set|due|planned|expected|slated|payable|effective|upcoming)"
    r"(?=\s(?:for|on|by|in|at|this|next|until)\b)"
    r"|due|payable|effective|expires?|upcoming|ahead\sof|starting|beginning|deadline"
    r"|as\s(?:early|soon|late)\sas|no\slater\sthan"
)
_SHORT = rf"['’](?:ll\s\w+|d\s(?!{_PAST}\b)\w+)"  # "he'll go", "he'd go", not "he'd gone"
_CUES = re.compile(
    rf"(?:(?P<future>(?<!\w)(?:{_FUTURE})|{_SHORT})|(?<!\w)(?<!\bto\s)(?P<past>{_PAST}))(?!\w)"
)
_STOP = re.compile(r"[.!?][\"'”’)]{0,2}\s{1,4}(?=[\"'“‘(]{0,2}[A-Z])|\n\s{0,80}\n")
_SINCE = re.compile(r"\bsince(?:\s(?:early|late|last|mid))?[\s-]{0,3}(?:the\s\w{1,12}\sof\s)?$")
_UNTIL = re.compile(r"\b(?:until|till|by)\s{1,3}(?:the\s\w{1,12}\sof\s|early\s|late\s)?$", re.IGNORECASE)
# "It did not open until June": what was not done until then was done then.
_TO_COME = ("before ", "until ", "for ", "ahead of ")  # "ahead of Tuesday's vote" it is to come
_NOUNS = ("deadline", "upcoming", "ahead of", "effective", "due")
_NOT_UNTIL = re.compile(
    r"(?:\b(?:did|was|were|had)\snot|(?:did|was|were|had)n['’]t)\b[^.;]{0,50}\suntil\s", re.IGNORECASE
)
_BEFORE = 70  # characters in which the preposition before an expression is looked for


class Tenses:
    """The verbs of a text that show a tense, found once; each question is then a search in their places."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cues = list(_CUES.finditer(text))
        self._starts = [cue.start() for cue in self._cues]
        self._stops = [stop.end() for stop in _STOP.finditer(text)]

    def at(self, start: int, end: int) -> Told:
        """The tense of the nearest verb before an expression in its sentence, else of the first behind it."""
        before = self._text[max(0, start - _BEFORE) : start]
        follows, last = self._behind(end), self._before(start)
        owns = self._text.startswith(("'s", "’s"), end) and not before.endswith(_TO_COME)
        if _SINCE.search(before):
            return Told("past", certain=True)
        if owns:
            return Told("past")
        if _UNTIL.search(before):
            had = follows is not None and follows["past"] in ("had", "was", "were", "did")
            return Told("past" if had or _NOT_UNTIL.search(before) else "future")
        if last is None and before.endswith(" through "):
            return Told("future")  # "The summit runs through Sunday"
        if follows is not None and follows["past"] and follows.start() == end + 1:
            return Told("past")
        if last is not None:
            return Told("future" if last["future"] else "past", start - last.end() <= _NEAR)
        if follows is not None:
            return Told("future" if follows["future"] else "past", follows.start() - end <= _MAIN_VERB)
        return Told("open")

    def _before(self, start: int) -> re.Match[str] | None:
        """The last cue of the sentence before a place."""
        place = bisect_left(self._starts, start) - 1
        if place < 0 or self._starts[place] < max(start - _REACH, self._sentence(start)):
            return None
        return self._cues[place]

    def _behind(self, end: int) -> re.Match[str] | None:
        """The first cue of the sentence behind a place."""
        place = bisect_left(self._starts, end)
        if place + 1 < len(self._cues) and self._cues[place].group() in _NOUNS:
            place += 1  # "On Wednesday, two days before the deadline, they met"
        if place == len(self._cues) or self._starts[place] > end + _REACH:
            return None
        return self._cues[place] if self._sentence(self._starts[place]) <= end else None

    def _sentence(self, place: int) -> int:
        """Where the sentence of a place begins."""
        at = bisect_right(self._stops, place) - 1
        return self._stops[at] if at >= 0 else 0
