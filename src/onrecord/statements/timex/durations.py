"""Rules for lengths: "three years", "a two-day visit", "the past three months", "more than an hour"."""

from __future__ import annotations

from onrecord.statements.timex.counts import nth
from onrecord.statements.timex.lengths import length, singular
from onrecord.statements.timex.match import Match, Rules
from onrecord.statements.timex.meaning import Expression, Fixed
from onrecord.statements.timex.names import PLURALS, UNITS, bag

_PERSONS = bag("son daughter boy girl baby infant child twins toddler brother sister grandson granddaughter")
# Behind these "a year" is a length; behind a number or noun it is each year.
_BEFORE_LENGTH = bag(
    "for in within after over during than about least nearly almost spent took takes lasted last "
    "lasting lasts only just of "
    "under some roughly around every most to by per another up once twice"
)
_BEFORE_BARE = bag(
    "for in within after over during of took takes take taking lasted lasts few two spent spend spending "
    "waited adds added"
)
_AFTER_THOSE = bag("before after since that following leading ahead to between when , .")
_AFTER_ONE = bag("like when where that which")  # "a day like this"
_BEFORE_VERB = bag("to will would could can may might should must and not")  # "and last six weeks"


def _unit(match: Match) -> str:
    return singular(match.words("unit")[0])


def _number(match: Match) -> float | None:
    number = match.number("n")
    return number + 0.5 if number is not None and match.has("half") else number


def _say(match: Match, number: float | None, mod: str | None = None) -> Expression:
    return match.say(Fixed(length(number, _unit(match))), "DURATION", mod)


def _counted(match: Match) -> Expression | None:
    """As "three years", but no "three quarters" and no age, "three years old"."""
    aged = "old" in (match.after(), match.after(2) if match.after() == "-" else "")
    return None if _unit(match) == "quarter" or aged else _say(match, _number(match))


def _adjective(match: Match) -> Expression | None:
    """As "three-year", "a five year low": the unit in the singular behind a number. An age is no length."""
    unit, number = _unit(match), match.number("n")
    if unit in ("second", "quarter") or number is None or number >= 1000 or match.after() == "old":
        return None
    if match.has("old") and (unit == "year" or match.after() in _PERSONS):
        return None
    return _say(match, _number(match))


def _lesser(match: Match) -> Expression:
    """As "two to three weeks": the lesser, as in TimeBank."""
    return _say(match, match.number("n"), "EQUAL_OR_MORE")


def _one(match: Match) -> Expression | None:
    """As "for a year" is so long, "$5 million a year" each year."""
    unit, before = _unit(match), match.before()
    if unit == "second" and match.after().isalnum():
        return None
    if before in _BEFORE_LENGTH or match.has("bound"):
        return _say(match, 1)
    each = (
        before[:1].isdigit()
        or before[-1:].isdigit()
        or (before.isalpha() and match.after() not in _AFTER_ONE)
    )
    if unit in ("second", "minute") or not each or (match.after() == "of" and before not in PLURALS):
        return None
    return match.say(Fixed(length(1, unit)), "SET")


def _bare(match: Match) -> Expression | None:
    """As "for years", "within days", "weeks of talks", "days and weeks"."""
    again = match.before() == "and" and match.before(2) in PLURALS
    small = match.before() in ("early", "small")  # "the small hours"
    if small or not (match.before() in _BEFORE_BARE or match.after() == "of" or again):
        return None
    return _say(match, None)


def _those(match: Match) -> Expression | None:
    """As "in the weeks before", "in the years that followed"."""
    near = match.before() in ("in", "over", "during") and match.after() in _AFTER_THOSE
    return _say(match, None) if near or (match.before(), _unit(match)) == ("over", "year") else None


def _long(match: Match) -> Expression | None:
    """As "day-long", "decades-long"; "11-years-old" is an age."""
    if match.has("old") and match.before() == "-":
        return None
    return _say(match, None if match.words("unit")[0] in PLURALS else 1)


