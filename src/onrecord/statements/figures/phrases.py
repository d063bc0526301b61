"""Noun phrases, as they are written, where a number asks for one.

Without a tagger a phrase is told by what it cannot hold (marks, prepositions, auxiliaries, clear verbs)
and by its last word, which behind a number looks like a plural.
"""

from __future__ import annotations

from typing import NamedTuple

from onrecord.statements.figures.numbers import SCALES, SMALL
from onrecord.statements.figures.plurals import is_people, is_plural
from onrecord.statements.figures.tokens import HYPHENS, Tokens
from onrecord.statements.figures.words import MODIFIERS, NOUNS, OPENERS, STOPS, VERBS

_MOST = 6  # words of a noun phrase that are looked at
_SINGULAR = 3  # words of one that has no plural to end it


class Chunk(NamedTuple):
    """A word with all that is tied to it by hyphens: pieces `first` to `end`, `last` its last word."""

    first: int
    end: int
    word: str
    last: str


def phrase(tokens: Tokens, at: int, plural: bool) -> tuple[int, int] | None:
    """The pieces of the noun phrase that begins at a place, None where none does.

    `plural` is whether the number before it asks for a plural.
    """
    chunks = _chunks(tokens, opened(tokens, at))
    if not chunks or (chunks[0].word in VERBS and not is_plural(chunks[0].word)):
        return None
    size = _plural(tokens, chunks, many=plural) or (0 if plural else _singular(chunks))
    return (chunks[0].first, chunks[size - 1].end) if size else None


def mass(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """The noun phrase behind "of" or "in": a plural or not ("of voters", "of the vote", "in aid")."""
    chunks = _chunks(tokens, opened(tokens, at))
    if not chunks or chunks[0].word in VERBS:
        return None
    size = _plural(tokens, chunks) or _singular(chunks)
    return chunks[0].first, chunks[size - 1].end


def opened(tokens: Tokens, at: int) -> int:
    """The place behind what may stand before the noun: articles, "its", "more", a possessor ("Kenya's")."""
    for _ in range(4):
        word = tokens.word(at)
        possessor = word.endswith("'s") and tokens.capital(at) and tokens.is_word(at + 1)
        if not (word in OPENERS or possessor) or tokens.glued(at + 1):
            return at
        at += 1
    return at


def _chunks(tokens: Tokens, at: int) -> list[Chunk]:
    found: list[Chunk] = []
    while len(found) < _MOST and at < len(tokens):
        chunk = _chunk(tokens, at)
        if chunk is None or (chunk.word in STOPS and not tokens.raw(at).isupper()):
            break
        if chunk.word in SMALL or chunk.word in SCALES:
            break
        found.append(chunk)
        at = chunk.end
        if (
            tokens.word(at) == "'"
            and tokens.glued(at)
            and chunk.word.endswith("s")
            and tokens.is_word(at + 1)
        ):
            found[-1] = chunk._replace(end=at + 1, last=chunk.last + "'")
            at += 1
    return found


def _chunk(tokens: Tokens, at: int) -> Chunk | None:
    """The word at a place with what touches it; None at a mark, a number, or what is not to be read."""
    end = at
    while end < len(tokens) and end < at + 9 and (end == at or tokens.glued(end)):
        alone = not (tokens.is_word(end) or tokens.is_digits(end))
        if alone and not (end > at and tokens.words[end] in HYPHENS and tokens.glued(end + 1)):
            break
        end += 1
    if end == at or (tokens.is_digits(at) and end == at + 1):
        return None
    word = tokens.words[at] if end == at + 1 else "-"
    return Chunk(at, end, word, tokens.words[end - 1])


def _plural(tokens: Tokens, chunks: list[Chunk], many: bool = False) -> int:
    """How many chunks there are up to the plural that ends the phrase, 0 where none does.

    `many` is whether a number above one stands before it: what ends in -s is no verb then ("22 runs").
    """
    for size, chunk in enumerate(chunks, 1):
        if size > 1 and chunk.word in VERBS and not (many and is_plural(chunk.word)):
            return 0
        if is_plural(chunk.last) or _ends_people(tokens, chunks, size):
            return _extended(tokens, chunks, size)
    return 0


def _ends_people(tokens: Tokens, chunks: list[Chunk], size: int) -> bool:
    written = tokens.raw(chunks[size - 1].end - 1)
    more = size < len(chunks) and chunks[size].word not in VERBS
    return is_people(written) and not (more and any(is_plural(chunk.last) for chunk in chunks[size:]))


def _extended(tokens: Tokens, chunks: list[Chunk], size: int) -> int:
    """The phrase goes on behind a plural that describes another: "police officers", "arms sales"."""
    while size < len(chunks) and _goes_on(chunks[size]):
        size += 1
    last = chunks[size - 1]
    name = tokens.capital(last.first) and not last.last.endswith(("ns", "ts", "ds"))
    if not (name or last.word == "-" or last.last in MODIFIERS):
        return size
    for step in (1, 2):
        later = chunks[size : size + step]
        if len(later) < step or later[-1].word in VERBS:
            return size
        if is_plural(later[-1].last):
            return size + step
    return size


def _goes_on(chunk: Chunk) -> bool:
    return is_plural(chunk.last) and chunk.last.endswith("s") and chunk.word not in VERBS


def _singular(chunks: list[Chunk]) -> int:
    """How many chunks a phrase without a plural has: up to a verb, or a word that is formed like one."""
    size = 1
    while size < min(len(chunks), _SINGULAR):
        chunk = chunks[size]
        formed = chunk.word.endswith(("ed", "ing", "ly")) and chunk.word not in NOUNS
        if chunk.word in VERBS or formed:
            break
        size += 1
    return size


def predicate(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """What a number without a noun is said to be: "500 were officers"."""
    if tokens.word(at) not in {"were", "are"} or tokens.capital(at + 1):
        return None
    chunks = _chunks(tokens, at + 1)
    if not chunks or chunks[0].word.endswith(("ed", "ing", "ly")) or chunks[0].word in VERBS:
        return None
    size = _plural(tokens, chunks)
    return (chunks[0].first, chunks[size - 1].end) if 0 < size <= 3 else None
