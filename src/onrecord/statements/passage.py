"""A passage: the words of an article that are read together, and what the model finds in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.model.tokenizer import Pieces, split
from onrecord.records import Article, Quotation, Span
from onrecord.statements import reader
from onrecord.statements.attributions import Attribution, decode
from onrecord.statements.quotes import MARKS, quoted
from onrecord.statements.reader import Output
from onrecord.statements.roles import RoleSpan, within_paragraphs
from onrecord.statements.scores import score
from onrecord.statements.words import Bools, covered, opening, shapes

# Long texts are read in blocks, so that memory does not grow with the text; blocks overlap, and an
# attribution belongs to the block that owns its cue. In words.
BLOCK, MARGIN = 6000, 250
THAT = re.compile(rf"(?:that(?![\w’']))?[\s,{re.escape(MARKS)}]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """Words of a text; which of them open a paragraph and which stand in quotation marks, (n_words,)."""

    text: str
    pieces: Pieces
    opening: Bools
    quoted: Bools

    def between(self, low: int, high: int) -> Passage:
        """Words [low, high) alone."""
        pieces = self.pieces.between(low, high)
        return Passage(self.text, pieces, self.opening[low:high], self.quoted[low:high])

    def words(self, span: Span) -> range:
        """The words that begin inside a span of the text."""
        return range(*np.searchsorted(self.pieces.start, span).tolist())


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in code points of the text. `source` is empty where none is named."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


def of_article(article: Article) -> Passage:
    """All words of an article that something may be said in: no furniture, byline or dateline."""
    paragraphs = [Span(part.start, part.end) for part in article.parts]
    pieces = split(article.text, reader.FOLDER / "tokenizer.json")
    pieces = pieces.keep(~covered(pieces, _unread(article)))
    return _passage(article.text, pieces, paragraphs)


def of_content(whole: Passage, content: Span) -> Passage:
    """A piece of content as a passage of its own, as `bare` leaves it."""
    sentence = bare(whole.text, content)
    words = whole.words(sentence)
    return _passage(whole.text, whole.pieces.between(words.start, words.stop), [sentence])


def bare(text: str, content: Span) -> Span:
    """A piece of content as a sentence of its own: "that", and the quotation marks around it, taken off."""
    start, end = content
    opening = THAT.match(text, start, end)
    start = opening.end() if opening else start
    while end > start and (text[end - 1] in MARKS or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def _passage(text: str, pieces: Pieces, paragraphs: Sequence[Span]) -> Passage:
    inside = covered(pieces, quoted(text, paragraphs))
    return Passage(text, pieces, opening(pieces, paragraphs), inside)


def _unread(article: Article) -> list[Span]:
    spans = [Span(stretch.start, stretch.end) for stretch in article.furniture]
    spans += [Span(part.start, part.end) for part in article.parts if part.kind == "byline"]
    if article.dateline:
        spans.append(Span(article.dateline.start, _behind(article.text, article.dateline.end)))
    return sorted(spans)


def _behind(text: str, end: int) -> int:
    """The end of the dash or colon behind a dateline, which the model would take for a cue."""
    while end < len(text) and (text[end].isspace() or text[end] in "-–—:,/|)]"):
        end += 1
    return end


def read(passage: Passage) -> Iterator[Found]:
    """The attributions in a passage, in the order of their cues."""
    calibration = reader.settings().calibration
    for pieces, attribution in attributions(passage):
        yield _placed(pieces, attribution, score(attribution, calibration))


def attributions(passage: Passage) -> Iterator[tuple[Pieces, Attribution]]:
    """The same in words, each with the pieces that its words count in."""
    settings = reader.settings()
    for run in runs(passage):
        for attribution in decode(run.output, settings):
            if attribution.cue.first in run.own:
                yield run.pieces, attribution


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """What the model says of words that were read together; `own` are those whose cues count."""

    pieces: Pieces
    own: range
    output: Output


def runs(passage: Passage) -> Iterator[Run]:
    """The model's runs over a passage, one for each block."""
    for block, own in blocks(len(passage.pieces)):
        some = passage.between(block.start, block.stop)
        each = shapes(some.text, some.pieces, some.opening, some.quoted)
        output = reader.run(some.pieces, each)
        output = replace(output, emissions=within_paragraphs(output.emissions, some.opening))
        yield Run(some.pieces, range(own.start - block.start, own.stop - block.start), output)


def blocks(n_words: int) -> Iterator[tuple[range, range]]:
    """The words that are read together, and those of them whose cues count; every word counts once."""
    stop = 0
    for start in range(0, n_words, BLOCK - 2 * MARGIN):
        if stop >= n_words:
            return
        stop = min(start + BLOCK, n_words)
        yield range(start, stop), range(start + MARGIN * (start > 0), stop - MARGIN * (stop < n_words))


def _placed(pieces: Pieces, attribution: Attribution, sure: float) -> Found:
    def spans(parts: Sequence[RoleSpan]) -> tuple[Span, ...]:
        return tuple(Span(int(pieces.start[part.first]), int(pieces.end[part.last])) for part in parts)

    source = (attribution.source,) if attribution.source else ()
    return Found(spans(source), spans((attribution.cue,)), spans(attribution.contents), sure)


def quotation(whole: Passage, content: Sequence[Span]) -> Quotation:
    """Direct, indirect or mixed: all, none or part of the words stand in quotation marks (Pareti 2015)."""
    at = [word for span in content for word in whole.words(span)]
    letters = [word for word in at if whole.text[int(whole.pieces.start[word])].isalnum()]
    inside = int(whole.quoted[letters].sum()) if letters else 0
    if not inside:
        return "indirect"
    return "direct" if inside == len(letters) else "mixed"
