"""A statement that a person noted: a small article, and the one statement in it, made out as any other.

What the person wrote down wins over what the rules make of it: who said it, in what role, when.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from onrecord.errors import Refused
from onrecord.interval import days
from onrecord.records import BY_HAND, Article, Note, Part, Quotation, Reading, Source, Span, Statement, Words
from onrecord.statements.made_out import make_out
from onrecord.statements.passage import Found
from onrecord.statements.quotes import quoted
from onrecord.statements.statement import identify as statement_id


def noted(note: Note) -> Reading:
    """The reading of a note: an article, "SOURCE: CONTENT" or the content alone, and the statement in it.

    Source and content stand in the text as they were noted, to the character. The score is 1.0, for nobody
    guessed. Raises Refused where nothing is noted, or only space.
    """
    if not note.content.strip():
        raise Refused("statements", "a note without a claim", "note what was said")
    source, content, text = _laid_out(note)
    article = _article(note, text)
    statement = _statement(article, source, content)
    reading = make_out(_dated(article, note.said_at), (statement,), BY_HAND)
    (made,) = reading.statements
    return replace(reading, article=article, statements=(_as_noted(made, note),))


def _laid_out(note: Note) -> tuple[Span | None, Span, str]:
    """The spans of source and content, and the text that they stand in."""
    if note.source is None or not note.source.strip():
        return None, Span(0, len(note.content)), note.content
    before = f"{note.source}: "
    text = before + note.content
    return Span(0, len(note.source)), Span(len(before), len(text)), text


def _article(note: Note, text: str) -> Article:
    page = note.page
    published_at = page.published_at or _day(note.said_at)
    return Article(
        id=page.id or _article_id(note, text),
        text=text,
        url=page.url,
        outlet=page.outlet,
        headline=page.headline,
        authors=page.authors,
        published_at=published_at,
        published_from="input" if published_at else None,
        parts=(Part(0, len(text), "body"),),
    )


def _article_id(note: Note, text: str) -> str:
    """A hash as of any text; with the address and the day, for one claim is made at many places and times."""
    named = "\n".join(filter(None, (note.page.url, note.said_at, text)))
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _day(said_at: str | None) -> str | None:
    """When it was said, where that is a day or a moment: a month is no date of publication."""
    return said_at if said_at and len(said_at) >= len("2024-10-25") else None


def _dated(article: Article, said_at: str | None) -> Article:
    """The article as of the day it was said: "yesterday" in a claim hangs on that, not on its publication."""
    return replace(article, published_at=_day(said_at) or article.published_at)


def _statement(article: Article, source: Span | None, content: Span) -> Statement:
    found = Found((source,) if source else (), (), (content,), 1.0)
    return Statement(
        id=statement_id(article.id, found),
        source=Source((source,), article.text[source.start : source.end]) if source else None,
        cue=None,
        content=Words((content,), article.text[content.start : content.end]),
        quotation=_quotation(article.text, content),
        within=None,
        score=1.0,
    )


def _quotation(text: str, content: Span) -> Quotation:
    """Direct, indirect or mixed: all, none or part of its letters stand in quotation marks (Pareti 2015)."""
    letters = sum(text[at].isalnum() for at in range(*content))
    marked = sum(text[at].isalnum() for start, end in quoted(text, [content]) for at in range(start, end))
    if not marked:
        return "indirect"
    return "direct" if marked == letters else "mixed"


def _as_noted(made: Statement, note: Note) -> Statement:
    source = made.source and replace(made.source, name=_name(made.source), role=note.role or made.source.role)
    return replace(made, source=source, said_at=_timex(note.said_at) or made.said_at)


def _name(source: Source) -> str | None:
    """The name as it was noted, its titles apart; of a description ("a spokesman") what the rules know."""
    words = source.text.split()
    written = " ".join(words)
    if source.name and source.name in written:
        return source.name
    plain = not any(word[:1].isupper() for word in words[1:])
    if written[:1].islower() or (plain and words[0][0] != "@" and source.kind in ("unnamed", "group")):
        return source.name
    return written


def _timex(said_at: str | None) -> str | None:
    """The TIMEX3 value of an ISO 8601 date or moment: to the minute, as it was on the spot."""
    value = said_at[:16].replace(" ", "T") if said_at else None
    return value if days(value) else None
