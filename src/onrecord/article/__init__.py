"""The article stage: a page becomes the report's own text and what is known of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from onrecord.errors import Refused
from onrecord.records import Article, Page, PublishedFrom

# The longest of 840 news reports has 34,000 characters, a long magazine piece 100,000. What is far longer is
# no report, and would hold up the others for minutes (the model reads some 20,000 characters a second).
MAX_TEXT = 500_000


def extract(page: Page, *, published: str | None = None, any_language: bool = False) -> Article:
    """Read the report out of `page`.

    What the page's input says of it (`Page.url`, `outlet`, `headline`, `authors`, `published_at`) wins over
    what is found on it. `published` is an ISO 8601 date for pages that have none of their own.
    Raises `Refused` where there is no text, more than MAX_TEXT characters of it, or none in English (unless
    `any_language`).
    """
    found = _extract(page)
    if page.format == "html" and all(part.kind in ("headline", "byline") for part in found.parts):
        # A title alone is on every page, a picture gallery's or an error's too.
        raise Refused("article", "no text was found on the page", "give the report as plain text")
    if len(found.text) > MAX_TEXT:
        reason = f"the text has {len(found.text):,} characters, more than {MAX_TEXT:,}"
        raise Refused("article", reason, "cut it into its articles, one a file or a JSONL line")
    language = _language(found)
    if language and language != "en" and not any_language:
        raise _other_language(language)
    published_at, published_from = _published(page, found, published)
    return replace(
        found,
        id=page.id or hashlib.sha256(found.text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        url=page.url or found.url,
        outlet=page.outlet or found.outlet,
        headline=page.headline or found.headline,
        authors=page.authors or found.authors,
        agencies=_agencies(page, found),
        published_at=published_at,
        published_from=published_from,
        language=language,
    )


def _extract(page: Page) -> Article:
    # The parsers are heavy; a command that reads nothing does not wait for them.
    if page.format == "html":
        from onrecord.article import html

        return html.extract(page)
    if page.format == "pdf":
        from onrecord.article import pdf

        return pdf.extract(page)
    from onrecord.article import plain

    return plain.extract(page)


def _language(found: Article) -> str | None:
    from onrecord.article import language

    return found.language or language.detect(found.text)


def _other_language(code: str) -> Refused:
    from onrecord.article import language

    return Refused(
        "article",
        f"the text is in {language.name(code)} ({code})",
        "read it at your own risk with --any-language",
    )


def _published(page: Page, found: Article, published: str | None) -> tuple[str | None, PublishedFrom | None]:
    if page.published_at:
        return page.published_at, "input"
    if found.published_at:
        return found.published_at, found.published_from
    return (published, "input") if published else (None, None)


def _agencies(page: Page, found: Article) -> tuple[str, ...]:
    """Those found, and those among the authors that the input named."""
    from onrecord.article import agency

    named = [name for author in page.authors for name in agency.named(author)]
    return tuple(dict.fromkeys((*found.agencies, *named)))
