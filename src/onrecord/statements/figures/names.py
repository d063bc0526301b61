"""Numbers that count nothing: in names and codes ("Boeing 737", "G7"), in addresses, lists and telephones."""

from __future__ import annotations

from onrecord.statements.figures.numbers import SMALL, Number
from onrecord.statements.figures.plurals import is_plural
from onrecord.statements.figures.tokens import BARRED, HYPHENS, Tokens
from onrecord.word_list import words

# A number right behind one of these is its name, whatever follows.
_LABELS = words(
    "article articles section sections chapter chapters clause clauses paragraph appendix annex amendment "
    "rule resolution figure fig table type stage category tier grade flight phase no nos number numbers "
    "route highway interstate motorway junction room gate pier boeing airbus embraer antonov tupolev "
    "sukhoi bombardier falcon iphone ipad windows playstation xbox nasdaq ftse nikkei stoxx dax cac asx "
    "tsx csi topix kospi fortune forbes psalm agenda vision apollo artemis soyuz formula catch covid sars "
    "channel page pages verse vol volume episode season version mark apartment apt suite hangar ward "
    "precinct constituency gpt pixel android item protocol exhibit schedule form bill proposition prop "
    "title zip track squadron runway platform terminal zone sector bus plot unit block lane ordinance "
    "decree directive convention"
)
# Of these even in small letters before a plural: "type 2 cases", but not "on that form 12 names".
_STRICT_LABELS = words(
    "article articles section sections chapter chapters type stage category tier grade flight no nos "
    "number numbers route boeing airbus covid"
)
# Of these only with a capital: "Part 2", "Day 3" are names, "took part 12 times" is not.
_CAPITAL_LABELS = words(
    "part level class step round game week day act scene question option book point line model district "
    "division series group house area studio station building floor tower team force plan project "
    "operation law case order code radio big war pillar priority gulf super element mission fantastic air "
    "bowl news oceans earth planet gen"
)
_PAGE_LABELS = words("part step round day level")  # "part two": in small letters, with nothing behind
_STREETS = words(
    "street st road rd avenue ave lane drive boulevard blvd square place court way terrace crescent close "
    "gardens row hill quay highway parkway plaza"
)
_NAMED = {  # names that begin a sentence with a number word, by the words that follow
    "five": ("eyes", "star"), "six": ("nations",), "three": ("gorges", "mile island", "lions"),
    "nine": ("network",),
    "four": ("seasons", "corners"), "seven": ("network", "sisters"), "one": ("nation", "direction", "plus"),
    "ten": ("downing", "commandments"), "twelve": ("monkeys",), "two": ("rivers",), "hundred": ("years",),
}  # fmt: skip
_MONTHS = words(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec"
)
_WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
_COUNTS_BEHIND = words("were are have died killed")
_PLAIN_BEFORE = _WEEKDAYS | _MONTHS
_NOT_NUMBERS = words("something somethings first second third on by in off up to")
_ORDINALS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "hundredth thousandth millionth twentieth"
)
_SUFFIXES = words("st nd rd th s am pm a.m. p.m. h hrs hr d v x am. gmt g")
_ZERO_BEFORE = words("net ground absolute near sub below above patient year day")
_ZERO_BEHIND = words("tolerance sum hour emission emissions carbon trust day waste rated")


def is_name(tokens: Tokens, number: Number, first: int, end: int, bounded: bool, unit: bool) -> bool:
    """Whether a number belongs to a name, a code, a list or a telephone number.

    `first` and `end` are its pieces with unit; `bounded` and `unit` are whether it has a bound or a unit.
    """
    if number.sort == "digits":
        return _is_code(tokens, number, first, end, unit) or _is_digit_name(tokens, number, bounded or unit)
    if number.sort in {"times", "vague"}:
        return tokens.glued(number.first) and tokens.word(number.first - 1) in HYPHENS
    return _is_word_name(tokens, number, bounded)


