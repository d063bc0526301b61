"""Rules for days and months: "Oct. 25, 2024", "25 October", "Oct 27 to 28", "last May", "on Tuesday"."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.interval import exists
from onrecord.statements.timex import counts, which
from onrecord.statements.timex.ambiguous import is_month, is_weekday
from onrecord.statements.timex.match import Match, Rules
from onrecord.statements.timex.meaning import Expression, Fixed, Partial, Step
from onrecord.statements.timex.names import MONTHS, SEASONS, SMALL, WEEKDAYS, bag

# "In May 30 people died": the number counts these and is no day.
_COUNTED = bag(
    "percent per million billion people men women children days weeks months years hours minutes "
    "miles km troops"
)
_AFTER_DAY = bag("and or to at in for when after before with but as he she it they the of until")
# Days that are known without their year, by what is said behind them: "the Sept. 11 attacks".
_KNOWN_DAYS = {(9, 11): 2001, (1, 6): 2021, (10, 7): 2023}
_ATTACK = bag(
    "attack attacks terror terrorist terrorism hijackers hijackings riot riots insurrection insurrectionists "
    "rioters committee massacre assault"
)
_CALENDAR = {*MONTHS, *SEASONS, "week", "month", "year", "christmas"}  # "the second day of the week"
_GENERAL = bag("a any")  # "on a Tuesday or Wednesday" is no one day, "a Tuesday statement" is
_BEFORE_DAY = bag("on until by to and from")


def day_of_month(month: int, day: int, year: int | Step | None) -> Partial | Fixed:
    """A day of a month; a day that the calendar has not is a value of None."""
    # 2000 was a leap year: without a year February 29 may be.
    if exists(year if isinstance(year, int) else 2000, month, day):
        return Partial(year=year, month=month, day=day)
    return Fixed(None)


def _number(match: Match, name: str = "day") -> int:
    return counts.nth(match.words(name)) or 0


def _named_month(match: Match) -> int:
    return MONTHS[match.words("month")[0]]


def _month_day(match: Match) -> Expression | None:
    year = which.year(match)
    if match.before() in ("in", "since") and year is None and match.after() in _COUNTED:
        return None
    meaning = day_of_month(_named_month(match), _number(match), year)
    if isinstance(meaning, Partial) and year is None and match.after() in _ATTACK:
        meaning = replace(meaning, known_as=_KNOWN_DAYS.get((meaning.month or 0, meaning.day or 0)))
    return match.say(meaning)


def _year_month(match: Match) -> Expression | None:
    """As "2021 July 5", "the 2021 July riots"."""
    year = int(match.words("year")[0])
    if not 1900 <= year <= 2100 or match.words("month")[0] in ("may", "march"):
        return None
    if match.has("day"):
        return match.say(day_of_month(_named_month(match), _number(match), year))
    return match.say(Partial(year=year, month=_named_month(match)))


def _known_day(match: Match) -> Expression:
    """As "9/11"."""
    return match.say(Fixed("2001-09-11"))


def _nth_day(match: Match) -> Expression | None:
    """As "the third day of the trial", "day two of the talks": a day that the words do not tell."""
    of = {match.after(), match.after(2)}
    first = match.text("nth") in ("first", "1st") and match.after() != "the"  # "the first day of school"
    return None if first or of & _CALENDAR else match.say(Fixed(None), to="day")


def _chosen_day(match: Match) -> Expression:
    """As "last Oct. 23"."""
    return match.say(which.chosen(match, Partial(month=_named_month(match), day=_number(match))))


def _two_days(match: Match) -> tuple[Expression, ...]:
    """As "Oct 27 to 28, 2024", "3-5 March 2024": two days of one month, each an expression of its own."""
    month, year = _named_month(match), which.year(match)
    month_first = match.span("month") < match.span("day")
    begin = "weekday" if match.has("weekday") else "month" if month_first else "day"
    end = "year" if match.has("year") else "till" if month_first else "month"
    first, second = (day_of_month(month, _number(match, name), year) for name in ("day", "till"))
    return match.say(first, frm=begin, to="day"), match.say(second, frm="till", to=end)


def _month(match: Match) -> Expression | None:
    year = which.year(match)
    if year is None and not is_month(match):
        return None
    return match.say(Partial(year=year, month=_named_month(match)))


def _chosen_month(match: Match) -> Expression:
    return match.say(which.chosen(match, Partial(month=_named_month(match))))


def _weekday(match: Match) -> Expression | None:
    if not is_weekday(match):
        return None
    if match.before() in _GENERAL and not match.has("which") and not _qualifies(match):
        return match.say(Fixed(f"XXXX-WXX-{WEEKDAYS[match.words('weekday')[0]]}"))
    chosen = which.step(match.words("which")) if match.has("which") else None
    return match.say(Partial(weekday=WEEKDAYS[match.words("weekday")[0]], which=chosen))


def _qualifies(match: Match) -> bool:
    """Whether a weekday stands before what it belongs to: "a Tuesday statement"."""
    return match.after().isalpha() and match.after() not in _AFTER_DAY


def _weekday_far(match: Match) -> Expression:
    """As "Monday week", "a week on Tuesday", "a week ago Tuesday": a week from the one that is meant."""
    which_one = -2 if match.has("back") else 2
    return match.say(Partial(weekday=WEEKDAYS[match.words("weekday")[0]], which=which_one))


def _weekday_of_week(match: Match) -> Expression:
    """As "Tuesday next week", "Friday of last week"."""
    weeks = which.step(match.words("which"))
    return match.say(Partial(weekday=WEEKDAYS[match.words("weekday")[0]], weeks=weeks))


def _nth_weekday(match: Match) -> Expression | None:
    """As "the first Monday in November", "the last Sunday of October"."""
    nth = -1 if match.has("final") else _number(match, "nth")
    if not nth or nth > 5:
        return None
    day = WEEKDAYS[match.words("weekday")[0]]
    return match.say(Partial(year=which.year(match), month=_named_month(match), weekday=day, nth=nth))


def _week_of(match: Match) -> Expression:
    """As "the week of March 6"."""
    meaning = day_of_month(_named_month(match), _number(match), which.year(match))
    return match.say(replace(meaning, week=True) if isinstance(meaning, Partial) else meaning)


def _nth_week(match: Match) -> Expression | None:
    """As "the first week of May": the week of the middle one of its seven days."""
    nth = 5 if match.has("final") else _number(match, "nth")
    if not 1 <= nth <= 5:
        return None
    month, day = _named_month(match), min(7 * nth - 3, 28)
    return match.say(Partial(year=which.year(match), month=month, day=day, week=True))


def _iso(match: Match) -> Expression:
    word = match.words("iso")[0].replace("/", "-").upper()
    year, month, day = int(word[:4]), int(word[5:7]), int(word[8:10])
    if len(word) == 10:
        return match.say(day_of_month(month, day, year))
    good = exists(year, month, day) and int(word[11:13]) < 24 and int(word[14:16]) < 60
    return match.say(Fixed(word[:16] if good else None), "TIME")


def _in_figures(match: Match) -> Expression:
    """As "10/25/2024", "25/10/2024", "25.10.2024": where it could be two days, none is told."""
    written = match.words("slash")[0]
    first, second, year = map(int, re.split("[./-]", written))
    year += 0 if year > 99 else 1900 if year > 40 else 2000
    if "." in written:  # written only with the day first
        return match.say(day_of_month(second, first, year))
    days = {(month, day) for month, day in ((first, second), (second, first)) if exists(year, month, day)}
    if len(days) != 1:
        return match.say(Fixed(None))
    return match.say(day_of_month(*days.pop(), year))


def _day_alone(match: Match) -> Expression | None:
    """As "on the 25th", but not "on the 25th anniversary"."""
    day, after = _number(match, "nth"), match.after()
    if any(match.after(on) in ("century", "centuries") for on in range(2, 6)):
        return None  # "the 18th to the 20th century"
    if match.before() not in _BEFORE_DAY or (after.isalpha() and after not in _AFTER_DAY):
        return None
    return match.say(Partial(day=day)) if 1 <= day <= 31 else None


CLASSES: dict[str, tuple[str, ...]] = {
    "final": ("last", "final"),
    "near": ("last", "next", "this"),
    "ago": ("ago",),
    "before": ("before",),
    "day word": ("day",),
    "attacks": ("#attacks",),
    "small day": (*(word for word in SMALL if SMALL[word]), "#12", "#24"),
}
PHRASES = {
    "weekday comma": "<weekday:weekday> ,? the?",
    "and a day": "( - | to | and | or | through | until | till | & ) the?",
    "comma year": "( ,? <year:year> )?",
}
RULES: Rules = (
    ("<iso:iso>", _iso),
    ("<slash:slash>", _in_figures),
    ("<part:part>? <weekday comma>? <month:month> ,? <day:day> <of year>?", _month_day),
    ("<part:part>? <weekday comma>? <month:month> the? <nth digits:day> <of year>?", _month_day),
    ("<part:part>? <weekday comma>? the? <nth:day> of? <month:month> <of year>?", _month_day),
    ("<part:part>? <weekday comma>? <day:day> <month:month> <of year>?", _month_day),
    ("<near:which> <month:month> <day:day>", _chosen_day),
    ("<weekday comma>? <month:month> <day:day> <and a day> <day:till> <comma year>", _two_days),
    ("<weekday comma>? <month:month> <nth:day> <and a day> <nth:till> <comma year>", _two_days),
    ("<day:day> <and a day> <day:till> <month:month> <comma year>", _two_days),
    ("<part:part>? <month:month> <of year>?", _month),
    ("<part:part>? <which:which> <month:month>", _chosen_month),
    ("<part:part>? <which:which>? <weekday:weekday>", _weekday),
    (
        "the ( <nth:nth> | <final:final> ) <weekday:weekday> ( of | in ) <month:month> <of year>?",
        _nth_weekday,
    ),
    ("<part:part>? <weekday:weekday> of? <near:which> week", _weekday_of_week),
    ("the week of <month:month> <day:day> <of year>?", _week_of),
    ("the ( <nth:nth> | <final:final> ) ( full )? week ( of | in ) <month:month> <of year>?", _nth_week),
    ("<weekday:weekday> week", _weekday_far),
    ("the <weekday:weekday> ( <before:back> last | after next )", _weekday_far),
    ("( a | one ) week ( ( from | on ) | <ago:back> on? ) <weekday:weekday>", _weekday_far),
    ("<year:year> <month:month> <day:day>?", _year_month),
    ("<attacks>", _known_day),
    ("( the | its | their | his | her ) <nth:nth> ( full | straight )? <day word:day> of", _nth_day),
    ("day <small day:day> of", _nth_day),
    ("the <nth digits:nth>", _day_alone),
)
