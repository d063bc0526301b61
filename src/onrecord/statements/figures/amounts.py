"""From numbers to amounts: with money, units, bounds and the two ends of a range, less names and times."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.statements.figures import bounds, calendar, names, shares, units
from onrecord.statements.figures.numbers import Number
from onrecord.statements.figures.plurals import is_plural
from onrecord.statements.figures.tokens import HYPHENS, Tokens
from onrecord.statements.figures.words import RESULTS
from onrecord.word_list import words

# "rose 5 to 12": behind these the second number is what it came to.
_CHANGES = words(
    "rose rise rises rising fell fall falls falling up down gained gain jumped climbed dropped slid "
    "slipped increased decreased grew declined added cut lost by won lose win beat widened narrowed voted "
    "from lead"
)
_RANGING = words("ranging range ranged ranges vary varied varying anywhere anything")
_SMALL = 10  # up to here "over two rivers" is a place


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number in the pieces `first` to `end`, its unit and bounds in; `core` is where its digits begin."""

    first: int
    end: int
    core: int
    number: Number
    unit: str | None = None
    bounded: bool = False
    prefixed: bool = False


def read(tokens: Tokens, at: int, since: int = 0) -> Amount | None:
    """The amount whose number stands at a place, itself behind `since`; None where none is that counts."""
    amount = _bare(tokens, at)
    if amount is None or amount.first < since:
        return None
    amount = _bounded(tokens, _ranged(tokens, amount))
    if amount.first < since or _left_out(tokens, amount):
        return None
    return amount


def _bare(tokens: Tokens, at: int) -> Amount | None:
    """A number with its unit."""
    money = units.before(tokens, at)
    number = shares.read(tokens, at, money is not None)
    if number is None:
        return None
    if money is not None and number.first == at and number.sort in {"digits", "words"}:
        return _priced(tokens, number, money)
    return _measured(tokens, number)


def _priced(tokens: Tokens, number: Number, money: units.Unit) -> Amount:
    end = number.end
    behind = units.after(tokens, end, large=True)
    if behind and behind.name != money.name and not (money.name == "USD" and behind.name == "USD"):
        behind = behind if units.is_money(behind.name) and money.name == "USD" else None
    name = behind.name if behind else money.name
    end = behind.place if behind else end
    return Amount(first=money.place, end=end, core=number.first, number=number, unit=name, prefixed=True)


def _measured(tokens: Tokens, number: Number) -> Amount:
    unit, end = None, number.end
    if number.sort == "times":
        return Amount(first=number.first, end=end, core=number.first, number=number, unit="times")
    place = end + (number.sort == "vague" and tokens.word(end) == "of")
    old = calendar.age(tokens, number)
    found = units.after(tokens, place, large=(number.low or 0) >= 1000)
    if old:
        unit, end = "years", old
    elif found and number.sort != "share":
        unit, end = found.name, found.place
        number = _multiplied(number, found.factor)
    return Amount(first=number.first, end=end, core=number.first, number=number, unit=unit)


def _multiplied(number: Number, factor: float) -> Number:
    if factor == 1.0:
        return number
    low, high = (None if value is None else round(value * factor, 6) for value in (number.low, number.high))
    return replace(number, low=low, high=high)


def _ranged(tokens: Tokens, amount: Amount) -> Amount:
    """An amount, or the range that it opens: "three to five", "10-15%", "between 3 and 5", "two or three"."""
    between = _between(tokens, amount)
    tied = tokens.phrase(amount.end, amount.end + 3) == "- to -"  # "three-to-five"
    join = "to" if tied else tokens.word(amount.end)
    if (join == "and" and between is None) or join not in {"to", "and", "or", *HYPHENS}:
        return amount
    if join in HYPHENS and not bounds.dashed(tokens, amount.end) and amount.unit is None:
        return amount
    upper = _upper(tokens, amount.end + (3 if tied else 1))
    if upper is None or not _joins(tokens, amount, upper, join, between is not None):
        return amount
    return _joined(amount, upper, amount.first if between is None else between)


def _upper(tokens: Tokens, at: int) -> Amount | None:
    """The amount that begins at a place, with its money or bound before the number."""
    for _ in range(2):
        at += tokens.word(at) in bounds.PHRASES
    for place in range(at, at + 4):
        if tokens.is_digits(place) or tokens.word(place) in shares.WORDS:
            found = _bare(tokens, place)
            return found if found and found.first == at else None
    return None


