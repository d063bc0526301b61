"""Where each page's article is made: here, or in the child process if the page could do harm."""

from __future__ import annotations

from onrecord.errors import ModelError
from onrecord.intake import is_iso_date
from onrecord.pipeline import blame, frames
from onrecord.pipeline.child import Child
from onrecord.records import Article, Page, Refusal

# Text goes through no parser, and of 840 reports the longest has 34,000 characters. What is much longer
# is no report, and is better looked at where it can be stopped.
TEXT_SIZE_HERE = 200_000


class Articles:
    """The article stage for one run, with the child process it may need. `close` it at the end.

    Raises ValueError if `published` is no ISO 8601 date.
    """

    def __init__(
        self, published: str | None, any_language: bool, page_seconds: float, child: Child | None = None
    ) -> None:
        if published is not None and not is_iso_date(published):
            raise ValueError(f"published is not an ISO 8601 date: {published!r}; write it as 2024-10-25")
        self._published = published
        self._any_language = any_language
        self._page_seconds = page_seconds
        self._child = child or Child()

    def extract(self, page: Page) -> Article | Refusal:
        """Make the page's article, or say why there is none."""
        try:
            return self._here(page) if _is_harmless(page) else self._in_child(page)
        except ModelError:
            raise
        except Exception as error:  # one bad page never stops the run
            return blame.refusal(page.origin, "article", error)

    def close(self) -> None:
        """End the child process."""
        self._child.close()

    def _here(self, page: Page) -> Article:
        from onrecord import article

        return article.extract(page, published=self._published, any_language=self._any_language)

    def _in_child(self, page: Page) -> Article | Refusal:
        task = frames.Task(page, self._published, self._any_language, self._page_seconds)
        return self._child.extract(task)


def _is_harmless(page: Page) -> bool:
    return page.format == "text" and len(page.raw) <= TEXT_SIZE_HERE
