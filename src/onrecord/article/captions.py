"""Photo captions: "... on Oct. 3. (AP Photo/Jane Doe)", "Image caption, ...", lines above a credit."""

from __future__ import annotations

import re

from onrecord.article import furniture
from onrecord.article.stretch import Stretch

# The longest agency captions, with place, day and names of all shown, have some 500 characters.
_MOST = 600
# A paragraph right above a credit may be the report's: captions there are written by the outlet, and short.
_MOST_ABOVE = 350
_REACH = 140  # a credit is looked for in this many last characters

_PREFIX = re.compile(
    r"(?:file (?:photo|picture|image)|image caption|photo caption|media caption|caption|pictured)\s?[:,]\s|"
    r"FILE\s?[-–—]\s",
    re.IGNORECASE,
)
# A caption explains itself: it opens with no quotation and names whom it shows.
_GOES_ON = re.compile(r"[\"“”„«'‘]|(?:He|She|They|It|But|And|His|Her|Their|Honestly)\b")
_CUT = re.compile(
    r"(?<=[.!?…\"”’'»)])\s+(?=\S)|\s+(?=[(\[©])|\s?[|/–—]\s(?=\S)"
    r"|\s(?=(?:Photograph|Photo|PHOTO|Picture|PICTURE|Image|Credit)(?: by| credit| courtesy)?\s?:)"
)


def mark(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """Captions that show by themselves, with the credit behind them cut off."""
    marked: list[Stretch] = []
    for stretch in stretches:
        marked += [stretch] if stretch.kind else _cut(text, stretch)
    return marked


def stands_above_credit(text: str, stretches: list[Stretch], at: int) -> bool:
    """True when the stretch can be the caption of the photo whose credit is the next line."""
    stretch, following = stretches[at], stretches[at + 1 : at + 2]
    if not following or following[0].kind != "photo-credit" or stretch.length() > _MOST_ABOVE:
        return False
    return not _GOES_ON.match(text, stretch.start)


def _cut(text: str, stretch: Stretch) -> list[Stretch]:
    at = _credit(text, stretch)
    if at is None:
        return [stretch.marked("caption") if _is_prefixed(text, stretch) else stretch]
    end = at
    while text[end - 1].isspace() or text[end - 1] in "|/–—":
        end -= 1
    # a whole paragraph of the report may have run together with a credit
    before = Stretch(stretch.start, end, "caption" if stretch.length() <= _MOST else None)
    return [before, Stretch(at, stretch.end, "photo-credit")]


def _is_prefixed(text: str, stretch: Stretch) -> bool:
    return stretch.length() <= _MOST and bool(_PREFIX.match(text, stretch.start, stretch.end))


def _credit(text: str, stretch: Stretch) -> int | None:
    """Where the photo credit at the stretch's end starts, when something stands before it."""
    first = max(stretch.start, stretch.end - _REACH)
    for found in _CUT.finditer(text, first, stretch.end):
        before = text[first : found.start()]
        if any(map(str.isalnum, before)) and furniture.is_photo_credit(text[found.end() : stretch.end]):
            return found.end()
    return None
