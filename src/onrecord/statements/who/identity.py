"""Ids of entities: one for a person or body in every article, through spelling and transliteration."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.records import SourceKind
from onrecord.remembered import remembered
from onrecord.statements import reference
from onrecord.statements.who.tokens import fold
from onrecord.word_list import words

# Spellings of one sound, for names that come through other scripts: Zelensky, Zelenskyy, Zelenskiy;
# Khamenei, Khameney; Mykola, Mikola; Đorđević, Djordjevic. In order.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?:iyy|iy|yi|yy|ij|ii|y|ee|j)$", "i"),
        (r"^ye", "e"),
        (r"ou|oo|w(?=[aeiou])u", "u"),
        (r"dzh|dj|zh|j", "j"),
        (r"kh|gh|q|ck", "k"),
        (r"ph", "f"),
        (r"tch|tsh|cz|tj", "ch"),
        (r"sch|sz|sj", "sh"),
        (r"ts|tz|zz|z", "z"),
        (r"iya|ija|ya|ia", "ia"),
        (r"x", "ks"),
        (r"v|w", "v"),
        (r"y|ee|e(?=i)|ai|ei|ay|ey", "i"),
        (r"([a-z])\1", r"\1"),
        (r"(?<![sc])h(?=[^aeiou]|$)|(?<=[aeiou])h", ""),
    )
)
# Shorter words are too easily another name: "Kay" and "Kai".
_SHORT = 4
_MUHAMMAD = re.compile(r"^m[ou]h?a?m+[ae]?[dt]$")
# Small words of names that outlets write or leave out, apart or joined: "Salman al-Saud", "Al Saud".
_PARTICLES = words("al el bin ibn")
_SUFFIXES = words("jr sr ii iii iv v vi vii viii xiv xvi")
_NOISE = words("the of for and on in s")
# What a company is under the law; outlets write it or leave it out.
_LEGAL = words(
    "inc ltd limited plc llc llp corp corporation co company gmbh ag sa nv bv spa bhd pty pvt asa oyj"
)
_SPELLINGS = {
    "defense": "defence",
    "center": "centre",
    "labor": "labour",
    "organisation": "organization",
    "intl": "international",
    "dept": "department",
}
# Surnames that stand before the given name, whose two syllables are written apart, joined or with a hyphen:
# "Kim Jong Un", "Kim Jong-un". The most common of Korea, China and Vietnam.
_SURNAME_FIRST = words(
    """
    kim lee park choi jung jeong kang cho jo yoon yun jang lim rim han shin seo kwon hwang ahn song ri pak xi
    li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang
    deng peng zeng tsai lai nguyen tran le pham phan vu dang bui ngo
    """
)
# Bodies that every country has one of: without the country in the name nothing says whose it is.
_EVERYWHERE = words(
    """
    ministry minister department parliament senate congress assembly court police army navy force forces
    government council commission agency authority office treasury central bank supreme high constitutional
    national federal state security foreign defence interior health finance justice education affairs service
    services board committee bureau opposition republican democratic union party labour intelligence military
    air house
    """
)


@remembered
def sound(word: str) -> str:
    """A folded word as it sounds, so that transliterations of one name meet."""
    if _MUHAMMAD.match(word):
        return "muhamad"
    if len(word) < _SHORT:
        return word
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def same_sound(one: str, other: str) -> bool:
    """Whether two folded words are one name in two spellings."""
    return one == other or sound(one) == sound(other)


def person_id(key: Sequence[str]) -> str | None:
    """The id of a person of this full name, None for a surname alone: that may be anybody's.

    Given name and surname count: middle names and initials come and go.
    """
    whole = _initials_joined([word for word in key if word not in _PARTICLES])
    numbered = [word for word in whole if word not in _SUFFIXES]
    if len(numbered) == 1 and len(whole) == 2:
        return f"person:{sound(whole[0])}-{whole[1]}"  # "Oskar II", a king
    if len(numbered) < 2 or all(len(word) == 1 for word in numbered):
        return None
    if numbered[0] in _SURNAME_FIRST:
        return f"person:{sound(numbered[0])}-{''.join(numbered[1:])}"
    given = numbered[1] if len(numbered[0]) == 1 and len(numbered) > 2 else numbered[0]
    return f"person:{sound(given)}-{sound(numbered[-1])}"


def _initials_joined(words: list[str]) -> list[str]:
    """As in "J. D. Vance" as "JD Vance"."""
    count = 0
    while count < len(words) - 1 and len(words[count]) == 1:
        count += 1
    return ["".join(words[:count]), *words[count:]] if count > 1 else words


def body_id(kind: SourceKind, key: Sequence[str], country: str | None) -> str | None:
    """The id of a body; None for one of a name that every country has, where the country is not known."""
    words = [_SPELLINGS.get(word, word) for word in key if word not in _NOISE]
    words = [word for word in words if word not in _LEGAL] or words
    if not words:
        return None
    if country is None and all(word in _EVERYWHERE for word in words):
        return None
    if kind == "government" and country:
        own = [word for word in words if word not in _own_words(country)] or words
        return f"body:{country.lower()}-{'-'.join(sorted(own))}"
    return f"body:{'-'.join(words)}"


@cache
def _own_words(code: str) -> frozenset[str]:
    """The words of a country's names and adjectives, which its bodies bear or not: "Russian", "Russia's"."""
    country = reference.country(code)
    if country is None:
        return frozenset()
    forms = (country.name, *country.names, *country.demonyms)
    return frozenset(fold(word) for form in forms for word in form.split())


def country_id(code: str) -> str:
    """The id of a country, and of its government."""
    return f"country:{code}"
