"""Rules for business periods: "the second quarter of 2025", "Q2", "third-quarter", "the year-ago period"."""

from __future__ import annotations

from onrecord.statements.timex import counts, which
from onrecord.statements.timex.match import Match, Rules
from onrecord.statements.timex.meaning import Expression, Fixed, Partial, Period, Step
from onrecord.statements.timex.names import bag

_RESULTS = bag(
    "profit profits loss losses sales earnings net revenue revenues results pretax operating growth "
    "figures output"
)


def _year(match: Match) -> int | Step | None:
    if match.has("year"):
        return int(match.words("year")[0])
    return Step("year", which.step(match.words("which"))) if match.has("which") else None


def _quarter(match: Match) -> Expression | None:
    number = 4 if match.has("final") else counts.nth(match.words("nth"))
    return match.say(Partial(year=_year(match), quarter=number)) if number and number <= 4 else None


def _half(match: Match) -> Expression | None:
    number = 2 if match.has("final") else counts.nth(match.words("nth"))
    return match.say(Partial(year=_year(match), half=number)) if number and number <= 2 else None


def _half_results(match: Match) -> Expression | None:
    """As "first-half profit", but not "a first-half goal"."""
    number = counts.nth(match.words("nth"))
    return match.say(Partial(half=number)) if number in (1, 2) and match.after() in _RESULTS else None


def _short(match: Match) -> Expression:
    """As "Q2 2024", "H1 2024"."""
    word = match.words("short")[0]
    letter, number = word[0], word[1]
    if letter == "q":
        return match.say(Partial(year=_year(match), quarter=int(number)))
    return match.say(Partial(year=_year(match), half=int(number)))


def _fiscal(match: Match) -> Expression:
    year = _year(match)
    return match.say(Fixed(f"{year}") if isinstance(year, int) else year or Step("year", 0))


def _fiscal_short(match: Match) -> Expression:
    """As "FY2024", "FY25"."""
    digits = match.words("fy")[0][2:]
    return match.say(Fixed(digits if len(digits) == 4 else f"20{digits}"))


def _year_ago(match: Match) -> Expression:
    return match.say(Period(-1))


def _latest(match: Match) -> Expression:
    return match.say(Period(0))


def _of_year(match: Match) -> Expression:
    """As "the 1988 quarter": the quarter under discussion, of that year."""
    return match.say(Period(0, int(match.words("year")[0])))


CLASSES: dict[str, tuple[str, ...]] = {
    "q": ("q1", "q2", "q3", "q4"),
    "h": ("h1", "h2"),
    "fy": tuple(f"fy{year}" for year in (*range(2000, 2060), *range(10, 60))),
    "ordinal": ("first", "second", "third", "fourth", "#nth"),
    "final": ("last", "final", "latter"),
    "which fiscal": ("current", "this", "last", "next", "previous", "prior", "coming"),
}
PHRASES = {
    "one year": "( last | this | next ) year | the ( previous | following | prior | same ) year",
    "the year": "the year",
    "year ago": "year - ( ago | earlier )",
    "year's": "the? <year:year> 's? | the? <one year:which> 's? | the? <year ago:which>",
    "numbered": "the? fiscal? -? <ordinal:nth> fiscal? -?",
    "in year": "of? the? fiscal? year? ( <year:year> | <one year:which> ) | of <the year:which>",
    "period": "period | quarter",
    "back": "ago | earlier",
    "like": "corresponding | comparable | same | similar | like",
}
RULES: Rules = (
    ("<part:part>? ( <numbered> | the <final:final> ) quarter <in year>?", _quarter),
    ("<year's> fiscal? -? <ordinal:nth> -? quarter", _quarter),
    ("<q:short> ( of? <year:year> )?", _short),
    ("<year:year> <q:short>", _short),
    ("the? ( <ordinal:nth> | <final:final> ) half <in year>", _half),
    ("<year's> <ordinal:nth> half", _half),
    ("<ordinal:nth> - half", _half_results),
    ("<h:short> <year:year>", _short),
    ("( fiscal | financial ) -? year? <year:year>", _fiscal),
    ("( the | its )? <which fiscal:which> ( fiscal | financial ) year", _fiscal),
    ("<fy:fy>", _fiscal_short),
    ("the <year:year> <period>", _of_year),
    ("( a | the )? year - <back> <period>?", _year_ago),
    ("( a | the | one ) year <back> <period>?", _year_ago),
    ("last year 's <period>", _year_ago),
    ("the <period> a year <back>", _year_ago),
    ("the <like> <period> ( of? last year | a year <back> )", _year_ago),
    ("the ( latest | most recent ) <period>", _latest),
)
