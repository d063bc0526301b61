"""The pipeline: the only place that knows the order of the stages. READ SECOND.

Page -> article.extract -> Article -> statements.find -> Reading     (or Refusal, at any of them)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

from onrecord.errors import ModelError
from onrecord.pipeline.child import PAGE_SECONDS
from onrecord.records import Article, Page, Reading, Refusal

__all__ = ["PAGE_SECONDS", "run"]


def run(
    pages: Iterable[Page | Refusal],
    *,
    published: str | None = None,
    any_language: bool = False,
    page_seconds: float = PAGE_SECONDS,
) -> Iterator[Reading | Refusal]:
    """Read every page, in order; what cannot be read becomes a Refusal in its place.

    `published` is the ISO 8601 date of pages that bear none, `any_language` reads what does not look
    English too, `page_seconds` is the time one page may take until its article is found.
    Raises ModelError if the model is missing, ValueError if `published` is no such date: neither is
    a page's fault. A bug met on one page is that page's Refusal.
    """
    from onrecord.pipeline.articles import Articles

    with closing(Articles(published, any_language, page_seconds)) as articles:
        for page in pages:
            article = page if isinstance(page, Refusal) else articles.extract(page)
            yield article if isinstance(article, Refusal) else _read(article, page.origin)


def _read(article: Article, origin: str) -> Reading | Refusal:
    from onrecord import statements
    from onrecord.pipeline import blame

    try:
        return statements.find(article)
    except ModelError:
        raise
    except Exception as error:  # one bad page never stops the run
        return blame.refusal(origin, "statements", error)
