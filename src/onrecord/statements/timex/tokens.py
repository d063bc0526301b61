"""The words of a text, each with the code that the grammar has for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.statements.timex.names import bag
from onrecord.statements.timex.pattern import OTHER

# Every run below is bounded or of one class that the next piece cannot begin with: one pass, linear.
_TOKENS = re.compile(
    r"""
      (?P<gap>\n[ \t\r]{0,80}\n)                                            # a new paragraph
    | (?P<iso>[0-9]{4}/[0-9]{2}/[0-9]{2}(?![\w/])
        |[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?(?![\w-]))
    | (?P<slash>[0-9]{1,2}(?P<sep>[./-])[0-9]{1,2}(?P=sep)[0-9]{4}(?![\w/-])
        |[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}(?![\w/]))
    | (?P<attacks>(?<![\w/])9/11(?![\w/]))
    | (?P<fraction>[1-9]/[1-9](?![\w/])|[½¼¾])
    | (?P<clock>[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?(?=[ ]?[apAP]\.?[mM]\b)
        |[0-9]{1,2}\.[0-9]{2}(?=[ ](?:[A-Z]{2,4}T|UTC|hrs)\b)
        |[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![\w:]))
    | (?P<nth>[0-9]{1,3}(?:st|nd|rd|th)(?!\w))
    | (?P<decade>[0-9]{2,3}0[’']?s(?!\w))
    | (?P<shortdecade>[’'`]?[0-9]0s(?!\w))
    | (?P<shortyear>[’'][0-9]{2}(?!\w))
    | (?P<marked>[$£€#][ ]?[0-9][0-9.,]*\w*|[0-9][0-9.,]{0,20}[0-9]?%|[0-9]+(?:[.:/][0-9]+){2,})
    | (?P<hour>[0-9]{1,2}(?=[apAP]\.?[mM]\b))
    | (?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,4}(?![\w,]*[0-9])|[0-9]+(?:\.[0-9]+)?(?!\w))
    | (?P<junk>[0-9]\w*)
    | (?P<halfday>[AaPp]\.[ ]?[Mm]\.?(?!\w)|[AaPp][Mm](?!\w))
    | (?P<oclock>[oO][’']clock(?!\w))
    | (?P<short>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun|ca)\.)
    | (?P<own>[’']s(?!\w)|(?<=s)[’'](?!\w))
    | (?P<word>[^\W\d_]\w*)
    | (?P<dash>[-–‑](?![-–]))
    | (?P<sign>\S)
    """,
    re.VERBOSE,
)
# Names that are other words in small letters: "march", "may", "sat". The rest may come in small letters.
_CAPITAL_ONLY = bag("may march august mar sun sat mon wed fri dec jan jun feb apr jul aug oct nov")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text: where each begins and ends, what it is, and all codes as one string."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    codes: str

    def raw(self, at: int) -> str:
        """A word as it stands in the text, "" outside the text."""
        return self.text[self.starts[at] : self.ends[at]] if 0 <= at < len(self.words) else ""

    def word(self, at: int) -> str:
        """A word in small letters, "" outside the text."""
        return self.words[at] if 0 <= at < len(self.words) else ""


def cut(text: str, codes: Mapping[str, str]) -> Tokens:
    """The words of a text with their codes."""
    starts, ends, words, coded = [], [], [], []
    for match in _TOKENS.finditer(text):
        kind, raw = match.lastgroup, match.group()
        word, key = _read(kind or "", raw)
        starts.append(match.start())
        ends.append(match.end())
        words.append(word)
        coded.append(codes.get(key, OTHER))
    return Tokens(text, starts, ends, words, "".join(coded))


def _read(kind: str, raw: str) -> tuple[str, str]:
    """The word in small letters, and the name that the grammar has for its kind."""
    low = raw.lower()
    if kind == "word":
        return low, ("" if low in _CAPITAL_ONLY and raw[0].islower() else low)
    if kind in _KINDS:
        return low, f"#{kind}"
    if kind in ("number", "hour"):
        return raw, _number_kind(raw)
    if kind in ("gap", "junk", "marked"):
        return raw, ""
    word = _FIXED.get(kind) or (low if kind == "sign" else low.replace(".", "").replace(" ", ""))
    return word, word


_KINDS = frozenset(
    ("iso", "slash", "attacks", "fraction", "clock", "decade", "shortdecade", "shortyear", "nth")
)
_FIXED = {"own": "'s", "dash": "-", "oclock": "o'clock"}


def _number_kind(raw: str) -> str:
    """The kind of a number: what it may be, from its size and how it is written."""
    if not raw.isdigit() or len(raw) > 4:
        return "#many"
    value = int(raw)
    if len(raw) == 4:
        return "#year" if 1000 <= value <= 2199 else "#fourdigits"
    if len(raw) == 3:
        return "#hundreds"
    for top, name in ((0, "#0"), (12, "#12"), (24, "#24"), (31, "#31"), (59, "#59")):
        if value <= top:
            return name
    return "#99"
