"""Rules for times of day: "5 p.m. Tuesday", "noon", "1430 GMT", "Tuesday morning", "the night of May 13"."""

from __future__ import annotations

from onrecord.statements.timex import counts
from onrecord.statements.timex.dates import day_of_month
from onrecord.statements.timex.match import Match, Rules
from onrecord.statements.timex.meaning import Base, Clock, Expression, Fixed, Partial, Step
from onrecord.statements.timex.names import MONTHS, PARTS_OF_DAY, WEEKDAYS, bag
from onrecord.statements.timex.relative import DAYS

_EARLY_OR_LATE = bag("early late mid")
_LATE_NIGHT = bag(
    "show shows host hosts comedian comedians comedy comic talk television tv program programme"
)
_NO_NIGHT = bag(
    "success successes sensation sensations fame hit bag bags stay stays guest guests train trains bus "
    "flight flights shipping delivery rate rates lending low lows trip trips hike camp accommodation "
    "millionaire oats"
)
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}


def _day(match: Match) -> Partial | Step | Fixed | None:
    """The day that the match names: a weekday, "today", a date."""
    if match.has("month"):
        year = int(match.words("year")[0]) if match.has("year") else None
        meaning = day_of_month(MONTHS[match.words("month")[0]], counts.nth(match.words("day")) or 0, year)
        return meaning if isinstance(meaning, (Partial, Fixed)) else None
    if match.has("weekday"):
        which = {"last": -1, "next": 1, "this": 0}.get(match.text("which")) if match.has("which") else None
        return Partial(weekday=WEEKDAYS[match.words("weekday")[0]], which=which)
    if match.has("today"):
        return Step("day", DAYS.get(match.words("today")[0], 0))
    return None


def _clock(match: Match) -> Expression:
    hour, minute = _read(match)
    if match.has("half_day") and hour <= 12:
        hour = hour % 12 + (12 if match.words("half_day")[0] == "pm" else 0)
    elif match.text("today") == "tonight" and 4 < hour < 12:
        hour += 12
    return match.say(_time(match, hour, minute), "TIME")


def _time(match: Match, hour: int, minute: int) -> Clock | Fixed:
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return Fixed(None)
    return Clock(f"{hour:02d}:{minute:02d}", _day(match))


def _read(match: Match) -> tuple[int, int]:
    if match.has("clock"):
        parts = match.words("clock")[0].replace(".", ":").split(":")
        return int(parts[0]), int(parts[1])
    if match.has("four"):
        word = match.words("four")[0]
        return int(word[:2]), int(word[2:])
    return int(match.number("hour") or 0), 0


def _named(match: Match) -> Expression | None:
    if match.before() == "high":
        return None
    return match.say(Clock(_NAMED[match.words("named")[0]], _day(match)), "TIME")


def _in_the_morning(match: Match) -> Expression | None:
    hour, minute = _read(match)
    part = match.words("daypart")[0]
    late = part in ("afternoon", "evening") or (part == "night" and hour > 5)
    return match.say(_time(match, hour % 12 + (12 if late else 0), minute), "TIME")


def _early_hours(match: Match) -> Expression:
    return match.say(Clock("MO", _day(match)), "TIME", "START")


def _day_part(match: Match) -> Expression | None:
    part = PARTS_OF_DAY[match.words("daypart")[0]]
    return match.say(Clock(part, _day(match)), "TIME")


def _this_part(match: Match) -> Expression:
    part = PARTS_OF_DAY[match.words("daypart")[0]]
    step = {"last": -1, "next": 1, "following": 1, "previous": -1}.get(match.words("which")[-1], 0)
    base: Base = "mention" if match.words("which")[0] in ("the", "that") else "now"
    return match.say(Clock(part, Step("day", step, base)), "TIME")


def _part_alone(match: Match) -> Expression | None:
    """As "early morning", "by late afternoon", "mid-afternoon yesterday"; no "late night show"."""
    part, told = match.words("daypart")[0], set(match.words("part")) & _EARLY_OR_LATE
    if not told or match.raw("daypart")[0].isupper() or (part == "night" and match.after() in _LATE_NIGHT):
        return None
    return match.say(Clock(PARTS_OF_DAY[part], _day(match)), "TIME")


