"""The words of a source taken apart: pronoun, name with title and apposition, or description."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.records import Span
from onrecord.statements import reference
from onrecord.statements.who.name import Name
from onrecord.statements.who.nouns import GROUP, KIND_OF_NOUN, PERSON, WHICHEVER, singular
from onrecord.statements.who.titles import title
from onrecord.statements.who.tokens import Tokens
from onrecord.word_list import words

Form = Literal["name", "names", "pronoun", "description"]

PRONOUNS = words(
    """
    he she they it we i you who which that his her their its our my your him them us me this these those
    himself herself themselves itself myself ourselves whom whose hers theirs one
    """
)
_COUNTABLE = ("unnamed", "organisation", "government")
_DEFINITE = words("the this that these those such said")
_OWNERS = words("his her their its our my your")
_INDEFINITE = words(
    """
    a an one some any another each every no many several few most more all both two three four five six seven
    eight nine ten dozens hundreds thousands other others
    """
)
_BREAKS = frozenset((",", "—", "–", "-", "(", ";", ":", "who", "which", "whose", "whom", "where", "when"))
# Behind one of these stands what the head noun is of, at, from: the head stands before it.
_PREPOSITIONS = words(
    """
    of for from in at with by on to about against behind within inside near around under over between among
    during familiar close involved briefed working living speaking including such like seen before after since
    across along per via towards toward as than into
    """
)
_PARTS_OF = words(
    """
    one two three some many most several both all none each either neither any majority half number group few
    more percent third minority handful dozens hundreds thousands
    """
)
_ADJECTIVES = words(
    """
    former then late acting current mechanical civil retired senior local veteran chief deputy vice prime
    foreign
    """
)
# Many people in two capitalised words: "Senate Republicans", "Labour Ministers". Others may be a body's
# name: "Safeguard Defenders".
_PARTISANS = words(
    """
    democrats republicans conservatives liberals socialists greens lawmakers senators ministers officials
    voters governors mayors congressmen mps
    """
)
_QUOTES = frozenset("“”\"'‘’")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source taken apart.

    `head` is the head noun or the pronoun, in small letters; `modifiers` are the words before it;
    `owner` is whose it is ("his office", "Russia's ministry"); `name` is the name in it that it is the phrase
    of, `others` the names joined to it by "and"; `role` is what else the phrase says of them, as written.
    """

    form: Form
    first: int
    stop: int
    head: str
    modifiers: tuple[str, ...] = ()
    definite: bool = False
    plural: bool = False
    owner: Name | str | None = None
    name: Name | None = None
    others: tuple[Name, ...] = ()
    role: str = ""


def take_apart(
    tokens: Tokens, spans: Sequence[Span], names: dict[int, Name], people: Container[int]
) -> Phrase | None:
    """The phrase of a source, None where it holds no word.

    `names` are by the token that they begin at, `people` the tokens that names of people begin at.
    """
    first, stop = _edges(tokens, spans)
    if first >= stop:
        return None
    only = tokens[first]
    if stop - first == 1 and only.lower in PRONOUNS and first not in names:
        return Phrase("pronoun", first, stop, only.lower)
    inside = _names_inside(first, stop, names)
    head_stop = _head_stop(tokens, first, stop, inside)
    ending = next((name for name in inside if name.stop == head_stop or _ends_with(name, head_stop)), None)
    common = ending and ending.first not in people and _is_common_plural(tokens, ending)
    if ending and not common and not _is_office(tokens, first, stop, head_stop, ending, inside):
        return _of_name(tokens, first, stop, head_stop, ending, inside)
    return _description(tokens, first, stop, head_stop, inside)


def _is_office(
    tokens: Tokens, first: int, stop: int, head_stop: int, name: Name, inside: Sequence[Name]
) -> bool:
    """As in "the Iyaloja of the market, Chief Sidikat Amoo": a title that is not listed, then the name."""
    if tokens[first].lower not in ("the", "its", "his", "her", "their") or len(name.key) > 1:
        return False
    apposed = _apposed(tokens, stop, head_stop, inside)
    return apposed is not None and apposed.role != ""


def _edges(tokens: Tokens, spans: Sequence[Span]) -> tuple[int, int]:
    """The first and last token of the source without marks around it."""
    longest = max(spans, key=lambda span: span.end - span.start)
    places = tokens.within(*longest)
    first, stop = places.start, places.stop
    while first < stop and not tokens[first].word[0].isalnum():
        first += 1
    while stop > first and not tokens[stop - 1].word[0].isalnum():
        stop -= 1
    return first, stop


def _names_inside(first: int, stop: int, names: dict[int, Name]) -> list[Name]:
    inside = (names[at] for at in range(first, stop) if at in names and names[at].first < stop)
    return list(dict.fromkeys(inside))


