"""Statements of a reading as claims are matched by them."""

from __future__ import annotations

from onrecord.records import Reading, Saying, Span, Statement
from onrecord.sentences import around, sentences


def sayings(reading: Reading) -> tuple[Saying, ...]:
    """The statements that put something forward or answer to it, in the order of the text.

    Deeds that report nothing (type "other") are left out.
    """
    article = reading.article
    cut = sentences(article)
    headlines = [Span(part.start, part.end) for part in article.parts if part.kind == "headline"]
    vectors = reading.vectors or (b"",) * len(reading.statements)
    made = []
    for statement, vector in zip(reading.statements, vectors, strict=True):
        if statement.type == "other" or not statement.content.spans:
            continue
        start = statement.content.spans[0].start
        sentence = around(cut, start) or statement.content.spans[0]
        made.append(
            Saying(
                statement=statement,
                figures=tuple(reading.figures[place] for place in statement.figures),
                article=article.id,
                published_at=article.published_at,
                outlet=article.outlet,
                sentence=" ".join(article.text[sentence.start : sentence.end].split()),
                read=_read(article.text, statement),
                in_headline=any(span.start <= start < span.end for span in headlines),
                vector=vector,
            )
        )
    return tuple(made)


def _read(text: str, statement: Statement) -> str:
    """The words of source, cue and content, in the order in which they stand."""
    roles = (statement.source, statement.cue, statement.content)
    spans = sorted(span for words in roles if words for span in words.spans)
    return " ".join(" ".join(text[start:end].split()) for start, end in spans)
