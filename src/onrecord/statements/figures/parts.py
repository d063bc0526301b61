"""Which figure is a part of which: "12,000 troops, including 500 officers", "three of the five"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements.figures.counted import Counted
from onrecord.statements.figures.tokens import Tokens
from onrecord.statements.figures.words import VERBS
from onrecord.word_list import words

_WHOLES = words("the these those its their his her our all both")
_PRONOUNS = words("them whom which these those")
_GAP = 9  # pieces that may stand between two parts of one list
_BREAKS = VERBS | words(
    "was were is are had has have been will would said when while after before that but"
) - {"dead"}  # fmt: skip
_AUXILIARIES = words("was were had have are is")
_HEADS = frozenset({",", "and", "or", "plus", ";", "&", "including", "the", "another", "also"})
_CLAUSES = frozenset({",", "and", "but", "while", ";", "with", "only", "that", "the", "whereas"})


def link(tokens: Tokens, found: Sequence[Counted]) -> list[int | None]:
    """For each figure the place of the one that it is a part of; all of `found` in the order of the text."""
    links: list[int | None] = [None] * len(found)
    for place in range(len(found)):
        if links[place] is None:
            links[place] = _of_the(tokens, found, place)
        if links[place] is None:
            links[place] = _of_them(tokens, found, links, place)
        if links[place] is None:
            links[place] = _included(tokens, found, links, place)
        if links[place] is None:
            links[place] = _opened(tokens, found, place)
    return links


def _fits(part: Counted, whole: Counted) -> bool:
    """Whether one figure can be a part of another: no larger, and of one kind."""
    if part.amount.unit == "years" or whole.amount.unit == "years":
        return False
    if part.amount.number.sort == "share" or part.amount.unit == "%":
        return whole.amount.number.sort != "share" and whole.amount.unit != "%"
    if part.amount.unit != whole.amount.unit or part.amount.number.sort == "times":
        return False
    if whole.amount.number.sort in {"share", "times"}:
        return False
    low, high = part.amount.number.low, whole.amount.number.high
    return low is None or high is None or low <= high


def _of_the(tokens: Tokens, found: Sequence[Counted], place: int) -> int | None:
    """As "five of the 12 ships", "a third of its 900 workers", "45 of 60 drones"."""
    if place + 1 >= len(found):
        return None
    part, whole = found[place], found[place + 1]
    at = part.amount.end - (tokens.word(part.amount.end - 1) == "of")
    if tokens.word(at) == "out" and tokens.word(at + 1) == "of":
        at += 1
    if tokens.word(at) != "of" or whole.amount.first > at + 5:
        return None
    between = tokens.words[at + 1 : whole.amount.first]
    fits = all(word in _WHOLES or word.endswith("'s") for word in between)
    return place + 1 if fits and _fits(part, whole) else None


def _of_them(tokens: Tokens, found: Sequence[Counted], links: Sequence[int | None], place: int) -> int | None:
    """As "500 of them", "12 of whom", "of whom three were women"."""
    amount = found[place].amount
    behind = tokens.word(amount.end) == "of" and tokens.word(amount.end + 1) in _PRONOUNS
    before = tokens.phrase(amount.first - 2, amount.first)
    ahead = before in {"of whom", "of which", "of them", "of these", "of those"}
    if not behind and not ahead:
        return _again(tokens, found, links, place)
    return _whole(tokens, found, links, place, _earlier(tokens, amount.first))


def _again(tokens: Tokens, found: Sequence[Counted], links: Sequence[int | None], place: int) -> int | None:
    """The next of a row: "of whom five were children and three women"."""
    if place == 0 or links[place - 1] is None or not _is_pronoun_part(tokens, found[place - 1]):
        return None
    last, here = found[place - 1], found[place].amount.first
    words = tokens.words[last.tail : here]
    if len(words) > _GAP or not words or words[-1] not in {"and", ","} or _stops(tokens, last.tail, here):
        return None
    whole = links[place - 1]
    return whole if whole is not None and _fits(found[place], found[whole]) else None


def _is_pronoun_part(tokens: Tokens, part: Counted) -> bool:
    return tokens.phrase(part.amount.first - 2, part.amount.first) in {"of whom", "of which", "of them"}


def _whole(
    tokens: Tokens, found: Sequence[Counted], links: Sequence[int | None], place: int, since: int
) -> int | None:
    """The nearest figure before, from a piece on, that another can be a part of."""
    for other in range(place - 1, max(place - 7, -1), -1):
        if found[other].amount.first < since:
            return None
        whole = links[other]
        if whole is not None and not _named_part(tokens, found[other]):
            continue
        if _fits(found[place], found[other]):
            # "27 of the 43 hostages, including three Swiss": what is spoken of is the 27
            part = other - 1 if other and links[other - 1] == other else other
            return part if _fits(found[place], found[part]) else other
    return None


def _named_part(tokens: Tokens, part: Counted) -> bool:
    """A part that has a noun of its own,
    "including 12 officers", may be a whole too; "12 of them" is none.
    """
    return part.phrase is not None and tokens.word(part.amount.end) != "of"


def _stops(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a sentence or line ends between two places."""
    return tokens.sentence(end) > first