def _head_stop(tokens: Tokens, first: int, stop: int, inside: Sequence[Name]) -> int:
    """The token behind the head: before the first comma, relative clause or preposition outside a name."""
    within = {at for name in inside for at in range(name.title + 1, name.stop)}
    at = first
    while at < stop:
        token = tokens[at]
        if at not in within and at > first:
            if _is_acronym(tokens, at, stop):
                at += 3
                continue
            if token.word in _BREAKS or (token.lower in _BREAKS and not token.capital):
                break
            if token.lower in _PREPOSITIONS and not token.capital and not _is_part(tokens, first, at):
                break
            if token.word == "that" or _is_participle(tokens, at):
                break
            if token.word == "and" and not _joins_titles(tokens, at, stop):
                break
        at += 1
    return max(at, first + 1)


def _is_acronym(tokens: Tokens, at: int, stop: int) -> bool:
    """As in "the Relief Authority (PRA) Director General Irfan Khan": the phrase goes on behind it."""
    if at + 3 >= stop or tokens[at].word != "(" or tokens[at + 2].word != ")":
        return False
    return tokens[at + 1].word.isupper() and tokens[at + 3].word[0].isalpha()


def _joins_titles(tokens: Tokens, at: int, stop: int) -> bool:
    """As in "Moderator and author Shameez Patel": two titles of one name."""
    if title(tokens[at - 1].word) is None:
        return False
    after = at + 1
    while after < stop and after < at + 5 and tokens[after].word[0].islower():
        after += 1
    return after < stop and tokens[after].capital and title(tokens[after - 1].word) is not None


def _is_participle(tokens: Tokens, at: int) -> bool:
    """As in "documents | filed before the tribunal", "a man | accused of theft"."""
    word = tokens[at].word
    before = tokens[at - 1].lower
    known = (before in KIND_OF_NOUN or singular(before) in KIND_OF_NOUN) and before not in _INDEFINITE
    return (
        known
        and word.islower()
        and (word.endswith("ed") or word in ("held", "led", "made", "sent", "shot", "sold"))
    )


def _is_part(tokens: Tokens, first: int, at: int) -> bool:
    """As in "one of the drivers", "dozens of nurses": the head stands behind "of"."""
    return tokens[at].word == "of" and tokens[at - 1].lower in _PARTS_OF and at - first <= 4


def _ends_with(name: Name, head_stop: int) -> bool:
    return name.first < head_stop <= name.stop


def _is_common_plural(tokens: Tokens, name: Name) -> bool:
    """As in "Republicans", "Officials": a capital, but many people."""
    last = tokens[name.stop - 1]
    lower = last.lower
    if name.stop - name.first > 2 or name.role or last.word.isupper():
        return False
    noun = singular(lower)
    if noun is not None and (noun in PERSON or lower in GROUP):
        return name.stop - name.first == 1 or lower in _PARTISANS
    if name.stop - name.first == 1 and lower in KIND_OF_NOUN:
        return last.opens or lower in WHICHEVER or KIND_OF_NOUN[lower] not in ("government", "outlet")
    country = reference.demonym(last.word)
    return country is not None and lower.endswith("s") and name.stop - name.first == 1


def _of_name(
    tokens: Tokens, first: int, stop: int, head_stop: int, name: Name, inside: Sequence[Name]
) -> Phrase:
    others = _joined(tokens, stop, head_stop, name, inside)
    if head_stop + 1 < stop and tokens[head_stop].word == "and" and not others:
        # "Zuma and other supporters"
        return Phrase(
            "names",
            first,
            stop,
            "",
            plural=True,
            role=tokens.text[tokens[first].start : tokens[stop - 1].end],
        )
    before = _words_before(tokens, first, name)
    behind = "" if others else _words_behind(tokens, name, stop)
    if behind.partition(" ")[0] in _PREPOSITIONS:
        behind = f"{name.role} {behind}".strip()  # "Professor | of the University of Port Amery"
    role = ", ".join(filter(None, (before, behind)))
    form: Form = "names" if others else "name"
    definite = tokens[first].lower == "the"
    return Phrase(form, first, stop, name.text.lower(), (), definite, bool(others), None, name, others, role)


def _joined(
    tokens: Tokens, stop: int, head_stop: int, name: Name, inside: Sequence[Name]
) -> tuple[Name, ...]:
    """Names in a row with this one: "A, B and C"; none of its own apposition."""
    if not any(tokens[at].word in ("and", "&") for at in range(head_stop, stop)):
        return ()
    row, at = [], name.stop
    for other in inside:
        if other.first <= name.first:
            continue
        between = {tokens[place].lower for place in range(at, other.title)}
        if not between <= {",", "and", "the", "&"}:
            break
        row.append(other)
        at = other.stop
    return (
        tuple(row)
        if row and any(tokens[place].word == "and" for place in range(name.stop, row[-1].title))
        else ()
    )


