"""The words around a cue, with the content blotted out, and where a phrase in them ends.

A sentence may be as long as the page: only what stands within REACH of the cue is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.records import Span
from onrecord.statements.reference import title
from onrecord.statements.setting import vocabulary as v
from onrecord.word_list import words

# A sentence of a report seldom has more than 300 characters on either side of its cue.
REACH = 600
# Longer is no phrase but a clause that was not seen to begin.
LONGEST = 18

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,6}|\d+(?:[.,:]\d+){0,6}|[^\W_]+(?:[-'’.&+@/][^\W_]+){0,6}|[^\w\s]|_|\n"
)
_YEAR = re.compile(r"(?:19|20)\d\d$|\d{1,2}(?:[:.]\d\d)?(?:am|pm|a\.m\.|p\.m\.)?$")
_GENITIVE = re.compile(r"['’]s$")
_NO_NAME = v.ARTICLES | v.TIMES | v.PREPOSITIONS
_NO_ADVERBS = words("family assembly ally weekly monthly daily quarterly reply")
# Stands for the content: nothing runs across it.
BLOT = "\n"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of a clause; `lower` is in small letters."""

    start: int
    end: int
    lower: str
    capital: bool

    @property
    def is_word(self) -> bool:
        """Not a mark or a blot."""
        return self.lower[0].isalnum()


@dataclass(frozen=True, slots=True)
class Clause:
    """Words around a cue in order, with offsets of the article; `cue` is where the cue stands."""

    tokens: tuple[Token, ...]
    cue: Span

    def attaches(self, at: int) -> bool:
        """Whether a phrase that begins with a token goes with the cue rather than with the word before it.

        Between it and the cue, the source, the content, a verb of speaking or the start of the sentence
        stand only times, places, adverbs and commas: "he said in Lima on Monday at a rally".
        """
        at -= 1
        while at >= 0 and not self._holds(self.tokens[at]):
            skipped = _skips(self.tokens, at)
            if not skipped:
                return False
            at -= skipped
        return True

    def _holds(self, token: Token) -> bool:
        own = self.cue.start <= token.start < self.cue.end
        return (
            own
            or token.lower == BLOT
            or (token.lower in _SAYING and not token.capital)
            or (token.lower in v.SPEAKING)
        )

    def gap(self, start: int, end: int) -> Iterable[Token]:
        """What stands between a phrase and the cue."""
        low, high = (end, self.cue.start) if end <= self.cue.start else (self.cue.end, start)
        return (token for token in self.tokens if low <= token.start < high)

    def distance(self, start: int) -> int:
        """How far from the cue a phrase begins, in characters; what stands before it is further."""
        return start - self.cue.start + (0 if start >= self.cue.start else 2 * REACH)


def clause(text: str, sentence: Span, cue: Sequence[Span], blotted: Iterable[Span]) -> Clause:
    """The tokens of the sentence around its cue, each blotted span as one token."""
    start, end = max(sentence.start, 0), min(sentence.end, len(text))
    at = Span(cue[0].start, cue[-1].end) if cue else Span(start, start)
    start, end = max(start, at.start - REACH), min(end, at.end + REACH)
    spans = sorted(
        Span(max(low, start), min(high, end)) for low, high in blotted if low < end and high > start
    )
    tokens: list[Token] = []
    for low, high in spans:
        tokens += _tokens(text, start, low)
        if low < high:
            tokens.append(Token(low, high, BLOT, False))
        start = max(start, high)
    return Clause((*tokens, *_tokens(text, start, end)), at)


def _tokens(text: str, start: int, end: int) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text, start, max(start, end)):
        word = match.group()
        found.append(Token(match.start(), match.end(), word.lower(), word[0].isupper()))
    return found


def phrase_end(tokens: Sequence[Token], start: int) -> int:
    """The place behind the last token of the phrase that begins with a token."""
    at, limit = start + 1, min(len(tokens), start + LONGEST)
    while at < limit and not _ends(tokens, start, at):
        at += 1
    while at > start + 1 and _dangles(tokens, at - 1):
        at -= 1
    return at