def _earlier(tokens: Tokens, at: int) -> int:
    """The place where the sentence before that of a piece begins: "them" may stand for what is in it."""
    own = tokens.sentence(at)
    return tokens.sentence(own - 1) if own > 0 and tokens.word(own - 1) != "\n" else own


def _included(
    tokens: Tokens, found: Sequence[Counted], links: Sequence[int | None], place: int
) -> int | None:
    """As "…, including 500 officers and three generals", "among them 12 children"."""
    here = found[place].amount.first
    if place == 0:
        return None
    sentence = tokens.sentence(here)
    since = found[place - 1].tail
    opening = _including(tokens, max(since, sentence, here - _GAP), here)
    if opening is not None:
        if not _is_list(tokens, opening, here):
            return None
        return _whole(tokens, found, links, place, sentence)
    whole = links[place - 1]
    listed = whole is not None and whole < place - 1 and since >= sentence
    if not listed or not _is_list(tokens, since, here) or _of_pronoun(tokens, found[place - 1]):
        return None
    if here > since + 2 and tokens.word(found[place].tail) in _AUXILIARIES:
        return None  # "…, including three in Kharkiv, and 12 were hurt": a clause of its own
    return whole if whole is not None and _fits(found[place], found[whole]) else None


def _of_pronoun(tokens: Tokens, part: Counted) -> bool:
    return tokens.word(part.amount.end) == "of"


def _including(tokens: Tokens, first: int, end: int) -> int | None:
    """The place behind "including" or "among them" in a stretch of pieces."""
    for at in range(end - 1, first - 1, -1):
        if tokens.words[at] in {"including", "comprising"}:
            return at + 1
        if tokens.words[at] in {"them", "whom"} and tokens.word(at - 1) == "among":
            return at + 1
    return None


def _is_list(tokens: Tokens, first: int, here: int) -> bool:
    """Whether what stands between two places is no more than other members of a list."""
    words = tokens.words[first:here]
    if len(words) > _GAP or any(word in _BREAKS for word in words):
        return False
    return not words or words[-1] in _HEADS or words[-2:] == ["those", "of"]


def _opened(tokens: Tokens, found: Sequence[Counted], place: int) -> int | None:
    """As "Of the 12 ships, five sank and three were lost"."""
    here = found[place].amount.first
    sentence = tokens.sentence(here)
    for other in range(place - 1, max(place - 5, -1), -1):
        whole = found[other]
        if whole.amount.first < sentence:
            return None
        first = whole.amount.first
        opens = tokens.word(first - 1) in _WHOLES and tokens.word(first - 2) == "of"
        opens = opens or (tokens.word(first - 1) == "of" and tokens.opens(first - 1))
        if opens and first - 3 <= sentence + 1 and _is_clause(tokens, found, other, place):
            return other if _fits(found[place], whole) else None
    return None


def _is_clause(tokens: Tokens, found: Sequence[Counted], whole: int, place: int) -> bool:
    """Whether a figure opens a clause of its own behind the whole: a comma, "and", "while" before it."""
    here = found[place].amount.first
    behind = tokens.words[found[whole].tail : found[whole].tail + _GAP]
    return tokens.word(here - 1) in _CLAUSES and "," in behind


def shares_noun(tokens: Tokens, found: Sequence[Counted], place: int, whole: int) -> bool:
    """Whether a part without a noun has that of its whole: "five of the 12 ships",
    "of the 12 ships, five".
    """
    if whole == place + 1:
        return True
    first = found[whole].amount.first
    if tokens.word(first - 1) == "of":
        return tokens.opens(first - 1)
    return tokens.word(first - 2) == "of" and tokens.word(first - 1) in _WHOLES
