"""Rules for years and longer: "1998", "the year 2000", "1990-95", "the '90s", "the 20th century"."""

from __future__ import annotations

from onrecord.statements.timex import counts, which
from onrecord.statements.timex.match import Match, Rules
from onrecord.statements.timex.meaning import Expression, Fixed, Partial
from onrecord.statements.timex.names import DECADES, MONTHS, SEASONS, bag

# What is counted in the thousands, what is numbered, and what stands before an amount: no years.
_COUNTED = bag(
    "percent per million billion trillion people men women days weeks months years hours hrs "
    "minutes miles km metres m "
    "dollars euros points troops soldiers members countries mph gmt utc words feet ft kg pounds tons tonnes"
)
_NUMBERED = bag(
    "$ £ € # no number flight route page room resolution boeing airbus article section channel "
    "highway model id"
)
_AMOUNT = bag("about nearly some than at over almost only exactly")
# Before 1900 and after 2060 a number is a year only behind these, or with nothing behind it.
_BEFORE_YEAR = bag(
    "in since by of until till from through during before after between and to the for late early "
    "mid around year "
    "circa throughout into summer spring fall autumn winter back as on ended ending ( , - / : or 's "
    "due this that"
)
_OWN = bag("his her their my our your")
_POSSESSIVE = _OWN | {"its"}
_STREET = bag("road rd street st avenue ave drive boulevard blvd lane highway")


def _year(match: Match) -> Expression | None:
    year = int(match.words("year")[0])
    if not match.has("part") and not match.has("word") and not _is_year(match, year):
        return None
    return match.say(Fixed(f"{year:04d}"))


def _is_year(match: Match, year: int) -> bool:
    before, after = match.before(), match.after()
    if not 1400 <= year <= 2100 or after in _COUNTED:
        return False
    if before in _NUMBERED or (before in _AMOUNT and after.isalpha()):
        return False
    if before == "-" and match.before(2).isdigit() and len(match.before(2)) != 4:
        return False  # a telephone number
    if {match.after(2), match.after(3)} & _STREET and match.raw_after()[:1].isupper():
        return False  # a house
    owned = before in _POSSESSIVE and after.isalpha() and not after.endswith("s")  # "its 1898 ruling"
    return 1900 <= year <= 2060 or before in _BEFORE_YEAR or owned or not after.isalnum()


def _two_years(match: Match) -> tuple[Expression, ...] | None:
    """As "1990-95": the second year has the hundreds of the first, or the next ("1999-02")."""
    first, second = int(match.words("year")[0]), int(match.words("till")[0])
    if not 1400 <= first <= 2100:
        return None
    later = first - first % 100 + second
    later += 100 if later < first else 0
    return match.say(Fixed(f"{first}"), frm="year"), match.say(Fixed(f"{later}"), frm="till")


def _short_year(match: Match) -> Expression | None:
    return match.say(Partial(year=which.year(match))) if match.before() in _BEFORE_YEAR else None


def _spelt_year(match: Match) -> Expression | None:
    """As "nineteen ninety-six"; "two thousand" alone is as often a number."""
    year = counts.spelt_year(match.words("spelt"))
    month = MONTHS[match.words("month")[0]] if match.has("month") else None
    if not year or not 1500 <= year <= 2100 or (year % 1000 == 0 and not match.has("word") and not month):
        return None
    return match.say(Partial(year=year, month=month))


def _decade(match: Match) -> Expression | None:
    word = match.words("decade")[0]
    if word in DECADES:
        return match.say(Fixed(f"19{DECADES[word] // 10}")) if match.before() not in _OWN else None
    digits = "".join(letter for letter in word if letter.isdigit())
    if len(digits) == 4:
        return match.say(Fixed(digits[:3]))
    # "in her 30s" is an age, "30s" alone nothing; "the 30s" and "'30s" are a decade.
    told = match.has("the") or match.has("part") or not word[0].isdigit()
    if len(digits) == 3 or not told or match.before() in _OWN:
        return None
    return match.say(Fixed(("19" if int(digits) > 20 else "20") + digits[0]))


def _century(match: Match) -> Expression | None:
    number = counts.nth(match.words("nth"))
    if not number or not 2 <= number <= 30:
        return None
    return match.say(Fixed(f"{'BC' if match.has('bc') else ''}{number - 1:02d}"))


def _ancient(match: Match, name: str) -> int:
    return -int(match.words(name)[0])


def _before_christ(match: Match) -> Expression | tuple[Expression, ...]:
    one = match.say(Partial(year=_ancient(match, "n")), frm="part" if match.has("part") else "n", to="bc")
    if not match.has("from"):
        return one
    return match.say(Partial(year=_ancient(match, "from")), frm="from"), one


def _month_before_christ(match: Match) -> Expression:
    month = MONTHS[match.words("month")[0]] if match.has("month") else None
    season = SEASONS[match.words("season")[0]] if match.has("season") else None
    return match.say(Partial(year=_ancient(match, "n"), month=month, season=season))


def _decade_before_christ(match: Match) -> Expression:
    digits = "".join(letter for letter in match.words("decade")[0] if letter.isdigit())
    return match.say(Fixed(f"BC{int(digits):04d}"[:-1]))


CLASSES: dict[str, tuple[str, ...]] = {
    "ancient": ("#12", "#24", "#31", "#59", "#99", "#hundreds"),
    "bc": ("bc", "bce"),
    "the": ("the",),
}
PHRASES = {
    "the year": "the? year",
    "spelt": "<century word> -? <spelt rest> ( -? <small> )?"
    " | two thousand ( and? <small> ( -? <small> )? )?",
}
RULES: Rules = (
    ("<part:part>? <year:year>", _year),
    ("<the year:word> <year:year>", _year),
    ("<year:year> ( - | / ) <two digits:till>", _two_years),
    ("<short year:short>", _short_year),
    ("( <month:month> | <the year:word> )? <spelt:spelt>", _spelt_year),
    ("<part:part>? <the:the>? <decade:decade>", _decade),
    ("<part:part>? <the:the> <decade word:decade>", _decade),
    ("<part:part>? the? <nth:nth> -? ( century | centuries ) <bc:bc>?", _century),
    ("( <ancient:from> ( - | to | and ) )? <part:part>? <ancient:n> <bc:bc>", _before_christ),
    ("<part:part>? ( <month:month> | the? <season:season> ) of? <ancient:n> <bc:bc>", _month_before_christ),
    ("<part:part>? the? <decade:decade> <bc:bc>", _decade_before_christ),
)