def _dangles(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    adverb = token.lower.endswith("ly") and token.lower not in _NO_ADVERBS
    return not token.is_word or ((token.lower in v.DANGLING or adverb) and not token.capital)


def _ends(tokens: Sequence[Token], start: int, at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if not token.is_word:
        return not _inside_name(tokens, at)
    if is_time(tokens, at):
        # "at last week's summit", "in a late Tuesday post": the time is the first word of the name.
        return any(each.lower not in _NO_NAME for each in tokens[start:at])
    if token.lower in v.CLAUSES:
        return not token.capital or token.lower == "that"
    if token.lower in v.VERBS and not token.capital:
        return not (token.lower in v.CARRYING or before.lower in v.ARTICLES or token.lower == "reports")
    return at > start + 1 and _preposition_ends(tokens, at)


def _inside_name(tokens: Sequence[Token], at: int) -> bool:
    """A mark that a phrase runs across: the stop of an abbreviation, an ampersand, a plural's apostrophe."""
    mark, before = tokens[at].lower, tokens[at - 1]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if not after or not after.is_word:
        return False
    if mark == ".":
        return (
            after.capital
            and before.capital
            and (len(before.lower) < 3 or title(before.lower.title()) is not None)
        )
    if mark in "'’":
        return before.end == tokens[at].start and before.lower.endswith("s") and after.start > tokens[at].end
    return mark in "&/"


_SAYING = v.REPORTING | words("posted called appeared")
_LINKS = words("but and so however meanwhile also too yet then though instead both again")
_LOCAL = words("in at from near outside on by")


def _skips(tokens: Sequence[Token], at: int) -> int:
    """How many tokens up to this one may stand between a cue and its phrase; 0 if this one may not."""
    token = tokens[at]
    if not token.is_word:
        return 1 if token.lower in ",.-–—:;\"“”’'" else 0
    if (
        token.lower in v.TIMES | v.DOUBTFUL_TIMES | _LINKS
        or token.lower.isdigit()
        or token.lower.endswith("ly")
    ):
        return 1
    if token.lower in _LOCAL and at + 1 < len(tokens) and is_time(tokens, at + 1):
        return 1
    count = 0
    while count <= at and count < LONGEST and tokens[at - count].capital:
        count += 1
    place = 0 < count <= at and tokens[at - count].lower in _LOCAL
    return count + 1 if place else 0


def is_time(tokens: Sequence[Token], at: int) -> bool:
    """Whether a time begins with a token: "Tuesday", "last week", "May 3", "2024"."""
    token, before = tokens[at], tokens[at - 1].lower if at else ""
    if token.lower in v.TIMES:
        # "the BBC's Today programme": a time that is no name of a day or month has no capital.
        return not token.capital or at == 0 or token.lower in v.DAYS
    if token.lower in v.DOUBTFUL_TIMES:
        following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        if token.lower == "this":
            return following in v.SPELLS
        return before in ("in", "on", "late", "early", "since") or following in v.TIMES or following.isdigit()
    return bool(_YEAR.match(token.lower)) and before in ("in", "since", "on", "at", "of")


def _preposition_ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a preposition or "and" ends the phrase that was read so far."""
    word, before = tokens[at].lower, tokens[at - 1].lower
    following = _skip_articles(tokens, at + 1)
    after = tokens[following] if following < len(tokens) else None
    if word not in v.PREPOSITIONS and word != "and":
        return False
    if after is None or not after.is_word:
        return True
    if is_time(tokens, following):
        return True
    if word == "and":
        return not after.capital and not _closes_list(tokens, following)
    if word == "to":
        return before not in v.ADDRESSED
    if word == "on":
        return not (after.capital or after.lower in v.AIR or _leads_to(tokens, following, v.PLATFORMS))
    if word in ("in", "at", "for", "near", "into", "outside", "between", "before", "under"):
        return not (
            after.capital or _leads_to(tokens, following, v.EVENTS) or _capital_soon(tokens, following)
        )
    return False


def _closes_list(tokens: Sequence[Token], at: int) -> bool:
    """As in "reporters and diplomats that": one word, and the phrase is over."""
    if tokens[at].lower.endswith("ed") or tokens[at].lower in v.VERBS:
        return False
    return (
        at + 1 >= len(tokens)
        or not tokens[at + 1].is_word
        or tokens[at + 1].lower in v.CLAUSES | v.PREPOSITIONS
    )


def _skip_articles(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].lower in v.ARTICLES:
        at += 1
    return at


def _leads_to(tokens: Sequence[Token], at: int, heads: frozenset[str]) -> bool:
    """Whether one of the next three words is among some heads: "state television"."""
    return any(stem(token.lower) in heads for token in head_zone(tokens, at, at + 3))


def _capital_soon(tokens: Sequence[Token], at: int) -> bool:
    """As in "the eastern city of Goma": a name within four words."""
    return any(
        token.capital for token in tokens[at : at + 4] if token.is_word and token.lower not in v.CLAUSES
    )


def head_zone(tokens: Sequence[Token], start: int, end: int) -> Iterable[Token]:
    """The words of a noun phrase up to its first preposition or mark."""
    for token in tokens[start:end]:
        if token.lower in v.PREPOSITIONS or not (token.is_word or token.lower in "'’&/"):
            return
        yield token


def stem(word: str) -> str:
    """The word without a possessive 's."""
    return _GENITIVE.sub("", word)
