"""The classes of words and the phrases with names that the rules are written with."""

from __future__ import annotations

from onrecord.statements.timex.names import (
    DECADES,
    MONTHS,
    NTHS,
    SEASONS,
    SMALL,
    TENS,
    WEEKDAYS,
    ZONES,
    bag,
)

CLASSES: dict[str, tuple[str, ...]] = {
    "month": tuple(MONTHS),
    "weekday": tuple(word for word in WEEKDAYS if not word.endswith("days")),
    "weekdays": tuple(word for word in WEEKDAYS if word.endswith("days")),
    "season": tuple(SEASONS),
    "daypart": ("morning", "afternoon", "evening", "night"),
    "digits": ("#12", "#24", "#31", "#59", "#99", "#hundreds", "#many", "#year", "#fourdigits"),
    "day": ("#12", "#24", "#31"),
    "hour": ("#0", "#12", "#24"),
    "hour number": ("#12", *(word for word in SMALL if 0 < SMALL[word] <= 12)),
    "two digits": ("#0", "#12", "#24", "#31", "#59", "#99"),
    "year": ("#year",),
    "short year": ("#shortyear",),
    "four digits": ("#year", "#fourdigits"),
    "halfday": ("am", "pm"),
    "zone": tuple(ZONES),
    "small": tuple(word for word in SMALL if SMALL[word]),
    "tens": tuple(TENS),
    "nth digits": ("#nth",),
    "nth word": tuple(NTHS),
    "decade": ("#decade", "#shortdecade"),
    "decade word": tuple(DECADES),
    "iso": ("#iso",),
    "slash": ("#slash",),
    "clock": ("#clock",),
    "century word": ("twenty", "nineteen", "eighteen", "seventeen", "sixteen"),
    "spelt rest": (*TENS, *(word for word in SMALL if SMALL[word] >= 10)),
    "vague": ("several", "few", "many", "some"),
}
PHRASES: dict[str, str] = {
    "whole": "<digits> #fraction? | <tens> ( -? <small> )? | <small> ( hundred | thousand )?"
    " | a? ( couple of? | dozen ) | hundred | half a dozen",
    "half": "and a half",
    "n": "<whole> | ( a | only )? <vague> | a ( hundred | couple of? more )",
    "nth": "<nth digits> | <nth word> | <tens> - <nth word>",
    "part": "the? ( early | late | mid | earlier | later ) ( - | in | on )? the? | end - | the? very?"
    " ( beginning | start | end | middle | close | latter part | early part ) of"
    " | ( early | late | earlier | later )",
    "bound": "about | around | approximately | roughly | nearly | almost | some | circa | ca | over | under"
    " | ( less | more | fewer | longer ) than | at least | up to | at most | no ( more | less ) than",
    "of year": "( ,? of? <year:year> | <short year:short> | of? <which year:which_year> )",
    "which": "last | next | this ( past | coming )? | the past | that"
    " | the? ( following | previous | preceding | coming | same )",
    "which year": "last year | next year | this year | ( the | that ) same year | that year"
    " | the ( previous | following | next | preceding ) year",
}

# Words that make no time expression by themselves: without one of the others near, no rule is tried.
_YEARS_BEGIN = bag("nineteen eighteen seventeen sixteen twenty")
FILLERS: tuple[str, ...] = (
    *(word for word in (*SMALL, *TENS) if word not in _YEARS_BEGIN),
    *(name for name in CLASSES["digits"] if name not in ("#year", "#fourdigits")),
    *bag("#0 #fraction - , / & 's . ( ) the a an of to in on at and or for from with as that this it its"),
    *bag("their last next same each every per some few many several more less than about around over under"),
    *bag("up no most least only just very full long old before after until through till first second"),
    *bag("third fourth once twice other hundred back previous following coming late early later earlier end"),
    *bag("start mid close"),
)
