"""Rules for what is counted: "yesterday", "last week", "two years ago", "the next day"."""

from __future__ import annotations

from typing import cast

from onrecord.statements.timex import which
from onrecord.statements.timex.lengths import length, singular
from onrecord.statements.timex.match import Match, Rules
from onrecord.statements.timex.meaning import Base, Expression, Fixed, From, Partial, Period, Step, Unit
from onrecord.statements.timex.names import PLURALS, bag

DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_BACK = bag("ago back earlier before previously prior")
_FROM_NOW = bag("ago back from hence")
_CLOCK_UNITS = bag("second minute hour")
# What "two decades ago" is told in, and how many of it a unit is.
_TOLD_IN: dict[str, tuple[Unit, int]] = {
    "decade": ("year", 10),
    "century": ("year", 100),
    "fortnight": ("week", 2),
    "weekend": ("week", 1),
}
_LENGTHS = (["the", "last"], ["the", "next"])
_QUOTES = bag("\" “ ' ‘")
_NO_DAY = bag("last past this current coming upcoming")  # "last day" is no yesterday


def _day(match: Match) -> Expression | None:
    """As "today", but not the newspaper "USA Today", nor "NBC's TODAY"."""
    raw, own = match.raw("day"), match.before() == "'s" and match.raw_before() != "'S"
    name = raw[0].isupper() and (match.raw_before()[:1].isupper() or (own and raw.isupper()))
    return None if name else match.say(Step("day", DAYS[match.words("day")[0]]))


def _two_days_off(match: Match) -> Expression:
    """As "the day before yesterday", "the day after tomorrow"."""
    return match.say(Step("day", -2 if match.has("before") else 2))


def _unit(match: Match) -> Unit:
    return cast(Unit, singular(match.words("unit")[0]))


def _chosen_unit(match: Match) -> Expression | None:
    """As "last week", "the next day", "that year", "the current quarter"."""
    words, unit = match.words("which"), _unit(match)
    if match.raw("unit")[0].isupper() and match.before() in _QUOTES:
        return None  # the programme "This Week"
    if (
        unit in ("decade", "century")
        and not match.has("part")
        and (words[-1] in ("past", "coming") or words in _LENGTHS)
    ):
        return None  # ten years, not a decade of the calendar
    of = match.after() == "of" and words in _LENGTHS  # "the last week of June"
    if of or (unit == "day" and words[-1] in _NO_DAY):
        return None
    if unit == "weekend" and words == ["this"]:
        return match.say(Partial(weekend=True, which=0))
    return match.say(Step(unit, which.step(words), _base(words, unit)))


def _base(words: list[str], unit: Unit) -> Base:
    """From when: "next week" from now, "the next day" from what was said, "the next week" as it goes."""
    if unit == "day":
        return "mention"
    return "either" if words == ["the", "next"] else which.base(words)


def _part_of_unit(match: Match) -> Expression | None:
    """As "the end of the month", "later in the year"; "early the year" is nothing."""
    if match.text("part") in ("early", "late"):
        return None
    unit = _unit(match)
    return match.say(Step(unit, 0, "near" if unit == "day" else "either"))


def _over_next(match: Match) -> Expression:
    """As "the week before last", "the month after next"."""
    return match.say(Step(_unit(match), -2 if match.has("before") else 2))


def _mid_week(match: Match) -> Expression:
    return match.say(Step("week", 0), mod="MID")


def _week_from(match: Match) -> Expression:
    """As "a week from today"."""
    return match.say(Step("day", 7 + DAYS[match.words("day")[0]]))


def _year_end(match: Match) -> Expression:
    return match.say(Step("year", 0, "either"), mod="END")


def _ago(match: Match) -> Expression | None:
    """As "two years ago", "three days later", "several months before"."""
    word, unit = match.words("ago")[0], singular(match.words("unit")[0])
    number = match.number("n") if match.has("n") else None
    back = word in _BACK
    if word == "back":
        return None
    if word in ("after", "before") and not match.ends_clause():
        return _from_event(match, unit, number)
    if number is None and unit in _CLOCK_UNITS and not back:
        return match.say(Fixed(length(None, unit)), "DURATION")
    if number is None:
        return match.say(Fixed("PAST_REF" if back else "FUTURE_REF"))
    if unit in _CLOCK_UNITS:
        told = word == "ago" and unit != "second"
        return match.say(_clock_step(unit, number), "TIME") if told else _lasting(match, number, unit)
    return match.say(_steps(unit, number, back, "now" if word in _FROM_NOW else "mention"))


def _lasting(match: Match, number: float, unit: str) -> Expression:
    return match.say(Fixed(length(number, unit)), "DURATION")


