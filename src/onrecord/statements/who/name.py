"""A run of capitalised words parted into title and name."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.statements import reference
from onrecord.statements.reference import Gender
from onrecord.statements.who.nouns import IN_BODY, IN_GOVERNMENT, PERSON
from onrecord.statements.who.runs import JOINTS, OPENERS, PARTICLES
from onrecord.statements.who.titles import title
from onrecord.statements.who.tokens import Token, Tokens, fold
from onrecord.word_list import words as word_list

_SUFFIXES = word_list("jr sr ii iii iv")
# Honours and offices written behind a name.
_POSTNOMINALS = word_list("KC QC SC SAN MP OBE MBE CBE MD PhD SJ AO AM")


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
    words = [tokens[at] for at in range(first, stop)]
    split = 0 if _is_body(words) else _title_length(words)
    while split < len(words) - 1 and _leads(words[split]):
        split += 1
    name = words[split:]
    while len(name) > 2 and name[-1].word in _POSTNOMINALS:
        name.pop()
    if not name or not name[0].word[0].isalnum() or (len(name) == 1 and name[0].lower in _SUFFIXES):
        return None
    before = [token for token in words[:split] if token.word[0].isalnum()]
    known = [found for token in before if (found := title(token.word))]
    return Name(
        title=first,
        first=first + split,
        stop=stop,
        text=tokens.text[name[0].start : name[-1].start + len(name[-1].word)],
        key=tuple(filter(None, (fold(token.word) for token in name))),
        role="" if not before else tokens.text[words[0].start : words[split - 1].end],
        honorific=bool(known) and all(one.courtesy for one in known) and len(known) == len(before),
        gender=next((one.gender for one in known if one.gender), None),
    )


def _leads(token: Token) -> bool:
    """A mark, or a word whose capital comes from opening a sentence: "But Mr Fox"."""
    return not token.word[0].isalnum() or (token.opens and token.lower in OPENERS)


def _is_body(words: list[Token]) -> bool:
    """True where the run is a body's name: "Foreign Ministry", "Ministry of Defence", "General Motors"."""
    last = words[-1].lower
    if len(words) == 1:
        return False
    if any(token.word in ("of", "for", "&") for token in words):
        head = next(at for at, token in enumerate(words) if token.word in ("of", "for", "&"))
        return words[head - 1].lower not in PERSON
    return last in IN_GOVERNMENT or (last in IN_BODY and title(words[-1].word) is None)


def _title_length(words: list[Token]) -> int:
    """How many words of a run are title: up to the last word that is one and has a name behind it."""
    split = 0
    for at, token in enumerate(words):
        if not _is_title(token) or _is_name_part(words, at):
            continue
        behind = _behind_office(words, at + 1)
        if all(not later.word[0].isalnum() or later.lower in _SUFFIXES for later in words[behind:]):
            # "the US President", "Secretary of State"; but "Mr. Prince" and "Martin Luther King Jr".
            surname = at and (_is_courtesy(words, at - 1) or reference.gender_of(words[0].word) is not None)
            return split if surname else len(words)
        split = behind
    if split:
        return split
    given = next((at for at, token in enumerate(words) if reference.gender_of(token.word)), 0)
    if len(words) > 3 and 1 < given < len(words) - 1 and words[given - 1].word not in PARTICLES:
        # "Ocean Florida Abby Dunn": the firm before its woman's name.
        return given
    known = len(words) > 2 and reference.demonym(words[0].word) and reference.gender_of(words[1].word)
    return 1 if known else 0


def _is_courtesy(words: list[Token], at: int) -> bool:
    while at > 0 and words[at].word == ".":
        at -= 1
    known = title(words[at].word)
    return known is not None and known.courtesy


def _is_title(token: Token) -> bool:
    return token.word != "." and title(token.word) is not None


def _behind_office(words: list[Token], at: int) -> int:
    """The first word of the name behind a title: "Secretary | of State Antony Blinken" -> "Antony"."""
    while at < len(words) and words[at].word == ".":
        at += 1
    if at >= len(words) or words[at].word not in JOINTS:
        return at
    for place in range(at + 2, len(words) - 1):
        if reference.gender_of(words[place].word) and words[place - 1].word not in (
            "of",
            "and",
            "the",
            "for",
        ):
            return place
    return len(words) - 2 if len(words) - 2 > at + 1 else len(words)


def _is_name_part(words: list[Token], at: int) -> bool:
    """True for a title's word in the middle of a name: "Stephen King Jones", "Judy Judge Law"."""
    return (
        at == 1
        and reference.gender_of(words[0].word) is not None
        and reference.demonym(words[0].word) is None
    )
