"""Stories put into a ledger by hand: which article belongs to which, without looking at what they tell."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.ledger import Store
from onrecord.ledger.lines import Writing
from onrecord.ledger.runs import Run
from onrecord.ledger.story_lines import add


def put(store: Store, stories: Mapping[str, str], *, why: str = "joined") -> None:
    """Let articles (by their keys) belong to stories from now on."""
    with Run(store, command="stories", settings={}, code="test") as run:
        for article, story in stories.items():
            with store.writing() as moment:
                _put(run.writing(moment), article, story, why)


def _put(writing: Writing, article: str, story: str, why: str) -> None:
    connection = writing.connection
    connection.execute(
        "INSERT OR IGNORE INTO story (key, title, is_titled, newest, last_article_id, whole, revision)"
        " VALUES (?, ?, 1, 0, 0, x'', 0)",
        (story, f"The story {story}"),
    )
    (article_id,) = connection.execute("SELECT id FROM article WHERE key = ?", (article,)).fetchone()
    connection.execute(
        "INSERT OR REPLACE INTO member (article_id, version_id, story_id, sketch) SELECT :article,"
        " (SELECT max(id) FROM version WHERE article_id = :article), id, x'' FROM story WHERE key = :story",
        {"article": article_id, "story": story},
    )
    add(writing, article_id, story, why)
