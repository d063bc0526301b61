"""What the words around a name say of it: a person or a body, of which sex, in which role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.statements import reference
from onrecord.statements.reference import Gender
from onrecord.statements.who.name import SURNAMES_TOO, Name
from onrecord.statements.who.nouns import (
    COUNTRY,
    GOVERNMENT,
    IN_BODY,
    IN_COMPANY,
    IN_GOVERNMENT,
    ORGANISATION,
    OUTLET,
    PERSON,
    singular,
)  # fmt: skip
from onrecord.statements.who.titles import title
from onrecord.statements.who.tokens import Tokens
from onrecord.word_list import words

# How far an apposition is read, in tokens; longer ones are clauses.
_LONGEST = 18
_ARTICLES = frozenset(("a", "an", "the", "its", "his", "her", "their", "one", "our", "my"))
_ENDS = frozenset((",", ";", ".", "—", "–", ")", "(", "“", "”", '"', "?", "!", ":"))
_GENDERED: dict[str, Gender] = {
    "he": "m",
    "his": "m",
    "him": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "herself": "f",
}
_AGE = re.compile(r"\d{1,3}")
_LEGAL = words("inc ltd llc llp plc corp gmbh ag sa nv bv spa bhd pty pvt asa oyj")
_BODY_NOUNS = ORGANISATION | OUTLET | GOVERNMENT | COUNTRY


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands around a name: weights for a person and a body, the role, the sex, the noun of a body."""

    person: float
    body: float
    role: str
    gender: Gender | None
    noun: str
    aliases: tuple[str, ...]


def sign(tokens: Tokens, name: Name) -> Sign:
    """Read the words before and behind a name. Weights are of the order of log odds, set by hand."""
    role, noun, gender = _apposition(tokens, name)
    before = tokens[name.title - 1] if name.title else None
    person = 4.0 * bool(name.role) + 2.0 * (role != "") + _given(name) + 2.0 * _is_aged(tokens, name)
    body = _looks_like_body(tokens, name) + 3.0 * (noun != "")
    if before is not None and not name.role:
        leading = before.lower
        if leading in PERSON and not before.possessive and not tokens[name.title].opens:
            role, person = role or _lowercase_title(tokens, name), person + 3.0
            told = title(leading)
            gender = gender or (told.gender if told else None)
        elif _noun_before(tokens, name):
            noun = noun or _noun_before(tokens, name)
            body += 3.0
        elif leading == "the":
            body += 2.5
        elif leading in ("of", "at") and name.title > 1 and title(tokens[name.title - 2].word):
            # "the founder of Kaveri Gears", "a driver at Kamau Haulage"
            body += 2.0
    person += 1.5 * _word(tokens, name.stop, ("who", "whose"), comma=True)
    near = _pronoun(tokens, name)
    if near:
        person, gender = person + 1.0, gender or near
    if _word(tokens, name.stop, ("its", "which"), comma=True):
        body += 1.0
    return Sign(person, body, role, gender, noun, tuple(_aliases(tokens, name)))


_CALLED = frozenset(("known", "called", "nicknamed", "dubbed", "aka", "alias"))


def _aliases(tokens: Tokens, name: Name) -> Iterator[str]:
    """Other names right behind: "Lawal, popularly called Baba Oja,", "World Health Organization (WHO)"."""
    at = name.stop
    if _acronym_follows(tokens, name):
        yield tokens[at + 1].word
    limit = min(at + 6, len(tokens) - 1)
    while at < limit and tokens[at].lower not in _CALLED and not tokens[at].opens:
        at += 1
    if at < limit and tokens[at].lower in _CALLED:
        first = next(
            (place for place in range(at + 1, min(at + 5, len(tokens))) if tokens[place].capital), None
        )
        if first is not None:
            last = first
            while (
                last + 1 < len(tokens)
                and tokens[last + 1].capital
                and not tokens[last + 1].opens
                and last - first < 3
            ):
                last += 1
            yield "".join(tokens[place].word for place in range(first, last + 1))


def _noun_before(tokens: Tokens, name: Name) -> str:
    """The noun before: "magazine" of "the weekly magazine Energia" and of "The developer, Nišava Tower,"."""
    at = name.title - 1
    if tokens[at].word == "," and at > 1 and tokens[at - 2].lower in _ARTICLES:
        at -= 1
    token = tokens[at]
    known = token.lower in ORGANISATION or token.lower in OUTLET
    return token.lower if known and not token.capital and not token.possessive else ""


def _given(name: Name) -> float:
    if len(name.key) > 1:
        first = name.text.split()[0]
        initial = any(len(word) == 1 for word in name.key[:-1])
        return 2.5 * (reference.gender_of(first) is not None) + 1.5 * initial
    return 0.5 * (reference.gender_of(name.text) is not None)