def _in_the_part(match: Match) -> Expression | None:
    """As "in the afternoon", "during the night"."""
    return (
        match.say(Clock(PARTS_OF_DAY[match.words("daypart")[0]]), "TIME")
        if match.before() in ("in", "during")
        else None
    )


def _overnight(match: Match) -> Expression | None:
    """As "shelled overnight", "overnight on Monday"; no "overnight success"."""
    day, name = _day(match), match.raw("night")[0].isupper() and match.raw_before()[:1].isupper()
    if match.after() in _NO_NIGHT or name:
        return None
    return match.say(Clock("NI", day, through=day is None), "TIME")


def _two_clocks(match: Match) -> tuple[Expression, ...] | None:
    """As "6-9 p.m.", "from 11 a.m. to 2 p.m.", "between 3 and 5 p.m.": each an expression of its own."""
    if match.text("and") == "and" and match.before() != "between":
        return None
    half, (hour, minute) = match.words("half_day")[0], _read(match)
    first, _, rest = match.text("from").replace(".", ":").partition(":")
    start = int(match.number("from") or 0) if not rest else int(first)
    late = half == "pm" and (start % 12 < hour % 12 or hour == start)
    begin = start % 12 + (12 if late else 0) if start <= 12 else start
    end = hour % 12 + (12 if half == "pm" else 0) if hour <= 12 else hour
    return (
        match.say(_time(match, begin, int(rest[:2] or 0)), "TIME", frm="from"),
        match.say(_time(match, end, minute), "TIME", frm="till"),
    )


def _tonight(match: Match) -> Expression:
    return match.say(Clock("NI", Step("day", 0)), "TIME")


CLASSES: dict[str, tuple[str, ...]] = {
    "place": ("local", "eastern", "central", "pacific", "mountain", "moscow", "kyiv", "london", "paris"),
    "today": (*DAYS, "tonight"),
    "day name": tuple(DAYS),
    "named": tuple(_NAMED),
    "part of day": ("morning", "afternoon", "evening", "night"),
    "half day": ("am", "pm"),
    "overnight": ("overnight",),
    "till": ("-", "to", "and", "until", "till"),
}
PHRASES = {
    "zone in": "( <zone> | <place> ( standard | daylight )? time )",
    "the day": ",? on? ( <which last:which>? <weekday:weekday> ,? )? <month:month> <day:day>"
    " ( ,? <year:year> )?"
    " | ,? on? ( <weekday:weekday> ,? )? the? <day:day> <month:month> <year:year>?"
    " | ,? on? <which last:which>? <weekday:weekday> | <today:today>",
    "which last": "last | next | this",
    "which part": "this | that | last | the ( next | following | previous | same ) | that same",
    "hour minute": "<clock:clock> <half day:half_day> | <clock:clock> <half day:half_day>? ( hours | hrs )?"
    " | <hour:hour> <half day:half_day>",
    "end of hours": "( <clock:clock> | <hour:hour> ) <half day:half_day> <zone in>? ( <the day> )?",
    "military": "<four digits:four> ( <zone in> | hours | hrs )",
}
RULES: Rules = (
    ("<hour minute> <zone in>? ( <the day> <part of day>? )?", _clock),
    ("<military> ( <the day> )?", _clock),
    (
        "( <hour number:hour> o'clock? | <clock:clock> ) in the <part of day:daypart> ( <the day> )?",
        _in_the_morning,
    ),
    ("the ( early | small ) hours of <the day> ( morning )?", _early_hours),
    ("<named:named> ( <the day> )?", _named),
    ("( <weekday:weekday> | <today:today> ) at? <named:named>", _named),
    ("<part:part>? <which last:which>? <weekday:weekday> <part of day:daypart>", _day_part),
    ("<part:part>? <day name:today> <part of day:daypart>", _day_part),
    ("<part:part>? the early? <part of day:daypart> hours? of <the day>", _day_part),
    ("<part:part>? ( the )? <month:month> <day:day> <part of day:daypart>", _day_part),
    ("<part:part>? <which part:which> <part of day:daypart>", _this_part),
    ("<part:part>? tonight", _tonight),
    ("<part:part> <part of day:daypart> ( <the day> )?", _part_alone),
    ("the <part of day:daypart>", _in_the_part),
    ("<overnight:night> ( <the day> )?", _overnight),
    ("( <hour number:from> | <clock:from> ) <till:and> <end of hours:till>", _two_clocks),
)
