"""The tables beside this file, read once and looked up by the words of a report.

Names are compared as they are written but for accents, apostrophes, hyphens and a leading "the";
words all in capitals ("KYIV") are also tried in title case. Role nouns are compared without case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypeVar

from onrecord.remembered import remembered

Gender = Literal["m", "f"]
BodyKind = Literal["organisation", "government", "group", "outlet"]
TitleSort = Literal["honorific", "role"]

# Letters that have no accent to take off, and marks that stand for one another.
_PLAIN = str.maketrans(
    "’‘ʻʼ`´‐‑–ıłŁøØđĐðÐ\u00a0",
    "''''''---ilLoOdDdD ",
) | {ord("æ"): "ae", ord("Æ"): "Ae", ord("œ"): "oe", ord("ß"): "ss", ord("þ"): "th", ord("Þ"): "Th"}
_SPACES = re.compile(r"\s+")
# Nothing that is looked up is longer; longer words are not folded at all.
_LONGEST = 120
# Shorter words in capitals are acronyms: "US" is not "Us".
_SHORTEST_SHOUTED = 4

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory, with all that stands for it in reports.

    `code` is ISO 3166-1 alpha-2, or a code of its own where there is none ("GB-SCT", "XS").
    `demonyms` are adjectives and people, `capitals` the spellings of one capital, the usual one first,
    `seats` other words for its government ("Kremlin"). `quiet_capital`: the capital is not used for the
    government. `ambiguous`: the name is as often something else ("Jordan", "Chad").
    """

    code: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    quiet_capital: bool = False
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, office, armed group or outlet; `country` is the code of its country or None.

    `ambiguous` are those of its names that also mean something else ("PTI", "ICE").
    """

    name: str
    kind: BodyKind
    country: str | None
    names: tuple[str, ...]
    ambiguous: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A city, region or water; `country` is the code of the best-known one so called, None if in several.

    `ambiguous`: as often a person's name or an ordinary word ("Houston", "Reading").
    """

    name: str
    country: str | None
    names: tuple[str, ...]
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Title:
    """A title before names or a noun for what somebody is; `gender` where it tells."""

    words: str
    sort: TitleSort
    gender: Gender | None
    plural: bool = False


@remembered
def fold(words: str) -> str:
    """The words without accents, with straight apostrophes and single spaces; case is kept."""
    if not words.isascii():
        marked = unicodedata.normalize("NFKD", words.translate(_PLAIN))
        # Taken apart, a sign may turn out to be one of those marks.
        words = "".join(sign for sign in marked if not unicodedata.combining(sign)).translate(_PLAIN)
    return _SPACES.sub(" ", words).strip()


