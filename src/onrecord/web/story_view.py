"""A story as its page shows it: read from the ledger and made ready, all in one record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from onrecord.ledger import stories, story_reports
from onrecord.ledger.store import Store
from onrecord.ledger.stories import StoryLine
from onrecord.ledger.story_reports import LineAt, Printing
from onrecord.pipeline.accounts import ARTICLES
from onrecord.records import Account, Saying, Story
from onrecord.web import links, story_times
from onrecord.web.kept_accounts import KeptAccounts
from onrecord.web.matrix import Matrix, matrix
from onrecord.web.minds import TurnOfMind, turns_of_mind
from onrecord.web.plots.timeline import Times
from onrecord.web.story_figures import Figures, figures
from onrecord.web.story_texts import Text, texts, undated

# Articles that are read at first: putting an account together takes some four milliseconds for each.
NEWEST = 24
CLAIMS, MOST_CLAIMS = 15, 150
"""Rows of the matrix at first, and at most."""
_UNDATED = 25  # statements without a day that are listed
_MINDS = 20  # changes of mind that are listed
_TEXTS = 60  # texts that are listed
_LINES = 60  # lines of a story's history that are listed, the last


@dataclass(frozen=True, slots=True)
class StoryAsk:
    """What is asked of a story's page, all of it in its address."""

    whole: bool = False
    only_disputed: bool = False
    claims: int = CLAIMS

    def address(self, story: str, anchor: str = "", **changes: bool | int) -> str:
        """The page of a story with this asked, but for some changes."""
        asked = replace(self, **changes)  # type: ignore[arg-type]
        options = [("articles", "all")] if asked.whole else []
        options += [("only", "disputed")] if asked.only_disputed else []
        options += [("claims", str(asked.claims))] if asked.claims != CLAIMS else []
        query = f"?{urlencode(options)}" if options else ""
        return f"{links.story(story)}{query}{f'#{anchor}' if anchor else ''}"


@dataclass(frozen=True, slots=True)
class StoryView:
    """All that the page shows. `read` articles are counted in it, `older` ones are not.

    `lines` are the ledger's lines of the statements that are shown, by their keys; `more_` is how many of
    something are not listed.
    """

    story: Story
    read: int
    older: int
    matrix: Matrix
    times: Times
    figures: Figures
    minds: tuple[TurnOfMind, ...]
    more_minds: int
    undated: tuple[Saying, ...]
    more_undated: int
    texts: tuple[Text, ...]
    more_texts: int
    undated_reports: tuple[Printing, ...]
    history: tuple[StoryLine, ...]
    more_history: int
    lines: Mapping[str, LineAt]


def story_view(store: Store, kept: KeptAccounts, name: str, ask: StoryAsk) -> StoryView:
    """The view of the story of this id (or the beginning of one). Raises LedgerError where there is none."""
    account = told(store, kept, name, ask)
    story = account.story
    read = min(ARTICLES if ask.whole else NEWEST, len(story.articles))
    printed = story_reports.printings(store, story.id)
    counted = set(story.articles[len(story.articles) - read :])
    history = stories.lines(store, story.id)
    minds = turns_of_mind(account)
    lost = story_times.undated(account)
    all_texts = texts(printed)
    view = StoryView(
        story=story,
        read=read,
        older=len(story.articles) - read,
        matrix=matrix(account, only_disputed=ask.only_disputed, rows=ask.claims),
        times=story_times.times(account, _published(printed, counted)),
        figures=figures(account),
        minds=minds[:_MINDS],
        more_minds=len(minds[_MINDS:]),
        undated=lost[:_UNDATED],
        more_undated=len(lost[_UNDATED:]),
        texts=all_texts[:_TEXTS],
        more_texts=len(all_texts[_TEXTS:]),
        undated_reports=undated(printed),
        history=history[-_LINES:],
        more_history=len(history[:-_LINES]),
        lines={},
    )
    return replace(view, lines=story_reports.lines(store, story.id, set(_shown(view))))


def told(store: Store, kept: KeptAccounts, name: str, ask: StoryAsk) -> Account:
    """The account that a page rests on."""
    return kept.account(store, name, articles=ARTICLES if ask.whole else NEWEST)


def statements_of(found: Matrix) -> Iterator[str]:
    """The statements that a matrix links to."""
    for row in found.rows:
        yield from (turn.statement for cell in row.cells for turn in cell.turns)
        yield from (turn.statement for side in row.sides for turn in side.turns)


def _published(printed: tuple[Printing, ...], counted: set[str]) -> list[str | None]:
    """When the articles that are counted came out, each at its first printing."""
    first: dict[str, str | None] = {}
    for each in printed:
        if each.article in counted and (each.published_at or "9") < (first.get(each.article) or "9"):
            first[each.article] = each.published_at
    return list(first.values())


def _shown(view: StoryView) -> Iterator[str]:
    yield from statements_of(view.matrix)
    yield from (line.statement for series in view.figures.drawn for line in series.lines)
    yield from (each.statement.id for turn in view.minds for each in (turn.earlier, turn.later))
    yield from (saying.statement.id for saying in view.undated)
