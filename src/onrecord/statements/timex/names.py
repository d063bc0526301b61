"""The names of the calendar: months, weekdays, seasons, units, parts of the day, feasts, and the numbers."""

from __future__ import annotations


def bag(words: str) -> frozenset[str]:
    """A set of words from a line of them."""
    return frozenset(words.split())


def _numbered(*lines: str, first: int = 0) -> dict[str, int]:
    """The words of some lines with their numbers; forms of one word are joined by "/"."""
    words = " ".join(lines).split()
    return {form: number for number, word in enumerate(words, first) for form in word.split("/")}


MONTHS = _numbered(
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep",
    "october/oct november/nov december/dec",
    first=1,
)
WEEKDAYS = _numbered(
    "monday/mon/mondays tuesday/tues/tue/tuesdays wednesday/wed/wednesdays thursday/thurs/thur/thu/thursdays",
    "friday/fri/fridays saturday/sat/saturdays sunday/sun/sundays",
    first=1,
)
SEASONS = {
    "spring": "SP",
    "summer": "SU",
    "autumn": "FA",
    "fall": "FA",
    "winter": "WI",
    "springtime": "SP",
    "summertime": "SU",
    "wintertime": "WI",
}
PARTS_OF_DAY = {
    "morning": "MO",
    "mornings": "MO",
    "afternoon": "AF",
    "afternoons": "AF",
    "evening": "EV",
    "evenings": "EV",
    "night": "NI",
    "nights": "NI",
    "overnight": "NI",
    "daytime": "DT",
}
# The letter of a unit in a TIMEX3 duration and how many of it: a decade is counted in years, as in TimeBank.
UNITS = {
    "second": ("TS", 1),
    "minute": ("TM", 1),
    "hour": ("TH", 1),
    "day": ("D", 1),
    "night": ("D", 1),
    "weekend": ("WE", 1),
    "week": ("W", 1),
    "fortnight": ("W", 2),
    "month": ("M", 1),
    "quarter": ("Q", 1),
    "year": ("Y", 1),
    "decade": ("Y", 10),
    "century": ("Y", 100),
    "millennium": ("Y", 1000),
}
_PLURALS = {"century": "centuries", "millennium": "millennia"}
PLURALS = {_PLURALS.get(unit, unit + "s"): unit for unit in UNITS}
SMALL = _numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
    "seventeen eighteen nineteen",
)
TENS = {
    word: 10 * number
    for word, number in _numbered("twenty thirty forty fifty sixty seventy eighty ninety", first=2).items()
}
NTHS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth",
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    first=1,
) | {"thirtieth": 30}
# The 1920s to the 1990s in words.
DECADES = {
    word: 10 * number
    for word, number in _numbered(
        "twenties thirties forties fifties sixties seventies eighties nineties", first=2
    ).items()
}
# Feasts with the same date every year.
FEASTS = {
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "may day": (5, 1),
    "halloween": (10, 31),
    "veterans day": (11, 11),
}
# Feasts on the nth weekday of a month: month, weekday, which (-1 the last).
MOVING_FEASTS = {
    "thanksgiving": (11, 4, 4),
    "thanksgiving day": (11, 4, 4),
    "labor day": (9, 1, 1),
    "memorial day": (5, 1, -1),
    "election day": (11, 2, 1),
}
EASTER = {"easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2, "palm sunday": -7}
# What bounds a number, with the TIMEX3 `mod` that it gives.
BOUNDS = {
    "about": "APPROX",
    "around": "APPROX",
    "approximately": "APPROX",
    "roughly": "APPROX",
    "some": "APPROX",
    "circa": "APPROX",
    "ca": "APPROX",
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN",
    "under": "LESS_THAN",
    "less than": "LESS_THAN",
    "fewer than": "LESS_THAN",
    "more than": "MORE_THAN",
    "over": "MORE_THAN",
    "longer than": "MORE_THAN",
    "at least": "EQUAL_OR_MORE",
    "no less than": "EQUAL_OR_MORE",
    "up to": "EQUAL_OR_LESS",
    "at most": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS",
}
ZONES = bag(
    "gmt utc est edt et cst cdt ct mst mdt mt pst pdt pt bst cet cest eet msk ist jst kst sgt hkt aest aedt"
)
