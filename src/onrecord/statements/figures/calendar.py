"""Numbers that are years, dates, clock times or lengths of time: left to the time expressions."""

from __future__ import annotations

from onrecord.statements.figures.numbers import Number
from onrecord.statements.figures.plurals import is_plural
from onrecord.statements.figures.tokens import HYPHENS, Tokens
from onrecord.word_list import words

_MONTHS = words(
    "january february march april june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec"
)
_MODAL = words("they we you i he she it who that which and people there")  # "they may 12 …"
_SPANS = words(
    "second minute hour day night week weekend fortnight month year decade millennium hr min sec yr"
)
_UNITS = _SPANS | {word + "s" for word in _SPANS} | {"century", "centuries", "millennia"}
_BETWEEN = words(
    "more consecutive straight full whole long working business calendar further additional extra successive "
    "of such other short and a half trading school"
)
_CLOCK = words("am pm a.m. p.m. gmt utc bst cet est edt noon midnight o'clock hours ist wib aest hrs")
_IN_YEAR = words(
    "in since until by from before after during of year early late mid through circa till between and to "
    "for around summer winter spring autumn fall back via about"
)
_DETERMINERS = words("the this that its his her their our a an last next")
_AGE = ("year-old", "years old", "years-old", "year olds", "year old", "years of age")


def is_time(tokens: Tokens, number: Number, tail: int, bounded: bool) -> bool:
    """Whether a number without a unit, `tail` the place behind its bounds, is or opens a time."""
    at, end = number.first, number.end
    if _is_length(tokens, number, tail):
        return True
    if number.sort == "digits" and number.scale == 1:
        return _is_date(tokens, at, end) or _is_clock(tokens, at, end) or _is_year(tokens, at, end, bounded)
    return number.sort == "words" and (_is_date(tokens, at, end) or tokens.word(end) == "o'clock")


def _is_length(tokens: Tokens, number: Number, tail: int) -> bool:
    """As "three days", "a 10-year plan", "two more weeks", "hundreds of years", "a quarter of a century"."""
    place = tokens.after_hyphen(tail)
    if tokens.word(place) in _UNITS:
        return number.sort != "times"
    for step in range(3):
        if tokens.word(place + step) not in _BETWEEN:
            return (step > 0 and tokens.word(place + step) in _UNITS and number.sort != "share") or (
                number.sort == "share" and step == 2 and tokens.word(place + 2) in _UNITS
            )
    return tokens.word(place + 3) in _UNITS and number.sort not in {"share", "times"}


def _is_date(tokens: Tokens, at: int, end: int) -> bool:
    """A day of a month: "Oct 25", "25 October", "May 5-7", "May 5 and 6", "25th of May"."""
    low = tokens.word(at)
    if not (low.isdecimal() and len(low) <= 2) and tokens.is_digits(at):
        return False
    if _is_month(tokens, at - 1) and tokens.is_digits(at):
        return not is_plural(tokens.word(end)) or tokens.word(end) in _UNITS
    if _is_month(tokens, end):
        return True
    if tokens.word(at - 1) == "." and _is_month(tokens, at - 2):
        return True
    joined = tokens.word(at - 1) in {*HYPHENS, "and", "to", "or", "/"}
    if joined and tokens.is_digits(at - 2) and (_is_month(tokens, at - 3) or _is_month(tokens, end)):
        return True
    joins = tokens.word(end) in {*HYPHENS, "and", "to", "or", "/"}
    return joins and tokens.is_digits(end + 1) and _is_month(tokens, end + 2)


def _is_month(tokens: Tokens, at: int) -> bool:
    word = tokens.word(at)
    if not tokens.capital(at):
        return False
    return word in _MONTHS or (word == "may" and tokens.word(at - 1) not in _MODAL)


def _is_clock(tokens: Tokens, at: int, end: int) -> bool:
    behind = tokens.word(end)
    if behind in _CLOCK and (behind != "hours" or len(tokens.word(at)) == 4):
        return True
    return behind == ":" and tokens.glued(end) and tokens.is_digits(end + 1) and tokens.glued(end + 1)


def _is_year(tokens: Tokens, at: int, end: int, bounded: bool) -> bool:
    """Four bare digits that are a year by what stands around them; "1990s", "2023-24" and "'24" as well."""
    digits = tokens.word(at)
    if tokens.word(at - 1) == "'" and len(digits) == 2 and tokens.glued(at):
        return not is_plural(tokens.word(end))
    if _is_second_year(tokens, at):
        return True
    if len(digits) != 4 or not digits.isdecimal() or not 1100 <= int(digits) < 2100:
        return False
    if tokens.word(at + 1) in {*HYPHENS, "/"} and tokens.glued(at + 1) and tokens.is_digits(at + 2):
        return True
    if end != at + 1:
        return _is_year_to_year(tokens, at, end)
    year, behind, before = int(digits), tokens.word(end), tokens.word(at - 1)
    counts = is_plural(behind) and tokens.is_word(end)
    if year >= 1900 and year % 100:
        return not (bounded and counts)
    if bounded or (counts and before not in _IN_YEAR | _DETERMINERS and not before.endswith("'s")):
        return False
    opens = before in _IN_YEAR | _DETERMINERS or year >= 1700
    return (opens and not counts) or before in {"in", "since", "by"}


def _is_year_to_year(tokens: Tokens, at: int, end: int) -> bool:
    """As "between 1992 and 2004", "1914 to 1918"."""
    last = tokens.word(end - 1)
    years = len(last) == 4 and last.isdecimal() and tokens.word(at)[:2] in {"18", "19", "20"}
    return years and last[:2] in {"18", "19", "20"} and not is_plural(tokens.word(end))


def _is_second_year(tokens: Tokens, at: int) -> bool:
    """The "24" of "2023-24" and of "2023/24"."""
    if tokens.word(at - 1) not in {*HYPHENS, "/"} or not tokens.glued(at):
        return False
    year = tokens.word(at - 2)
    return len(year) == 4 and year.isdecimal() and 1100 <= int(year) < 2100 and len(tokens.word(at)) in {2, 4}


def age(tokens: Tokens, number: Number) -> int | None:
    """Where the age that a number tells ends ("54" of "Ruiz, 54,", "54-year" of "54-year-old"), else None."""
    if number.low is None or not 0 < number.low < 130 or number.sort not in {"digits", "words"}:
        return None
    place = tokens.after_hyphen(number.end)
    if tokens.word(place) in {"year", "years", "month", "months"}:
        behind = tokens.after_hyphen(place + 1)
        if tokens.word(behind) in {"old", "olds"} or tokens.phrase(behind, behind + 2) == "of age":
            return place + 1 if tokens.word(place).startswith("year") else None
    if tokens.word(number.end) not in _UNITS and _is_aged(tokens, number.first):
        return number.end
    before = tokens.word(number.first - 1)
    mark, name = tokens.word(number.end), number.first - 2
    opened = (before == "," and mark == ",") or (before == "(" and mark == ")")
    opened = opened or (before == "," and mark == "." and tokens.capital(name - 1))
    named = tokens.capital(name) and tokens.is_word(name)
    return number.end if opened and named and number.low >= 5 and number.end == number.first + 1 else None


def _is_aged(tokens: Tokens, at: int) -> bool:
    """Whether "aged", "ages of" or "aged 12 and" stands before a place."""
    if tokens.word(at - 1) in {"and", "or", ","} and tokens.is_digits(at - 2):
        at -= 2
    at -= tokens.word(at - 1) == "of" and tokens.word(at - 2) in {"age", "ages"}
    return tokens.word(at - 1) in {"aged", "ages", "age"}
