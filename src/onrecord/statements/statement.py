"""Article -> reading: what the model finds, a second look inside each content, then all made out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from onrecord.model.cores import cores
from onrecord.records import Article, Reading, Source, Span, Statement, Words
from onrecord.statements import reader
from onrecord.statements.made_out import make_out
from onrecord.statements.passage import Found, Passage, of_article, of_content, quotation, read
from onrecord.statements.setting.said import split_opening

# A statement within a statement within a statement is as deep as reports go.
DEPTH = 2
# A content is read alone, without what stands around it, so what is found there must be surer. Chosen on one
# half of the project's gold set, where .70 of those within known contents are found with it, and .86 of what
# is found there is right.
WITHIN_SCORE = 0.5
# Fewer words hold no source, cue and content.
WITHIN_WORDS = 5


def find(article: Article) -> Reading:
    """The reading of an article: its statements in the order of the text, each before those within it."""
    return make_out(article, attributed(article), reader.settings().version)


def attributed(article: Article) -> tuple[Statement, ...]:
    """Who said what, as the model finds it; nothing made out yet."""
    whole = of_article(article)
    outer = sorted((_statement(article, whole, found, None) for found in read(whole)), key=_place)
    with ThreadPoolExecutor(cores(), thread_name_prefix="onrecord-within") as threads:
        families = threads.map(lambda one: tuple(_with_inner(article, whole, one, DEPTH)), outer)
        return tuple(each for family in families for each in family)


def _place(statement: Statement) -> Span:
    parts = (statement.source, statement.cue, statement.content)
    return min(span for words in parts if words for span in words.spans)


def _with_inner(article: Article, whole: Passage, outer: Statement, depth: int) -> Iterator[Statement]:
    yield outer
    for piece in outer.content.spans if depth else ():
        for found in _second_look(whole, piece):
            inner = _statement(article, whole, found, outer.id)
            yield from _with_inner(article, whole, inner, depth - 1)


def _second_look(whole: Passage, piece: Span) -> Iterator[Found]:
    """What is said inside a piece of content, read alone. The cheap test: a word that cues are made of."""
    passage = of_content(whole, piece)
    pieces = passage.pieces
    if len(pieces) < WITHIN_WORDS:
        return
    spans = zip(pieces.start.tolist(), pieces.end.tolist(), strict=True)
    if reader.settings().cue_words.isdisjoint(whole.text[start:end].lower() for start, end in spans):
        return
    yield from (found for found in read(passage) if found.source and found.score >= WITHIN_SCORE)


def _statement(article: Article, whole: Passage, found: Found, within: str | None) -> Statement:
    found = _behind_channel(article.text, found)
    return Statement(
        id=identify(article.id, found),
        source=Source(found.source, _joined(article.text, found.source)) if found.source else None,
        cue=_words(article.text, found.cue),
        content=_words(article.text, found.content),
        quotation=quotation(whole, found.content),
        within=within,
        score=found.score,
    )


def _behind_channel(text: str, found: Found) -> Found:
    """As in "said {at the UN that the country …}": what stands before "that" is where it was said."""
    first, *others = found.content
    rest = split_opening(text, first)
    return replace(found, content=(rest, *others)) if rest else found


def _words(text: str, spans: tuple[Span, ...]) -> Words:
    return Words(spans, _joined(text, spans))


def _joined(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def identify(article_id: str, found: Found) -> str:
    """A hash of the article's id and the spans, not of the model's version: reviews outlive models."""
    spans = [[tuple(span) for span in role] for role in (found.source, found.cue, found.content)]
    return hashlib.sha256(f"{article_id} {spans}".encode(errors="surrogatepass")).hexdigest()[:16]
