"""What is known of an article and its statements, in the words that tables and pages share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from onrecord.display.numbering import pieces
from onrecord.display.selection import DEED, View
from onrecord.records import Act, Article, PublishedFrom, Statement, Words

UNKNOWN = "—"
GAP = " … "

_PUBLISHED_FROM: dict[PublishedFrom, str] = {
    "input": "as given",
    "json-ld": "from the page's JSON-LD",
    "meta": "from the page's meta tags",
    "url": "from the address",
    "text": "from the text",
}


def facts(article: Article) -> Iterator[str]:
    """Yield what is known of where an article comes from; the date of publication even if unknown."""
    if article.outlet:
        yield article.outlet
    if article.authors:
        yield f"by {', '.join(article.authors)}"
    if article.agencies:
        yield f"agencies: {', '.join(article.agencies)}"
    if article.dateline:
        yield f"filed from {article.dateline.place}"
    yield published(article)
    if article.language:
        yield f"language: {article.language}"


def published(article: Article) -> str:
    """Say when it was published and how that is known."""
    if not article.published_at:
        return "published: unknown (give it with --published)"
    origin = f" ({_PUBLISHED_FROM[article.published_from]})" if article.published_from else ""
    return f"published {article.published_at}{origin}"


def furniture(article: Article) -> str:
    """Name the kinds of furniture that were set aside, each once, or say nothing."""
    kinds = Counter(one.kind for one in article.furniture)
    if not kinds:
        return ""
    named = (kind if count == 1 else f"{kind} ×{count}" for kind, count in kinds.items())
    return f"furniture: {', '.join(named)}"


def counts(view: View) -> str:
    """Count the statements by act, those that nobody is credited with, and those that are not shown."""
    statements = view.reading.statements
    found = len(statements) + view.deeds + view.unasked
    if not found:
        return "no statements found"
    if not statements and view.unasked:
        return f"{_counted(found, 'statement')} found, none that was asked for"
    acts = Counter(act(statement) for statement in statements)
    by_act = ", ".join(f"{acts[name]} {name}" for name in (*get_args(Act), DEED, UNKNOWN) if acts[name])
    unnamed = sum(statement.source is None for statement in statements)
    without = f"; {unnamed} without a source" if unnamed else ""
    return f"{_counted(len(statements), 'statement')}{': ' if by_act else ''}{by_act}{without}"


def deeds_hidden(view: View) -> str:
    """Say how many deeds are not shown and how they would be, or nothing."""
    them = "it" if view.deeds == 1 else "them"
    return f"{_counted(view.deeds, 'deed')} hidden; --type all shows {them}" if view.deeds else ""


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def words(article: Article, role: Words | None) -> str:
    """Return the words of a role as they stand in the article, a gap between pieces."""
    return GAP.join(pieces(article, role.spans)) if role else UNKNOWN


def score(statement: Statement) -> str:
    """Return the score with two digits."""
    return f"{statement.score:.2f}"


def act(statement: Statement) -> str:
    """Return what is done by saying it; of a deed, by which nothing is said, that it is one."""
    return statement.act or (DEED if statement.type == DEED else UNKNOWN)


def kind_of_statement(statement: Statement) -> str:
    """Return the type where it is not what a reader takes it for: something said."""
    return "" if statement.type == "assertion" or statement.act is None else statement.type