def _looks_like_body(tokens: Tokens, name: Name) -> float:
    words = name.text.split()
    last = words[-1].lower().replace(".", "")
    weight = 0.0
    surname = len(words) == 2 and last in SURNAMES_TOO and reference.gender_of(words[0]) is not None
    if (
        len(words) > 1
        and not surname
        and (last in IN_BODY or last in IN_GOVERNMENT or any(w.lower() in IN_COMPANY for w in words[1:]))
    ):
        weight += 5.0
    if any(word in ("of", "for", "&") for word in words[1:]):
        weight += 3.0
    if len(name.text) > 1 and name.text.replace(".", "").isupper() and len(words) == 1 and len(name.text) < 8:
        weight += 3.0
    if last in _LEGAL or any(word.isdigit() for word in name.key):
        weight += 5.0
    if _acronym_follows(tokens, name):
        weight += 4.0
    following = tokens[name.stop] if name.stop < len(tokens) else None
    if following is not None and following.word[0].islower() and not tokens[name.stop - 1].possessive:
        noun = following.lower if following.lower in PERSON else singular(following.lower)
        # "Tesla spokesman", "Reuters reporters"; not "Smith friends".
        weight += 1.5 * (noun in PERSON)
    return weight


def _acronym_follows(tokens: Tokens, name: Name) -> bool:
    if name.stop + 2 >= len(tokens) or tokens[name.stop].word != "(":
        return False
    word, close = tokens[name.stop + 1].word, tokens[name.stop + 2].word
    return close == ")" and word.isupper() and 2 <= len(word) <= 8


def _is_aged(tokens: Tokens, name: Name) -> bool:
    """As in "Jane Doe, 54," and "Jane Doe (54)"."""
    if name.stop + 2 >= len(tokens):
        return False
    mark, age, close = (tokens[name.stop + step].word for step in range(3))
    return mark in (",", "(") and bool(_AGE.fullmatch(age)) and close in (",", ")", ".")


def _word(tokens: Tokens, at: int, words: tuple[str, ...], *, comma: bool) -> bool:
    if comma and at < len(tokens) and tokens[at].word == ",":
        at += 1
    return at < len(tokens) and tokens[at].lower in words


def _pronoun(tokens: Tokens, name: Name) -> Gender | None:
    """The first pronoun in the next words of the sentence, where no other name stands between."""
    for at in range(name.stop, min(name.stop + 14, len(tokens))):
        token = tokens[at]
        if token.lower in _GENDERED:
            return _GENDERED[token.lower]
        if token.opens or (token.capital and at > name.stop) or token.word in ("”", "“", '"'):
            return None
    return None


def _lowercase_title(tokens: Tokens, name: Name) -> str:
    """As in "the Kremlin spokesman Dmitry Peskov" -> "Kremlin spokesman"."""
    first = at = name.title - 1
    while at >= 0 and name.title - at < 9:
        token = tokens[at]
        if token.word in _ENDS or token.lower in _ARTICLES or (token.opens and at < first):
            break
        if token.word[0].islower() and at < first and not _modifies(token.lower):
            break
        first = at
        if token.opens:
            break
        at -= 1
    return tokens.text[tokens[first].start : tokens[name.title - 1].end]


def _modifies(word: str) -> bool:
    """Whether a word can stand in a title: a noun of office or an adjective, no verb or preposition."""
    return word in PERSON or word in _BODY_NOUNS or word in _TITLE_WORDS or "-" in word


_TITLE_WORDS = words(
    """
    former acting deputy vice senior junior chief prime foreign interior defence defense finance health
    education human rights national state federal regional local provincial general public police military
    political opposition independent prominent veteran leading top co assistant associate executive managing
    press communications policy security intelligence economic legal financial medical climate energy
    environment trade home justice presidential parliamentary right-wing left-wing conservative liberal
    democratic republican far-right
    """
)


def _apposition(tokens: Tokens, name: Name) -> tuple[str, str, Gender | None]:
    """Role of a person, noun of a body and sex from "X, the president of Y," or "X (a company)"."""
    at = name.stop
    if at + 1 >= len(tokens) or tokens[at].word not in (",", "(", "—", "–"):
        return "", "", None
    at += 1
    if _AGE.fullmatch(tokens[at].word) and at + 2 < len(tokens) and tokens[at + 1].word in (",", ")"):
        at += 2
    stop = _clause_end(tokens, at)
    for place in range(at, min(stop, at + 9)):
        lower = tokens[place].lower
        if lower in _PHRASE_ENDS:
            break
        found = title(lower)
        if found is not None:
            role = tokens.text[tokens[at].start : tokens[stop - 1].end] if _is_phrase(tokens, at) else ""
            return _without_article(role), "", found.gender if role else None
        if (
            lower in _BODY_NOUNS
            and not tokens[place].capital
            and not tokens[place].possessive
            and tokens[at].lower in _ARTICLES
        ):
            following = tokens[place + 1].lower if place + 1 < stop else ""
            if following not in PERSON and following not in _BODY_NOUNS:
                return "", lower, None
    return "", "", None


def _is_phrase(tokens: Tokens, at: int) -> bool:
    """True where a noun phrase may begin; "X, said the president" is none."""
    word = tokens[at].lower
    return (
        word in _ARTICLES
        or tokens[at].capital
        or word in PERSON
        or word in _TITLE_WORDS
        or tokens[at].possessive
    )


_PHRASE_ENDS = words("who whom which that said says and but or told was is were has had")


def _clause_end(tokens: Tokens, at: int) -> int:
    stop = at
    while stop < len(tokens) and stop - at < _LONGEST:
        token = tokens[stop]
        if (
            token.word in _ENDS
            or token.lower in ("who", "which", "said", "says", "told")
            or (token.opens and stop > at)
        ):
            break
        stop += 1
    return max(stop, at + 1)


def _without_article(role: str) -> str:
    first, _, rest = role.partition(" ")
    return rest if first.lower() in ("a", "an", "the") and rest else role
