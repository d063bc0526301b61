"""Whether the subject of a content is its speaker, or those for whom the speaker answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.records import Quotation
from onrecord.statements.speech.content import PRONOUNS
from onrecord.word_list import words as listed

_LONGEST: Final = 200  # characters of a source that are looked at
_SPEAKER: Final = listed("he she it they we i")
_FIRST: Final = listed("we i")
_CUTS: Final = listed(", who which that whose where")  # what follows describes the subject
_OPENERS: Final = listed("if when unless once after before because as")
_FILLERS: Final = listed(", also both all never ever still")
_POSSESSIVE: Final = listed("his her its our my their")
_PEOPLE: Final = listed(
    "client clients son daughter wife husband brother sister father mother family party government "
    "company country team troops forces men women soldiers officers staff ministry army office "
    "administration campaign members players fighters group firm club lawyer lawyers party people "
    "children police agents drones planes ships navy workers employees drivers pilots doctors nurses "
    "teachers boss bosses minister ministers unit units"
)
_SMALL: Final = listed("the a an of for and in on at to mr mrs ms dr who which his her its their new")
_GOVERNS: Final = listed(
    "minister president premier chancellor ministry government official officials ambassador secretary "
    "spokesman spokeswoman spokesperson governor mayor foreign defence defense state kremlin army military "
    "police general commander envoy diplomat king embassy prime cabinet authorities council councillor"
)
_MANAGES: Final = listed(
    "executive ceo chairman chairwoman chair spokesman spokeswoman spokesperson director company firm boss "
    "founder manager coach captain president owner head principal headteacher chief inc ltd plc group bank "
    "lawyer"
)
_OUTSIDE: Final = listed(
    "opposition critics critic activist activists campaigner campaigners analyst analysts resident "
    "residents witness witnesses expert experts economist economists historian rights watchdog monitors "
    "protesters rebels"
)
_RULED: Final = listed("government ministry state army military country nation troops police city")
_RUN: Final = listed(
    "company firm bank club team airline agency university school hospital group union party side "
    "organisation organization department council authority manufacturer operator retailer brand paper"
)
# Which words in a source show that it answers for "the ministry", "the company".
_BODIES: Final = {**dict.fromkeys(_RULED, _GOVERNS), **dict.fromkeys(_RUN, _MANAGES | _GOVERNS)}


def is_own_side(subject: Sequence[str], source: str | None, quotation: Quotation) -> bool:
    """Whether the speaker, or a body or person that the speaker answers for, is the subject.

    In a direct quotation speakers call themselves "I" and "we"; in indirect speech "he", "it" and so on.
    """
    cut = next((at for at, word in enumerate(subject) if at and word in _CUTS), len(subject))
    subject = [word for word in subject[:cut] if word not in _FILLERS and not word.endswith("ly")]
    if subject and subject[0] in _OPENERS:  # "if the rain stops they": no comma parts them
        subject = subject[-1:]
    if source is None or not subject or len(subject) > 8:
        return False
    if len(subject) == 1 and subject[0] in (_FIRST if quotation == "direct" else _SPEAKER):
        return True
    if any(word in PRONOUNS for word in subject):
        return False
    said_by = _words(source)
    if subject[0] in _POSSESSIVE or (subject[:2] == ["none", "of"] and subject[-2:-1] != ["the"]):
        return True
    if said_by & _OUTSIDE:
        return False
    if said_by & {_stem(word) for word in subject if word not in _SMALL}:
        return True
    return _is_body(subject, said_by)


def is_answered_for(subject: Sequence[str]) -> bool:
    """Whether speakers can answer for what the subject did: not for "my health", "its numbers"."""
    return not subject or subject[0] not in _POSSESSIVE or bool(_PEOPLE.intersection(subject))


def _is_body(subject: Sequence[str], said_by: frozenset[str]) -> bool:
    if subject[0] != "the" or len(subject) > 3:
        return False
    if subject[-1] in ("country", "nation"):
        return True
    body = _BODIES.get(subject[-1])
    return body is not None and (not said_by or bool(said_by & body))


def _words(source: str | None) -> frozenset[str]:
    if not source:
        return frozenset()
    found = (_stem(word.strip(".,'\"’“”()")) for word in source[:_LONGEST].lower().split())
    return frozenset(word for word in found if word and word not in _SMALL and word not in _SPEAKER)


def _stem(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")