def _between(tokens: Tokens, amount: Amount) -> int | None:
    """Where the "between" stands that opens a range, a bound or not behind it."""
    at = amount.first - 1
    for _ in range(3):
        if tokens.word(at) == "between":
            return at
        if tokens.word(at) not in bounds.PHRASES:
            return None
        at -= 1
    return None


def _joins(tokens: Tokens, lower: Amount, upper: Amount, join: str, between: bool) -> bool:
    """Whether two amounts are the two ends of one."""
    low, high = lower.number.low, upper.number.high
    if low is None or high is None or {lower.number.sort, upper.number.sort} - {"digits", "words"}:
        return False
    if not low < high or (lower.unit and upper.unit and lower.unit != upper.unit):
        return False
    if lower.unit and not upper.unit and not between and lower.unit != "years":
        return False
    before = tokens.word(lower.first - 1)
    if between or (before == "from" and tokens.word(lower.first - 2) in _RANGING):
        return True
    if before in _CHANGES and join != "or":
        return join in HYPHENS and bool(upper.unit)
    if join in HYPHENS:
        return _is_range(tokens, lower, upper)
    return join != "or" or (high <= 3 * low and lower.unit in {None, "years"})


def _is_range(tokens: Tokens, lower: Amount, upper: Amount) -> bool:
    """As "10-15 people" and "5-10%" are one figure, "a 3-5 defeat" and "lost 1-3" are two."""
    end = upper.end
    if upper.unit or lower.prefixed or upper.number.scale > 1 or (lower.number.low or 0) > 200:
        return True
    if lower.unit == "years" or bounds.before(tokens, lower.first, loose=False):
        return True
    words = [tokens.word(end + step) for step in range(3)]
    return words[0] not in RESULTS and tokens.is_word(end) and any(is_plural(word) for word in words[:2])


def _joined(lower: Amount, upper: Amount, first: int) -> Amount:
    low, high, scale = lower.number.low or 0.0, upper.number.high or 0.0, upper.number.scale
    # "10 to 15 million": the first number has the scale of the second, unless it has one or is too large.
    if scale > 1 and lower.number.scale == 1 and low < high / scale:
        low *= scale
    if upper.unit != lower.unit and upper.unit in {"USD", "GBP", "EUR", "INR"} and high < 1:
        low = low / 100
    number = replace(upper.number, first=lower.number.first, low=low, high=high)
    return replace(upper, first=first, core=lower.core, number=number, unit=upper.unit or lower.unit,
                   bounded=first < lower.first, prefixed=lower.prefixed or upper.prefixed)  # fmt: skip


def _bounded(tokens: Tokens, amount: Amount) -> Amount:
    """An amount with the bounds before it (two at most: "at least about") and behind it."""
    number, first, end = amount.number, amount.first, amount.end
    loose = amount.unit is not None or number.sort != "words" or (number.low or 0) > _SMALL
    for _ in range(2):
        found = bounds.before(tokens, first, loose)
        if found is None:
            break
        number, first = bounds.applied(number, found.bound), found.place
    behind = bounds.behind(tokens, end)
    if behind:
        number, end = bounds.applied(number, behind.bound), behind.place
    bounded = amount.bounded or first < amount.first or end > amount.end
    # "100+ km": the unit may stand behind the bound
    unit = units.after(tokens, end, large=False) if behind and amount.unit is None else None
    if unit:
        number, end = _multiplied(number, unit.factor), unit.place
    name = unit.name if unit else amount.unit
    return replace(amount, number=number, first=first, end=end, bounded=bounded, unit=name)


def _left_out(tokens: Tokens, amount: Amount) -> bool:
    """Whether the amount is a name, a code or a time, or is no number that can be told (both ends open)."""
    number = amount.number
    if number.low is None and number.high is None:
        return True
    unit = amount.unit is not None
    if not unit and calendar.is_time(tokens, number, amount.end, amount.bounded):
        return True
    core = amount.first if not amount.bounded else (amount.core if not amount.prefixed else amount.core - 1)
    if amount.prefixed:
        return tokens.glued(amount.end) and tokens.is_word(amount.end)
    return names.is_name(tokens, number, core, amount.end, amount.bounded, unit)
