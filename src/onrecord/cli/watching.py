"""One run of `onrecord watch`: the feeds that are due, then a wait for the next, until Ctrl-C."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.adding import Tally
from onrecord.cli.feed_news import FeedNews
from onrecord.cli.messages import ALL_READ, NOTHING_READ, SOME_REFUSED, STOPPED, Messages
from onrecord.cli.options import counted
from onrecord.cli.stopping import Stopping
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.pipeline.polling import Polling

# Between two looks at which feeds are due; Ctrl-C is obeyed at once all the same.
NAP_SECONDS = 5.0
NO_FEED = "no feed to watch: name an OPML file, or the address of a feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for on the command line, checked."""

    names: tuple[str, ...]
    ledger: Path
    minutes: int
    once: bool
    workers: int | None
    any_language: bool
    allow_private: bool


def perform(request: Request) -> int:
    """Watch what was asked for and return the exit code."""
    messages = Messages()
    tally = Tally()
    try:
        code = _watch(request, messages, tally)
    except OnrecordError as error:
        messages.say(f"onrecord: {error}")
        code = NOTHING_READ
    except KeyboardInterrupt:
        code = STOPPED
    if tally.taken or tally.refused:
        sys.stdout.write("\n".join(tally.lines()) + f"\nin the ledger {request.ledger}\n")
    return code


def _watch(request: Request, messages: Messages, tally: Tally) -> int:
    from onrecord.net import Fetcher
    from onrecord.pipeline import polling
    from onrecord.pipeline.feed_lists import FeedLists
    from onrecord.pipeline.readers import Readers

    with ExitStack() as stack:
        fetcher = stack.enter_context(Fetcher(allow_private=request.allow_private))
        lists = FeedLists(request.names, fetcher, messages.refuse)
        addresses = lists.addresses()
        if not addresses:
            messages.say(f"onrecord: {NO_FEED}")
            return NOTHING_READ
        readers = stack.enter_context(Readers(workers=request.workers, any_language=request.any_language))
        means = polling.Means(
            lists=lists,
            fetcher=fetcher,
            readers=readers,
            least_seconds=request.minutes * 60.0,
            any_language=request.any_language,
        )
        opened = stack.enter_context(polling.opened(request.ledger, means))
        stopping = stack.enter_context(Stopping())
        messages.say(f"watching {counted(len(addresses), 'feed')}; Ctrl-C stops")
        news = FeedNews(messages, tally)
        _go_round(opened, stopping, news, once=request.once)
        if stopping.asked:
            news.count(opened.stop())
            return STOPPED
        return SOME_REFUSED if tally.refused else ALL_READ


def _go_round(polling: Polling, stopping: Stopping, news: FeedNews, *, once: bool) -> None:
    """Ask whatever is due, again and again."""
    while not stopping.asked:
        for feed in polling.due():
            news.take(feed, stopping.until_asked(polling.poll(feed)))
            if stopping.asked:
                return
        if once:
            return
        _nap(stopping)


def _nap(stopping: Stopping) -> None:
    """Sleep, and let Ctrl-C end it."""
    for _ in stopping.until_asked(_sleeping()):
        pass


def _sleeping() -> Iterator[None]:
    time.sleep(NAP_SECONDS)
    yield