def _clock_step(unit: str, number: float) -> Step:
    """So many hours or minutes back from publication; half an hour is 30 minutes."""
    if unit == "hour" and number == int(number):
        return Step("hour", -round(number))
    return Step("minute", -round(number * (60 if unit == "hour" else 1)))


def _steps(unit: str, number: float, back: bool, base: Base = "mention") -> Step:
    """So many units back or on; half a year is six months."""
    told, size = _TOLD_IN.get(unit, (cast(Unit, unit), 1))
    number *= size
    if told == "year" and number != int(number):
        told, number = "month", number * 12
    return Step(told, -round(number) if back else round(number), base)


def _from_event(match: Match, unit: str, number: float | None) -> Expression | None:
    """As "three days after the vote on May 2": from the next expression of its clause, else a length."""
    if not match.has("n"):
        return None
    if number is None or number != int(number) or unit in _CLOCK_UNITS:
        return match.say(Fixed(length(number, unit)), "DURATION", to="unit")
    step = _steps(unit, number, match.words("ago")[0] == "before")
    return match.say(From(step, length(number, unit), match.ends("unit")))


def _next_to_it(match: Match) -> Expression | None:
    """As "the day before", "the week after": from the date last mentioned, or from the one that follows."""
    step = Step(_unit(match), -1 if match.words("ago")[0] in _BACK else 1, "mention")
    if match.ends_clause():
        return match.say(step)
    return None if match.words("ago")[0] == "earlier" else match.say(From(step, None, 0))


def _this_one(match: Match) -> Expression | None:
    """As "for the year", "in the quarter", "over the weekend"; "the year ended Sept. 30" is a length."""
    unit, before = match.words("unit")[0], match.before()
    if unit == "weekend":
        return match.say(Partial(weekend=True)) if before in _AT else None
    if unit == "week":
        over = before == "for" and match.after() == ","  # "For the week, the index fell"
        return match.say(Step("week", 0, "near")) if over else None
    if before not in _IN:
        return None
    if unit == "year" and match.after() in ("ended", "ending", "to", "through"):
        return match.say(Fixed("P1Y"), "DURATION")
    if unit == "quarter":
        return match.say(Period(0))
    return match.say(Step(_unit(match), 0, "either")) if before in ("for", "throughout") else None


_IN = bag("for in over during throughout")
_AT = _IN | {"at", "of"}
CLASSES: dict[str, tuple[str, ...]] = {
    "today": tuple(DAYS),
    "before": ("before",),
    "a": ("a", "an"),
    "unit whole": ("year", "quarter", "month", "week", "weekend"),
    "unit calendar": ("day", "week", "weekend", "month", "quarter", "year", "decade", "century"),
    "unit next": ("day", "week", "weekend", "month", "year"),
    "unit counted": (
        *(
            "second",
            "minute",
            "hour",
            "day",
            "week",
            "weekend",
            "fortnight",
            "month",
            "year",
            "decade",
            "century",
        ),
        *PLURALS,
    ),
    "units bare": ("minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries"),
    "before after": ("before", "after", "earlier", "prior"),
}
PHRASES = {
    "which unit": "last | next | ( the | its | their )? current | this ( past | coming | same )?"
    " | the? ( following | previous | preceding )"
    " | the ( next | last | past | coming | prior | subsequent | upcoming | very? same ) | that ( "
    "very? same )?",
    "half a": "half ( a | an )",
    "ago": "ago | earlier | before | later | after | from now | hence | afterwards | previously"
    " | prior | back",
}
RULES: Rules = (
    ("<part:part>? <today:day>", _day),
    ("the day <before:before> yesterday", _two_days_off),
    ("the day after tomorrow", _two_days_off),
    ("<part:part>? <which unit:which> <unit calendar:unit>", _chosen_unit),
    ("<part:part> the <unit calendar:unit>", _part_of_unit),
    ("midweek | mid - week", _mid_week),
    ("the <unit next:unit> ( <before:before> last | after next )", _over_next),
    ("( a | one ) week from <today:day>", _week_from),
    ("the? year ( 's | - )? end", _year_end),
    ("<bound:bound>? just? <a:n> <unit counted:unit> <ago:ago>", _ago),
    ("<bound:bound>? just? <n:n> <half>? more? <unit counted:unit> <ago:ago>", _ago),
    ("<bound:bound>? just? <units bare:unit> <ago:ago>", _ago),
    ("<bound:bound>? <a:n> <unit counted:unit> <half> <ago:ago>", _ago),
    ("<bound:bound>? just? <half a:n> <unit counted:unit> <ago:ago>", _ago),
    ("the? <unit next:unit> <before after:ago>", _next_to_it),
    ("the ( full | whole )? fiscal? <unit whole:unit>", _this_one),
)