def _words_before(tokens: Tokens, first: int, name: Name) -> str:
    """What stands before the name in its phrase: "the spokesman Jo Fox" -> "spokesman"."""
    while first < name.first and tokens[first].lower in ("the", "a", "an"):
        first += 1
    if first >= name.first or (name.honorific and first == name.title):
        return ""
    last = name.title if name.honorific else name.first
    return tokens.text[tokens[first].start : tokens[last - 1].end].strip(" ,")


def _words_behind(tokens: Tokens, name: Name, stop: int) -> str:
    """What stands behind it: ", who runs the port," -> "who runs the port"; an age is left out."""
    first = name.stop
    while first < stop and not tokens[first].word[0].isalnum():
        first += 1
    if first + 1 < stop and tokens[first].word.isdigit() and not tokens[first + 1].word[0].isalnum():
        first += 2
    if first >= stop or tokens[first].word.isdigit():
        return ""
    if tokens[first].lower in ("the", "a", "an") and first + 1 < stop:
        first += 1
    return tokens.text[tokens[first].start : tokens[stop - 1].end]


def _description(tokens: Tokens, first: int, stop: int, head_stop: int, inside: Sequence[Name]) -> Phrase:
    apposed = _apposed(tokens, stop, head_stop, inside)
    head = tokens[head_stop - 1]
    opening = tokens[first].lower
    owner = _owner(tokens, first, head_stop, inside)
    plural = _is_plural(tokens, first, head_stop)
    if apposed and not plural:
        role = _role_text(tokens, first, head_stop)
        return Phrase("name", first, stop, apposed.text.lower(), (), False, False, None, apposed, (), role)
    modifiers = tuple(tokens[at].word for at in range(first, head_stop - 1))
    # "Minister: no delay", "Relief chief warns", as headlines have it.
    determined = opening in _DEFINITE | _INDEFINITE | _OWNERS or opening.isdigit()
    bare = not plural and not determined and owner is None and KIND_OF_NOUN.get(head.lower) in _COUNTABLE
    # "One of North Korea's envoys" is anybody of them.
    definite = opening in _DEFINITE or (owner is not None and opening not in _INDEFINITE) or bare
    return Phrase(
        "description", first, stop, head.lower, modifiers, definite, plural, owner, None, (),
        _role_text(tokens, first, stop),
    )  # fmt: skip


def _apposed(tokens: Tokens, stop: int, head_stop: int, inside: Sequence[Name]) -> Name | None:
    """The name behind a description's comma: "the group's director, Betty Bradley,"."""
    at = head_stop
    while at < stop and tokens[at].word not in (",", "—", "–", "named"):
        at += 1
    for name in inside:
        if name.title > at and all(_leads_to_name(tokens, place) for place in range(at, name.title)):
            behind = tokens[name.stop].lower if name.stop < stop else ","
            return name if not behind[0].isalnum() or behind == "who" or behind in _PREPOSITIONS else None
    return None


def _leads_to_name(tokens: Tokens, at: int) -> bool:
    """As in "Valverde's manager, the Scot Ross Gilchrist"; "a fellow protester, engineer Richard Weir"."""
    token = tokens[at]
    return (
        token.word in (",", "—", "–", "named")
        or token.lower in ("the", "a", "an")
        or title(token.word) is not None
        or (reference.demonym(token.word) is not None or token.lower in _ADJECTIVES)
    )


def _owner(tokens: Tokens, first: int, head_stop: int, inside: Sequence[Name]) -> Name | str | None:
    if tokens[first].lower in _OWNERS:
        return tokens[first].lower
    for name in inside:
        if name.stop < head_stop and tokens[name.stop - 1].possessive:
            return name
    at = next((at for at in range(first, head_stop - 1) if tokens[at].possessive), None)
    return tokens[at].lower if at is not None else None


def _is_plural(tokens: Tokens, first: int, head_stop: int) -> bool:
    head = tokens[head_stop - 1].lower
    opening = tokens[first].lower
    if opening in ("a", "an", "one", "another", "each", "every") and not _counts(tokens, first, head_stop):
        return False
    if head in GROUP or head.isdigit():
        return True
    return singular(head) is not None and head not in PERSON and (KIND_OF_NOUN.get(head) != "document")


def _counts(tokens: Tokens, first: int, head_stop: int) -> bool:
    return head_stop - first > 2 and tokens[first + 1].lower in (
        "number",
        "group",
        "couple",
        "handful",
        "few",
        "majority",
    )


def _role_text(tokens: Tokens, first: int, stop: int) -> str:
    """The words of a description without its article and counting words."""
    while first < stop - 1 and (
        tokens[first].lower in ("a", "an", "the", "two", "three", "four", "five", "one")
        or tokens[first].word == "of"
    ):
        first += 1
    return tokens.text[tokens[first].start : tokens[stop - 1].end]
