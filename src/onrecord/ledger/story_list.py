"""Stories page by page, the last published first, with how much is claimed and disputed in each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from onrecord.ledger import newest, slices, stories, typed
from onrecord.ledger.question import TYPES, Question
from onrecord.ledger.store import Store
from onrecord.records import Story

# Lines that are looked at for the stories of some words, the newest first: a hundredth of a millisecond each.
LOOKED_AT = 2_000
# Of a story of more articles what is claimed is not counted: that looks at every line of it.
COUNTED = 100
_BEHIND = """
SELECT id, newest, last_article_id FROM story
WHERE newest >= :first AND (newest, last_article_id, id) < (:newest, :article, :id)
ORDER BY newest DESC, last_article_id DESC, id DESC LIMIT :limit
"""
_OF_LINES = """
SELECT DISTINCT t.id, t.newest, t.last_article_id FROM json_each(?) k JOIN statement s ON s.id = k.value
JOIN version v ON v.id = s.version_id JOIN member m ON m.article_id = v.article_id
JOIN story t ON t.id = m.story_id
"""
_CLAIMS = """
SELECT count(DISTINCT x.claim_id), count(DISTINCT CASE x.kind WHEN 1 THEN x.claim_id END)
FROM member m JOIN statement s ON s.version_id = m.version_id JOIN stance x ON x.statement_id = s.id
WHERE m.story_id = ?
"""
_LAST = (1 << 62, 1 << 62, 1 << 62)
_Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story; `claims` and `disputed` are None where it is too large to be counted in passing."""

    story: Story
    claims: int | None
    disputed: int | None


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Some stories, and what to ask for what is behind them: None where nothing is.

    `is_cut` where more lines answer than the LOOKED_AT that stories were taken from.
    """

    stories: tuple[ListedStory, ...]
    after: str | None
    is_cut: bool = False


def story_page(
    store: Store,
    *,
    words: str = "",
    since: str | None = None,
    outlet: str | None = None,
    after: str | None = None,
    limit: int = 20,
) -> StoryPage:
    """The stories as `stories.stories` finds them, but of the newest LOOKED_AT lines; those behind `after`.

    `after` is what the page before gave. Raises QuestionError where one of them cannot be asked, LedgerError
    where the file fails.
    """
    first = int(typed.days("since", since).first.replace("-", "")) * 10_000 if since else 0
    behind = _place(after)
    with store.in_plain_words("read"):
        connection = store.connection
        is_cut = False
        if words.strip() or outlet:
            places, is_cut = _answering(connection, words, outlet)
            found = sorted((each for each in places if first <= each[0] and each < behind), reverse=True)
        else:
            found = list(_all(connection, first, behind, limit + 1))
        shown = found[:limit]
        is_last = len(found) <= limit
        return StoryPage(
            tuple(_listed(connection, number) for _, _, number in shown),
            None if is_last else ".".join(map(str, shown[-1])),
            is_cut,
        )


def _listed(connection: sqlite3.Connection, number: int) -> ListedStory:
    story = stories.story(connection, number)
    if len(story.articles) > COUNTED:
        return ListedStory(story, None, None)
    claims, disputed = connection.execute(_CLAIMS, (number,)).fetchone()
    return ListedStory(story, claims, disputed)


def _all(connection: sqlite3.Connection, first: int, behind: _Place, limit: int) -> Iterable[_Place]:
    asked = {"first": first, "newest": behind[0], "article": behind[1], "id": behind[2], "limit": limit}
    for number, minute, article in connection.execute(_BEHIND, asked):
        yield minute, article, number


def _answering(connection: sqlite3.Connection, words: str, outlet: str | None) -> tuple[list[_Place], bool]:
    """The stories of the newest lines that answer: all of them, so that pages fit together; and if cut."""
    question = Question(
        words=words, outlets=(outlet,) if outlet else (), types=frozenset(TYPES), sort="published_at"
    )
    lines = newest.newest(connection, question, slices.PUBLISHED_AT, None)
    numbers = [each.number for each in islice(lines, LOOKED_AT)]
    found = connection.execute(_OF_LINES, (json.dumps(numbers),))
    return [(minute, article, number) for number, minute, article in found], len(numbers) == LOOKED_AT


def _place(after: str | None) -> _Place:
    """What an address says of where a page goes on; what is no such place is the beginning."""
    parts = (after or "").split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) <= 18 for part in parts):
        return _LAST
    minute, article, number = map(int, parts)
    return minute, article, number