def _is_code(tokens: Tokens, number: Number, first: int, end: int, unit: bool) -> bool:
    """Digits that touch letters, marks or other digits: "G7", "COVID-19", "737s", "555-0199", "10:30"."""
    if tokens.glued(first) and _ties(tokens, first):
        return True
    if _is_chain(tokens, first, end) or _is_listed(tokens, first, end):
        return True
    digits = tokens.word(number.first)
    if digits.startswith("0") and len(digits) > 1 and not digits.startswith("0."):
        return True
    if not tokens.glued(end) or (unit and tokens.word(end) not in HYPHENS):
        return False
    return _goes_on(tokens, end)


def _ties(tokens: Tokens, first: int) -> bool:
    """Whether the piece that touches a number before it makes it a code."""
    before = tokens.word(first - 1)
    if before in HYPHENS:
        at = first - 2
        return (
            tokens.glued(first - 1) and tokens.is_word(at) and tokens.word(at) != "top"
        ) or before == BARRED
    return before in {"/", "_", "#", "@", "=", "&", "\\", ":", "*", "^"} or (
        tokens.is_word(first - 1) or before == BARRED
    )


def _goes_on(tokens: Tokens, end: int) -> bool:
    mark, behind = tokens.word(end), tokens.word(end + 1)
    if mark in HYPHENS:
        return tokens.glued(end + 1) and tokens.word(end + 1) == BARRED
    if mark in {":", "/", "_", "@", "=", "&", "\\", "^"}:
        return tokens.glued(end + 1) and behind[:1].isalnum()
    return tokens.is_word(end) or mark == BARRED


def _is_chain(tokens: Tokens, first: int, end: int) -> bool:
    """Three or more runs of digits tied by hyphens, or a telephone number: "555-0199-22", "4-3-3"."""
    before = _linked(tokens, first - 1, first - 2)
    behind = _linked(tokens, end, end + 1)
    if before and (behind or _linked(tokens, first - 3, first - 4)):
        return True
    if behind and _linked(tokens, end + 2, end + 3):
        return True
    plus = tokens.word(first - 1) == "+" and tokens.is_digits(end)
    return plus or _is_telephone(tokens, first)


def _linked(tokens: Tokens, mark: int, digits: int) -> bool:
    return tokens.word(mark) in HYPHENS and tokens.glued(max(mark, digits)) and tokens.is_digits(digits)


def _is_telephone(tokens: Tokens, first: int) -> bool:
    """Whether digits follow those of a code that opens with 0 or "+", a few places back at most."""
    for at in range(first, max(first - 5, -1), -1):
        if not (tokens.is_digits(at) or tokens.word(at) in {*HYPHENS, "+", "(", ")"}):
            return False
        opens = tokens.word(at).startswith("0") and len(tokens.word(at)) > 2 and "." not in tokens.word(at)
        if (opens or tokens.word(at) == "+") and at < first:
            return True
    return False


def _is_listed(tokens: Tokens, first: int, end: int) -> bool:
    """The number of a list: "2. Do this" and "3) Do that" that open a line."""
    opens = first <= 0 or tokens.word(first - 1) == "\n" or tokens.word(first - 2) == "\n" or first == 1
    if opens and tokens.word(first - 1) in {"\n", "", "(", "[", "#"} and end < len(tokens):
        return tokens.word(end) in {".", ")", "]"} and tokens.word(end + 1) not in {"\n", ""}
    return False


def _is_digit_name(tokens: Tokens, number: Number, clear: bool) -> bool:
    at = number.first
    before, digits = tokens.word(at - 1), tokens.word(at)
    if before == "." and tokens.word(at - 2) in {"no", "nos", "art", "sec", "fig", "vol", "ch", "pp", "p"}:
        return True
    if before in {"#", "№", "§"} or (before == "p" and tokens.word(at - 2) == "&"):
        return True
    if clear:
        return False
    if digits in {"911", "999", "112"} and before in {
        "call",
        "called",
        "calling",
        "dial",
        "dialled",
        "dialed",
    }:
        return True
    if _is_labelled(tokens, at, number.end) or _is_address(tokens, at, number.end):
        return True
    bare = number.end == at + 1 and "," not in digits and "." not in digits
    return bare and _is_tail(tokens, at, number.end)


