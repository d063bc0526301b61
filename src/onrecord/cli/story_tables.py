"""Stories as tables for eyes: a list of them, and all that is known of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from rich.console import Console, RenderableType
from rich.text import Text

from onrecord.cli.claim_tables import claims_table, console_for, plain_table, rendered
from onrecord.cli.options import counted
from onrecord.cli.table_cells import GAP, MOST_LINES, NARROWEST, fitted, joined
from onrecord.display.claim_words import NOBODY, in_series, point, said, shortened, verdict, where, who
from onrecord.display.visible import one_line
from onrecord.records import Account, ChangeOfMind, Saying, Series, Story

if TYPE_CHECKING:
    from onrecord.ledger.stories import StoryLine

_ID, _NUMBER, _DAY = 11, 8, 10
_OUTLETS = 8
NO_HEADLINE = "(no headline)"
_WHYS = {"reversed": "another stance", "reworded": "other words"}


def stories_table(stories: Sequence[Story], stream: TextIO, *, width: int | None = None) -> Iterator[str]:
    """Yield the table as printable text; nothing where there are no stories."""
    if not stories:
        return
    console = console_for(stream, width)
    title = max(console.width, NARROWEST) - _ID - 3 * _NUMBER - _DAY - 5 * GAP
    made = plain_table(("story", _ID), ("title", title))
    for name in ("articles", "texts", "outlets"):
        made.add_column(name, width=_NUMBER, justify="right")
    made.add_column("seen", width=_DAY)
    for story in stories:
        made.add_row(
            joined(fitted(Text(story.id, style="dim"), _ID, 2, console)),
            joined(fitted(_title(story), title, MOST_LINES, console)),
            f"{len(story.articles):,}",
            f"{story.independent:,}",
            f"{len(story.outlets):,}",
            joined(_seen(story)),
        )
    yield rendered(console, made)


def account_text(
    account: Account, lines: Iterable[StoryLine], stream: TextIO, *, width: int | None = None
) -> Iterator[str]:
    """Yield all that is known of a story: its claims, figures, changes of mind, and what happened to it."""
    console = console_for(stream, width)
    yield rendered(console, *_heading(account, console))
    claims = claims_table(account, console)
    yield "\n" + (
        rendered(console, claims) if claims else "no claims: no statement was found in its articles\n"
    )
    sayings = {saying.statement.id: saying for saying in account.sayings}
    for series in in_series(account.claims):
        yield "\n" + rendered(console, *figures(series, console))
    if account.changes:
        yield "\n" + rendered(console, *_changes(account.changes, sayings, console))
    if happened := list(lines):
        yield "\n" + rendered(console, *_happened(happened, account.story.id, console))


def claims_text(
    account: Account, stream: TextIO, *, width: int | None = None, in_full: bool = True
) -> Iterator[str]:
    """Yield the claims of a story under its title, `in_full` with what is known of it, as printable text."""
    console = console_for(stream, width)
    claims = claims_table(account, console)
    if claims is None:
        return
    story = account.story
    short = [Text(f"{story.id} · {shortened(story.title or NO_HEADLINE)}", style="dim")]
    yield rendered(console, *(_heading(account, console) if in_full else short), Text(), claims)


def figures(series: Series, console: Console) -> Iterator[RenderableType]:
    """A series of figures in the order of saying: when, how many, who, the article."""
    amount = 2 * _DAY if any(each.scope for each in series.points) else _DAY
    width = max(console.width, NARROWEST) - _DAY - amount - 3 * GAP
    source = width // 2
    made = plain_table(("said", _DAY))
    made.add_column("figure", width=amount, justify="right", overflow="fold")
    for name, share in (("source", source), ("as written, article", width - source)):
        made.add_column(name, width=share)
    for each in series.points:
        who_gave = Text(shortened(each.source) if each.source else NOBODY)
        written = Text(one_line(f"“{each.text}” · {each.article}"), style="dim")
        made.add_row(
            joined(fitted(Text(said(each.said_at)), _DAY, MOST_LINES, console)),
            point(each),
            joined(fitted(who_gave, source, MOST_LINES, console)),
            joined(fitted(written, width - source, MOST_LINES, console)),
        )
    style = "bold yellow" if series.differ else "bold"
    yield Text(f"{shortened(series.counted)}: {verdict(series)}", style=style)
    yield made


def _heading(account: Account, console: Console) -> Iterator[RenderableType]:
    story = account.story
    yield joined(fitted(_title(story, "bold"), max(console.width, NARROWEST), MOST_LINES, console))
    texts = counted(story.independent, "independent text")
    yield Text(
        f"{story.id} · {counted(len(story.articles), 'article')}, {texts} · {' to '.join(_days(story))}"
    )
    outlets = [shortened(outlet) for outlet in story.outlets[:_OUTLETS]]
    if len(story.outlets) > _OUTLETS:
        outlets.append(f"{len(story.outlets) - _OUTLETS} more")
    yield Text(f"outlets: {', '.join(outlets) or 'unknown'}", style="dim")
    for doubt in doubts(account):
        yield Text(doubt, style="yellow")


def doubts(account: Account) -> Iterator[str]:
    """What cannot be relied on: articles without a day, statements without a source, days that clash."""
    story = account.story
    if story.undated:
        yield f"in doubt: {counted(story.undated, 'article')} undated, in the order in which they came"
    nameless = sum(saying.statement.source is None for saying in account.sayings)
    if nameless:
        yield f"in doubt: {counted(nameless, 'statement')} with no one credited"
    early = sum(_is_said_later(saying) for saying in account.sayings)
    if early:
        yield f"in doubt: {counted(early, 'statement')} said on a later day than the article is of"


def _is_said_later(saying: Saying) -> bool:
    """Whether the day when it was said lies behind the day of the article that tells it."""
    day, published = (saying.statement.said_at or "")[:10], (saying.published_at or "")[:10]
    # Two days with nothing unknown in them; a time zone can make one day's difference.
    if len(day) < _DAY or len(published) < _DAY or not (day + published).replace("-", "").isdigit():
        return False
    try:
        return (date.fromisoformat(day) - date.fromisoformat(published)).days > 1
    except ValueError:
        return False


def _title(story: Story, style: str = "") -> Text:
    return Text(one_line(story.title or NO_HEADLINE), style=style)


def _days(story: Story) -> list[str]:
    """The first and the last day seen, one where they are the same."""
    known = [day[:_DAY] for day in (story.first_seen, story.last_seen) if day]
    return list(dict.fromkeys(known)) or ["undated"]


def _seen(story: Story) -> list[Text]:
    undated = f"{story.undated:,} undated"
    days = _days(story)
    if story.undated and days != ["undated"]:
        return [*map(Text, days), Text(undated, style="dim")]
    return [*map(Text, days)]


def _changes(
    changes: Sequence[ChangeOfMind], sayings: dict[str, Saying], console: Console
) -> Iterator[RenderableType]:
    width = max(console.width, NARROWEST) - 16 - 2 * GAP
    made = plain_table(("change", 16), ("before", width // 2), ("after", width - width // 2))
    for change in changes:
        before, after = (sayings.get(each) for each in (change.earlier, change.later))
        made.add_row(
            Text(f"{_WHYS[change.why]}\n") + Text(change.claim, style="dim"),
            _told(before, width // 2, console),
            _told(after, width - width // 2, console),
        )
    yield Text("Changes of mind", style="bold")
    yield made


def _told(saying: Saying | None, width: int, console: Console) -> Text:
    """Who said what, and where; a statement that is current no more is told so."""
    if saying is None:
        return Text("(in an earlier version)", style="dim")
    statement = saying.statement
    lines = fitted(Text(who(statement.source), style="bold"), width, 2, console)
    lines += fitted(Text(one_line(statement.content.text)), width, MOST_LINES, console)
    lines += fitted(Text(where(saying), style="dim"), width, 2, console)
    return joined(lines)


def _happened(lines: Iterable[StoryLine], story: str, console: Console) -> Iterator[RenderableType]:
    """What happened to a story: what came in one go is one line."""
    when = 16
    width = max(console.width, NARROWEST) - when - GAP
    made = plain_table(("when (UTC)", when), ("what happened to the story", width))
    for (why, now, before), some in groupby(lines, key=lambda line: (line.why, line.story, line.before)):
        here = list(some)
        articles = here[0].article if len(here) == 1 else counted(len(here), "article")
        words = one_line(_step(why, now == story, before if now == story else now, articles))
        moment = here[0].recorded_at[:when].replace("T", " ")
        made.add_row(moment, joined(fitted(Text(words), width, MOST_LINES, console)))
    yield made


def _step(why: str, is_coming: bool, other: str | None, articles: str) -> str:
    if why == "founded":
        return f"founded by {articles}"
    if other is None:
        return f"{articles} joined"
    way = f"came in from {other}" if is_coming else f"went to {other}"
    reason = {"merged": "two stories became one", "split": "it was split off", "moved": "it fits better"}
    return f"{articles} {way}: {reason.get(why, why)}"
