"""Rules for what recurs: "every Tuesday", "each July", "daily", "twice a week", "Mondays"."""

from __future__ import annotations

from onrecord.statements.timex.lengths import length, singular
from onrecord.statements.timex.match import Match, Rules
from onrecord.statements.timex.meaning import Expression, Fixed
from onrecord.statements.timex.names import MONTHS, PARTS_OF_DAY, PLURALS, SEASONS, UNITS, WEEKDAYS, bag

_ADVERBS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "everyday": "P1D",
    "nightly": "XXXX-XX-XXTNI",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "biweekly": "P2W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "annually": "P1Y",
}

_PAPERS = bag("daily weekly monthly")
_OF_PAPERS = bag("newspaper newspapers paper said says reported wrote quoted magazine")


def _counted(match: Match) -> Expression:
    """As "every three years", "every other week", "per day", "twice a week"."""
    number = match.number("n") if match.has("n") else 2 if match.has("other") else 1
    return match.say(Fixed(length(number, singular(match.words("unit")[0]))), "SET")


def _weekday(match: Match) -> Expression:
    part = f"T{PARTS_OF_DAY[match.words('daypart')[0]]}" if match.has("daypart") else ""
    return match.say(Fixed(f"XXXX-WXX-{WEEKDAYS[match.words('weekday')[0]]}{part}"), "SET")


def _month(match: Match) -> Expression:
    return match.say(Fixed(f"XXXX-{MONTHS[match.words('month')[0]]:02d}"), "SET")


def _season(match: Match) -> Expression:
    return match.say(Fixed(f"XXXX-{SEASONS[match.words('season')[0]]}"), "SET")


def _part_of_day(match: Match) -> Expression:
    return match.say(Fixed(f"XXXX-XX-XXT{PARTS_OF_DAY[match.words('daypart')[0]]}"), "SET")


def _weekends(match: Match) -> Expression | None:
    """As "on weekends", "at weekends"; "two weekends" are counted."""
    return match.say(Fixed("XXXX-WXX-WE"), "SET") if match.before() in ("on", "at", "and") else None


def _names(match: Match) -> bool:
    """As "the German daily Bild": between names."""
    return match.raw_before()[:1].isupper() and match.raw_after()[:1].isupper()


def _adverb(match: Match) -> Expression | None:
    """As "daily"; "the Daily Telegraph" is a name, "the party daily Pravda", "the daily said" a newspaper."""
    opens = not match.before() or match.before() in (".", '"', "”", "“")
    if match.raw("adverb")[0].isupper() and not opens:
        return None
    if match.words("adverb")[0] in _PAPERS and (_names(match) or match.after() in _OF_PAPERS):
        return None
    return match.say(Fixed(_ADVERBS[match.words("adverb")[0]]), "SET")


CLASSES: dict[str, tuple[str, ...]] = {
    "unit one": tuple(unit for unit in UNITS if unit not in ("weekend", "night")),
    "units many": tuple(PLURALS),
    "adverb": tuple(_ADVERBS),
    "other": ("other",),
    "weekdays": tuple(word for word in WEEKDAYS if word.endswith("days")),
}
PHRASES = {"every": "every | each", "times": "once | twice | three times"}
RULES: Rules = (
    ("<every> <weekday:weekday> ( <daypart:daypart> )?", _weekday),
    ("<weekdays:weekday>", _weekday),
    ("<every> <month:month>", _month),
    ("<every> <season:season>", _season),
    ("<every> <daypart:daypart>", _part_of_day),
    ("( <every> | per ) <other:other>? <unit one:unit>", _counted),
    ("<every> <n:n> <units many:unit>", _counted),
    ("<times> ( a | per | <every> ) <unit one:unit>", _counted),
    ("weekends", _weekends),
    ("<adverb:adverb>", _adverb),
)
