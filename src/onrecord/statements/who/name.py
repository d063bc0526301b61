"""A run of capitalised words parted into title and name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.statements import reference
from onrecord.statements.reference import Gender
from onrecord.statements.who.nouns import IN_BODY, IN_GOVERNMENT, PERSON
from onrecord.statements.who.runs import JOINTS, OPENERS, PARTICLES
from onrecord.statements.who.titles import title, title_length
from onrecord.statements.who.tokens import Token, Tokens, fold, one_line, unarticled
from onrecord.word_list import words as word_list

_INSIDE = word_list("of and the for")
# "Bengaluru-based Swaram Labs"
_BASED = re.compile(r"-(?:based|born|led|owned|listed|backed|run)$")
_ROYAL = word_list("prince princess king queen duke earl sultan emir")
_GIVEN_TOO = word_list("dean duke earl chase marshal judge")
# Endings of bodies' names that are surnames as well: "Joan Church".
SURNAMES_TOO = word_list(
    """
    church temple court house post law press steel power chambers banks page guard price sales
    """
)
_SUFFIXES = word_list("jr sr ii iii iv")
# Honours and offices written behind a name.
_POSTNOMINALS = word_list("TD MEP MLA MK KC QC SC SAN MP OBE MBE CBE MD PhD SJ AO AM")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: tokens [first, stop), before them the title's, from `title` on.

    `key` are its words as they are compared; `role` is the title as written ("Ukrainian President").
    """

    title: int
    first: int
    stop: int
    text: str
    key: tuple[str, ...]
    role: str
    honorific: bool
    gender: Gender | None

    @property
    def surname(self) -> str:
        """The last word of the key that is no "Jr"."""
        return next((word for word in reversed(self.key) if word not in _SUFFIXES), self.key[-1])


def parted(tokens: Tokens, first: int, stop: int) -> Name | None:
    """A run as title and name, None where it is a title alone."""
    places = [at for at in range(first, stop) if tokens[at].word[0].isalnum()]
    words = [tokens[at] for at in places]
    split = 0 if _is_body(tokens, first, words) else _behind_titles(words)
    while split < len(words) - 1 and _only_opens(words, split):
        split += 1
    name = words[split:]
    while len(name) > 2 and name[-1].word in _POSTNOMINALS:
        name.pop()
    key = tuple(filter(None, (fold(part) for token in name for part in unarticled(token.word))))
    if not key or (len(name) == 1 and name[0].lower in _SUFFIXES):
        return None
    before = words[:split]
    known = [found for token in before if (found := title(token.word))]
    return Name(
        title=first,
        first=places[split],
        stop=stop,
        text=one_line(tokens.text[name[0].start : name[-1].start + len(name[-1].word)]),
        key=key,
        role=_role(tokens, before),
        honorific=bool(known) and all(one.courtesy for one in known) and len(known) == len(before),
        gender=next((one.gender for one in known if one.gender), None),
    )


def _role(tokens: Tokens, before: list[Token]) -> str:
    """The words of a title, without the courtesy behind a role: "Prime Minister | Datuk Seri"."""
    told = next((at for at, token in enumerate(before) if at and _is_courtesy(token)), len(before))
    return one_line(tokens.text[before[0].start : before[told - 1].end]) if before else ""


def _only_opens(words: list[Token], at: int) -> bool:
    """A word that is capitalised for opening a sentence: "But Mr Fox"; not the "No" of "No 10"."""
    return words[at].opens and words[at].lower in OPENERS and not words[at + 1].word.isdigit()


def _is_body(tokens: Tokens, first: int, words: list[Token]) -> bool:
    """True where the run is a body's name: "Foreign Ministry", "Ministry of Defence", "General Motors"."""
    last = words[-1].lower
    if len(words) == 1:
        return False
    joints = [at for at, token in enumerate(words) if token.word in ("of", "for")]
    if joints or any(
        tokens[at].word == "&" for at in range(first, first + 2 * len(words)) if at < len(tokens)
    ):
        return not joints or words[joints[0] - 1].lower not in PERSON
    if len(words) == 2 and last in SURNAMES_TOO and reference.gender_of(words[0].word):
        return False
    return last in IN_GOVERNMENT or (last in IN_BODY and title(words[-1].word) is None)


def _behind_titles(words: list[Token]) -> int:
    """How many words of a run are title: up to the last title that has a name behind it."""
    split = at = 0
    while at < len(words):
        length = _title_at(words, at)
        if not length:
            at += 1
            continue
        behind = _behind_office(words, at + length)
        if all(later.lower in _SUFFIXES for later in words[behind:]):
            # "the US President", "Secretary of State"; but "Mr. Prince" and "Martin Luther King Jr".
            return split if any(map(_begins_person, words[:at])) else len(words)
        split = at = behind
    if not split and len(words) > 1 and _BASED.search(words[0].word):
        return 1
    return split or _unlisted_title(words)


def _title_at(words: list[Token], at: int) -> int:
    """How many words the title that begins here has; none where it is a given name or inside a name."""
    length = title_length([token.word for token in words[at : at + 3]])
    if length != 1:
        return length
    word, left = words[at], len(words) - at - 1
    inside = at == 1 and reference.gender_of(words[0].word) and not reference.demonym(words[0].word)
    given = left == 1 and (reference.gender_of(word.word) or word.lower in _GIVEN_TOO)
    following = words[at + 1].word if left else ""
    # "Prince Harry" but "Prince Okafor"
    surname_next = word.lower in _ROYAL and left == 1 and not reference.gender_of(following)
    return 0 if inside or given or surname_next else 1


def _unlisted_title(words: list[Token]) -> int:
    given = next((at for at, token in enumerate(words) if reference.gender_of(token.word)), 0)
    if len(words) > 3 and 1 < given < len(words) - 1 and words[given - 1].word not in PARTICLES:
        # "Ocean Florida Abby Dunn": the firm before its woman's name.
        return given
    known = len(words) > 2 and reference.demonym(words[0].word) and reference.gender_of(words[1].word)
    return 1 if known else 0


def _begins_person(token: Token) -> bool:
    return _is_courtesy(token) or reference.gender_of(token.word) is not None


def _is_courtesy(token: Token) -> bool:
    known = title(token.word)
    return known is not None and known.courtesy


def _behind_office(words: list[Token], at: int) -> int:
    """The first word of the name behind a title: "Secretary | of State Antony Blinken" -> "Antony"."""
    if at >= len(words) or words[at].word not in JOINTS:
        return at
    for place in range(at + 2, len(words) - 1):
        if reference.gender_of(words[place].word) and words[place - 1].word not in _INSIDE:
            return place
    office, last = words[at + 1 : -2], words[-1].lower
    # "Minister of Agriculture | Delroy Pennicott", but "President of the Handball Union"
    named = office and office[-1].word not in _INSIDE and words[-2].word not in _INSIDE
    return len(words) - 2 if named and last not in IN_BODY | IN_GOVERNMENT else len(words)