def _rows(table: str) -> list[list[str]]:
    text = files("onrecord.statements.reference").joinpath(f"{table}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


def _list(field: str) -> tuple[str, ...]:
    return tuple(field.split("|")) if field else ()


@cache
def countries() -> tuple[Country, ...]:
    """All countries and territories."""
    return tuple(
        Country(
            code,
            name,
            _list(names),
            _list(demonyms),
            _list(capitals),
            _list(seats),
            "quiet-capital" in flags,
            "ambiguous" in flags,
        )
        for code, name, names, demonyms, capitals, seats, flags in _rows("countries")
    )


@cache
def bodies() -> tuple[Body, ...]:
    """All organisations, offices, armed groups and outlets."""
    kinds: dict[str, BodyKind] = {
        "organisation": "organisation",
        "government": "government",
        "group": "group",
        "outlet": "outlet",
    }
    return tuple(
        Body(name, kinds[kind], country or None, _list(names), _list(ambiguous))
        for name, kind, country, names, ambiguous in _rows("bodies")
    )


@cache
def places() -> tuple[PlaceName, ...]:
    """All cities, regions and waters; capitals stand with their countries."""
    return tuple(
        PlaceName(name, country or None, _list(names), bool(mark))
        for name, country, names, mark in _rows("places")
    )


@cache
def titles() -> tuple[Title, ...]:
    """All titles and role nouns, in the singular."""
    return tuple(
        Title(words, "honorific" if sort == "honorific" else "role", _gender(gender))
        for words, sort, gender, _ in _rows("titles")
    )


def country(code: str) -> Country | None:
    """The country of a code."""
    return _by_code().get(code)


@remembered
def country_named(words: str) -> Country | None:
    """The country that some words name: "Britain", "the U.S.", "Türkiye"."""
    return _look(_country_names(), words)


@remembered
def demonym(words: str) -> Country | None:
    """The country whose adjective or people some words are: "Dutch", "Filipinos"."""
    return _look(_demonyms(), words)


@remembered
def capital(words: str) -> Country | None:
    """The country whose capital some words name: "Kiev"."""
    return _look(_capitals(), words)


@remembered
def seat(words: str) -> Country | None:
    """The country whose government some words stand for beside its capital: "Downing Street"."""
    return _look(_seats(), words)


def metonym(words: str) -> Country | None:
    """The country whose government some words stand for: "the Kremlin", "Seoul"; not quiet capitals."""
    named = capital(words)
    return seat(words) or (named if named and not named.quiet_capital else None)


def country_of(words: str) -> Country | None:
    """The country of a name, adjective, people, capital or seat of government."""
    return country_named(words) or demonym(words) or capital(words) or seat(words)


@remembered
def body(words: str) -> Body | None:
    """The one body that some words mean by themselves; None for what is ambiguous ("AP", "Congress")."""
    return _look(_body_names(), words)


def possible_bodies(words: str) -> tuple[Body, ...]:
    """All bodies that some words may mean, the surest first; a second sign has to tell whether they do."""
    sure = body(words)
    unsure = _look(_unsure_bodies(), words) or ()
    return ((sure,) if sure else ()) + tuple(each for each in unsure if each is not sure)


@remembered
def place(words: str) -> PlaceName | None:
    """The city, region or water that some words name; capitals and countries have functions of their own."""
    return _look(_place_names(), words)


@remembered
def title(words: str) -> Title | None:
    """The title or role of some words, singular or plural: "Gen.", "lawmakers". Titles keep their case."""
    words = fold(words[:_LONGEST]).rstrip(".")
    return _honorifics().get(words) or _roles().get(words.casefold())


@remembered
def gender_of(first_name: str) -> Gender | None:
    """The gender of nearly all (nine of ten) who bear a given name, None for others and unknown names."""
    found = _genders().get(fold(first_name[:_LONGEST]).casefold())
    if found is None and "-" in first_name[:_LONGEST]:
        return _genders().get(fold(first_name[:_LONGEST]).casefold().split("-")[0])
    return found


def _look(names: Mapping[str, T], words: str) -> T | None:
    if len(words) > _LONGEST:
        return None
    key = fold(words)
    tried = [key, key[4:]] if key[:4] in ("the ", "The ", "THE ") else [key]
    if key.isupper() and len(key) >= _SHORTEST_SHOUTED:
        tried += [each.title() for each in tried]
    return next((names[each] for each in tried if each in names), None)


def _index(rows: Iterable[T], names: Callable[[T], Sequence[str]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for row in rows:
        for name in names(row):
            found.setdefault(fold(name), row)
    return found


@cache
def _by_code() -> dict[str, Country]:
    return {each.code: each for each in countries()}


@cache
def _country_names() -> dict[str, Country]:
    return _index(countries(), lambda each: (each.name, *each.names))


@cache
def _demonyms() -> dict[str, Country]:
    return _index(countries(), lambda each: each.demonyms)


@cache
def _capitals() -> dict[str, Country]:
    return _index(countries(), lambda each: each.capitals)


@cache
def _seats() -> dict[str, Country]:
    return _index(countries(), lambda each: each.seats)


@cache
def _body_names() -> dict[str, Body]:
    return _index(
        bodies(), lambda each: [name for name in (each.name, *each.names) if name not in each.ambiguous]
    )


@cache
def _unsure_bodies() -> dict[str, tuple[Body, ...]]:
    found: dict[str, tuple[Body, ...]] = {}
    for each in bodies():
        for name in each.ambiguous:
            found[fold(name)] = (*found.get(fold(name), ()), each)
    return found


@cache
def _place_names() -> dict[str, PlaceName]:
    return _index(places(), lambda each: (each.name, *each.names))


@cache
def _honorifics() -> dict[str, Title]:
    return {fold(each.words): each for each in titles() if each.sort == "honorific"}


@cache
def _roles() -> dict[str, Title]:
    found: dict[str, Title] = {}
    for words, sort, gender, plural in _rows("titles"):
        if sort == "role":
            found[fold(words).casefold()] = Title(words, "role", _gender(gender))
            many = fold(plural or _plural(words)).casefold()
            found.setdefault(many, Title(words, "role", _gender(gender), plural=True))
    return found


@cache
def _genders() -> dict[str, Gender]:
    found: dict[str, Gender] = {}
    for gender, _, names in _rows("first_names"):
        sort: Gender = "m" if gender == "m" else "f"
        found.update((name.casefold(), sort) for name in fold(names).split())
    return found


def _gender(mark: str) -> Gender | None:
    return "m" if mark == "m" else "f" if mark == "f" else None


def _plural(words: str) -> str:
    if words.endswith(("s", "sh", "ch", "x")):
        return words + "es"
    if words.endswith("y") and words[-2:-1] not in "aeiou":
        return words[:-1] + "ies"
    return words + "s"
