"""Whether a few words are names: of people, houses, agencies, in bylines and credits."""

from __future__ import annotations

import re

from onrecord import word_list
from onrecord.article.time_stamp import MONTHS, WEEKDAYS

_TOKEN = re.compile(r"[^\s/,|;()\[\]]+")

# Words in small letters that stand in credits: "courtesy of the Okafor family via AP".
_IN_CREDITS = word_list.words(
    "of the for by and via from in at on to & - – — + al bin bint da das de del della den der di do "
    "dos du el ibn la las le les los ten ter und van von y e et photo photos photographer image "
    "images picture video file handout supplied provided courtesy family screengrab screenshot screen grab "
    "stock composite collage illustration library archive reuters dpa pool agency agencies editing "
    "writing reporting additional compiled with contributors staff wire wires services"
)
_PARTICLES = word_list.words(
    "al bin bint da das de del della den der di do dos du el ibn la las le ten ter van von y"
)
# What stands behind "By" in sentences: "By Monday Night", "By Contrast".
_NO_NAMES = MONTHS.keys() | WEEKDAYS
_NO_NAMES |= word_list.words(
    "all any contrast comparison law last next early late mid then now noon midnight then that this "
    "these those our their his her my your it its they he she we you i the a an what when how some "
    "most many"
)


def are_credited(words: str, *, most: int = 14) -> bool:
    """True when every word is a name or one of the small words of a credit, and there are not many."""
    tokens = _TOKEN.findall(words)
    return 0 < len(tokens) <= most and all(map(_credited, tokens))


def is_person(words: str) -> bool:
    """True for two to five words that can be one person's name."""
    tokens = words.split()
    if not 2 <= len(tokens) <= 5 or tokens[0] in _PARTICLES:
        return False
    return all(map(_personal, tokens)) and not any(t.lower().strip(".,") in _NO_NAMES for t in tokens)


def _credited(token: str) -> bool:
    if token[0].isdigit():  # the day in a caption: "on Oct. 3, 2024. (AP Photo/Jane Doe)"
        return False
    return (
        not token[0].islower() or token.lower().strip(".:") in _IN_CREDITS or "@" in token or ".co" in token
    )


def _personal(token: str) -> bool:
    if token in _PARTICLES:
        return True
    letters = token.replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    # "d'Arc", "al-Amin": a small first letter is a name's when a capital follows inside
    return letters.isalpha() and (not token[0].islower() or any(c.isupper() for c in token))
