"""What is known of an article and its statements, in the words that tables and pages share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onrecord.cli.numbering import pieces
from onrecord.records import Article, PublishedFrom, Quotation, Reading, Statement, Words

UNKNOWN = "—"
GAP = " … "
SIGNS: dict[Quotation, str] = {"direct": "“”", "indirect": "–", "mixed": "½"}

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


def counts(reading: Reading) -> str:
    """Count the statements, by quotation, and those that nobody is credited with."""
    statements = reading.statements
    if not statements:
        return "no statements found"
    by_quotation = Counter(statement.quotation for statement in statements)
    kinds = ", ".join(f"{by_quotation[kind]} {kind}" for kind in SIGNS if by_quotation[kind])
    unnamed = sum(statement.source is None for statement in statements)
    without = f"; {unnamed} without a source" if unnamed else ""
    return f"{len(statements)} statement{'' if len(statements) == 1 else 's'}: {kinds}{without}"


def words(article: Article, role: Words | None) -> str:
    """Return the words of a role as they stand in the article, a gap between pieces."""
    return GAP.join(pieces(article, role.spans)) if role else UNKNOWN


def score(statement: Statement) -> str:
    """Return the score with two digits."""
    return f"{statement.score:.2f}"
