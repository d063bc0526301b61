"""What a name is: a person, a country, a known body, another body, many people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import SourceKind
from onrecord.statements import reference
from onrecord.statements.who.evidence import Sign
from onrecord.statements.who.identity import country_id
from onrecord.statements.who.name import Name
from onrecord.statements.who.nouns import IN_GOVERNMENT, KIND_OF_NOUN
from onrecord.statements.who.tokens import fold
from onrecord.word_list import words as word_list


@dataclass(frozen=True, slots=True)
class Label:
    """What a name is, told from all its mentions; `known` is the id of what the reference tables have."""

    kind: SourceKind
    name: str
    country: str | None = None
    known: str | None = None
    sure: float = 0.0
    doubtful: bool = False


def known(words: str) -> Label | None:
    """What the reference tables have under this name."""
    named = reference.country_named(words)
    country = named or reference.metonym(words)
    if country:
        doubtful = named is not None and named.ambiguous
        return Label("country", country.name, country.code, country_id(country.code), doubtful=doubtful)
    body = reference.body(words)
    if body:
        return of_body(body)
    place = reference.place(words)
    if place:
        known_as = f"place:{fold(place.name)}"
        return Label("government", place.name, place.country, known_as, doubtful=place.ambiguous)
    return None


# What ends the name of something written: "Digital Services Act", "Article 40".
_WRITTEN = word_list(
    """
    act bill treaty constitution amendment resolution article convention reference charter report poll survey
    study index code directive
    """
)


def of_body(body: reference.Body) -> Label:
    """The label of a body of the reference tables."""
    return Label(body.kind, body.name, body.country, f"body:{'-'.join(map(fold, body.name.split()))}")


def kind_of_body(name: Name, signs: Sequence[Sign]) -> SourceKind:
    """The kind of a body that no table has: by what it is called around, else by its own words."""
    for noun in (one.noun for one in signs if one.noun):
        kind = KIND_OF_NOUN.get(noun)
        if kind:
            return kind
    words = [word.lower() for word in name.text.split() if not word.isdigit()] or [""]
    if words[-1] in _WRITTEN:
        return "document"
    if words[-1] in IN_GOVERNMENT or words[0] in ("ministry", "department", "parliament"):
        return "government"
    if words[-1] in (
        "times",
        "post",
        "herald",
        "tribune",
        "gazette",
        "guardian",
        "news",
        "journal",
        "magazine",
    ):
        return "outlet"
    return "organisation"


def country_in(name: Name) -> str | None:
    """The country that a body's name tells: "Israeli Defence Ministry"."""
    for word in name.text.replace("’s", "").replace("'s", "").split():
        country = reference.demonym(word) or reference.country_named(word)
        if country:
            return country.code
    return None