def _is_labelled(tokens: Tokens, at: int, end: int) -> bool:
    before = tokens.word(at - 1)
    if before in {"and", "to", "or", ","} and tokens.is_digits(at - 2):
        return tokens.word(at - 3) in _LABELS and tokens.word(at - 3).endswith("s")
    if before in _LABELS:
        strict = before in _STRICT_LABELS or tokens.capital(at - 1)
        return strict or not _has_plural(tokens, end)
    named = before in _CAPITAL_LABELS and tokens.capital(at - 1) and not tokens.opens(at - 1)
    return named or (before in _PAGE_LABELS and not tokens.is_word(end))


def _is_address(tokens: Tokens, at: int, end: int) -> bool:
    """As "10 Downing Street": capitals behind the number, the last of them a kind of street."""
    for place in range(end, end + 4):
        if not tokens.capital(place):
            return False
        if tokens.word(place) in _STREETS and place > end:
            return len(tokens.word(at)) < 6
    return False


def _is_tail(tokens: Tokens, at: int, end: int) -> bool:
    """Bare digits behind a name, with nothing behind them that they count: "the Astra 12 was launched"."""
    before = tokens.word(at - 1)
    if not tokens.capital(at - 1) or before in _PLAIN_BEFORE or tokens.opens(at - 1):
        return False
    counts = tokens.word(end) in _COUNTS_BEHIND | HYPHENS or _has_plural(tokens, end)
    if counts or before.endswith((".", "'s")):
        return False
    return not is_title_case(tokens, at) and not is_result(tokens, at)


def _has_plural(tokens: Tokens, end: int) -> bool:
    return any(is_plural(tokens.word(at)) and tokens.is_word(end) for at in range(end, end + 3))


def is_result(tokens: Tokens, at: int) -> bool:
    """As "Arsenal 2 Chelsea 1": two names, each with a small number behind it."""
    for step in (-2, -3, 2, 3, 4):
        other = at + step
        between = range(min(at, other) + 1, max(at, other))
        if tokens.is_digits(other) and len(tokens.word(other)) <= 3 and len(tokens.word(at)) <= 3:
            words = [place for place in between if tokens.word(place) != ","]
            return bool(words) and all(tokens.capital(place) for place in words) and tokens.capital(at - 1)
    return False


def _is_word_name(tokens: Tokens, number: Number, bounded: bool) -> bool:
    at, end = number.first, number.end
    before, behind = tokens.word(at - 1), tokens.word(end)
    if tokens.glued(at) and before in HYPHENS and tokens.is_word(at - 2):
        return True
    if behind in HYPHENS and tokens.glued(end) and tokens.word(end + 1) in _NOT_NUMBERS:
        return True
    if number.end == at + 1 and behind in _ORDINALS and tokens.word(at) not in {"one", "the"}:
        return tokens.word(at) in SMALL and SMALL[tokens.word(at)] >= 20
    if bounded or number.sort == "share":
        return False
    if before in _LABELS or (before in _PAGE_LABELS and not tokens.is_word(end)):
        return True
    if tokens.word(at) == "zero" and _is_idiom(tokens, at, end):
        return True
    return _is_capital_name(tokens, at, end)


def _is_idiom(tokens: Tokens, at: int, end: int) -> bool:
    place = end + (tokens.word(end) in HYPHENS)
    return tokens.word(at - 1) in _ZERO_BEFORE or tokens.word(place) in _ZERO_BEHIND


def _is_capital_name(tokens: Tokens, at: int, end: int) -> bool:
    """As "Group of Seven", "Air Force One", "the Five Eyes": a capital where the sentence asks for none."""
    if not tokens.capital(at):
        return False
    behind = tokens.phrase(end, end + 2)
    names = _NAMED.get(tokens.word(end - 1), ())
    if any(behind == name or behind.split(" ")[0] == name for name in names) and tokens.capital(end):
        return True
    if tokens.opens(at) or (is_title_case(tokens, at) and tokens.word(at - 1) != "of"):
        return False
    return not tokens.raw(at).isupper() or tokens.capital(at - 1)


def is_title_case(tokens: Tokens, at: int) -> bool:
    """Whether most longer words around a place have capitals, as in many headlines."""
    around = range(max(0, at - 8), min(len(tokens), at + 9))
    words = [place for place in around if len(tokens.words[place]) > 3 and tokens.is_word(place)]
    return len(words) >= 3 and sum(tokens.capital(place) for place in words) >= 0.75 * len(words)
