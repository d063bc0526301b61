"""All names in a text, also those in headlines where every word is capitalised."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.statements import reference
from onrecord.statements.who.name import Name, parted
from onrecord.statements.who.runs import begins, run
from onrecord.statements.who.tokens import Tokens, fold
from onrecord.word_list import words

_CLOSING = frozenset("”’\"'")
# What stands before a name at the start of a sentence and is none: "Brave Marina Lacerda", "Jailed Tom Fox".
_ADJECTIVE = re.compile(r".+(?:ed|ing|ly|ous|ful|ive|less)$")
_ADJECTIVES = words(
    "brave poor young old new big little dear late great good fellow teenage veteran star tragic hero"
)


def names(tokens: Tokens, lines: Sequence[range]) -> list[Name]:
    """All names in a text, in order. `lines` are the tokens of its sentences.

    In a line where nearly every word is capitalised, as headlines are, only what is a name elsewhere is one.
    """
    titled = [line for line in lines if _is_titled(tokens, line)]
    skipped = {at for line in titled for at in line}
    common = _common_words(tokens, skipped)
    found: list[Name] = []
    alone: list[int] = []
    at = 0
    while at < len(tokens):
        if at in skipped or not begins(tokens, at, common):
            if tokens[at].capital and at not in skipped:
                alone.append(at)
            at += 1
            continue
        stop = run(tokens, at)
        name = parted(tokens, at, stop) or _behind_of(tokens, at, stop)
        if name:
            found.append(name)
        elif stop - at == 1:
            alone.append(at)
        at = stop
    surnames = {name.surname for name in found if len(name.key) > 1}
    found += [_bare(tokens, at) for at in alone if fold(tokens[at].word) in surnames]
    found = _without_openers(tokens, sorted(found, key=lambda name: name.first))
    if titled:
        found += _known_in(tokens, titled, found)
        found.sort(key=lambda name: name.first)
    return found


def _behind_of(tokens: Tokens, first: int, stop: int) -> Name | None:
    """The body of an office: "President of the Nigerian Handball Union" is nobody, the union is one."""
    for at in range(first + 1, stop - 1):
        if tokens[at].word == "of":
            start = at + 1 + (tokens[at + 1].word == "the")
            return parted(tokens, start, stop) if start < stop else None
    return None


def _bare(tokens: Tokens, at: int) -> Name:
    """One word as a name: "Baba", "King", where somebody of that surname is in the text."""
    return Name(at, at, at + 1, tokens[at].word, (fold(tokens[at].word),), "", False, None)


def _without_openers(tokens: Tokens, found: Sequence[Name]) -> list[Name]:
    """As in "Brave Marina Lacerda" at the start of a sentence, where "Marina Lacerda" stands elsewhere."""
    keys = {name.key for name in found}
    mended = []
    for name in found:
        opening = tokens[name.first].lower
        opens = tokens[name.first].opens and (opening in _ADJECTIVES or _ADJECTIVE.match(opening))
        if opens and len(name.key) > 2 and name.key[1:] in keys and not name.role:
            first = name.first + 1
            text = tokens.text[tokens[first].start : tokens[name.first].start + len(name.text)]
            name = replace(name, title=first, first=first, key=name.key[1:], text=text)
        mended.append(name)
    return mended


def _is_titled(tokens: Tokens, line: range) -> bool:
    """True for "Six Dead After Ferry Sinks Off Mombasa": of the longer words, nearly all are capitalised."""
    if len(line) > 40:
        return False
    long = [tokens[at] for at in line if len(tokens[at].word) > 3 and tokens[at].word[0].isalpha()]
    share = sum(token.capital for token in long) / max(len(long), 1)
    last = next((tokens[at].word for at in reversed(line) if tokens[at].word not in _CLOSING), "")
    # A short sentence may be names alone: "Finance Minister Olga Brandt said no."
    return share > 0.85 and len(long) > 6 if last == "." else share > 0.75 and len(long) > 3


def _known_in(tokens: Tokens, titled: Sequence[range], known: Sequence[Name]) -> list[Name]:
    """In titled lines: the names of the rest of the text, and surnames of theirs, longest first."""
    keys = {name.key for name in known}
    keys |= {(name.surname,) for name in known if len(name.key) > 1}
    longest = max((len(key) for key in keys), default=3)
    found = []
    for line in titled:
        at = line.start
        while at < line.stop:
            stops = range(min(at + longest, line.stop), at, -1) if tokens[at].capital else ()
            stop = next((stop for stop in stops if _is_known(tokens, at, stop, keys)), 0)
            if stop:
                found.append(
                    Name(at, at, stop, _text(tokens, at, stop), _key(tokens, at, stop), "", False, None)
                )
            at = max(stop, at + 1)
    return found


def _is_known(tokens: Tokens, first: int, stop: int, keys: set[tuple[str, ...]]) -> bool:
    text = _text(tokens, first, stop)
    return _key(tokens, first, stop) in keys or bool(
        reference.country_named(text) or reference.metonym(text) or reference.body(text)
    )


def _text(tokens: Tokens, first: int, stop: int) -> str:
    return tokens.text[tokens[first].start : tokens[stop - 1].start + len(tokens[stop - 1].word)]


def _key(tokens: Tokens, first: int, stop: int) -> tuple[str, ...]:
    return tuple(fold(tokens[at].word) for at in range(first, stop))


def _common_words(tokens: Tokens, skipped: set[int]) -> set[str]:
    """Words that the text has in small letters more often than capitalised where that means something."""
    small: Counter[str] = Counter()
    for at, token in enumerate(tokens):
        if token.word[0].islower():
            small[token.word] += 1
        elif token.capital and not token.opens and at not in skipped:
            small[token.lower] -= 1
    return {word for word, count in small.items() if count > 0}
