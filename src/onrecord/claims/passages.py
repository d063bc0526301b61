"""The passages of an article that bear on a claim: what the judge of stance is given to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.claims.terms import terms, weight
from onrecord.records import Article, Span
from onrecord.sentences import sentences
from onrecord.word_list import words

LEAD = 1  # sentences that are always read: a report says at once what it has to say
SIZE = 560  # code points of the passages together, about 130 word pieces
LONGEST = 300  # code points read of one sentence
SENTENCES = 400  # of an article that are looked at: longer ones are minutes and transcripts
# Stems of words by which a report says that a story is not so, or not known to be so. They tell the stance
# where the claim's words tell the topic, so one of them is worth as much as a word of the claim.
_DOUBT = words(
    "hoax fake fals deni debunk untru rumor rumour fabric satir stage refut dismiss disput "
    "unverifi unconfirm alleg confirm claim fact true truth never wrong correct"
)
_DOUBT_WORTH = 2.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article cut into sentences, with the terms of each, to be asked about many claims."""

    article: Article
    sentences: tuple[Span, ...]
    terms: tuple[frozenset[str], ...]
    everything: frozenset[str]


def prepare(article: Article) -> Prepared:
    """Cut an article into sentences once."""
    cut = [span for span in sentences(article) if not _furniture(article, span)][:SENTENCES]
    held = tuple(frozenset(terms(article.text[span.start : span.end])) for span in cut)
    return Prepared(article, tuple(cut), held, frozenset().union(*held))


def coverage(claim: frozenset[str], held: frozenset[str]) -> float:
    """The part of a claim's terms, by weight, that a text holds, from 0 to 1."""
    total = sum(map(weight, claim))
    return sum(map(weight, claim & held)) / total if total else 0.0


def passages(claim: frozenset[str], prepared: Prepared) -> tuple[Span, ...]:
    """The sentences to read with a claim, in the order of the text: the lead, then those that share most."""
    chosen: set[int] = set()
    size = 0
    for number in _by_worth(claim, prepared):
        length = min(prepared.sentences[number].end - prepared.sentences[number].start, LONGEST)
        if chosen and size + length > SIZE:
            continue
        chosen.add(number)
        size += length
    return tuple(prepared.sentences[number] for number in sorted(chosen))


def joined(text: str, spans: Sequence[Span]) -> str:
    """The passages as one text, each cut at LONGEST."""
    return " ".join(" ".join(text[s.start : min(s.end, s.start + LONGEST)].split()) for s in spans)


def _by_worth(claim: frozenset[str], prepared: Prepared) -> list[int]:
    """Numbers of the sentences: the lead, then by what they share with the claim, the first of equals."""
    worth = [
        sum(map(weight, claim & held)) + (_DOUBT_WORTH if claim & held and held & _DOUBT else 0.0)
        for held in prepared.terms
    ]
    rest = sorted(range(LEAD, len(worth)), key=lambda number: (-worth[number], number))
    return [*range(min(LEAD, len(worth))), *rest]


def _furniture(article: Article, span: Span) -> bool:
    return any(each.start <= span.start < each.end for each in article.furniture)
