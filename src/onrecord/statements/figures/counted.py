"""What a figure counts: "officers" of "500 officers", "aid" of "$3.2 billion in aid"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.statements.figures import ones, phrases, units
from onrecord.statements.figures.amounts import Amount
from onrecord.statements.figures.tokens import HYPHENS, Tokens
from onrecord.statements.figures.words import DETERMINERS, RESULTS, STOPS
from onrecord.word_list import words

_PRONOUNS = words("them whom which these those us you it")
# "$5bn in total", "£3m in all" say nothing of what the money is for.
_NOT_FOR = words("total all value exchange return addition order response part front favour advance")
_ATTRIBUTED = DETERMINERS | words("a an another new each per")

_PARENTS = words("mother father mum mom dad grandmother grandfather parent parents")
_LENGTHS = frozenset({"km", "m", "miles", "ft", "yards", "nautical miles"})
Pieces = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Counted:
    """An amount with the pieces of what it counts, and `tail`, the place behind both."""

    amount: Amount
    phrase: Pieces | None
    tail: int


def with_phrase(tokens: Tokens, amount: Amount) -> Counted | None:
    """An amount with what it counts; None for a "one" that counts nothing."""
    phrase = _phrase(tokens, amount)
    bare = tokens.word(amount.core) == "one" and not amount.bounded and amount.unit is None
    if bare and not ones.counts(tokens, amount.core, amount.number.end, phrase):
        return None
    return Counted(amount, phrase, max(amount.end, phrase[1] if phrase else 0))


def _phrase(tokens: Tokens, amount: Amount) -> Pieces | None:
    if amount.unit == "times":
        many = tokens.phrase(amount.end, amount.end + 2) in {"as many", "as much"}
        return phrases.phrase(tokens, amount.end + 2, plural=True) if many else None
    if amount.unit == "years":
        return None
    if units.is_money(amount.unit):
        return _spent(tokens, amount)
    if amount.unit or amount.number.sort == "share":
        return _shared(tokens, amount)
    return _things(tokens, amount)


def _spent(tokens: Tokens, amount: Amount) -> Pieces | None:
    """What money is for: "in aid", "of funding", "worth of drugs", "a £2m grant"."""
    at = amount.end
    at += tokens.word(at) in {"worth", "'s"}
    word, behind = tokens.word(at), tokens.word(at + 1)
    if word in {"in", "of"}:
        named = word == "in" and (tokens.capital(at + 1) or behind in DETERMINERS | {"a", "an"})
        return None if named or behind in _NOT_FOR or behind in _PRONOUNS else phrases.mass(tokens, at + 1)
    at = tokens.after_hyphen(amount.end)
    if tokens.word(amount.first - 1) in _ATTRIBUTED and not tokens.capital(at):
        return phrases.mass(tokens, at)
    return None


def _shared(tokens: Tokens, amount: Amount) -> Pieces | None:
    """What a share or measure is of: "of voters", "half the staff", "12 hectares of forest"."""
    at = amount.end
    if amount.unit in _LENGTHS and (_is_place(tokens, at + 1) or tokens.word(amount.first - 1) == "within"):
        return None
    if tokens.word(at) == "of":
        return (
            None
            if tokens.word(at + 1) in _PRONOUNS and not _is_noun(tokens, at + 2)
            else phrases.mass(tokens, at + 1)
        )
    if amount.number.sort == "share" and (tokens.word(at) in DETERMINERS or _is_ratio(tokens, amount)):
        return phrases.mass(tokens, at)
    return None


def _is_ratio(tokens: Tokens, amount: Amount) -> bool:
    return any(word in {"in", "of"} for word in tokens.words[amount.core : amount.end])


def _is_place(tokens: Tokens, at: int) -> bool:
    # "40 kilometres of the capital" is how far it is, "40 kilometres of pipe" is not
    return tokens.word(at) in DETERMINERS or tokens.capital(at)


def _is_noun(tokens: Tokens, at: int) -> bool:
    return phrases.phrase(tokens, at, plural=True) is not None


def _things(tokens: Tokens, amount: Amount) -> Pieces | None:
    """What a count counts: the phrase behind it, or behind "of"."""
    at, number = amount.end, amount.number
    if tokens.word(amount.first - 1) == "of" and tokens.word(amount.first - 2) in _PARENTS:
        return None
    if tokens.word(at) in HYPHENS and tokens.glued(at) and tokens.glued(at + 1):
        return _hyphened(tokens, at + 1)
    if tokens.word(at) in RESULTS and tokens.word(amount.first - 1) in HYPHENS:
        return None
    plural = number.low not in {0.0, 1.0} or number.high not in {None, number.low}
    if tokens.word(at) == "more" and tokens.word(at + 1) == "than":
        return None
    if tokens.word(at) == "of" or tokens.word(at - 1) == "of":
        at += tokens.word(at) == "of"
        if tokens.word(at) in _PRONOUNS and not _is_noun(tokens, at):
            at += 1
        return phrases.phrase(tokens, at, plural=True)
    return phrases.phrase(tokens, at, plural) or phrases.predicate(tokens, at)


def _hyphened(tokens: Tokens, at: int) -> Pieces | None:
    """As "member" of "a 12-member panel"."""
    known = tokens.is_word(at) and tokens.word(at) not in STOPS | {"strong", "plus", "year", "magnitude"}
    return (at, at + 1) if known else None