def _long_word(match: Match) -> Expression:
    """As "weeklong", "monthslong"."""
    unit = match.words("long")[0].removesuffix("long")
    return match.say(Fixed(length(None if unit in PLURALS else 1, singular(unit))), "DURATION")


def _past(match: Match) -> Expression | None:
    """As "the past three years", "the next few days", "recent weeks", "the past decade"."""
    unit = match.words("unit")[0]
    if match.text("past").endswith("early") and unit == "hours":
        return None
    if match.text("past") == "last" and match.before() in _BEFORE_VERB:
        return None
    if match.text("past") == "past" and unit == "years" and not match.has("n") and match.before() == "in":
        return match.say(Fixed("PAST_REF"))
    return _say(match, _number(match) if match.has("n") else None if unit in PLURALS else 1)


def _straight(match: Match) -> Expression | None:
    """As "a third straight day": so long it has gone on."""
    number = nth(match.words("nth"))
    return _say(match, number) if number and 2 <= number < 1000 else None


def _quarter_century(match: Match) -> Expression:
    return match.say(Fixed("P25Y"), "DURATION")


def _some_time(match: Match) -> Expression:
    """As "some time" is months, as in TimeBank; "a while" tells nothing."""
    return match.say(Fixed("PXM" if match.tokens.word(match.first) == "some" else "PXX"), "DURATION")


_IN_ONE_WORD = ("hour", "day", "week", "month", "year", "decade")  # "weeklong", "monthslong"
CLASSES: dict[str, tuple[str, ...]] = {
    "unit one": tuple(unit for unit in UNITS if unit not in ("weekend", "night")),
    "unit long": ("decade", "century"),
    "units many": tuple(PLURALS),
    "units bare": ("hours", "days", "weeks", "months", "years", "decades", "centuries", "minutes"),
    "old": ("old",),
    "long word": tuple(f"{unit}{many}long" for unit in _IN_ONE_WORD for many in ("", "s")),
    "half word": ("half",),
    "a": ("a", "an", "one"),
}
PHRASES = {
    "full": "full | more | straight | consecutive | whole | long | further | additional | extra"
    " | - | successive"
    " | trading | business | working"
    " | calendar",
    "half a": "half ( a | an | - ) | a half -",
    "long": "- ( long | <old:old> ) | long",
    "range": "to | or | -",
    "past": "the? ( past | last | next | coming | first | previous | preceding | following"
    " | final | recent | early"
    " | latest )",
}
RULES: Rules = (
    ("<bound:bound>? <n:n> <full>? <units many:unit> ( <half:half> )?", _counted),
    ("<bound:bound>? <n:n> <half:half> <units many:unit>", _counted),
    ("<bound:bound>? <n:n> -? <unit one:unit> <long>?", _adjective),
    ("<bound:bound>? <a:n> <unit one:unit> <half:half>", _counted),
    ("<half a:n> <unit one:unit>", _counted),
    ("<n:n> - and - a - <half word:half> -? ( <unit one:unit> | <units many:unit> )", _counted),
    ("<a:n> <unit one:unit> or ( two | so | more )", _counted),
    ("<bound:bound>? <n:n> <range> <n:more> <full>? <units many:unit>", _lesser),
    ("<bound:bound>? ( <a> ( full | whole | entire | single )? | an entire ) <unit one:unit>", _one),
    ("( a | an )? <unit one:unit> - long", _long),
    ("<units bare:unit> <long>", _long),
    ("( a | the )? <long word:long>", _long_word),
    ("<units bare:unit>", _bare),
    ("the <units bare:unit>", _those),
    ("<past:past> <n:n> <full>? <units many:unit>", _past),
    ("<past:past> <n:more> <range> <n:n> <full>? <units many:unit>", _past),
    ("<past:past> <units many:unit>", _past),
    ("the? past <unit one:unit>", _past),
    ("the ( last | next ) <unit long:unit>", _past),
    ("( a | the )? <nth:nth> ( straight | consecutive | successive ) <unit one:unit>", _straight),
    ("<bound:bound>? a quarter ( of a | - ) century", _quarter_century),
    ("some time | a while | a long time", _some_time),
)
