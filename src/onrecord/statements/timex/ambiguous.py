"""Words that are times only at times: May and March, Sun and Sat, fall and spring."""

from __future__ import annotations

from onrecord.statements.timex.match import Match
from onrecord.statements.timex.names import bag

_SHORT_MONTHS = bag("jan feb mar apr jun jul aug sep sept oct nov dec")
_NAME_MONTHS = bag("may march august april june")
_NAMES_ALONE = bag("april june august")  # "April said" is rarer than "April was dry"; "May said" is not
_TITLES = bag("mr mrs ms miss dr minister theresa lady sir")
# Behind these a month's name is the month; behind the next ones it is unless what follows says otherwise.
_SURE = bag("in since until till by during last next this each every through")
_LIKELY = bag("from to between and or of the for - a an after before into")
_NO_MONTH_BEFORE = bag("'s said says has was is for on of through")
_NAMED_DAYS = bag("good black super bloody fat ash maundy cyber giving ruby freaky shrove")
_BEFORE_SEASON = bag("in by during until since through over for into a its their next early late mid")


def is_month(match: Match) -> bool:
    """Whether the bare name of a month is the month, and not a person, a verb or a march."""
    word = match.words("month")[0]
    if match.has("part"):
        return True
    if word in _SHORT_MONTHS:
        likely = match.before() in _SURE or match.before() in _LIKELY
        return match.raw("month")[-1] == "." or (likely and not match.raw_after()[:1].isupper())
    return word not in _NAME_MONTHS or _is_no_name(match, word)


def _is_no_name(match: Match, word: str) -> bool:
    before, name_follows = match.before(), match.raw_after()[:1].isupper()
    if before in _TITLES:
        return False
    if before in _SURE:
        return True
    if before in _LIKELY:
        return not name_follows and match.after() not in _NO_MONTH_BEFORE
    name_before = match.raw_before()[:1].isupper()
    if match.after() in ("-", "/") and not name_before:
        return True
    return word in _NAMES_ALONE and not name_follows and not name_before


def is_weekday(match: Match) -> bool:
    """Whether a word is the day of the week: no "Sun", "Sat", "Wed" without a point, no "Black Friday"."""
    word = match.words("weekday")[0]
    if len(word) <= 4 and not match.raw("weekday").endswith("."):
        return False
    if word == "sun" and match.before() in ("the", "under"):
        return False
    return match.has("which") or match.before() not in _NAMED_DAYS or not match.raw_before()[:1].isupper()


def is_season(match: Match) -> bool:
    """Whether a bare "fall" or "spring" is the season: behind a preposition, and no fall of something."""
    word, the = match.words("season")[0], match.has("the")
    if match.raw_after()[:1].isupper() and match.raw("season")[0].isupper():
        return False
    if word == "fall":
        return the and match.after() != "of" and match.before() in _BEFORE_SEASON
    return word != "spring" or the or match.before() in _BEFORE_SEASON
